using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Registry.Server.Platform.Data;

/// <summary>
/// JSON in its one written form, RFC 8785: members sorted by their UTF-16 code units, no blanks, the shortest escapes. Numbers are whole and
/// at most 2^53 - 1; larger ones, and quantities, travel as text. A name that stands twice is refused.
/// </summary>
public static class CanonicalJson
{
    private const long Largest = (1L << 53) - 1;

    /// <summary>The canonical form of a value as the registry writes it.</summary>
    public static string Write<T>(T value) => Of(Json.Write(value));

    /// <summary>The canonical form of a JSON text.</summary>
    /// <exception cref="JsonException">It is not JSON, or holds a name twice or a number that is not whole.</exception>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        var text = new StringBuilder(json.Length);
        Append(text, document.RootElement);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Append(text, '{', '}', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), member =>
                {
                    AppendText(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                Append(text, '[', ']', element.EnumerateArray(), item => Append(text, item));
                break;
            case JsonValueKind.String:
                AppendText(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                if (!element.TryGetInt64(out var number) || number is > Largest or < -Largest) throw new JsonException($"{element.GetRawText()} is no whole number up to 2^53 - 1.");
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void Append<T>(StringBuilder text, char open, char close, IEnumerable<T> parts, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first) text.Append(',');
            first = false;
            append(part);
        }
        text.Append(close);
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }
}
