using System.Buffers;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// Unified social credit code of a legal person or other organisation (统一社会信用代码). GB 32100-2015. The inner check of the organisation
/// code is not made, since some old codes do not satisfy it.
/// </summary>
public sealed record CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private CreditCode(string value) => Value = value;

    /// <summary>The 18 characters, upper case.</summary>
    public string Value { get; }

    /// <summary>Reads a code; lower case and full-width characters are accepted.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static CreditCode Parse(string? text)
    {
        var code = HalfWidth.Of(text).ToUpperInvariant();
        IdentityRules.CreditCodeMalformed.Require(code.Length == Length && !code.AsSpan().ContainsAnyExcept(Characters), ("value", code));
        var expected = CheckCharacter(code.AsSpan(0, Length - 1));
        IdentityRules.CreditCodeCheck.Require(code[^1] == expected, ("value", code));
        return new(code);
    }

    /// <summary>The check character that belongs to the first 17 characters.</summary>
    /// <exception cref="RefusalException">They are not 17 characters of the alphabet.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        IdentityRules.CreditCodeMalformed.Require(first17.Length == Weights.Length && !first17.ContainsAnyExcept(Characters), ("value", first17.ToString()));
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += Alphabet.IndexOf(first17[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
