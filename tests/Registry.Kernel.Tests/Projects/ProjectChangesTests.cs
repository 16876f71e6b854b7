using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Projects;

public sealed class ProjectChangesTests
{
    private static readonly ProjectFacts Before = new()
    {
        Name = "Wind",
        TypeCode = "A0201",
        MethodologyCode = "CCER-01-002-V01",
        ProvinceCode = "320000",
        Location = "Off the coast",
        Longitude = "121.474281",
        Latitude = "33.123456",
        ConstructionOn = new DateOnly(2020, 7, 8),
        LifetimeYears = 25,
        CreditingFrom = new DateOnly(2022, 4, 1),
        CreditingTo = new DateOnly(2032, 3, 31),
        AnnualTonnes = 500_000,
        TotalTonnes = 5_000_000,
        Additionality = AdditionalityRoute.Exempt,
    };

    private static string Found(ProjectChangeKind kind, ProjectFacts after)
    {
        var findings = new List<Finding>();
        ProjectChanges.Check(kind, Before, after, findings);
        return string.Join(' ', findings.Select(f => f.Rule.Code));
    }

    [Fact]
    public void Each_kind_alters_what_it_is_about()
    {
        Found(ProjectChangeKind.Owner, Before).ShouldBeEmpty();
        Found(ProjectChangeKind.Name, Before with { Name = "Wind of Dafeng" }).ShouldBeEmpty();
        Found(ProjectChangeKind.Capacity, Before with { AnnualTonnes = 400_000, TotalTonnes = 4_000_000, Location = "Farther off" }).ShouldBeEmpty();
        Found(ProjectChangeKind.MonitoringPlan, Before).ShouldBeEmpty();
        Found(ProjectChangeKind.MonitoringPlan, Before with { Technology = "Two meters" }).ShouldBeEmpty();
        Found(ProjectChangeKind.Methodology, Before with { MethodologyCode = "CCER-01-002-V02", AnnualTonnes = 1 }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ProjectChangeKind.Name)]
    [InlineData(ProjectChangeKind.Capacity)]
    [InlineData(ProjectChangeKind.Methodology)]
    public void Change_that_alters_nothing_is_found(ProjectChangeKind kind) => Found(kind, Before).ShouldBe(ProjectChangeRules.ChangesNothing.Code);

    [Fact]
    public void No_kind_alters_type_place_construction_or_crediting_period()
    {
        foreach (var kind in Enum.GetValues<ProjectChangeKind>().Where(k => k != ProjectChangeKind.Owner))
        {
            Found(kind, Before with { TypeCode = "A0101" }).ShouldContain(ProjectChangeRules.OutsideKind.Code);
            Found(kind, Before with { ProvinceCode = "330000" }).ShouldContain(ProjectChangeRules.OutsideKind.Code);
            Found(kind, Before with { ConstructionOn = new DateOnly(2021, 1, 1) }).ShouldContain(ProjectChangeRules.OutsideKind.Code);
            Found(kind, Before with { CreditingTo = new DateOnly(2033, 3, 31) }).ShouldContain(ProjectChangeRules.OutsideKind.Code);
        }
        Found(ProjectChangeKind.Name, Before with { Name = "Other", AnnualTonnes = 1 }).ShouldBe(ProjectChangeRules.OutsideKind.Code);
    }

    [Fact]
    public void Methodology_becomes_another_version_of_itself_only() =>
        Found(ProjectChangeKind.Methodology, Before with { MethodologyCode = "CCER-01-001-V01" }).ShouldBe(ProjectChangeRules.OtherMethodology.Code);

    [Fact]
    public void Policy_says_which_kinds_need_an_opinion_and_refuses_a_day_before_the_first()
    {
        var day = new DateOnly(2026, 11, 23);
        ProjectChangeLifecycle.First(ProjectChangeKind.Owner, day).ShouldBe(ProjectChangeStatus.AwaitingNewOwner);
        ProjectChangeLifecycle.First(ProjectChangeKind.Name, day).ShouldBe(ProjectChangeStatus.AwaitingReview);
        foreach (var kind in (ProjectChangeKind[])[ProjectChangeKind.Capacity, ProjectChangeKind.MonitoringPlan, ProjectChangeKind.Methodology])
            ProjectChangeLifecycle.First(kind, day).ShouldBe(ProjectChangeStatus.AwaitingOpinion);
        Should.Throw<RefusalException>(() => ProjectChangePolicy.On(new DateOnly(2023, 10, 19))).Rule.ShouldBe(GeneralRules.NoRegime);
    }
}
