using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>A postcode (邮政编码).</summary>
public sealed partial record Postcode
{
    private Postcode(string value) => Value = value;

    /// <summary>Six digits.</summary>
    public string Value { get; }

    /// <summary>Reads a postcode.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static Postcode Parse(string? text)
    {
        var typed = HalfWidth.Of(text);
        IdentityRules.PostcodeMalformed.Require(Form().IsMatch(typed), ("value", typed));
        return new(typed);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
