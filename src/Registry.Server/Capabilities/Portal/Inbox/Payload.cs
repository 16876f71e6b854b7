using System.Globalization;
using System.Text.Json;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Inbox;

/// <summary>A line of what a proposal stored.</summary>
/// <param name="Depth">How deep it lies, from 0.</param>
/// <param name="Label">What it is.</param>
/// <param name="Value">The value; null where lines beneath it hold it.</param>
/// <param name="Href">Where what it names can be read; null where there is no such place.</param>
public sealed record PayloadLine(int Depth, string Label, string? Value, string? Href = null);

/// <summary>
/// Everything that a proposal stored, line by line and in the stored order: nothing that the second person agrees to is left out, and a field that has no
/// word of its own yet is shown with its name.
/// </summary>
internal static class Payload
{
    private static readonly Texts Text = Texts.For<InboxText>();

    /// <summary>The lines of stored JSON, but for a field that stands elsewhere on the page.</summary>
    public static IReadOnlyList<PayloadLine> Lines(string json, string? but = null)
    {
        using var document = JsonDocument.Parse(json);
        var lines = new List<PayloadLine>();
        foreach (var property in document.RootElement.EnumerateObject().Where(p => p.Name != but)) Add(lines, 0, property.Name, Label(property.Name), property.Value);
        return lines;
    }

    private static void Add(List<PayloadLine> lines, int depth, string name, string label, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Object:
                lines.Add(new(depth, label, null));
                foreach (var property in value.EnumerateObject()) Add(lines, depth + 1, property.Name, Label(property.Name), property.Value);
                break;
            case JsonValueKind.Array when value.GetArrayLength() == 0:
                lines.Add(new(depth, label, Text["value.empty"]));
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                lines.Add(new(depth, label, string.Join(Text["value.between"], value.EnumerateArray().Select(item => Shown(name, item)))));
                break;
            case JsonValueKind.Array:
                lines.Add(new(depth, label, null));
                var number = 0;
                foreach (var item in value.EnumerateArray()) Add(lines, depth + 1, name, $"{++number}", item);
                break;
            default:
                lines.Add(new(depth, label, Shown(name, value), Place(name, value)));
                break;
        }
    }

    private static string? Place(string name, JsonElement value) => (name, value.ValueKind) switch
    {
        ("document", JsonValueKind.Number) => $"/portal/documents/{value.GetRawText()}",
        ("application", JsonValueKind.Number) => $"/portal/applications/{value.GetRawText()}",
        _ => null,
    };

    private static string Label(string name) => Text.OrCode("field.", name);

    private static string Shown(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => Text["value.yes"],
        JsonValueKind.False => Text["value.no"],
        JsonValueKind.Number when Quantities.Contains(name) && value.TryGetInt64(out var number) => Formats.Number(number),
        JsonValueKind.Number => value.GetRawText(),
        _ => DateTimeOffset.TryParseExact(value.GetString(), "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Formats.TimeToSecond(instant)
            : Text.OrCode("value.", ReadySentences.Read(value.GetString())),
    };

    private static readonly HashSet<string> Quantities = new(StringComparer.Ordinal) { "tonnes", "quantity", "annualTonnes", "totalTonnes" };
}
