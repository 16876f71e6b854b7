using Registry.Kernel.Calendar;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2024-09-03", "2024-09-30")]
    [InlineData("2024-09-04", "2024-10-08")]
    [InlineData("2024-09-10", "2024-10-12")]
    [InlineData("2024-12-05", "2025-01-02")]
    [InlineData("2024-12-06", "2025-01-03")]
    [InlineData("2025-01-02", "2025-02-05")]
    [InlineData("2025-01-26", "2025-02-27")]
    [InlineData("2025-04-27", "2025-05-27")]
    [InlineData("2025-09-30", "2025-11-03")]
    [InlineData("2025-12-12", "2026-01-09")]
    [InlineData("2025-12-17", "2026-01-14")]
    [InlineData("2026-01-20", "2026-02-14")]
    [InlineData("2026-01-27", "2026-02-28")]
    [InlineData("2026-02-14", "2026-03-19")]
    [InlineData("2026-04-09", "2026-05-09")]
    [InlineData("2026-05-07", "2026-06-02")]
    [InlineData("2026-08-17", "2026-09-11")]
    [InlineData("2026-11-30", "2026-12-25")]
    public void Notice_of_twenty_working_days_ends_on_the_twentieth(string start, string end)
    {
        Shipped.WindowEnd(Day(start), 20).ShouldBe(Day(end));
        Shipped.WorkingDaysBetween(Day(start), Day(end)).ShouldBe(20);
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2025-10-01")]
    [InlineData("2018-12-31")]
    public void Window_that_starts_on_a_day_off_is_refused(string start) =>
        CalendarRules.StartNotWorkingDay.ShouldRefuse(() => Shipped.WindowEnd(Day(start), 20)).Fact("start").ShouldBe(start);

    [Fact]
    public void Term_from_receipt_does_not_count_the_day_of_receipt()
    {
        Shipped.DueDate(Day("2025-09-22"), 15).ShouldBe(Day("2025-10-17"));
        Shipped.WorkingDaysElapsed(Day("2025-09-22"), Day("2025-10-17")).ShouldBe(15);
    }

    [Fact]
    public void Term_from_a_receipt_on_a_day_off_starts_on_the_next_working_day() =>
        Shipped.DueDate(Day("2025-10-03"), 1).ShouldBe(Day("2025-10-09"));

    [Fact]
    public void Year_that_is_not_loaded_is_refused_and_never_guessed()
    {
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.IsWorkingDay(Day("2027-01-04"))).Fact("year").ShouldBe("2027");
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.IsWorkingDay(Day("2011-12-31"))).Fact("year").ShouldBe("2011");
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.IsTradingDay(Day("2027-01-04")));
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.WorkingDaysBetween(Day("2026-12-30"), Day("2027-01-04")));
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.WorkingDaysBetween(Day("2027-01-04"), Day("2026-12-30")));
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.AddWorkingDays(Day("2027-01-04"), 0));
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.NextTradingDayAfter(Day("2026-12-31")));
    }

    [Fact]
    public void Window_that_reaches_into_a_year_that_is_not_loaded_is_refused()
    {
        Shipped.WindowEnd(Day("2026-12-04"), 20).ShouldBe(Day("2026-12-31"));
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.WindowEnd(Day("2026-12-07"), 20)).Fact("year").ShouldBe("2027");
        CalendarRules.YearMissing.ShouldRefuse(() => Shipped.DueDate(Day("2026-12-31"), 1));
    }

    [Fact]
    public void Window_across_a_gap_between_loaded_years_is_refused()
    {
        var gapped = WorkingCalendar.Of(Years.Where(y => y.Year is not 2025));
        CalendarRules.YearMissing.ShouldRefuse(() => gapped.WorkingDaysBetween(Day("2024-12-31"), Day("2026-01-05"))).Fact("year").ShouldBe("2025");
        CalendarRules.YearMissing.ShouldRefuse(() => gapped.NextWorkingDayAfter(Day("2024-12-31")));
    }

    [Fact]
    public void Days_that_a_notice_names_in_the_year_before_are_answered_by_it()
    {
        Shipped.IsWorkingDay(Day("2018-12-29")).ShouldBeTrue();
        Shipped.IsWorkingDay(Day("2018-12-31")).ShouldBeFalse();
        Shipped.IsWorkingDay(Day("2022-12-31")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-01-04", true, false)]
    [InlineData("2024-10-12", true, false)]
    [InlineData("2026-01-05", true, true)]
    [InlineData("2026-01-02", false, false)]
    [InlineData("2026-01-10", false, false)]
    [InlineData("2015-09-03", false, false)]
    [InlineData("2020-01-31", false, false)]
    [InlineData("2020-02-03", true, true)]
    public void Make_up_weekend_is_worked_but_not_traded_on(string day, bool working, bool trading)
    {
        Shipped.IsWorkingDay(Day(day)).ShouldBe(working);
        Shipped.IsTradingDay(Day(day)).ShouldBe(trading);
    }

    [Fact]
    public void Next_trading_day_skips_a_make_up_weekend() =>
        Shipped.NextTradingDayAfter(Day("2026-01-02")).ShouldBe(Day("2026-01-05"));

    [Fact]
    public void Length_below_one_day_is_an_error_of_the_caller()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Shipped.WindowEnd(Day("2026-01-05"), 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Shipped.DueDate(Day("2026-01-05"), 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Shipped.AddWorkingDays(Day("2026-01-05"), -1));
    }

    [Fact]
    public void Amendment_moves_what_is_reckoned_after_it_and_nothing_before()
    {
        var amended = Shipped.With(new(Day("2026-03-02"), "https://www.gov.cn/example", [Day("2026-03-13")], [Day("2026-03-14")], []));
        var start = Day("2026-02-27");
        var fixedBefore = Shipped.WindowEnd(start, 20);

        amended.AsOf(Day("2026-03-01")).WindowEnd(start, 11).ShouldBe(Shipped.WindowEnd(start, 11));
        amended.AsOf(Day("2026-03-01")).WindowEnd(start, 20).ShouldBe(fixedBefore);
        amended.AsOf(Day("2026-03-02")).IsWorkingDay(Day("2026-03-13")).ShouldBeFalse();
        amended.AsOf(Day("2026-03-02")).IsWorkingDay(Day("2026-03-14")).ShouldBeTrue();
        amended.AsOf(Day("2026-03-02")).WindowEnd(Day("2026-03-02"), 10).ShouldBe(Day("2026-03-14"));
        Shipped.WindowEnd(Day("2026-03-02"), 10).ShouldBe(Day("2026-03-13"));
    }

    [Fact]
    public void Later_amendment_wins_and_can_take_an_exception_back()
    {
        var off = new CalendarAmendment(Day("2026-03-02"), "https://www.gov.cn/first", [Day("2026-06-01")], [], []);
        var ordinary = new CalendarAmendment(Day("2026-04-02"), "https://www.gov.cn/second", [], [], [Day("2026-06-01")]);
        var calendar = WorkingCalendar.Of(Years, [ordinary, off]);
        calendar.IsWorkingDay(Day("2026-06-01")).ShouldBeTrue();
        calendar.AsOf(Day("2026-04-01")).IsWorkingDay(Day("2026-06-01")).ShouldBeFalse();
        calendar.AsOf(Day("2026-03-01")).IsWorkingDay(Day("2026-06-01")).ShouldBeTrue();
    }

    [Fact]
    public void Arrangement_that_contradicts_itself_is_refused()
    {
        const string notice = "https://www.gov.cn/example";
        CalendarRules.NoticeMissing.ShouldRefuse(() => new CalendarYear(2027, [], [], []));
        CalendarRules.NoticeMissing.ShouldRefuse(() => new CalendarYear(2027, [" "], [], []));
        CalendarRules.NoticeMissing.ShouldRefuse(() => new CalendarAmendment(Day("2027-01-01"), "", [], [], []));
        CalendarRules.DayNamedTwice.ShouldRefuse(() => new CalendarYear(2027, [notice], [Day("2027-01-02")], [Day("2027-01-02")]));
        CalendarRules.DayNamedTwice.ShouldRefuse(() => new CalendarAmendment(Day("2027-01-01"), notice, [Day("2027-01-02")], [], [Day("2027-01-02")]));
        CalendarRules.MakeUpOnWeekday.ShouldRefuse(() => new CalendarYear(2027, [notice], [], [Day("2027-01-04")]));
        CalendarRules.MakeUpOnWeekday.ShouldRefuse(() => new CalendarAmendment(Day("2027-01-01"), notice, [], [Day("2027-01-04")], []));
        CalendarRules.DayOutsideYear.ShouldRefuse(() => new CalendarYear(2027, [notice], [Day("2026-11-30")], []));
        CalendarRules.DayOutsideYear.ShouldRefuse(() => new CalendarYear(2027, [notice], [Day("2028-02-01")], []));
        CalendarRules.YearTwice.ShouldRefuse(() => WorkingCalendar.Of([.. Years, Years[0]]));
        CalendarRules.DayNamedTwice.ShouldRefuse(() => WorkingCalendar.Of([.. Years, new(2027, [notice], [Day("2026-12-31")], []), new(2028, [notice], [], []), new(2011, [notice], [], [Day("2011-12-31")])]));
    }
}
