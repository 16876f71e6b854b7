using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Projects;

/// <summary>Each machine check of a project's facts, both ways.</summary>
public sealed class ProjectChecksTests
{
    private static readonly DateOnly Today = Day("2024-09-02");

    private static readonly Methodology OffshoreWind = new()
    {
        Code = "CCER-01-002-V01",
        Name = "Offshore wind",
        Sector = "A",
        Version = 1,
        EffectiveFrom = Day("2023-10-24"),
        MaxCreditingYears = 10,
        AdditionalityRoutes = [AdditionalityRoute.Exempt],
        Types = [new MethodologyType("A0201", "Offshore wind")],
    };

    private static readonly ProjectFacts Good = new()
    {
        Name = "Offshore wind project 1",
        TypeCode = "A0201",
        MethodologyCode = "CCER-01-002-V01",
        ProvinceCode = "320000",
        Location = "Off the coast",
        Longitude = "121.474281",
        Latitude = "33.123456",
        ConstructionOn = Day("2020-07-08"),
        GridConnectionOn = Day("2022-03-31"),
        LifetimeYears = 25,
        CreditingFrom = Day("2022-04-01"),
        CreditingTo = Day("2032-03-31"),
        AnnualTonnes = 500_000,
        TotalTonnes = 5_000_000,
        Additionality = AdditionalityRoute.Exempt,
        ArchiveCode = "PWS00000000000001",
    };

    private static IReadOnlyList<Rule> AtSubmission(ProjectFacts facts) => Found(f => ProjectChecks.AtSubmission(facts, OffshoreWind, Today, f));

    private static IReadOnlyList<Rule> AtRegistration(ProjectFacts facts) => Found(f => ProjectChecks.AtRegistration(facts, OffshoreWind, Today, f));

    private static IReadOnlyList<Rule> Plausibility(ProjectFacts facts) => Found(f => ProjectChecks.Plausibility(facts, f));

    private static IReadOnlyList<Rule> Found(Action<List<Finding>> check)
    {
        var findings = new List<Finding>();
        check(findings);
        return [.. findings.Select(f => f.Rule)];
    }

    [Fact]
    public void Good_facts_pass_every_check()
    {
        AtSubmission(Good).ShouldBeEmpty();
        AtRegistration(Good).ShouldBeEmpty();
        Plausibility(Good).ShouldBeEmpty();
    }

    [Fact]
    public void Construction_on_2012_11_08_is_refused_and_on_the_next_day_accepted()
    {
        AtSubmission(Good with { ConstructionOn = Day("2012-11-08") }).ShouldBe([ProjectRules.ConstructionTooEarly]);
        AtSubmission(Good with { ConstructionOn = Day("2012-11-09") }).ShouldBeEmpty();
    }

    [Fact]
    public void Crediting_from_2020_09_22_is_refused_at_registration_and_from_the_next_day_accepted()
    {
        var early = Good with { CreditingFrom = Day("2020-09-22"), CreditingTo = Day("2030-09-21") };
        AtSubmission(early).ShouldBeEmpty();
        AtRegistration(early).ShouldBe([ProjectRules.CreditingTooEarly]);
        AtRegistration(early with { CreditingFrom = Day("2020-09-23") }).ShouldBeEmpty();
    }

    [Fact]
    public void Crediting_starts_with_construction_at_the_earliest()
    {
        AtSubmission(Good with { ConstructionOn = Day("2022-04-02") }).ShouldBe([ProjectRules.CreditingBeforeConstruction]);
        AtSubmission(Good with { ConstructionOn = Day("2022-04-01") }).ShouldBeEmpty();
    }

    [Fact]
    public void Crediting_that_ends_before_it_starts_is_refused() =>
        AtSubmission(Good with { CreditingTo = Day("2022-03-31") }).ShouldBe([ProjectRules.CreditingReversed]);

    [Fact]
    public void Ten_years_are_accepted_and_a_day_more_is_refused()
    {
        AtRegistration(Good with { CreditingTo = Day("2032-04-01") }).ShouldBe([MethodologyRules.CreditingTooLong]);
        AtRegistration(Good with { CreditingTo = Day("2032-03-31") }).ShouldBeEmpty();
    }

    [Fact]
    public void Crediting_ends_with_the_lifetime_at_the_latest()
    {
        var ten = Good with { LifetimeYears = 10 };
        AtSubmission(ten with { CreditingTo = Day("2032-03-30") }).ShouldBeEmpty();
        AtSubmission(ten with { CreditingTo = Day("2032-03-31") }).ShouldBe([ProjectRules.CreditingAfterLifetime]);
        AtSubmission(ten with { CreditingTo = Day("2032-03-31"), GridConnectionOn = null }).ShouldBeEmpty();
    }

    [Fact]
    public void Reductions_that_the_law_demands_or_a_market_counts_are_refused()
    {
        AtSubmission(Good with { MandatedReduction = true }).ShouldBe([ProjectRules.MandatedByLaw]);
        AtRegistration(Good with { InEtsAllowance = true }).ShouldBe([ProjectRules.UnderAllowanceManagement]);
        AtSubmission(Good with { InEtsAllowance = true }).ShouldBeEmpty();
    }

    [Fact]
    public void Type_and_additionality_are_those_of_the_methodology()
    {
        AtSubmission(Good with { TypeCode = "A0101" }).ShouldBe([MethodologyRules.TypeNotAllowed]);
        AtSubmission(Good with { Additionality = AdditionalityRoute.General }).ShouldBe([MethodologyRules.AdditionalityNotAllowed]);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 1, 1)]
    public void Amounts_and_lifetime_are_more_than_nothing(long annual, long total, int years) =>
        AtSubmission(Good with { AnnualTonnes = annual, TotalTonnes = total, LifetimeYears = years, GridConnectionOn = null }).ShouldBe([ProjectRules.AmountNotPositive]);

    [Theory]
    [InlineData("PWS00000000000001", true)]
    [InlineData(null, true)]
    [InlineData("PWS0000000000001", false)]
    [InlineData("PWS000000000000012", false)]
    [InlineData("pws00000000000001", false)]
    [InlineData("/", false)]
    public void Archive_code_has_seventeen_characters_or_is_left_out(string? code, bool accepted) =>
        AtSubmission(Good with { ArchiveCode = code }).ShouldBe(accepted ? [] : [ProjectRules.ArchiveCodeMalformed]);

    [Theory]
    [InlineData(5_000_000, true)]
    [InlineData(4_971_913, true)]
    [InlineData(500_000, false)]
    [InlineData(50_000_000, false)]
    [InlineData(long.MaxValue, false)]
    public void Total_far_from_the_annual_amount_is_pointed_out(long total, bool plausible) =>
        Plausibility(Good with { TotalTonnes = total }).ShouldBe(plausible ? [] : [ProjectRules.TotalDiffers]);

    [Theory]
    [InlineData("121.474281", "33.123456", true)]
    [InlineData("33.123456", "121.474281", false)]
    [InlineData("east", "north", false)]
    [InlineData("2.294481", "48.858370", false)]
    public void Coordinates_that_cannot_be_right_are_pointed_out(string longitude, string latitude, bool clear) =>
        Plausibility(Good with { Longitude = longitude, Latitude = latitude }).ShouldBe(clear ? [] : [ProjectRules.CoordinatesUnclear]);

    [Theory]
    [InlineData(false, false, null, new string[0])]
    [InlineData(true, true, null, new string[0])]
    [InlineData(true, false, null, new[] { "project.allowance-attestation-missing" })]
    [InlineData(false, false, "no. 7", new[] { "project.allowance-confirmed" })]
    [InlineData(true, false, "no. 7", new[] { "project.allowance-attestation-missing", "project.allowance-confirmed" })]
    public void Key_emitter_attests_and_a_confirmed_finding_bars(bool keyEmitter, bool attested, string? document, string[] codes) =>
        Found(f => ProjectChecks.Allowance(new AllowanceRecord(keyEmitter, attested, document), f)).Select(r => r.Code).ShouldBe(codes);

    [Fact]
    public void Ban_counts_three_years_from_the_notice_and_its_last_day_is_the_day_before()
    {
        var ban = FilingBan.After(Day("2026-05-06"), Day("2026-06-01"));
        ban.Until.ShouldBe(Day("2029-05-06"));
        ban.HoldsOn(Day("2026-05-05")).ShouldBeFalse();
        ban.HoldsOn(Day("2026-05-06")).ShouldBeTrue();
        ban.HoldsOn(Day("2029-05-05")).ShouldBeTrue();
        ban.HoldsOn(Day("2029-05-06")).ShouldBeFalse();
        FilingBan.After(Day("2024-02-29"), Day("2024-02-29")).Until.ShouldBe(Day("2027-02-28"));
    }

    [Fact]
    public void Notice_of_an_authority_that_lies_in_the_future_is_refused() =>
        ProjectRules.NoticeInFuture.ShouldRefuse(() => FilingBan.After(Day("2026-06-02"), Day("2026-06-01")));

    [Fact]
    public void Marks_of_a_project_do_not_depend_on_width_case_or_blanks()
    {
        var other = Good with { Name = " OFFSHORE\u3000wind\uFF0Dproject\u00A01 ", ArchiveCode = "pws00000000000001", Longitude = "121.474281 " };
        ProjectFingerprint.Of(other).ShouldBe(ProjectFingerprint.Of(Good));
        ProjectFingerprint.Of(Good with { ArchiveCode = null }).Select(m => m.Kind).ShouldBe(["name", "site"]);
        ProjectFingerprint.Of(Good with { Longitude = "121.474282" }).ShouldNotBe(ProjectFingerprint.Of(Good));
    }
}
