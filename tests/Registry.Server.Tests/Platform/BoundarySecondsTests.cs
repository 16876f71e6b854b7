using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.Calendar;
using Registry.Kernel.Identity;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Platform;

/// <summary>S055: every window of the rules opens and closes with midnight in Beijing, to the second, whatever the clock of the machine or the reader says.</summary>
public sealed class BoundarySecondsTests
{
    private static readonly WorkingCalendar Calendar = CalendarFiles.Load();

    private static readonly Methodology Wind = new()
    {
        Code = "CCER-01-002-V01",
        Name = "Offshore wind",
        Sector = "A",
        Version = 1,
        EffectiveFrom = new(2023, 10, 24),
        EffectiveUntil = new(2026, 6, 30),
        MaxCreditingYears = 10,
        AdditionalityRoutes = [AdditionalityRoute.Exempt],
        Types = [new("A0201", "Offshore wind")],
    };

    private static readonly ReductionProject Project = new(true, new(2020, 9, 1), new(2030, 8, 31), 500_000, 1, []);

    /// <summary>A window: does it hold in the last second of a day, and in the second after it?</summary>
    private sealed record Row(string What, DateOnly Day, Func<DateOnly, bool> Holds, bool Before, bool After);

    private static bool Meets(Action<ICollection<Finding>> check, Rule rule)
    {
        var findings = new List<Finding>();
        check(findings);
        return findings.All(f => f.Rule != rule);
    }

    private static bool Passes(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    private static Row[] Rows()
    {
        DateOnly Day(int year, int month, int day) => new(year, month, day);
        var notice = new NoticeWindow(Day(2024, 9, 3), Day(2024, 9, 30));
        var ban = FilingBan.After(Day(2024, 2, 29), Day(2024, 3, 1));
        var sector = new SectorApproval("A", Day(2024, 1, 1), Day(2024, 12, 31), "2024-1");
        var facts = A.OffshoreWind();
        var due = Calendar.DueDate(Day(2025, 9, 22), 15);
        var reported = Calendar.DueDate(Day(2024, 12, 31), Regime.On(Day(2024, 12, 31)).AccountChangeReportWorkingDays.Value);
        return
        [
            new("comments are not taken before the notice", Day(2024, 9, 2), notice.Contains, false, true),
            new("comments are taken until the last second of the notice", Day(2024, 9, 30), notice.Contains, true, false),
            new("the notice is over with the midnight after its last day", Day(2024, 9, 30), notice.IsOverOn, false, true),
            new("a notice starts later than its approval", Day(2024, 9, 2), day => Passes(() => NoticeWindow.From(Calendar, day, Day(2024, 9, 3))), true, false),
            new("construction lies after 8 November 2012", Day(2012, 11, 8), day => Meets(f => ProjectChecks.AtSubmission(facts with { ConstructionOn = day }, Wind, Day(2024, 9, 2), f), ProjectRules.ConstructionTooEarly), false, true),
            new("a crediting period lies after 22 September 2020", Day(2020, 9, 22), day => Meets(f => ProjectChecks.AtRegistration(facts with { CreditingFrom = day }, Wind, Day(2024, 9, 2), f), ProjectRules.CreditingTooEarly), false, true),
            new("reductions lie after 22 September 2020", Day(2020, 9, 22), day => Meets(f => ReductionChecks.AtSubmission(A.Period(day, Day(2023, 12, 31)), Project, 2, Day(2024, 9, 2), f), ReductionRules.TooEarly), false, true),
            new("a crediting period of ten years ends before the same day", Day(2032, 3, 31), day => Meets(f => Wind.CheckCreditingPeriod(f, Day(2022, 4, 1), day), MethodologyRules.CreditingTooLong), true, false),
            new("reductions lie inside the crediting period", Day(2030, 8, 31), day => Meets(f => ReductionChecks.AtSubmission(A.Period(Day(2030, 1, 1), day), Project, 2, Day(2031, 9, 2), f), ReductionRules.OutsideCreditingPeriod), true, false),
            new("a period is applied for when it is over", Day(2023, 12, 31), day => Meets(f => ReductionChecks.AtSubmission(A.Period(Day(2023, 1, 1), Day(2023, 12, 31)), Project, 2, day, f), ReductionRules.PeriodNotOver), false, true),
            new("reductions of five years before the application count", Day(2025, 10, 1), day => Meets(f => ReductionChecks.Window(A.Period(Day(2020, 10, 1), Day(2023, 12, 31)), day, f), ReductionRules.TooOld), true, false),
            new("five years before the end of a February are reckoned by the calendar", Day(2029, 2, 28), day => Meets(f => ReductionChecks.Window(A.Period(Day(2024, 2, 29), Day(2028, 12, 31)), day, f), ReductionRules.TooOld), true, false),
            new("fifteen working days are reckoned from the day of receipt", Day(2025, 9, 22), day => Calendar.DueDate(day, 15) == due, true, false),
            new("a review is late from the midnight after its last day", due, day => OpeningChecksAreLate(due, day), false, true),
            new("a report of a change is late after fifteen working days", reported, day => reported < day, false, true),
            new("working days of a new year follow its own arrangement", Day(2024, 12, 31), Calendar.IsWorkingDay, true, false),
            new("a methodology is not yet in force", Day(2023, 10, 23), Wind.IsInForce, false, true),
            new("a methodology is in force until its last second", Day(2026, 6, 30), Wind.IsInForce, true, false),
            new("a body's approval begins with its day", Day(2023, 12, 31), sector.HoldsOn, false, true),
            new("a body's approval holds until its last second", Day(2024, 12, 31), sector.HoldsOn, true, false),
            new("no application is accepted from the day of the notice", Day(2024, 2, 28), ban.HoldsOn, false, true),
            new("applications are accepted again after three years", Day(2027, 2, 27), ban.HoldsOn, true, false),
            new("the regime begins on 20 October 2023", Day(2023, 10, 19), day => Passes(() => Regime.On(day)), false, true),
            new("an identity document is good on its last day", Day(2024, 9, 30), day => Passes(() => NaturalPerson.Read(A.Person(1) with { DocumentExpiresOn = Day(2024, 9, 30) }, day)), true, false),
            new("old accounts were opened before 18 August 2023", Day(2023, 8, 17), day => Meets(f => LegacyAccount.Read(new("user01", "md5", "", "0123456789abcdef0123456789abcdef", "a@b.cn", $"{day:yyyy-MM-dd}", A.Code(1), "Company One", ""), f), AccountRules.LegacyTooLate), true, false),
        ];
    }

    private static bool OpeningChecksAreLate(DateOnly due, DateOnly day) => Openings.IsOverdue(OpeningStatus.AwaitingReview, due, day);

    private static IEnumerable<string> Wrong(Func<DateTimeOffset, DateOnly> dateOf)
    {
        foreach (var row in Rows())
        {
            var midnight = RegistryClock.StartOf(row.Day.AddDays(1));
            if (row.Holds(dateOf(midnight.AddSeconds(-1))) != row.Before) yield return $"{row.What}: in the second before midnight of {row.Day}";
            if (row.Holds(dateOf(midnight)) != row.After) yield return $"{row.What}: at midnight after {row.Day}";
        }
    }

    [Fact]
    public void S055_every_window_of_the_rules_opens_and_closes_with_the_second_of_midnight_in_Beijing() => Wrong(RegistryClock.DateOf).ShouldBeEmpty();

    [Fact]
    public void S055_date_of_the_machine_or_of_Greenwich_would_be_found_at_every_window() =>
        Wrong(instant => DateOnly.FromDateTime(instant.UtcDateTime)).Count().ShouldBe(Rows().Length);

    [Theory]
    [InlineData("2024-09-30T15:59:59.999999Z", "2024-09-30")]
    [InlineData("2024-09-30T16:00:00Z", "2024-10-01")]
    [InlineData("2024-12-31T15:59:59Z", "2024-12-31")]
    [InlineData("2024-12-31T16:00:00Z", "2025-01-01")]
    [InlineData("2024-02-28T16:00:00Z", "2024-02-29")]
    [InlineData("1991-04-13T16:00:00Z", "1991-04-14")] // the last summer time of China began then
    [InlineData("1991-09-14T14:59:59Z", "1991-09-14")]
    [InlineData("1991-09-14T15:00:00Z", "1991-09-15")]
    public void S055_date_of_law_changes_with_midnight_in_Beijing(string instant, string day) =>
        RegistryClock.DateOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(day);
}
