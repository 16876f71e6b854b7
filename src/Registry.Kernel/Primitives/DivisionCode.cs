using System.Collections.Frozen;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// A province-level division by its six digits (行政区划代码), GB/T 2260, and 660000 for the production and construction corps, which the registry
/// adds. Names are data, not code.
/// </summary>
public sealed record DivisionCode
{
    private const string Corps = "66";

    private static readonly FrozenSet<string> Provinces = new[]
    {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    }.ToFrozenSet(StringComparer.Ordinal);

    private DivisionCode(string province) => Province = province;

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DivisionCode> All { get; } = [.. Provinces.Append(Corps).Order(StringComparer.Ordinal).Select(p => new DivisionCode(p))];

    /// <summary>The first two digits.</summary>
    public string Province { get; }

    /// <summary>The six digits.</summary>
    public string Value => Province + "0000";

    /// <summary>Reads a code of six digits.</summary>
    /// <exception cref="RefusalException">There is no such province-level division.</exception>
    public static DivisionCode Parse(string? text)
    {
        var code = HalfWidth.Of(text);
        NumberRules.DivisionUnknown.Require(code.Length == 6 && code.EndsWith("0000", StringComparison.Ordinal) && IsDivision(code[..2]), ("value", code));
        return new(code[..2]);
    }

    /// <summary>Whether two digits are those of a province; retired county codes keep theirs.</summary>
    internal static bool IsProvince(string twoDigits) => Provinces.Contains(twoDigits);

    /// <summary>Whether two digits are those of a province or of the corps.</summary>
    internal static bool IsDivision(string twoDigits) => IsProvince(twoDigits) || twoDigits == Corps;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
