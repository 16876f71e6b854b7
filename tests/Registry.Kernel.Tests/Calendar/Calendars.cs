using Registry.Kernel.Calendar;

namespace Registry.Kernel.Tests.Calendar;

/// <summary>The calendar that the product ships.</summary>
internal static class Calendars
{
    public static string Folder { get; } = Path.Combine(SharedFiles.RepositoryRoot, "data", "calendar");

    public static IReadOnlyList<CalendarYear> Years { get; } =
        [.. Directory.EnumerateFiles(Folder, "????.json").Order(StringComparer.Ordinal).Select(f => CalendarText.ReadYear(File.ReadAllText(f)))];

    public static WorkingCalendar Shipped { get; } = WorkingCalendar.Of(Years, CalendarText.ReadAmendments(File.ReadAllText(Path.Combine(Folder, "amendments.json"))));

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
