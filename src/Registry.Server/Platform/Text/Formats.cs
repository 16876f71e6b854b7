using System.Globalization;

namespace Registry.Server.Platform.Text;

/// <summary>How quantities, dates and times are written for people, the same in both languages.</summary>
public static class Formats
{
    /// <summary>The unit of every quantity of the registry.</summary>
    public const string Tonne = "tCO\u2082e";

    private const long Kibibyte = 1024;
    private const long Mebibyte = Kibibyte * Kibibyte;
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>A whole number with thousands separated: <c>1,283,400</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Whole tonnes with their unit: <c>1,283,400 tCO2e</c>.</summary>
    public static string Tonnes(long value) => $"{Number(value)} {Tonne}";

    /// <summary>A day: <c>2026-11-22</c>; nothing for no day.</summary>
    public static string Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A period of days, both included.</summary>
    public static string Period(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? "" : $"{Date(from)} \u2013 {Date(to)}";

    /// <summary>An instant in Beijing time, to the minute.</summary>
    public static string Time(DateTimeOffset? instant) => Local(instant, "yyyy-MM-dd HH:mm");

    /// <summary>An instant in Beijing time, to the second.</summary>
    public static string TimeToSecond(DateTimeOffset? instant) => Local(instant, "yyyy-MM-dd HH:mm:ss");

    /// <summary>The day of an instant in Beijing.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Beijing).DateTime);

    /// <summary>The instant as machines read it, with the offset of Beijing.</summary>
    public static string Machine(DateTimeOffset? instant) => Local(instant, "yyyy-MM-ddTHH:mm:sszzz");

    /// <summary>A size in bytes: <c>1.4 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < Kibibyte => $"{bytes} B",
        < Mebibyte => string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / Kibibyte:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / Mebibyte:0.0} MB"),
    };

    private static string Local(DateTimeOffset? instant, string pattern) =>
        instant is { } value ? TimeZoneInfo.ConvertTime(value, Beijing).ToString(pattern, CultureInfo.InvariantCulture) : "";
}
