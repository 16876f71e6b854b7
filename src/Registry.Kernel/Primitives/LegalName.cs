using System.Globalization;
using System.Text;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>
/// The name of an organisation, person or project as its papers write it. It is kept as written (NFC, ends trimmed) and never altered; only the key
/// for searching and comparing folds width, brackets, case and spaces. Rare characters of GB 18030 are kept.
/// </summary>
public sealed record LegalName
{
    private const int Longest = 100;
    private const string Brackets = "\u3014\u3015\u3010\u3011[]\u300C\u300D\u300E\u300F";

    private LegalName(string value) => Value = value;

    /// <summary>The name as written.</summary>
    public string Value { get; }

    /// <summary>The name folded for searching; two names with one key look alike.</summary>
    public string SearchKey => Fold(Value);

    /// <summary>Reads a name.</summary>
    /// <exception cref="RefusalException">It is empty, too long, or holds a character that nobody can see.</exception>
    public static LegalName Parse(string? text)
    {
        var typed = text ?? "";
        for (var i = 0; i < typed.Length;)
        {
            var whole = Rune.TryGetRuneAt(typed, i, out var rune);
            IdentityRules.NameCharacter.Require(whole && Visible(rune),
                ("position", i + 1), ("character", string.Create(CultureInfo.InvariantCulture, $"U+{(whole ? rune.Value : typed[i]):X4}")));
            i += rune.Utf16SequenceLength;
        }
        var name = typed.Normalize(NormalizationForm.FormC).Trim();
        var length = name.EnumerateRunes().Count();
        IdentityRules.NameLength.Require(length is >= 1 and <= Longest, ("length", length));
        return new(name);
    }

    /// <summary>Folds any text as names are folded for searching.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) continue;
            var bracket = rune.IsBmp ? Brackets.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
            if (bracket >= 0) folded.Append(bracket % 2 == 0 ? '(' : ')');
            else folded.Append(Rune.ToLowerInvariant(rune));
        }
        return folded.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool Visible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
