using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Serial numbers in writing: a run of units of one lot, both ends included, as <c>CCER-A210001-2023-01-0000000001-0000500175</c>. One number is one tonne; numbers
/// above ten digits are written whole.
/// </summary>
public sealed partial record SerialBlock
{
    /// <summary>A range.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="first">First unit number, from 1.</param>
    /// <param name="last">Last unit number.</param>
    /// <exception cref="RefusalException">The first is below 1 or after the last.</exception>
    public SerialBlock(LotCode lot, long first, long last)
    {
        ArgumentNullException.ThrowIfNull(lot);
        NumberRules.SerialBlockMalformed.Require(first >= 1 && first <= last, ("value", Written(lot, first, last)));
        Lot = lot;
        First = first;
        Last = last;
    }

    /// <summary>The lot.</summary>
    public LotCode Lot { get; }

    /// <summary>First unit number.</summary>
    public long First { get; }

    /// <summary>Last unit number.</summary>
    public long Last { get; }

    /// <summary>How many units it covers, in tCO2e.</summary>
    public Units Quantity => new(Last - First + 1);

    /// <summary>Reads a range.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static SerialBlock Parse(string? text)
    {
        var typed = HalfWidth.Of(text).ToUpperInvariant();
        var match = Form().Match(typed);
        long first = 0, last = 0;
        NumberRules.SerialBlockMalformed.Require(match.Success && TryNumber(match, "first", out first) && TryNumber(match, "last", out last), ("value", typed));
        return new(LotCode.Parse(match.Groups["lot"].Value), first, last);
    }

    /// <summary>The range as written.</summary>
    public override string ToString() => Written(Lot, First, Last);

    private static string Written(LotCode lot, long first, long last) => string.Create(CultureInfo.InvariantCulture, $"{lot}-{first:D10}-{last:D10}");

    private static bool TryNumber(Match match, string group, out long number) =>
        long.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex("^(?<lot>CCER-[A-Z0-9]{7}-[0-9]{4}-[0-9]{2})-(?<first>[0-9]{10}|[1-9][0-9]{10,18})-(?<last>[0-9]{10}|[1-9][0-9]{10,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
