using Registry.Kernel.Applications;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What the owner's initiator may begin.</summary>
internal static class OwnerActs
{
    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>All of it.</summary>
    public static readonly IReadOnlyList<CaseAct> All =
    [
        new("application.submit", CaseSide.Owner, ActForms.None, d => d.Propose<SubmitApplication, SubmitApplication.Command>(new(d.Id))) { Action = ApplicationAction.Submit },
        new("application.revise", CaseSide.Owner, ActForms.None, d => d.Alone(() => d.Slices.Drafts.Revise(d.Actor, d.Id, d.Once)))
        {
            Action = ApplicationAction.Revise,
            Alone = true,
        },
        new("application.discard", CaseSide.Owner, ActForms.None, d => d.Alone(() => d.Slices.Drafts.Discard(d.Actor, d.Id, d.Once)))
        {
            Action = ApplicationAction.Discard,
            Alone = true,
            Ends = true,
        },
        new("application.accept-upload", CaseSide.Owner, ActForms.None, d => d.Propose<AcceptUpload, AcceptUpload.Command>(new(d.Id))) { Action = ApplicationAction.AcceptUpload },
        new("application.return-upload", CaseSide.Owner, ActForms.Reason, d => d.Propose<ReturnUpload, ReturnUpload.Command>(new(d.Id, d.Typed.Text("reason"))))
        {
            Action = ApplicationAction.ReturnUpload,
        },
        new("application.file", CaseSide.Owner, Filing, File) { Action = ApplicationAction.File },
        new("application.complete", CaseSide.Owner, Completion, Complete) { Action = ApplicationAction.Complete },
        new("application.request-recall", CaseSide.Owner, ActForms.Reason, d => d.Propose<RequestRecall, RequestRecall.Command>(new(d.Id, d.Typed.Text("reason"))))
        {
            When = (view, _) => view.Head.Status == ApplicationStatus.NoticeRunning && view.Head.RecallRequestedAt is null,
            Ends = true,
        },
        new("application.abort", CaseSide.Owner, ActForms.Reason, d => d.Propose<AbortApplication, AbortApplication.Command>(new(d.Id, d.Typed.Text("reason"))))
        {
            Action = ApplicationAction.Abort,
            Ends = true,
        },
        new("project.attest-allowance", CaseSide.Owner, (_, _) => [new("statement", FieldKind.Words) { Help = Text["help.statement"], Required = true, MaxLength = ActForms.LongestReason, Rows = 5 }],
            d => d.Propose<AttestAllowance, AttestAllowance.Command>(new(d.Id, d.Typed.Text("statement"))))
        {
            When = (view, _) => view.IsProject && view.IsOpen && view.Allowance is { OwnerIsKeyEmitter: true, Attested: false },
        },
        new("comment.reply", CaseSide.Owner, (_, _) => [new("reply", FieldKind.Words) { Help = Text["help.reply"], Required = true, MaxLength = NoticeComments.MaxLength, Rows = 6 }],
            d => d.Propose<ReplyToComment, ReplyToComment.Command>(new(d.CommentId, d.Typed.Text("reply"))))
        {
            OfComment = true,
            When = (view, comment) => view.IsOpen && comment is { Status: CommentStatus.Published, Reply: null },
        },
    ];

    private static string FormKind(CaseView view) => view.IsProject ? DocumentKinds.ProjectForm : DocumentKinds.ReductionForm;

    private static IReadOnlyList<ActField> Filing(CaseView view, Typed? typed)
    {
        List<ActField> fields =
        [
            ActForms.File(FormKind(view), "documents"),
            ActForms.File(DocumentKinds.Commitment),
            ActForms.File(DocumentKinds.Other, optional: true),
            .. ActForms.VersionReason(view, DocumentStage.Filing),
        ];
        if (!view.IsProject)
            fields.Add(new("tonnes", FieldKind.Whole)
            {
                Group = "amount",
                Help = Text["help.tonnes", Formats.Tonnes(view.FinalReduction?.Tonnes ?? 0)],
                Required = true,
                Rules = [ReductionRules.NotTheVerifiedAmount],
            });
        fields.Add(new("committed", FieldKind.Tick) { Group = "commitment", Label = Text[view.IsProject ? "field.committed.project" : "field.committed.reduction"], Rules = [ApplicationRules.CommitmentMissing] });
        return fields;
    }

    private static Task<string> File(Deed deed) => deed.Propose<FileApplication, FileApplication.Command>(new(deed.Id,
        ActForms.Filed(deed, DocumentStage.Filing), deed.Typed.Tick("committed"), deed.View.IsProject ? null : deed.Typed.Whole("tonnes")));

    private static IReadOnlyList<ActField> Completion(CaseView view, Typed? typed) =>
    [
        .. view.OpenDeficiencies.Select((d, i) => new ActField($"answer.{d.LineNo}", FieldKind.Words)
        {
            Group = i == 0 ? "answers" : null,
            Label = Text["field.answer", d.LineNo, OfficerActs.ItemWords(d.Item)],
            Help = ReadySentences.Read(d.Description),
            Rules = [ApplicationRules.DeficiencyUnanswered],
            MaxLength = ActForms.LongestReason,
        }),
        ActForms.File(FormKind(view), "documents", optional: true),
        ActForms.File(DocumentKinds.Commitment, optional: true),
        ActForms.File(DocumentKinds.Other, optional: true),
        .. ActForms.VersionReason(view, DocumentStage.Filing),
    ];

    private static Task<string> Complete(Deed deed)
    {
        var answers = deed.View.OpenDeficiencies.Select(d => deed.Typed.Text($"answer.{d.LineNo}")).ToList();
        return deed.Propose<CompleteApplication, CompleteApplication.Command>(new(deed.Id, answers, ActForms.Filed(deed, DocumentStage.Filing)));
    }
}
