using Registry.Kernel.Calendar;

namespace Registry.Server.Platform.Time;

/// <summary>Reads the working calendar from a folder: <c>YYYY.json</c> for each year, <c>amendments.json</c> for later corrections.</summary>
public static class CalendarFiles
{
    /// <summary>The calendar that comes with the program.</summary>
    public static WorkingCalendar Load() => Load(Path.Combine(AppContext.BaseDirectory, "data", "calendar"));

    /// <summary>The calendar of a folder, every amendment included; ask it <see cref="WorkingCalendar.AsOf"/> the day of the act.</summary>
    public static WorkingCalendar Load(string folder)
    {
        var years = Directory.EnumerateFiles(folder, "????.json").Order(StringComparer.Ordinal).Select(f => CalendarText.ReadYear(File.ReadAllText(f)));
        var amendments = Path.Combine(folder, "amendments.json");
        return WorkingCalendar.Of(years, File.Exists(amendments) ? CalendarText.ReadAmendments(File.ReadAllText(amendments)) : []);
    }
}
