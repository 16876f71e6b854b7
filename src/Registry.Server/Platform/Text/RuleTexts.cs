using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Text;

/// <summary>The words of every rule: entries <c>rule.CODE</c> of whichever capability keeps them.</summary>
public static class RuleTexts
{
    private const string Prefix = "rule.";
    private static readonly FrozenDictionary<string, string> InChinese = Collect(Language.Chinese);
    private static readonly FrozenDictionary<string, string> InEnglish = Collect(Language.English);
    private static readonly Texts Instruments = Texts.For<InstrumentText>();

    /// <summary>Whether a rule has a text in a language.</summary>
    public static bool Has(Rule rule, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return In(culture).ContainsKey(rule.Code);
    }

    /// <summary>The rule as a sentence, its facts still named in braces.</summary>
    /// <exception cref="MissingManifestResourceException">The rule has no text.</exception>
    public static string Of(Rule rule, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return In(culture).TryGetValue(rule.Code, out var text)
            ? text
            : throw new MissingManifestResourceException($"Rule {rule.Code} has no text in {Language.Of(culture).Name}.");
    }

    /// <summary>The finding as a sentence in the language of the reader, its facts filled in.</summary>
    public static string Of(Finding finding) => Of(finding, CultureInfo.CurrentUICulture);

    /// <summary>The finding as a sentence, its facts filled in.</summary>
    public static string Of(Finding finding, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var text = Of(finding.Rule, culture);
        foreach (var fact in finding.Facts)
            text = text.Replace($"{{{fact.Name}}}", Shown(fact.Value), StringComparison.Ordinal);
        return text;
    }

    /// <summary>An instant is shown in Beijing time; every other value as it is.</summary>
    private static string Shown(string value) =>
        DateTimeOffset.TryParseExact(value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Formats.TimeToSecond(instant)
            : value;

    /// <summary>A citation in words, in the language of the reader.</summary>
    public static string Of(Citation citation) => Of(citation, CultureInfo.CurrentUICulture);

    /// <summary>A citation in words.</summary>
    public static string Of(Citation citation, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return string.Format(CultureInfo.InvariantCulture, Instruments.In(culture, citation.Instrument), citation.Article);
    }

    private static FrozenDictionary<string, string> In(CultureInfo culture) => Language.IsEnglish(culture) ? InEnglish : InChinese;

    private static FrozenDictionary<string, string> Collect(CultureInfo culture)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith($"Text.{culture.Name}.resources", StringComparison.Ordinal)) continue;
            using var reader = new ResourceReader(assembly.GetManifestResourceStream(name)!);
            foreach (DictionaryEntry entry in reader)
                if (entry.Key is string key && entry.Value is string text && key.StartsWith(Prefix, StringComparison.Ordinal))
                    texts.Add(key[Prefix.Length..], text);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
