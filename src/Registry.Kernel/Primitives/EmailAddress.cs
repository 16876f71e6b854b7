using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>An e-mail address in the common form of RFC 5321: no quotes, no address literals. The domain is written small.</summary>
public sealed partial record EmailAddress
{
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;

    private EmailAddress(string value) => Value = value;

    /// <summary>The address.</summary>
    public string Value { get; }

    /// <summary>The address as shown: <c>z***@example.com</c>.</summary>
    public string Masked => Masking.Email(Value);

    /// <summary>Reads an address.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static EmailAddress Parse(string? text)
    {
        var typed = HalfWidth.Of(text);
        var at = typed.LastIndexOf('@');
        IdentityRules.EmailMalformed.Require(
            typed.Length <= LongestAddress && at <= LongestLocalPart && Form().IsMatch(typed), ("value", Masking.Email(typed)));
        return new(string.Concat(typed.AsSpan(0, at), typed[at..].ToLowerInvariant()));
    }

    /// <summary>The address masked.</summary>
    public override string ToString() => Masked;

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
