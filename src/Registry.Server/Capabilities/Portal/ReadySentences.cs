using System.Collections.Frozen;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Capabilities.Portal.Suggestions;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal;

/// <summary>
/// Sentences that stand ready as reasons. Whoever ticks one, it is kept in Chinese, the language of law, so that it can be read wherever it comes to; readers of the
/// portal read it in their own language.
/// </summary>
internal static class ReadySentences
{
    private static readonly FrozenDictionary<string, (Texts Texts, string Key)> Known =
        OfficerActs.Ready.Select(key => (Texts.For<CasesText>(), key)).Concat(OpeningReasonLines.Ready.Select(key => (Texts.For<OpeningsText>(), "template." + key)))
        .Concat(SuggestionForm.Ready.Select(key => (Texts.For<SuggestionPagesText>(), "template." + key)))
        .SelectMany(Sentences).DistinctBy(s => s.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A sentence as it is kept.</summary>
    public static string Kept(Texts texts, string key)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.In(Language.Chinese, key);
    }

    /// <summary>What was kept, line for line: sentences that stood ready in the language of the reader, words of one's own as they were written.</summary>
    public static string? Read(string? kept) => kept is null ? null : string.Join('\n', kept.Split('\n').Select(Line));

    private static string Line(string line)
    {
        if (Known.TryGetValue(line.TrimEnd('\r'), out var whole)) return whole.Texts[whole.Key];
        // In the lines of an opening one's own words stand after the sentence.
        foreach (var (sentence, at) in Known)
        {
            if (line.Length > sentence.Length && line[sentence.Length] == ' ' && line.StartsWith(sentence, StringComparison.Ordinal)) return at.Texts[at.Key] + line[sentence.Length..];
        }
        return line;
    }

    // In both languages: some were kept in English before.
    private static IEnumerable<KeyValuePair<string, (Texts Texts, string Key)>> Sentences((Texts Texts, string Key) at) =>
        [new(at.Texts.In(Language.Chinese, at.Key), at), new(at.Texts.In(Language.English, at.Key), at)];
}
