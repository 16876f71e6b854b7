using System.Globalization;
using System.Text.Json;
using Registry.Kernel.Calendar;

namespace CalendarConverter;

/// <summary>
/// Reads a published holiday list (the shape of the holiday-cn project: <c>year, papers, days[date, isOffDay]</c>) as the
/// registry's own <see cref="CalendarYear"/>. Days of the neighbouring year stay with the notice that names them. A listed working day that is
/// a Monday to Friday is no exception and is left out.
/// </summary>
public static class HolidayList
{
    /// <summary>Converts the text of one list.</summary>
    public static CalendarYear Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var off = new List<DateOnly>();
        var makeUp = new List<DateOnly>();
        foreach (var item in root.GetProperty("days").EnumerateArray())
        {
            var day = DateOnly.ParseExact(item.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (item.GetProperty("isOffDay").GetBoolean()) off.Add(day);
            else if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) makeUp.Add(day);
        }
        return new(root.GetProperty("year").GetInt32(), root.GetProperty("papers").EnumerateArray().Select(p => p.GetString()!), off, makeUp);
    }

    /// <summary>Converts every list of a folder, by year.</summary>
    /// <returns>File name and text of each calendar file to write.</returns>
    public static IReadOnlyList<(string Name, string Text)> ConvertFolder(string folder)
    {
        var years = Directory.EnumerateFiles(folder, "????.json").Order(StringComparer.Ordinal).Select(f => Read(File.ReadAllText(f))).ToList();
        _ = WorkingCalendar.Of(years);
        return [.. years.Select(y => ($"{y.Year.ToString(CultureInfo.InvariantCulture)}.json", CalendarText.WriteYear(y)))];
    }
}
