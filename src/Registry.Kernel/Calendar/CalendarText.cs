using System.Globalization;
using System.Text;
using System.Text.Json;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Calendar;

/// <summary>
/// The written form of the calendar, as kept in <c>data/calendar</c>: one JSON text per year
/// (<c>year, notices, off, makeUp</c>) and one of amendments (<c>effectiveFrom, notice, off, makeUp, ordinary</c>).
/// Unknown or missing members are refused, so that a misspelt one is not a silent ordinary day.
/// </summary>
public static class CalendarText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads the arrangement of a year.</summary>
    /// <exception cref="RefusalException">The text is not in this shape, or the arrangement contradicts itself.</exception>
    public static CalendarYear ReadYear(string json)
    {
        using var document = Open(json);
        var root = document.RootElement;
        RequireMembers(root, "year", "notices", "off", "makeUp");
        if (root.GetProperty("year").ValueKind is not JsonValueKind.Number || !root.GetProperty("year").TryGetInt32(out var year) || year is < 1900 or > 9000)
            throw Malformed("year", root.GetProperty("year").ToString());
        return new(year, Texts(root, "notices"), Days(root, "off"), Days(root, "makeUp"));
    }

    /// <summary>Reads a list of amendments.</summary>
    /// <exception cref="RefusalException">The text is not in this shape, or an amendment contradicts itself.</exception>
    public static IReadOnlyList<CalendarAmendment> ReadAmendments(string json)
    {
        using var document = Open(json);
        if (document.RootElement.ValueKind is not JsonValueKind.Array) throw Malformed("member", "amendments");
        var amendments = new List<CalendarAmendment>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            RequireMembers(item, "effectiveFrom", "notice", "off", "makeUp", "ordinary");
            amendments.Add(new(Day(item.GetProperty("effectiveFrom")), Text(item.GetProperty("notice")),
                Days(item, "off"), Days(item, "makeUp"), Days(item, "ordinary")));
        }
        return amendments;
    }

    /// <summary>Writes the arrangement of a year; the same arrangement always gives the same text.</summary>
    public static string WriteYear(CalendarYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        var text = new StringBuilder();
        text.Append("{\n  \"year\": ").Append(year.Year.ToString(CultureInfo.InvariantCulture));
        AppendList(text, "notices", year.Notices);
        AppendList(text, "off", year.Off.Select(Iso));
        AppendList(text, "makeUp", year.MakeUp.Select(Iso));
        return text.Append("\n}\n").ToString();
    }

    private static void AppendList(StringBuilder text, string name, IEnumerable<string> values)
    {
        text.Append(",\n  \"").Append(name).Append("\": [");
        var separator = "\n    ";
        foreach (var value in values)
        {
            text.Append(separator).Append('"').Append(JsonEncodedText.Encode(value)).Append('"');
            separator = ",\n    ";
        }
        text.Append(separator[0] == ',' ? "\n  ]" : "]");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonDocument Open(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException fault)
        {
            throw Malformed("line", ((fault.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void RequireMembers(JsonElement element, params string[] names)
    {
        if (element.ValueKind is not JsonValueKind.Object) throw Malformed("member", names[0]);
        var found = element.EnumerateObject().Select(p => p.Name).ToList();
        foreach (var name in found.Except(names).Concat(names.Except(found)).Concat(found.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key)))
            throw Malformed("member", name);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
    {
        var list = element.GetProperty(name);
        return list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : throw Malformed("member", name);
    }

    private static List<string> Texts(JsonElement element, string name) => [.. Items(element, name).Select(Text)];

    private static List<DateOnly> Days(JsonElement element, string name) => [.. Items(element, name).Select(Day)];

    private static string Text(JsonElement element) =>
        element.ValueKind is JsonValueKind.String ? element.GetString()! : throw Malformed("text", element.ToString());

    private static DateOnly Day(JsonElement element) =>
        element.ValueKind is JsonValueKind.String
        && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Malformed("day", element.ToString());

    private static RefusalException Malformed(string what, string value) => CalendarRules.TextMalformed.Refuse(("what", what), ("value", value));
}
