using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Code of a project type (项目类型), such as <c>A0201</c>: sector letter, methodology sequence, type within it.</summary>
public sealed partial record ProjectTypeCode
{
    private ProjectTypeCode(string value) => Value = value;

    /// <summary>The five characters.</summary>
    public string Value { get; }

    /// <summary>Sector letter, A to O.</summary>
    public char Sector => Value[0];

    /// <summary>Sequence of the methodology in its sector, 1 to 99.</summary>
    public int Methodology => int.Parse(Value.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Type within the methodology, 1 to 99.</summary>
    public int Type => int.Parse(Value.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Reads a code.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static ProjectTypeCode Parse(string? text)
    {
        var typed = HalfWidth.Of(text).ToUpperInvariant();
        NumberRules.ProjectTypeMalformed.Require(Form().IsMatch(typed), ("value", typed));
        return new(typed);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-O](?:0[1-9]|[1-9][0-9]){2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
