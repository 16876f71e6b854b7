using System.Globalization;
using System.Text;

namespace Registry.Server.Platform.Text;

/// <summary>
/// How names are searched, the same on both databases: width, case and compatibility forms folded, blanks dropped, and
/// every pair of neighbouring letters or digits a key. What is stored and what is asked go through the same folding.
/// </summary>
public static class SearchText
{
    private const char Divider = '\n';

    /// <summary>The text to store for a thing with several names: each folded, on a line of its own.</summary>
    public static string Stored(params ReadOnlySpan<string?> names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name)) continue;
            if (text.Length > 0) text.Append(Divider);
            text.Append(Fold(name));
        }

        return text.ToString();
    }

    /// <summary>One name or word, folded.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)) folded.Append(Rune.ToLowerInvariant(rune));
        return folded.ToString();
    }

    /// <summary>The words of a question, each folded.</summary>
    public static IReadOnlyList<string> Words(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return [.. question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Fold).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The pairs of neighbouring letters or digits of a folded text, each once, in order of appearance.</summary>
    public static IReadOnlyList<string> Grams(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var grams = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        Rune? before = null;
        foreach (var rune in folded.EnumerateRunes())
        {
            var counts = Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.ModifierLetter;
            if (counts && before is { } first && $"{first}{rune}" is var gram && known.Add(gram)) grams.Add(gram);
            before = counts ? rune : null;
        }

        return grams;
    }

    /// <summary>A pair as plain letters and digits, as the embedded engine keeps it: its tokenizer would split or fold others.</summary>
    public static string Token(string gram) =>
        "g" + string.Concat(gram.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)));
}
