using Registry.Kernel.Applications;
using Registry.Kernel.Calendar;
using Registry.Kernel.Tests.Calendar;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Applications;

/// <summary>The days of public notices, and how the registry may change them.</summary>
public sealed class NoticeTests
{
    private static readonly NoticeWindow September = new(Day("2024-09-03"), Day("2024-09-30"));

    private static NoticeInCourse Running(params StandStill[] standStills) => new(September, null, standStills);

    private static NoticeWindow Change(NoticeChangeKind kind, NoticeInCourse notice, string day, string? start = null, string? end = null) =>
        NoticeChanges.Decide(kind, notice, Shipped, Day(day), start is null ? null : Day(start), end is null ? null : Day(end));

    [Theory]
    [InlineData("2024-09-02", "2024-09-03", "2024-09-30")]
    [InlineData("2024-09-09", "2024-09-10", "2024-10-12")]
    [InlineData("2025-01-24", "2025-01-26", "2025-02-27")]
    [InlineData("2024-12-04", "2024-12-05", "2025-01-02")]
    [InlineData("2025-12-16", "2025-12-17", "2026-01-14")]
    [InlineData("2026-11-27", "2026-11-30", "2026-12-25")]
    public void Notice_ends_with_its_twentieth_working_day(string approved, string start, string end) =>
        NoticeWindow.From(Shipped, Day(approved), Day(start)).End.ShouldBe(Day(end));

    [Fact]
    public void Notice_that_does_not_start_after_its_approval_is_refused() =>
        ApplicationRules.NoticeStartNotLater.ShouldRefuse(() => NoticeWindow.From(Shipped, Day("2024-09-03"), Day("2024-09-03")));

    [Fact]
    public void Notice_that_starts_on_a_day_off_is_refused() =>
        ApplicationRules.NoticeStartNotWorkingDay.ShouldRefuse(() => NoticeWindow.From(Shipped, Day("2026-02-26"), Day("2026-03-01")));

    [Fact]
    public void Notice_into_a_year_without_a_calendar_is_refused() =>
        CalendarRules.YearMissing.ShouldRefuse(() => NoticeWindow.From(Shipped, Day("2026-12-07"), Day("2026-12-08")));

    [Fact]
    public void Last_day_belongs_to_the_notice_and_the_next_does_not()
    {
        September.Contains(Day("2024-09-03")).ShouldBeTrue();
        September.Contains(Day("2024-09-30")).ShouldBeTrue();
        September.Contains(Day("2024-10-01")).ShouldBeFalse();
        September.Contains(Day("2024-09-02")).ShouldBeFalse();
        September.IsOverOn(Day("2024-09-30")).ShouldBeFalse();
        September.IsOverOn(Day("2024-10-01")).ShouldBeTrue();
    }

    [Fact]
    public void Suspension_leaves_the_days_and_needs_a_running_notice()
    {
        Change(NoticeChangeKind.Suspend, Running(), "2024-09-10").ShouldBe(September);
        ApplicationRules.NoticeSuspension.ShouldRefuse(() => Change(NoticeChangeKind.Suspend, Running() with { SuspendedOn = Day("2024-09-09") }, "2024-09-10"));
        ApplicationRules.NoticeOver.ShouldRefuse(() => Change(NoticeChangeKind.Suspend, Running(), "2024-10-01"));
    }

    [Fact]
    public void Notice_that_stood_still_for_five_working_days_lasts_five_longer()
    {
        var suspended = Running() with { SuspendedOn = Day("2024-09-09") };

        // 9 to 13 September stood still; 30 September, 8 to 11 and 12 October make up for them.
        Change(NoticeChangeKind.Resume, suspended, "2024-09-13").ShouldBe(September with { End = Day("2024-10-12") });
        Change(NoticeChangeKind.Resume, suspended, "2024-09-13", end: "2024-10-14").End.ShouldBe(Day("2024-10-14"));
        ApplicationRules.NoticeTooShort.ShouldRefuse(() => Change(NoticeChangeKind.Resume, suspended, "2024-09-13", end: "2024-10-11")).Fact("least").ShouldBe("2024-10-12");
        ApplicationRules.NoticeSuspension.ShouldRefuse(() => Change(NoticeChangeKind.Resume, Running(), "2024-09-13"));
    }

    [Fact]
    public void Every_stand_still_counts()
    {
        var again = Running(new StandStill(Day("2024-09-04"), Day("2024-09-05"))) with { SuspendedOn = Day("2024-09-09") };

        Change(NoticeChangeKind.Resume, again, "2024-09-09").End.ShouldBe(Day("2024-10-10"));
    }

    [Fact]
    public void Notice_that_is_resumed_after_its_published_end_goes_on_for_what_is_left()
    {
        var long_ = Running() with { SuspendedOn = Day("2024-09-30") };

        Change(NoticeChangeKind.Resume, long_, "2024-11-01").End.ShouldBe(Day("2024-11-04"));
    }

    [Fact]
    public void Stand_still_beyond_the_term_still_leaves_a_day_to_come()
    {
        var extended = new NoticeInCourse(September with { End = Day("2024-10-31") }, Day("2024-10-28"), []);

        Change(NoticeChangeKind.Resume, extended, "2024-11-15").End.ShouldBe(Day("2024-11-18"));
    }

    [Fact]
    public void Running_notice_is_extended_but_never_shortened()
    {
        Change(NoticeChangeKind.Move, Running(), "2024-09-10", end: "2024-10-18").ShouldBe(September with { End = Day("2024-10-18") });
        ApplicationRules.NoticeTooShort.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-10", end: "2024-09-27"));
        ApplicationRules.NoticeUnchanged.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-10"));
        ApplicationRules.NoticeOver.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-10-01", end: "2024-10-18"));
        ApplicationRules.NoticeSuspension.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running() with { SuspendedOn = Day("2024-09-09") }, "2024-09-10", end: "2024-10-18"));
        ApplicationRules.NoticeAlreadyStarted.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-10", start: "2024-09-11"));
    }

    [Fact]
    public void Notice_that_has_not_begun_is_moved_as_a_whole()
    {
        Change(NoticeChangeKind.Move, Running(), "2024-09-02", start: "2024-09-10").ShouldBe(new NoticeWindow(Day("2024-09-10"), Day("2024-10-12")));
        ApplicationRules.NoticeStartNotLater.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-02", start: "2024-09-02"));
        ApplicationRules.NoticeStartNotWorkingDay.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-02", start: "2024-09-07"));
        ApplicationRules.NoticeTooShort.ShouldRefuse(() => Change(NoticeChangeKind.Move, Running(), "2024-09-02", start: "2024-09-10", end: "2024-10-11"));
    }
}
