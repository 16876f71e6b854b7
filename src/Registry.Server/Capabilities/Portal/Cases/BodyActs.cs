using System.Globalization;
using Registry.Kernel.Applications;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What the initiator of the named body may begin.</summary>
internal static class BodyActs
{
    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>All of it.</summary>
    public static readonly IReadOnlyList<CaseAct> All =
    [
        new("application.upload-report", CaseSide.Body, Report, Upload) { Action = ApplicationAction.Upload },
        new("comment.verify", CaseSide.Body, (_, _) => [new("note", FieldKind.Words) { Help = Text["help.note"], Required = true, MaxLength = NoticeComments.MaxLength, Rows = 5 }],
            d => d.Propose<VerifyReply, VerifyReply.Command>(new(d.CommentId, d.Typed.Text("note"))))
        {
            OfComment = true,
            When = (view, comment) => view.IsOpen && comment is { Reply: not null, VerifiedAt: null },
        },
    ];

    private static IReadOnlyList<ActField> Report(CaseView view, Typed? typed)
    {
        var comments = view.Comments.Count + view.Head.OutsideComments;
        return
        [
            .. view.IsProject
                ? (ActField[])
                [
                    ActForms.File(DocumentKinds.ProjectDesign, "documents"), ActForms.File(DocumentKinds.ValidationReport),
                    ActForms.File(DocumentKinds.AdditionalityTable, optional: true),
                ]
                : [ActForms.File(DocumentKinds.AccountingReport, "documents"), ActForms.File(DocumentKinds.VerificationReport)],
            ActForms.File(DocumentKinds.Other, optional: true),
            .. ActForms.VersionReason(view, DocumentStage.Final),
            new("conclusion", FieldKind.Choice) { Group = "conclusion", Required = true, Options = ActForms.Options<Conclusion>("conclusion."), Help = Text["help.conclusion"] },
            new("comment-statement", FieldKind.Words) { Help = Text["help.comment-statement", comments], Rules = [ApplicationRules.CommentStatementMissing], Default = view.Head.CommentStatement, MaxLength = 10_000, Rows = 5 },
            new("modification-note", FieldKind.Words) { Help = Text["help.modification-note"], Rules = [ApplicationRules.ModificationNoteMissing], Default = view.Head.ModificationNote, MaxLength = 10_000, Rows = 4 },
            new("members", FieldKind.Words) { Group = "team", Help = Text["help.members"], Rules = [ApplicationRules.BodyTeamNotSeparate], MaxLength = 1000, Rows = 3 },
            new("reviewer", FieldKind.Line) { Required = true, MaxLength = 100 },
            new("decision-maker", FieldKind.Line) { Required = true, MaxLength = 100 },
            .. view.IsProject ? ProjectFields.Of(view.FinalProject ?? view.NoticeProject) : ReductionFields(view, typed),
        ];
    }

    private static Task<string> Upload(Deed deed)
    {
        var typed = deed.Typed;
        var statement = new UploadStatement(typed.Choice<Conclusion>("conclusion"), typed.TextOrNull("comment-statement"), typed.TextOrNull("modification-note"),
            new BodyTeam(typed.Each("members"), typed.Text("reviewer"), typed.Text("decision-maker")));
        var facts = deed.View.IsProject
            ? new UploadedFacts(ProjectFields.Read(typed, deed.View.NoticeProject), null)
            : new UploadedFacts(null, ReadReduction(deed.View, typed));
        return deed.Propose<UploadReport, UploadReport.Command>(new(deed.Id, ActForms.Filed(deed, DocumentStage.Final), statement, facts));
    }

    private static IEnumerable<ActField> ReductionFields(CaseView view, Typed? typed)
    {
        var facts = view.FinalReduction ?? view.NoticeReduction!;
        yield return new("period-from", FieldKind.Day) { Group = "facts", Required = true, Default = Formats.Date(facts.PeriodFrom), Rules = [ReductionRules.PeriodReversed] };
        yield return new("period-to", FieldKind.Day) { Required = true, Default = Formats.Date(facts.PeriodTo) };
        yield return new("tonnes", FieldKind.Whole) { Label = Text["field.tonnes.verified"], Required = true, Default = $"{facts.Tonnes}", Rules = [ReductionRules.SumDiffers, ReductionRules.AmountNegative] };
        foreach (var year in Years(facts, typed))
            yield return new($"vintage.{year}", FieldKind.Whole)
            {
                Label = Text["field.vintage", year],
                Required = true,
                Default = facts.Vintages.FirstOrDefault(v => v.Year == year)?.Tonnes.ToString(CultureInfo.InvariantCulture),
                Rules = [ReductionRules.VintagesDiffer],
            };
    }

    /// <summary>The years that the period touches, as it was typed or, before that, as it stands.</summary>
    private static IEnumerable<int> Years(ReductionFacts facts, Typed? typed)
    {
        var (from, to) = (typed?.Day("period-from") ?? facts.PeriodFrom, typed?.Day("period-to") ?? facts.PeriodTo);
        return to < from || to.Year - from.Year > 10 ? facts.Vintages.Select(v => v.Year) : Enumerable.Range(from.Year, to.Year - from.Year + 1);
    }

    private static ReductionFacts ReadReduction(CaseView view, Typed typed)
    {
        var facts = view.FinalReduction ?? view.NoticeReduction!;
        return new()
        {
            PeriodFrom = typed.Day("period-from") ?? facts.PeriodFrom,
            PeriodTo = typed.Day("period-to") ?? facts.PeriodTo,
            Tonnes = typed.Whole("tonnes") ?? 0,
            Vintages = [.. Years(facts, typed).Select(year => new VintageAmount(year, typed.Whole($"vintage.{year}") ?? 0))],
        };
    }
}
