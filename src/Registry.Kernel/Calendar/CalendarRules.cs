using Registry.Kernel.Rules;

namespace Registry.Kernel.Calendar;

/// <summary>Rules of the working-day calendar.</summary>
public static class CalendarRules
{
    /// <summary>The calendar of a year is not loaded; the registry refuses rather than guesses.</summary>
    public static readonly Rule YearMissing =
        Rule.Define("calendar.year-missing", RefusalKind.Unmet, Cite.Measures(12), Cite.Design("calendar"));

    /// <summary>A public notice starts on a working day.</summary>
    public static readonly Rule StartNotWorkingDay =
        Rule.Define("calendar.start-not-working-day", RefusalKind.Unmet, Cite.Measures(12), Cite.Design("notice-window"));

    /// <summary>A calendar text is not in the registry's own shape.</summary>
    public static readonly Rule TextMalformed =
        Rule.Define("calendar.text-malformed", Cite.Design("calendar"), RefusalKind.Malformed);

    /// <summary>A year's arrangement or an amendment names no notice of the State Council.</summary>
    public static readonly Rule NoticeMissing =
        Rule.Define("calendar.notice-missing", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>A day lies neither in the year of its arrangement nor in a month next to it.</summary>
    public static readonly Rule DayOutsideYear =
        Rule.Define("calendar.day-outside-year", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>A day is named twice, or both as off and as worked.</summary>
    public static readonly Rule DayNamedTwice =
        Rule.Define("calendar.day-named-twice", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>A make-up working day is a Saturday or a Sunday.</summary>
    public static readonly Rule MakeUpOnWeekday =
        Rule.Define("calendar.make-up-on-weekday", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>A year is loaded twice.</summary>
    public static readonly Rule YearTwice =
        Rule.Define("calendar.year-twice", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>An amendment counts from today at the earliest: what was reckoned before stays.</summary>
    public static readonly Rule AmendmentInThePast =
        Rule.Define("calendar.amendment-in-the-past", Cite.Design("calendar"), RefusalKind.Unmet);

    /// <summary>An amendment names at least one day.</summary>
    public static readonly Rule AmendsNothing =
        Rule.Define("calendar.amends-nothing", Cite.Design("calendar"), RefusalKind.Malformed);

    /// <summary>A line of a list of days cannot be read.</summary>
    public static readonly Rule LineUnreadable =
        Rule.Define("calendar.line-unreadable", Cite.Design("calendar"), RefusalKind.Malformed);
}
