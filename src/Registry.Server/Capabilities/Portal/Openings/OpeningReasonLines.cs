using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>The lines in which officers and operators of the exchange say why an opening goes back.</summary>
internal static class OpeningReasonLines
{
    /// <summary>Most lines of a form.</summary>
    public const int Most = 4;

    private static readonly Texts Text = Texts.For<OpeningsText>();

    /// <summary>Keys of the sentences that stand ready: the texts <c>template.KEY</c>.</summary>
    internal static readonly string[] Ready =
        ["seal-missing", "copy-illegible", "differs-from-licence", "document-expired", "authorisation-incomplete", "signature-missing", "original-differs", "not-eligible"];

    /// <summary>Sentences that are ready to be used.</summary>
    public static IEnumerable<(string Value, string Words)> Templates => Ready.Select(key => (key, Text["template." + key]));

    /// <summary>What a line can be about.</summary>
    public static IEnumerable<(string Value, string Words)> Items(OpeningCase opening)
    {
        List<string> keys = ["organisation", "eligibility", .. opening.Parts.Where(p => p.Person is not null).Select(p => OpeningFields.Prefix(p.Role)).Distinct(), .. opening.Needed];
        return keys.Select(key => (key, Text["item." + key]));
    }

    /// <summary>The lines as typed: a ready sentence, and one's own words after it. What is kept is Chinese.</summary>
    /// <exception cref="RefusalException">A sentence is none of those that are ready.</exception>
    public static IReadOnlyList<OpeningReason> Read(FormValues typed)
    {
        var reasons = new List<OpeningReason>();
        for (var line = 1; line <= Most; line++)
        {
            var ready = typed.MayText($"template-{line}");
            GeneralRules.ValueMalformed.Require(ready is null || Ready.Contains(ready), ("field", $"template-{line}"), ("value", ready));
            var words = string.Join(' ', new[] { ready is null ? null : ReadySentences.Kept(Text, "template." + ready), typed.MayText($"text-{line}") }.OfType<string>());
            var item = typed.MayText($"item-{line}") ?? "";
            if (item.Length > 0 || words.Length > 0) reasons.Add(new(item, words));
        }
        return reasons;
    }
}
