using Registry.Kernel.Calendar;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>The days of a public notice (公示), both included. Fixed once published.</summary>
/// <param name="Start">First day, a working day.</param>
/// <param name="End">Last working day; comments are taken until its midnight in Asia/Shanghai.</param>
public sealed record NoticeWindow(DateOnly Start, DateOnly End)
{
    /// <summary>The window that starts on a day, of the length that the regime of that day sets.</summary>
    /// <param name="calendar">Working days.</param>
    /// <param name="approvedOn">Day of approval; the notice starts on a later working day.</param>
    /// <param name="start">First day.</param>
    /// <exception cref="RefusalException">The start is not a working day, not later, or the calendar does not reach the end.</exception>
    public static NoticeWindow From(WorkingCalendar calendar, DateOnly approvedOn, DateOnly start)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ApplicationRules.NoticeStartNotLater.Require(start > approvedOn, ("start", start), ("approvedOn", approvedOn));
        ApplicationRules.NoticeStartNotWorkingDay.Require(calendar.IsWorkingDay(start), ("start", start));
        return new NoticeWindow(start, calendar.WindowEnd(start, Regime.On(start).NoticeWorkingDays.Value));
    }

    /// <summary>Whether comments are taken on a day.</summary>
    public bool Contains(DateOnly day) => day >= Start && day <= End;

    /// <summary>Whether the notice is over on a day: the day after the last, or later.</summary>
    public bool IsOverOn(DateOnly day) => day > End;
}
