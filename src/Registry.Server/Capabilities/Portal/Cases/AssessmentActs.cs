using System.Globalization;
using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What a clerk may begin about an assessment by experts.</summary>
internal static class AssessmentActs
{
    /// <summary>The kind under which a signed conclusion is stored.</summary>
    private const string ConclusionKind = "assessment";

    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>All of it.</summary>
    public static readonly IReadOnlyList<CaseAct> All =
    [
        new("application.request-assessment", CaseSide.Registry, Request, Ask) { Action = ApplicationAction.RequestAssessment },
        new("application.conclude-assessment", CaseSide.Registry, Conclusion, Conclude) { Action = ApplicationAction.ConcludeAssessment },
        new("application.call-off-assessment", CaseSide.Registry, ActForms.Reason, d => d.Propose<CallOffAssessment, CallOffAssessment.Command>(new(d.Id, d.Typed.Text("reason"))))
        {
            Action = ApplicationAction.CallOffAssessment,
            Ends = true,
        },
    ];

    private static IReadOnlyList<ActField> Request(CaseView view, Typed? typed)
    {
        var experts = view.Experts.Select(e => ($"{e.Id}", Text["option.expert", e.Name, e.Field])).ToList();
        return
        [
            new("question", FieldKind.Words) { Help = Text["help.question"], Rules = [ApplicationRules.ReasonMissing], MaxLength = ActForms.LongestReason, Rows = 4 },
            new("named", FieldKind.Ticks) { Group = "panel", Help = Text[experts.Count == 0 ? "help.named.none" : "help.named"], Options = experts, Optional = true, Rules = [AssessmentRules.PanelMalformed, AssessmentRules.ExpertNotAvailable, AssessmentRules.ConflictOfInterest] },
            new("leader", FieldKind.Choice) { Options = experts, Optional = true, Help = Text["help.leader"] },
            new("drawn", FieldKind.Whole) { Optional = true, Help = Text["help.drawn", RequestAssessment.Most], Rules = [AssessmentRules.TooFewCandidates] },
        ];
    }

    private static Task<string> Ask(Deed deed)
    {
        var named = deed.Typed.Ticked("named").Select(Id).ToList();
        if (deed.Typed.TextOrNull("leader") is { } first && named.Count > 0)
        {
            var leader = Id(first);
            GeneralRules.ValueMalformed.Check(named.Remove(leader), deed.Typed.Findings, ("field", "leader"), ("value", first));
            named.Insert(0, leader);
        }
        var drawn = (int)Math.Clamp(deed.Typed.Whole("drawn") ?? 0, -1, int.MaxValue);
        return deed.Propose<RequestAssessment, RequestAssessment.Command>(new(deed.Id, deed.Typed.Text("question"), named, drawn));
    }

    private static IReadOnlyList<ActField> Conclusion(CaseView view, Typed? typed) =>
    [
        new("outcome", FieldKind.Choice) { Required = true, Options = [.. Enum.GetNames<AssessmentOutcome>().Select(o => (o, Text["outcome." + o]))] },
        new("summary", FieldKind.Words) { Label = Text["field.assessment-summary"], Rules = [AssessmentRules.ConclusionMissing], MaxLength = ActForms.LongestReason, Rows = 5 },
        new($"file.{ConclusionKind}", FieldKind.File) { Label = Text["field.assessment-document"], DocumentKind = ConclusionKind, Help = Text["help.assessment-document"], Rules = [AssessmentRules.ConclusionMissing] },
        .. view.Experts.Select((e, i) => new ActField($"fee.{e.Id}", FieldKind.Whole)
        {
            Group = i == 0 ? "fees" : null,
            Label = Text["field.fee", e.Name],
            Optional = true,
            Rules = [AssessmentRules.FeeMalformed],
        }),
    ];

    private static Task<string> Conclude(Deed deed)
    {
        var document = deed.Typed.Documents.Where(d => d.Kind == ConclusionKind).Select(d => d.Document).FirstOrDefault();
        List<ConcludeAssessment.Fee> fees = [];
        foreach (var expert in deed.View.Experts)
            if (deed.Typed.Whole($"fee.{expert.Id}") is { } fen) fees.Add(new(expert.Id, fen));
        return deed.Propose<ConcludeAssessment, ConcludeAssessment.Command>(
            new(deed.Id, deed.Typed.Choice<AssessmentOutcome>("outcome"), deed.Typed.Text("summary"), document, fees));
    }

    private static long Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
