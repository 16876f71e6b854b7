using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Number of a registered project (项目编号), such as <c>A210001</c>: sector letter, one sign for the methodology's sequence, one for the type, and
/// a sequence of four digits per type. Signs go 1 to 9, then A to Z for 10 to 35. Given once, at registration, and never again.
/// </summary>
public sealed partial record ProjectNumber
{
    private const string Signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int HighestSequence = 9999;

    private ProjectNumber(string value) => Value = value;

    /// <summary>The seven characters.</summary>
    public string Value { get; }

    /// <summary>The type the number was given in.</summary>
    public ProjectTypeCode Type => ProjectTypeCode.Parse(
        string.Create(CultureInfo.InvariantCulture, $"{Value[0]}{Signs.IndexOf(Value[1], StringComparison.Ordinal):D2}{Signs.IndexOf(Value[2], StringComparison.Ordinal):D2}"));

    /// <summary>Sequence within the type, from 1.</summary>
    public int Sequence => int.Parse(Value.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Makes the number of a type and a sequence.</summary>
    /// <exception cref="RefusalException">The sequence, or the methodology or type of the code, is beyond what the form can say.</exception>
    public static ProjectNumber Of(ProjectTypeCode type, int sequence)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        NumberRules.ProjectNumbersExhausted.Require(
            sequence <= HighestSequence && type.Methodology < Signs.Length && type.Type < Signs.Length, ("type", type), ("sequence", sequence));
        return new(string.Create(CultureInfo.InvariantCulture, $"{type.Sector}{Signs[type.Methodology]}{Signs[type.Type]}{sequence:D4}"));
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static ProjectNumber Parse(string? text)
    {
        var typed = HalfWidth.Of(text).ToUpperInvariant();
        NumberRules.ProjectNumberMalformed.Require(Form().IsMatch(typed) && !typed.EndsWith("0000", StringComparison.Ordinal), ("value", typed));
        return new(typed);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-O][1-9A-Z][1-9A-Z][0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
