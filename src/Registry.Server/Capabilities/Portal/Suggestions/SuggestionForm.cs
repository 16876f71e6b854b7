using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Capabilities.Suggestions;
using Registry.Server.Capabilities.Suggestions.Review;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.Portal.Suggestions;

/// <summary>What is typed into the form of a suggestion, read and shown again; and its parts in words.</summary>
internal static class SuggestionForm
{
    /// <summary>Most lines of the form with which a suggestion is returned.</summary>
    public const int MostReasons = 4;

    private static readonly Texts Text = Texts.For<SuggestionPagesText>();

    /// <summary>Keys of the sentences that stand ready: the texts <c>template.KEY</c>.</summary>
    internal static readonly string[] Ready = ["incomplete", "unclear", "not-supported", "file-illegible", "not-of-sector", "covered"];

    /// <summary>The fields that take files, with the kind that each is stored as.</summary>
    public static IReadOnlyList<(string Field, string Kind)> FileFields { get; } = [.. Enum.GetValues<SuggestionFile>().Select(f => (SuggestionFiles.FieldOf(f), SuggestionFiles.KindOf(f)))];

    /// <summary>Sectors to choose from.</summary>
    public static IReadOnlyList<(string Value, string Words)> Sectors => [.. Dictionaries.Sectors.Codes.Select(code => (code, Sector(code)))];

    /// <summary>The texts of the form, in its order.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["summary", "applicability", "baseline", "additionality", "monitoring"];

    /// <summary>A sector in words, with its letter.</summary>
    public static string Sector(string? code) => code is null ? "" : $"{code} {Dictionaries.Sectors.Of(code)}";

    /// <summary>What is typed.</summary>
    public static Suggestion Read(FormValues values) => new((values["title"] ?? "").Trim(), values.MayText("sector"), values.MayText("revises"),
        Words(values, "summary"), Words(values, "applicability"), Words(values, "baseline"), Words(values, "additionality"), Words(values, "monitoring"));

    /// <summary>What is stored, by field.</summary>
    public static IReadOnlyDictionary<string, string> Of(Suggestion content) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = content.Title,
        ["sector"] = content.Sector ?? "",
        ["revises"] = content.Revises ?? "",
        ["summary"] = content.Summary,
        ["applicability"] = content.Applicability,
        ["baseline"] = content.Baseline,
        ["additionality"] = content.Additionality,
        ["monitoring"] = content.Monitoring,
    };

    /// <summary>Methodologies of the register to choose from.</summary>
    public static async Task<IReadOnlyList<(string Value, string Words)>> Methodologies(Reads reads) =>
        [.. (await MethodologyEntries.All(reads)).Select(m => (m.Code, $"{m.Code} {(Language.IsEnglish(Language.Current) ? m.NameEn : m.Name)}"))];

    /// <summary>What a line of a return can be about.</summary>
    public static IEnumerable<(string Value, string Words)> Items => Suggestion.Items.Select(item => (item, Text["field." + item]));

    /// <summary>Sentences that are ready to be used.</summary>
    public static IEnumerable<(string Value, string Words)> Templates => Ready.Select(key => (key, Text["template." + key]));

    /// <summary>The lines of a return as typed: a ready sentence, and one's own words after it. What is kept is Chinese.</summary>
    /// <exception cref="RefusalException">A sentence is none of those that are ready.</exception>
    public static IReadOnlyList<SuggestionReason> Reasons(FormValues typed)
    {
        var reasons = new List<SuggestionReason>();
        for (var line = 1; line <= MostReasons; line++)
        {
            var ready = typed.MayText($"template-{line}");
            GeneralRules.ValueMalformed.Require(ready is null || Ready.Contains(ready), ("field", $"template-{line}"), ("value", ready));
            var words = string.Join(' ', new[] { ready is null ? null : ReadySentences.Kept(Text, "template." + ready), typed.MayText($"text-{line}") }.OfType<string>());
            var item = typed.MayText($"item-{line}") ?? "";
            if (item.Length > 0 || words.Length > 0) reasons.Add(new(item, words));
        }
        return reasons;
    }

    /// <summary>How a state is toned.</summary>
    public static Tone ToneOf(SuggestionStatus status) => status switch
    {
        SuggestionStatus.Adopted or SuggestionStatus.Published => Tone.Good,
        SuggestionStatus.Returned or SuggestionStatus.NotAdopted => Tone.Refused,
        SuggestionStatus.Draft or SuggestionStatus.Submitted => Tone.Waiting,
        SuggestionStatus.FormCheck or SuggestionStatus.Assessment or SuggestionStatus.PublicComment => Tone.Running,
        SuggestionStatus.Withdrawn => Tone.Plain,
    };

    /// <summary>The course of a suggestion: what was done and when, where it stands, what is to come.</summary>
    public static IEnumerable<TimelineStep> Course(SuggestionCase suggestion)
    {
        var (record, status) = (suggestion.Record, suggestion.Record.Status);
        foreach (var step in suggestion.Steps)
            yield return new(Text["did." + step.Action], step.Action is SuggestionAction.Withdraw or SuggestionAction.Decline ? StepState.Ended : StepState.Past, Formats.Time(step.At), Formats.Machine(step.At));
        if (SuggestionLifecycle.Table.IsFinal(status)) yield break;
        var plan = (SuggestionStatus[])[SuggestionStatus.Submitted, SuggestionStatus.FormCheck, SuggestionStatus.Assessment, SuggestionStatus.PublicComment, SuggestionStatus.Adopted];
        var at = Array.IndexOf(plan, status);
        yield return new(Text["stage." + status], StepState.Now, Note: status is SuggestionStatus.PublicComment ? Text["stage.until", Formats.Date(record.CommentUntil)] : null);
        foreach (var next in plan[(at + 1)..].Where(s => s is not SuggestionStatus.PublicComment and not SuggestionStatus.Adopted)) yield return new(Text["stage." + next], StepState.Due);
        if (status is not SuggestionStatus.Adopted) yield return new(Text["stage.decision"], StepState.Due);
        yield return new(Text["stage.Published"], StepState.Due);
    }

    // A browser sends the ends of lines in its own way.
    private static string Words(FormValues values, string field) => (values[field] ?? "").Trim().ReplaceLineEndings("\n");
}
