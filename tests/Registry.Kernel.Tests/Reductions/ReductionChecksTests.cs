using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Reductions;

/// <summary>Rules R1 to R9 of reductions, both ways.</summary>
public sealed class ReductionChecksTests
{
    private const long Validator = 1;
    private const long Verifier = 2;
    private static readonly DateOnly Today = Day("2024-11-01");
    private static readonly ReductionProject Project = new(true, Day("2022-04-01"), Day("2032-03-31"), 500_000, Validator, []);

    private static readonly ReductionFacts First = new()
    {
        PeriodFrom = Day("2022-04-01"),
        PeriodTo = Day("2024-10-31"),
        Tonnes = 1_243_323,
        Vintages = [new(2022, 357_373), new(2023, 500_175), new(2024, 385_775)],
    };

    private static IReadOnlyList<Rule> AtSubmission(ReductionFacts facts, ReductionProject? project = null, long verifier = Verifier, DateOnly? day = null) =>
        Found(f => ReductionChecks.AtSubmission(facts, project ?? Project, verifier, day ?? Today, f));

    private static IReadOnlyList<Rule> Found(Action<List<Finding>> check)
    {
        var findings = new List<Finding>();
        check(findings);
        return [.. findings.Select(f => f.Rule)];
    }

    private static ReductionFacts Period(string from, string to, params VintageAmount[] vintages) =>
        new() { PeriodFrom = Day(from), PeriodTo = Day(to), Tonnes = vintages.Sum(v => v.Tonnes), Vintages = vintages };

    [Fact]
    public void First_reductions_that_were_ever_registered_pass() => AtSubmission(First).ShouldBeEmpty();

    [Fact]
    public void R1_project_is_registered() => AtSubmission(First, Project with { Registered = false }).ShouldBe([ReductionRules.ProjectNotRegistered]);

    [Fact]
    public void R2_body_that_validated_does_not_verify() => AtSubmission(First, verifier: Validator).ShouldBe([ReductionRules.VerifierIsValidator]);

    [Theory]
    [InlineData("2022-03-31", "2022-12-31")]
    [InlineData("2032-01-01", "2032-04-01")]
    public void R3_period_outside_the_crediting_period_is_refused(string from, string to) =>
        AtSubmission(Period(from, to, new VintageAmount(Day(from).Year, 1)), day: Day("2033-01-04")).ShouldBe([ReductionRules.OutsideCreditingPeriod]);

    [Fact]
    public void R3_period_starts_after_2020_09_22()
    {
        var project = Project with { CreditingFrom = Day("2020-09-22") };
        AtSubmission(Period("2020-09-22", "2020-12-31", new VintageAmount(2020, 1)), project).ShouldBe([ReductionRules.TooEarly]);
        AtSubmission(Period("2020-09-23", "2020-12-31", new VintageAmount(2020, 1)), project).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2021-03-29", false)]
    [InlineData("2021-03-30", true)]
    [InlineData("2021-04-01", true)]
    public void R3_period_lies_within_five_years_before_the_application(string from, bool accepted) =>
        Found(f => ReductionChecks.Window(Period(from, "2025-12-31"), Day("2026-03-30"), f)).ShouldBe(accepted ? [] : [ReductionRules.TooOld]);

    [Fact]
    public void Period_is_over_before_it_is_applied_for()
    {
        AtSubmission(First, day: Day("2024-10-31")).ShouldBe([ReductionRules.PeriodNotOver]);
        AtSubmission(First, day: Day("2024-11-01")).ShouldBeEmpty();
    }

    [Fact]
    public void Period_that_ends_before_it_starts_is_refused() =>
        AtSubmission(Period("2023-01-02", "2023-01-01", new VintageAmount(2023, 1))).ShouldBe([ReductionRules.PeriodReversed]);

    [Theory]
    [InlineData("2025-03-31", false)]
    [InlineData("2025-04-01", true)]
    public void R4_second_period_starts_after_the_first(string from, bool accepted)
    {
        var project = Project with { TakenPeriods = [(Day("2023-11-26"), Day("2025-03-31"))] };
        AtSubmission(Period(from, "2025-12-31", new VintageAmount(2025, 1)), project, day: Day("2026-03-30")).ShouldBe(accepted ? [] : [ReductionRules.PeriodOverlaps]);
    }

    [Fact]
    public void R5_years_sum_to_the_amount() => AtSubmission(First with { Tonnes = 1_243_324 }).ShouldBe([ReductionRules.SumDiffers]);

    [Fact]
    public void R5_sum_that_overflows_is_refused_and_not_wrapped() =>
        Found(f => ReductionChecks.Amounts(First with { Tonnes = 0, Vintages = [new(2022, long.MaxValue), new(2023, long.MaxValue), new(2024, 2)] }, f)).ShouldBe([ReductionRules.SumDiffers]);

    [Fact]
    public void R6_years_are_exactly_those_that_the_period_touches()
    {
        VintageAmount[] three = [new(2023, 1), new(2024, 2), new(2025, 3)];
        Found(f => ReductionChecks.Amounts(Period("2023-11-26", "2025-04-30", three), f)).ShouldBeEmpty();
        Found(f => ReductionChecks.Amounts(Period("2023-11-26", "2025-04-30", [new(2022, 1), .. three]), f)).ShouldBe([ReductionRules.VintagesDiffer]);
        Found(f => ReductionChecks.Amounts(Period("2023-11-26", "2025-04-30", three[..2]), f)).ShouldBe([ReductionRules.VintagesDiffer]);
        Found(f => ReductionChecks.Amounts(Period("2023-11-26", "2025-04-30", [three[0], three[0], three[2]]), f)).ShouldBe([ReductionRules.VintagesDiffer]);
    }

    [Fact]
    public void Amount_may_be_nothing_but_not_less()
    {
        Found(f => ReductionChecks.Amounts(Period("2023-01-01", "2023-12-31", new VintageAmount(2023, 0)), f)).ShouldBeEmpty();
        Found(f => ReductionChecks.Amounts(Period("2023-01-01", "2023-12-31", new VintageAmount(2023, -1)), f)).ShouldBe([ReductionRules.AmountNegative]);
    }

    [Theory]
    [InlineData("2022-03-01", true)]
    [InlineData("2022-04-01", false)]
    [InlineData("2024-10-01", false)]
    [InlineData("2024-11-01", true)]
    public void R10_month_whose_green_certificates_were_traded_is_not_counted_again(string month, bool accepted) =>
        Found(f => ReductionChecks.Certificates(First, "PWS00000000000001", [Day(month)], f)).ShouldBe(accepted ? [] : [ReductionRules.CertificatesTraded]);

    [Theory]
    [InlineData(500_000, true)]
    [InlineData(500_001, false)]
    public void R9_more_than_the_design_document_expects_is_pointed_out(long tonnes, bool expected) =>
        Found(f => ReductionChecks.Plausibility(Period("2023-01-01", "2023-12-31", new VintageAmount(2023, tonnes)), Project, f)).ShouldBe(expected ? [] : [ReductionRules.MoreThanExpected]);
}
