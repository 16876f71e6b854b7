using System.Globalization;
using Registry.Kernel.Applications;
using Registry.Kernel.Issuance;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Projects.Uniqueness;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What a clerk of the registry may begin, and what a clerk does alone.</summary>
internal static class OfficerActs
{
    private const int FirstRows = 4;
    private const int MoreRows = 3;
    private const int MostRows = 40;

    private static readonly Texts Text = Texts.For<CasesText>();
    private static readonly Texts Words = Texts.For<ApplicationsText>();

    /// <summary>What may be deficient beside documents: the texts <c>item.KEY</c>.</summary>
    private static readonly IReadOnlyList<string> Items = ["facts", "team", "commitment", "comments", "other"];

    /// <summary>Usual deficiencies: the item and the text <c>deficiency.KEY</c>.</summary>
    private static readonly IReadOnlyList<(string Key, string? Document, string Item)> Templates =
    [
        ("form-unsealed", "form", "other"), ("commitment-unsigned", DocumentKinds.Commitment, "commitment"), ("report-unsigned", "report", "other"),
        ("facts-differ", null, "facts"), ("comments-unanswered", null, "comments"), ("unreadable", null, "other"),
    ];

    /// <summary>Usual reasons: the texts <c>reason.KEY</c>.</summary>
    private static readonly string[] AgainstNotice = ["design-incomplete", "facts-unclear", "body-not-approved", "files-unreadable"], AgainstRegistration = ["not-completed", "not-eligible", "not-unique", "conclusion-negative"];

    /// <summary>All of it.</summary>
    public static readonly IReadOnlyList<CaseAct> All =
    [
        new("application.approve-notice", CaseSide.Registry, Start, d => d.Propose<ApproveNotice, ApproveNotice.Command>(new(d.Id, d.Typed.Day("start") ?? default)))
        {
            Action = ApplicationAction.ApproveNotice,
        },
        new("application.return-notice", CaseSide.Registry, (_, _) => ActForms.Reasons(AgainstNotice),
            d => d.Propose<ReturnNotice, ReturnNotice.Command>(new(d.Id, ActForms.ReasonOf(d.Typed))))
        {
            Action = ApplicationAction.ReturnNotice,
        },
        new("application.change-notice", CaseSide.Registry, Change, d => d.Propose<ChangeNotice, ChangeNotice.Command>(
            new(d.Id, d.Typed.Choice<NoticeChangeKind>("change"), d.Typed.Day("start"), d.Typed.Day("end"), d.Typed.Text("reason"))))
        {
            Action = ApplicationAction.ChangeNotice,
        },
        new("application.recall", CaseSide.Registry, ActForms.None, d => d.Propose<ApproveRecall, ApproveRecall.Command>(new(d.Id)))
        {
            Action = ApplicationAction.Recall,
            When = (view, _) => view.Head.RecallRequestedAt is not null,
            Ends = true,
        },
        new("application.accept", CaseSide.Registry, ActForms.None, d => d.Alone(() => d.Slices.Accept.Accept(d.Actor, d.Id, d.Once))) { Action = ApplicationAction.Accept, Alone = true },
        new("application.register", CaseSide.Registry, ActForms.None, d => d.Propose<RegisterApplication, RegisterApplication.Command>(new(d.Id))) { Action = ApplicationAction.Register },
        new("application.return-for-completion", CaseSide.Registry, Deficiencies, Return) { Action = ApplicationAction.ReturnForCompletion, MoreRows = true },
        .. AssessmentActs.All,
        new("application.refuse", CaseSide.Registry, (_, _) => ActForms.Reasons(AgainstRegistration),
            d => d.Propose<RefuseApplication, RefuseApplication.Command>(new(d.Id, ActForms.ReasonOf(d.Typed))))
        {
            Action = ApplicationAction.Refuse,
            Ends = true,
        },
        new("application.abort", CaseSide.Registry, ActForms.Reason, d => d.Propose<AbortApplication, AbortApplication.Command>(new(d.Id, d.Typed.Text("reason"))))
        {
            Action = ApplicationAction.Abort,
            Ends = true,
        },
        new("comment.record-outside", CaseSide.Registry, Outside, d => d.Propose<RecordOutsideComments, RecordOutsideComments.Command>(
            new(d.Id, (int)Math.Clamp(d.Typed.Whole("comments") ?? 0, -1, int.MaxValue), d.Typed.Text("source"))))
        {
            When = (view, _) => view.Head.Status is ApplicationStatus.NoticeRunning or ApplicationStatus.AwaitingUpload,
        },
        new("project.confirm-allowance", CaseSide.Registry, (_, _) =>
            [new("document-no", FieldKind.Line) { Rules = [ProjectRules.DocumentNumberMissing], MaxLength = 100 }, ActForms.Why()],
            d => d.Propose<ConfirmAllowance, ConfirmAllowance.Command>(new(d.Id, d.Typed.Text("document-no"), d.Typed.Text("reason"))))
        {
            When = (view, _) => view.IsProject && view.IsOpen && view.Allowance.ConfirmedBy is null,
        },
        new("project.clear-fingerprint", CaseSide.Registry, Mark, ClearMark) { When = (view, _) => view.Marks.Count > 0 },
        new("issuance.issue", CaseSide.Registry, Years, d => d.ProposeIssuance(
            new(ReductionOf(d.View), [.. d.Typed.Ticked("vintages").Select(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)])))
        {
            When = (view, _) => view.Vintages.Any(Issuable),
        },
        new("comment.moderate", CaseSide.Registry, Moderation, d => d.Alone(() => d.Slices.Moderate.Moderate(
            d.Actor, new(d.CommentId, d.Typed.Text("decision") == "publish", d.Typed.TextOrNull("reason")), d.Once)))
        {
            OfComment = true,
            Alone = true,
            When = (_, comment) => comment is { Status: CommentStatus.Awaiting },
        },
    ];

    /// <summary>Keys of the sentences that stand ready.</summary>
    public static IEnumerable<string> Ready => [.. AgainstNotice.Concat(AgainstRegistration).Select(key => "reason." + key), .. Templates.Select(t => "deficiency." + t.Key)];

    /// <summary>A deficient item in words: a kind of document, or one of our own.</summary>
    public static string ItemWords(string item) => DocumentKinds.All.Contains(item) ? Words["document." + item] : Text.OrCode("item.", item);

    private static bool Issuable(CaseVintage vintage) => vintage is { Status: VintageStatus.Registered, Tonnes: > 0 };

    /// <summary>The registered reductions of a case; there are none before it is registered.</summary>
    private static long ReductionOf(CaseView view)
    {
        IssuanceRules.NothingToIssue.Require(view.Vintages.Count > 0);
        return view.Vintages[0].ReductionId;
    }

    private static IReadOnlyList<ActField> Start(CaseView view, Typed? typed) =>
    [
        new("start", FieldKind.Day)
        {
            Help = Text["help.start", Regime.On(view.Today).NoticeWorkingDays.Value],
            Required = true,
            Rules = [ApplicationRules.NoticeStartNotLater, ApplicationRules.NoticeStartNotWorkingDay],
        },
    ];

    private static IReadOnlyList<ActField> Change(CaseView view, Typed? typed)
    {
        var kinds = view.Head.NoticeSuspendedAt is null ? (NoticeChangeKind[])[NoticeChangeKind.Suspend, NoticeChangeKind.Move] : [NoticeChangeKind.Resume];
        return
        [
            new("change", FieldKind.Choice)
            {
                Required = true,
                Options = [.. kinds.Select(k => ($"{k}", Words["notice-change." + k]))],
                Rules = [ApplicationRules.NoticeSuspension, ApplicationRules.NoticeUnchanged],
            },
            new("start", FieldKind.Day) { Optional = true, Help = Text["help.change-start"], Rules = [ApplicationRules.NoticeAlreadyStarted, ApplicationRules.NoticeStartNotLater, ApplicationRules.NoticeStartNotWorkingDay] },
            new("end", FieldKind.Day) { Optional = true, Help = Text["help.change-end"], Rules = [ApplicationRules.NoticeTooShort] },
            ActForms.Why(),
        ];
    }

    private static IReadOnlyList<ActField> Outside(CaseView view, Typed? typed) =>
    [
        new("comments", FieldKind.Whole) { Help = Text["help.comments"], Required = true, Default = view.Head.OutsideComments > 0 ? $"{view.Head.OutsideComments}" : null },
        new("source", FieldKind.Words) { Help = Text["help.source"], Rules = [ApplicationRules.OutsideSourceMissing], MaxLength = 500, Rows = 2 },
    ];

    private static IReadOnlyList<ActField> Moderation(CaseView view, Typed? typed) =>
    [
        new("decision", FieldKind.Choice) { Required = true, Options = [("publish", Text["decision.publish"]), ("refuse", Text["decision.refuse"])] },
        ActForms.Why() with { Help = Text["help.moderation"], Optional = true },
    ];

    private static IReadOnlyList<ActField> Mark(CaseView view, Typed? typed) =>
    [
        new("mark", FieldKind.Choice) { Required = true, Options = [.. view.Marks.Select(m => (m.Kind, Text["mark." + m.Kind, m.Value, m.Project]))], Rules = [ProjectRules.NothingToClear, ProjectRules.NotUnique] },
        ActForms.Why(),
    ];

    private static Task<string> ClearMark(Deed deed)
    {
        var kind = deed.Typed.Text("mark");
        var mark = deed.View.Marks.FirstOrDefault(m => m.Kind == kind) ?? throw ProjectRules.NothingToClear.Refuse(("mark", kind));
        return deed.Propose<ClearFingerprint, ClearFingerprint.Command>(new(deed.Id, mark.Kind, mark.Value, deed.Typed.Text("reason")));
    }

    private static IReadOnlyList<ActField> Years(CaseView view, Typed? typed) =>
    [
        new("vintages", FieldKind.Ticks)
        {
            Options = [.. view.Vintages.Where(Issuable).Select(v => ($"{v.Vintage}", Text["option.vintage", v.Vintage, Formats.Tonnes(v.Tonnes)]))],
            Default = string.Join('\n', view.Vintages.Where(Issuable).Select(v => v.Vintage)),
            Rules = [IssuanceRules.NothingToIssue, IssuanceRules.AlreadyIssued],
        },
    ];

    private static IReadOnlyList<ActField> Deficiencies(CaseView view, Typed? typed)
    {
        var items = DocumentsOf(view).Select(k => (k, Words["document." + k])).Concat(Items.Select(i => (i, Text["item." + i]))).ToList();
        List<ActField> fields = [new("template", FieldKind.Ticks) { Options = [.. Templates.Select(t => (t.Key, Text["deficiency." + t.Key]))], Optional = true, Rules = [ApplicationRules.DeficiencyMissing] }];
        for (var i = 1; i <= Rows(typed); i++)
        {
            fields.Add(new($"item.{i}", FieldKind.Choice) { Label = Text["field.item", i], Options = items, Group = i == 1 ? "deficiencies" : null, Optional = true });
            fields.Add(new($"description.{i}", FieldKind.Words) { Label = Text["field.description", i], Optional = true, MaxLength = ActForms.LongestReason, Rows = 2 });
        }
        return fields;
    }

    private static int Rows(Typed? typed)
    {
        if (typed is null) return FirstRows;
        var rows = (int)Math.Clamp(typed.Whole("rows") ?? FirstRows, FirstRows, MostRows);
        return Math.Min(MostRows, rows + (typed.Tick("more") ? MoreRows : 0));
    }

    private static Task<string> Return(Deed deed)
    {
        List<ReturnForCompletion.Deficiency> found = [];
        foreach (var ticked in deed.Typed.Ticked("template"))
        {
            var (key, document, item) = Templates.FirstOrDefault(t => t.Key == ticked);
            GeneralRules.ValueMalformed.Check(key is not null, deed.Typed.Findings, ("field", "template"), ("value", ticked));
            if (key is not null) found.Add(new(KindOf(deed.View, document) ?? item, ReadySentences.Kept(Text, "deficiency." + key)));
        }
        for (var i = 1; i <= Rows(deed.Typed); i++)
        {
            var (item, description) = (deed.Typed.Text($"item.{i}"), deed.Typed.Text($"description.{i}"));
            if (item.Length == 0 && description.Length == 0) continue;
            GeneralRules.ValueMissing.Check(item.Length > 0, deed.Typed.Findings, ("field", $"item.{i}"));
            GeneralRules.ValueMissing.Check(description.Length > 0, deed.Typed.Findings, ("field", $"description.{i}"));
            found.Add(new(item, description));
        }
        return deed.Propose<ReturnForCompletion, ReturnForCompletion.Command>(new(deed.Id, found));
    }

    private static string? KindOf(CaseView view, string? document) => document switch
    {
        "form" => view.IsProject ? DocumentKinds.ProjectForm : DocumentKinds.ReductionForm,
        "report" => view.IsProject ? DocumentKinds.ValidationReport : DocumentKinds.VerificationReport,
        _ => document,
    };

    private static IEnumerable<string> DocumentsOf(CaseView view) =>
        DocumentTemplate.Lines.Where(l => l.Application == view.Head.Kind).Select(l => l.Kind).Distinct();
}
