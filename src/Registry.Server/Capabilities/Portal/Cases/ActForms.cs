using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>Fields that several forms have.</summary>
internal static class ActForms
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 2000;

    private static readonly Texts Text = Texts.For<CasesText>();
    private static readonly Texts Words = Texts.For<ApplicationsText>();

    /// <summary>No fields: the button says it all.</summary>
    public static IReadOnlyList<ActField> None(CaseView view, Typed? typed) => [];

    /// <summary>A reason alone.</summary>
    public static IReadOnlyList<ActField> Reason(CaseView view, Typed? typed) => [Why()];

    /// <summary>The field of a reason.</summary>
    public static ActField Why(Rule? rule = null) => new("reason", FieldKind.Words)
    {
        Help = Text["help.reason"],
        Rules = [rule ?? ApplicationRules.ReasonMissing],
        MaxLength = LongestReason,
        Rows = 4,
    };

    /// <summary>Usual reasons to tick, and words of one's own.</summary>
    /// <param name="templates">Keys of the texts <c>reason.KEY</c>.</param>
    public static IReadOnlyList<ActField> Reasons(params ReadOnlySpan<string> templates)
    {
        var options = new List<(string, string)>();
        foreach (var template in templates) options.Add((template, Text["reason." + template]));
        return [new("template", FieldKind.Ticks) { Options = options, Optional = true }, Why()];
    }

    /// <summary>The reason of a form with templates: what was ticked, as it is kept, then what was typed.</summary>
    public static string ReasonOf(Typed typed)
    {
        List<string> parts = [.. typed.Ticked("template").Select(t => ReadySentences.Kept(Text, "reason." + t))];
        if (typed.TextOrNull("reason") is { } own) parts.Add(own);
        return string.Join('\n', parts);
    }

    /// <summary>A file of a kind.</summary>
    public static ActField File(string kind, string? group = null, bool optional = false, Rule? rule = null) => new($"file.{kind}", FieldKind.File)
    {
        Label = Words["document." + kind],
        DocumentKind = kind,
        Group = group,
        Optional = optional,
        Help = kind == DocumentKinds.Other ? Text["help.file.other"] : Text["help.file", Forms(kind)],
        Rules = rule is null ? [ApplicationRules.DocumentMissing] : [rule, ApplicationRules.DocumentMissing],
    };

    /// <summary>Why a later version is filed, where a part of the case has documents already.</summary>
    public static IEnumerable<ActField> VersionReason(CaseView view, DocumentStage stage) => view.Documents.Any(d => d.Stage == stage && d.Kind != DocumentKinds.Other)
        ? [new("version-reason", FieldKind.Line) { Help = Text["help.version-reason"], Rules = [ApplicationRules.ReasonMissing], MaxLength = 500 }]
        : [];

    /// <summary>The documents of the form, each with the reason for a later version where it is one.</summary>
    public static IReadOnlyList<FiledDocument> Filed(Deed deed, DocumentStage stage)
    {
        var reason = deed.Typed.TextOrNull("version-reason");
        var later = deed.Typed.Documents.Any(d => deed.View.Documents.Any(f => f.Stage == stage && f.Kind == d.Kind && f.Kind != DocumentKinds.Other));
        ApplicationRules.ReasonMissing.Check(!later || reason is not null, deed.Typed.Findings, ("field", "version-reason"));
        return [.. deed.Typed.Documents.Select(d => d with { Reason = reason })];
    }

    private static readonly (string End, string Form)[] Ends =
    [
        (".pdf", "application/pdf"), (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (".png", "image/png"), (".jpg", "image/jpeg"),
    ];

    /// <summary>The forms in which a kind of document is taken, by the ends of file names.</summary>
    private static string Forms(string kind) => string.Join(", ", Ends.Where(e => DocumentTemplate.Takes(kind, e.Form)).Select(e => e.End));

    /// <summary>The codes of an enumeration with their words in the texts of applications.</summary>
    public static IReadOnlyList<(string, string)> Options<T>(string prefix) where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => (name, Words[$"{prefix}{name}"]))];
}
