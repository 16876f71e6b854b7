using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>A mobile number of mainland China (手机号).</summary>
public sealed partial record MobilePhone
{
    private MobilePhone(string value) => Value = value;

    /// <summary>Eleven digits.</summary>
    public string Value { get; }

    /// <summary>The number as shown: <c>138****5678</c>.</summary>
    public string Masked => Masking.Phone(Value);

    /// <summary>Reads a number; spaces, hyphens, full-width digits and a leading +86 are accepted.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static MobilePhone Parse(string? text)
    {
        var typed = HalfWidth.Of(text).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var number = typed.StartsWith("+86", StringComparison.Ordinal) ? typed[3..] : typed;
        IdentityRules.MobileMalformed.Require(Form().IsMatch(number), ("value", Masking.Phone(typed)));
        return new(number);
    }

    /// <summary>The number masked.</summary>
    public override string ToString() => Masked;

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
