using Registry.Kernel.Calendar;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>Deadlines in working days, as reckoned today. A year that is not loaded is not guessed.</summary>
internal sealed class DaysLeft(WorkingCalendar calendar, DateOnly today)
{
    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>Working days from today to a day, both counted; negative past it; null where they cannot be told.</summary>
    public int? Until(DateOnly? day)
    {
        if (day is not { } due) return null;
        for (var year = Math.Min(today.Year, due.Year); year <= Math.Max(today.Year, due.Year); year++)
            if (!calendar.Covers(year)) return null;
        return due >= today ? calendar.WorkingDaysBetween(today, due) : -calendar.WorkingDaysElapsed(due, today);
    }

    /// <summary>The same in words.</summary>
    public string? Words(DateOnly? day) => Words(Until(day));

    /// <summary>Working days in words; nothing where they cannot be told.</summary>
    public static string? Words(int? left) => left switch
    {
        null => null,
        < 0 => Text["days.over", -left],
        _ => Text["days.left", left],
    };
}
