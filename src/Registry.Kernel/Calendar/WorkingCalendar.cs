using System.Collections.Frozen;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Calendar;

/// <summary>
/// Working days (工作日) and trading days (交易日). A working day is a Monday to Friday that no arrangement makes a day off, or a
/// weekend day that one makes a working day. A day of a year that is not loaded is never guessed: every question about it is refused.
/// Measures, articles 12, 15, 19 and 22. The arrangement of a year may name the last days of December before it: those days follow it
/// once it is loaded.
/// </summary>
public sealed class WorkingCalendar
{
    private enum DayKind : byte
    {
        Off,
        MakeUp,
    }

    private readonly IReadOnlyList<CalendarYear> years;
    private readonly IReadOnlyList<CalendarAmendment> amendments;
    private readonly FrozenSet<int> loaded;
    private readonly FrozenDictionary<DateOnly, DayKind> exceptions;

    private WorkingCalendar(IReadOnlyList<CalendarYear> years, IReadOnlyList<CalendarAmendment> amendments)
    {
        this.years = years;
        this.amendments = amendments;
        loaded = years.Select(y => y.Year).ToFrozenSet();

        var days = new Dictionary<DateOnly, DayKind>();
        foreach (var year in years)
        {
            foreach (var day in year.Off)
                CalendarRules.DayNamedTwice.Require(days.TryAdd(day, DayKind.Off), ("year", year.Year), ("day", day));
            foreach (var day in year.MakeUp)
                CalendarRules.DayNamedTwice.Require(days.TryAdd(day, DayKind.MakeUp), ("year", year.Year), ("day", day));
        }
        foreach (var amendment in amendments)
        {
            foreach (var day in amendment.Ordinary) days.Remove(day);
            foreach (var day in amendment.Off) days[day] = DayKind.Off;
            foreach (var day in amendment.MakeUp) days[day] = DayKind.MakeUp;
        }
        exceptions = days.ToFrozenDictionary();
    }

    /// <summary>Years that can be asked about, in order.</summary>
    public IReadOnlyList<CalendarYear> Years => years;

    /// <summary>Amendments that this calendar reckons with, oldest first.</summary>
    public IReadOnlyList<CalendarAmendment> Amendments => amendments;

    /// <summary>Makes a calendar of arrangements and their later amendments.</summary>
    /// <exception cref="RefusalException">A year or a day is named twice.</exception>
    public static WorkingCalendar Of(IEnumerable<CalendarYear> years, IEnumerable<CalendarAmendment>? amendments = null)
    {
        var list = years.OrderBy(y => y.Year).ToList();
        for (var i = 1; i < list.Count; i++)
            CalendarRules.YearTwice.Require(list[i].Year != list[i - 1].Year, ("year", list[i].Year));
        return new(list, [.. (amendments ?? []).OrderBy(a => a.EffectiveFrom)]);
    }

    /// <summary>The calendar as the registry reckoned on a day: without the amendments that became effective later.</summary>
    public WorkingCalendar AsOf(DateOnly day) =>
        amendments.All(a => a.EffectiveFrom <= day) ? this : new(years, [.. amendments.Where(a => a.EffectiveFrom <= day)]);

    /// <summary>The calendar with one more amendment.</summary>
    public WorkingCalendar With(CalendarAmendment amendment) => Of(years, [.. amendments, amendment]);

    /// <summary>Whether the calendar of a year is loaded.</summary>
    public bool Covers(int year) => loaded.Contains(year);

    /// <summary>Whether a day is a working day.</summary>
    /// <exception cref="RefusalException"><see cref="CalendarRules.YearMissing"/>: the year is not loaded.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        RequireYear(day);
        return exceptions.TryGetValue(day, out var kind) ? kind is DayKind.MakeUp : !day.IsWeekend;
    }

    /// <summary>Whether a day is a trading day: Monday to Friday and not off. A make-up weekend is worked but not traded on.</summary>
    /// <exception cref="RefusalException">The year is not loaded.</exception>
    public bool IsTradingDay(DateOnly day) => IsWorkingDay(day) && !day.IsWeekend;

    /// <summary>Last day of a window of working days whose first day counts as day one, such as a public notice (公示期).</summary>
    /// <param name="start">First day; a working day.</param>
    /// <param name="workingDays">Length, first and last day included; at least one.</param>
    /// <exception cref="RefusalException">The start is no working day, or the window reaches into a year that is not loaded.</exception>
    public DateOnly WindowEnd(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        CalendarRules.StartNotWorkingDay.Require(IsWorkingDay(start), ("start", start));
        return AddWorkingDays(start, workingDays - 1);
    }

    /// <summary>
    /// Last day for something that must be done within a number of working days of an event, such as a review after receipt.
    /// The day of the event does not count: of 15 days from receipt on a Monday the next working day is the first.
    /// </summary>
    /// <param name="receivedOn">Day of the event; any day.</param>
    /// <param name="workingDays">Days allowed; at least one.</param>
    /// <exception cref="RefusalException">The term reaches into a year that is not loaded.</exception>
    public DateOnly DueDate(DateOnly receivedOn, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        return AddWorkingDays(receivedOn, workingDays);
    }

    /// <summary>The day a number of working days after another; zero gives the day itself, whatever day it is.</summary>
    /// <exception cref="RefusalException">The way leads into a year that is not loaded.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        RequireYear(day);
        for (var left = workingDays; left > 0; left--) day = NextWorkingDayAfter(day);
        return day;
    }

    /// <summary>The first working day after a day.</summary>
    /// <exception cref="RefusalException">A day on the way lies in a year that is not loaded.</exception>
    public DateOnly NextWorkingDayAfter(DateOnly day)
    {
        RequireYear(day);
        do day = day.AddDays(1);
        while (!IsWorkingDay(day));
        return day;
    }

    /// <summary>The first trading day after a day.</summary>
    /// <exception cref="RefusalException">A day on the way lies in a year that is not loaded.</exception>
    public DateOnly NextTradingDayAfter(DateOnly day)
    {
        RequireYear(day);
        do day = day.AddDays(1);
        while (!IsTradingDay(day));
        return day;
    }

    /// <summary>Number of working days from a first day to a last, both included; zero when the last lies before the first.</summary>
    /// <exception cref="RefusalException">One of the days lies in a year that is not loaded.</exception>
    public int WorkingDaysBetween(DateOnly first, DateOnly last)
    {
        RequireYear(first);
        RequireYear(last);
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    /// <summary>Working days gone by since an event whose own day does not count, up to and including another day.</summary>
    /// <exception cref="RefusalException">One of the days lies in a year that is not loaded.</exception>
    public int WorkingDaysElapsed(DateOnly since, DateOnly until) => WorkingDaysBetween(since.AddDays(1), until);

    private void RequireYear(DateOnly day) =>
        CalendarRules.YearMissing.Require(loaded.Contains(day.Year), ("year", day.Year), ("day", day));
}
