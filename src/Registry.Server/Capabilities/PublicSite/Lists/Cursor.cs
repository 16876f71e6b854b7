using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Registry.Kernel.Rules;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>A place in a sorted list: the sort value and the number of a row. In an address it is opaque text.</summary>
/// <param name="Value">Sort value: text, whole number, date or instant.</param>
/// <param name="Id">Number of the row, which makes the place definite.</param>
internal sealed record Cursor(object Value, long Id)
{
    private const char Divider = '|';

    /// <summary>Reads a place from an address.</summary>
    /// <exception cref="RefusalException">The text is not a place.</exception>
    public static Cursor Read(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Divider, 3);
            return new(Written(parts[0], parts[2]), long.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw GeneralRules.ValueMalformed.Refuse(("field", "after"), ("value", text));
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var (kind, value) = Value switch
        {
            string text => ("t", text),
            long number => ("n", number.ToString(CultureInfo.InvariantCulture)),
            DateOnly day => ("d", day.ToString("O", CultureInfo.InvariantCulture)),
            DateTimeOffset instant => ("i", instant.UtcTicks.ToString(CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"A list is not sorted by {Value.GetType()}."),
        };
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{Divider}{Id}{Divider}{value}")));
    }

    private static object Written(string kind, string text) => kind switch
    {
        "t" => text,
        "n" => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "d" => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture),
        "i" => new DateTimeOffset(Ticks(text), TimeSpan.Zero),
        _ => throw new FormatException("Unknown kind of place."),
    };

    private static long Ticks(string text)
    {
        var ticks = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return ticks <= DateTimeOffset.MaxValue.UtcTicks ? ticks : throw new FormatException("Not an instant.");
    }
}
