using Registry.Kernel.Methodologies;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Calendar;

namespace Registry.Kernel.Tests.Methodologies;

public sealed class MethodologyTests
{
    private static readonly Methodology Offshore = new()
    {
        Code = "CCER-01-002-V01",
        Name = "offshore wind",
        Sector = "A",
        Version = 1,
        EffectiveFrom = new(2023, 10, 24),
        MaxCreditingYears = 10,
        AdditionalityRoutes = [AdditionalityRoute.Exempt],
        Types = [new("A0201", "offshore wind")],
    };

    private static readonly Methodology Afforestation = Offshore with
    {
        Code = "CCER-14-001-V01",
        Sector = "N",
        MinCreditingYears = 20,
        MaxCreditingYears = 40,
        AdditionalityRoutes = [AdditionalityRoute.General, AdditionalityRoute.Exempt],
        Types = [new("N0101", "afforestation")],
    };

    private static List<Finding> Filing(Methodology methodology, string type, DateOnly start, DateOnly end, AdditionalityRoute route = AdditionalityRoute.Exempt, DateOnly? day = null)
    {
        var findings = new List<Finding>();
        methodology.CheckFiling(findings, day ?? new(2026, 1, 5), type, start, end, route);
        return findings;
    }

    [Theory]
    [InlineData("2032-03-31", true)]
    [InlineData("2032-04-01", false)]
    public void PR05_Ten_years_from_1_April_end_on_31_March(string end, bool allowed) =>
        Filing(Offshore, "A0201", new(2022, 4, 1), Calendars.Day(end)).Select(f => f.Rule).ShouldBe(allowed ? [] : [MethodologyRules.CreditingTooLong]);

    [Theory]
    [InlineData("2040-12-31", true)]
    [InlineData("2040-12-30", false)]
    [InlineData("2060-12-31", true)]
    [InlineData("2061-01-01", false)]
    public void Afforestation_is_credited_for_20_to_40_years(string end, bool allowed)
    {
        var rules = Filing(Afforestation, "N0101", new(2021, 1, 1), Calendars.Day(end)).Select(f => f.Rule).ToList();
        rules.ShouldBe(allowed ? [] : [Calendars.Day(end).Year < 2050 ? MethodologyRules.CreditingTooShort : MethodologyRules.CreditingTooLong]);
    }

    [Fact]
    public void MG01_Methodology_is_not_in_force_before_its_first_and_after_its_last_day()
    {
        var ended = Offshore with { EffectiveUntil = new(2026, 6, 30) };

        MethodologyRules.NotInForce.ShouldRefuse(() => ended.RequireInForce(new(2023, 10, 23)));
        ended.RequireInForce(new(2023, 10, 24));
        ended.RequireInForce(new(2026, 6, 30));
        MethodologyRules.NotInForce.ShouldRefuse(() => ended.RequireInForce(new(2026, 7, 1))).Fact("until").ShouldBe("2026-06-30");
    }

    [Fact]
    public void Findings_come_in_their_documented_order() =>
        Filing(Offshore, "A0101", new(2022, 4, 1), new(2033, 1, 1), AdditionalityRoute.General, new(2020, 1, 1)).Select(f => f.Rule).ShouldBe(
            [MethodologyRules.NotInForce, MethodologyRules.TypeNotAllowed, MethodologyRules.CreditingTooLong, MethodologyRules.AdditionalityNotAllowed]);

    [Fact]
    public void What_no_source_tells_is_not_checked() =>
        Filing(Offshore with { MaxCreditingYears = null, AdditionalityRoutes = [] }, "A0201", new(2022, 4, 1), new(2060, 1, 1), AdditionalityRoute.General).ShouldBeEmpty();

    [Fact]
    public void Entry_that_contradicts_itself_is_refused()
    {
        MethodologyRegister.Check(Offshore);
        MethodologyRules.CodeMalformed.ShouldRefuse(() => MethodologyRegister.Check(Offshore with { Code = "CCER-1-2" }));
        MethodologyRules.CodeMalformed.ShouldRefuse(() => MethodologyRegister.Check(Offshore with { Sector = "B" }));
        MethodologyRules.CodeMalformed.ShouldRefuse(() => MethodologyRegister.Check(Offshore with { Version = 2 }));
        MethodologyRules.CodeMalformed.ShouldRefuse(() => MethodologyRegister.Check(Offshore with { Types = [new("N0101", "x")] }));
        MethodologyRules.Contradictory.ShouldRefuse(() => MethodologyRegister.Check(Offshore with { EffectiveUntil = new(2020, 1, 1) }));
        MethodologyRules.Contradictory.ShouldRefuse(() => MethodologyRegister.Check(Afforestation with { MinCreditingYears = 50 }));
    }

    [Fact]
    public void What_was_said_stays_and_what_was_unknown_may_be_filled_in()
    {
        var today = new DateOnly(2026, 5, 18);
        var unknown = Offshore with { MaxCreditingYears = null };

        MethodologyRegister.CheckRevision(unknown, Offshore, today);
        MethodologyRegister.CheckRevision(Offshore, Offshore with { EffectiveUntil = today, Types = [.. Offshore.Types, new("A0202", "floating")] }, today);
        MethodologyRules.FixedOncePublished.ShouldRefuse(() => MethodologyRegister.CheckRevision(Offshore, Offshore with { MaxCreditingYears = 12 }, today));
        MethodologyRules.FixedOncePublished.ShouldRefuse(() => MethodologyRegister.CheckRevision(Offshore, Offshore with { Types = [] }, today));
        MethodologyRules.FixedOncePublished.ShouldRefuse(() => MethodologyRegister.CheckRevision(Offshore, Offshore with { EffectiveFrom = today }, today));
        MethodologyRules.FixedOncePublished.ShouldRefuse(() => MethodologyRegister.CheckRevision(Offshore, Offshore with { EffectiveUntil = today.AddDays(-1) }, today));
    }
}
