using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>How the registry changes a public notice by a recorded act.</summary>
public enum NoticeChangeKind
{
    /// <summary>Suspend it: no comments are taken, and it does not end by itself.</summary>
    Suspend,

    /// <summary>Let it go on.</summary>
    Resume,

    /// <summary>Give it other days: a later end, or other days altogether while it has not begun.</summary>
    Move,
}

/// <summary>Days on which a notice stood still, both included.</summary>
/// <param name="From">Day on which it was suspended.</param>
/// <param name="To">Day on which it was resumed.</param>
public readonly record struct StandStill(DateOnly From, DateOnly To);

/// <summary>A notice as it stands.</summary>
/// <param name="Window">Its published days.</param>
/// <param name="SuspendedOn">Day on which it was suspended; null while it runs.</param>
/// <param name="StandStills">When it stood still before.</param>
public sealed record NoticeInCourse(NoticeWindow Window, DateOnly? SuspendedOn, IReadOnlyList<StandStill> StandStills);

/// <summary>
/// Decides changes of a notice. Whatever is changed, the public has the whole legal term of working days on which the
/// notice runs, and no published day is taken back. Only such an act moves a published day; a correction of the calendar does not.
/// </summary>
public static class NoticeChanges
{
    /// <summary>The days after the change.</summary>
    /// <param name="kind">Which change.</param>
    /// <param name="notice">The notice as it stands.</param>
    /// <param name="calendar">Working days as reckoned on the day.</param>
    /// <param name="day">Day of the act.</param>
    /// <param name="start">For a move, the new first day; null to keep it.</param>
    /// <param name="end">The new last day; null for the earliest that is allowed.</param>
    /// <exception cref="RefusalException">The notice is not in a state for it, or the days are not allowed.</exception>
    public static NoticeWindow Decide(NoticeChangeKind kind, NoticeInCourse notice, WorkingCalendar calendar, DateOnly day, DateOnly? start, DateOnly? end)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(calendar);
        ApplicationRules.NoticeSuspension.Require((notice.SuspendedOn is not null) == (kind == NoticeChangeKind.Resume), ("suspendedOn", notice.SuspendedOn));
        return kind switch
        {
            NoticeChangeKind.Suspend => Suspended(notice, day),
            NoticeChangeKind.Resume => Resumed(notice, calendar, day, end),
            NoticeChangeKind.Move => Moved(notice, calendar, day, start, end),
        };
    }

    private static NoticeWindow Suspended(NoticeInCourse notice, DateOnly day)
    {
        ApplicationRules.NoticeOver.Require(!notice.Window.IsOverOn(day), ("end", notice.Window.End));
        return notice.Window;
    }

    private static NoticeWindow Resumed(NoticeInCourse notice, WorkingCalendar calendar, DateOnly day, DateOnly? end)
    {
        var window = notice.Window;
        var least = Later(LeastEnd(calendar, window.Start, [.. notice.StandStills, new StandStill(notice.SuspendedOn!.Value, day)]), window.End);
        if (least <= day) least = calendar.NextWorkingDayAfter(day);
        return Ending(window.Start, end ?? least, least);
    }

    private static NoticeWindow Moved(NoticeInCourse notice, WorkingCalendar calendar, DateOnly day, DateOnly? start, DateOnly? end)
    {
        var window = notice.Window;
        ApplicationRules.NoticeOver.Require(!window.IsOverOn(day), ("end", window.End));
        if (start is { } first && first != window.Start)
        {
            ApplicationRules.NoticeAlreadyStarted.Require(day < window.Start, ("start", window.Start));
            ApplicationRules.NoticeStartNotLater.Require(first > day, ("start", first), ("approvedOn", day));
            ApplicationRules.NoticeStartNotWorkingDay.Require(calendar.IsWorkingDay(first), ("start", first));
            var whole = LeastEnd(calendar, first, notice.StandStills);
            return Ending(first, end ?? whole, whole);
        }
        var least = Later(LeastEnd(calendar, window.Start, notice.StandStills), window.End);
        var moved = Ending(window.Start, end ?? least, least);
        ApplicationRules.NoticeUnchanged.Require(moved != window);
        return moved;
    }

    private static NoticeWindow Ending(DateOnly start, DateOnly end, DateOnly least)
    {
        ApplicationRules.NoticeTooShort.Require(end >= least, ("end", end), ("least", least));
        return new NoticeWindow(start, end);
    }

    /// <summary>The day on which the legal term of working days, without those of the stand-stills, is full.</summary>
    private static DateOnly LeastEnd(WorkingCalendar calendar, DateOnly start, IReadOnlyList<StandStill> standStills)
    {
        var left = Regime.On(start).NoticeWorkingDays.Value;
        for (var day = start; ; day = day.AddDays(1))
        {
            if (calendar.IsWorkingDay(day) && !standStills.Any(s => s.From <= day && day <= s.To)) left--;
            if (left == 0) return day;
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
