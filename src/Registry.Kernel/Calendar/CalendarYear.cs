using Registry.Kernel.Rules;

namespace Registry.Kernel.Calendar;

/// <summary>
/// The holiday arrangement of one year (节假日安排) as the State Council announced it: the exceptions to Monday to Friday.
/// Around New Year it may name days of the month before or after the year.
/// </summary>
public sealed record CalendarYear
{
    /// <summary>An arrangement.</summary>
    /// <param name="year">Year.</param>
    /// <param name="notices">Addresses of the notices it comes from.</param>
    /// <param name="off">Days on which nobody works, weekends within a holiday included.</param>
    /// <param name="makeUp">Saturdays and Sundays that are worked in exchange (调休上班日).</param>
    /// <exception cref="RefusalException">The arrangement contradicts itself.</exception>
    public CalendarYear(int year, IEnumerable<string> notices, IEnumerable<DateOnly> off, IEnumerable<DateOnly> makeUp)
    {
        Year = year;
        Notices = [.. notices];
        Off = [.. off.Order()];
        MakeUp = [.. makeUp.Order()];

        CalendarRules.NoticeMissing.Require(Notices.Count > 0 && Notices.All(n => !string.IsNullOrWhiteSpace(n)), ("year", year));
        var from = new DateOnly(year - 1, 12, 1);
        var to = new DateOnly(year + 1, 1, 31);
        var seen = new HashSet<DateOnly>();
        foreach (var day in Off.Concat(MakeUp))
        {
            CalendarRules.DayOutsideYear.Require(day >= from && day <= to, ("year", year), ("day", day));
            CalendarRules.DayNamedTwice.Require(seen.Add(day), ("year", year), ("day", day));
        }
        foreach (var day in MakeUp)
            CalendarRules.MakeUpOnWeekday.Require(day.IsWeekend, ("year", year), ("day", day));
    }

    /// <summary>Year.</summary>
    public int Year { get; }

    /// <summary>Addresses of the notices it comes from; never empty.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Days off, in order.</summary>
    public IReadOnlyList<DateOnly> Off { get; }

    /// <summary>Worked Saturdays and Sundays, in order.</summary>
    public IReadOnlyList<DateOnly> MakeUp { get; }
}

/// <summary>
/// A later correction of the calendar. It counts from its effective day on: a date that was fixed before, such as the
/// end of a running public notice, does not move by it.
/// </summary>
public sealed record CalendarAmendment
{
    /// <summary>An amendment.</summary>
    /// <param name="effectiveFrom">First day on which the registry reckons with it.</param>
    /// <param name="notice">Address of the notice it comes from.</param>
    /// <param name="off">Days that are now off.</param>
    /// <param name="makeUp">Saturdays and Sundays that are now worked.</param>
    /// <param name="ordinary">Days that are no longer an exception.</param>
    /// <exception cref="RefusalException">The amendment contradicts itself.</exception>
    public CalendarAmendment(DateOnly effectiveFrom, string notice, IEnumerable<DateOnly> off, IEnumerable<DateOnly> makeUp, IEnumerable<DateOnly> ordinary)
    {
        EffectiveFrom = effectiveFrom;
        Notice = notice;
        Off = [.. off.Order()];
        MakeUp = [.. makeUp.Order()];
        Ordinary = [.. ordinary.Order()];

        CalendarRules.NoticeMissing.Require(!string.IsNullOrWhiteSpace(notice), ("effectiveFrom", effectiveFrom));
        var seen = new HashSet<DateOnly>();
        foreach (var day in Off.Concat(MakeUp).Concat(Ordinary))
            CalendarRules.DayNamedTwice.Require(seen.Add(day), ("effectiveFrom", effectiveFrom), ("day", day));
        foreach (var day in MakeUp)
            CalendarRules.MakeUpOnWeekday.Require(day.IsWeekend, ("effectiveFrom", effectiveFrom), ("day", day));
    }

    /// <summary>First day on which the registry reckons with it.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>Address of the notice it comes from.</summary>
    public string Notice { get; }

    /// <summary>Days that are now off, in order.</summary>
    public IReadOnlyList<DateOnly> Off { get; }

    /// <summary>Saturdays and Sundays that are now worked, in order.</summary>
    public IReadOnlyList<DateOnly> MakeUp { get; }

    /// <summary>Days that are no longer an exception, in order.</summary>
    public IReadOnlyList<DateOnly> Ordinary { get; }
}
