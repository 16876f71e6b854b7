using Registry.Kernel.Applications;
using Registry.Kernel.Issuance;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Portal.Inbox;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>The row of a case, with the names that go with it.</summary>
public sealed record CaseHead
{
    public long Id { get; init; }
    public ApplicationKind Kind { get; init; }
    public ApplicationStatus Status { get; init; }
    public string Title { get; init; } = "";
    public long AccountId { get; init; }
    public string Owner { get; init; } = "";
    public string OwnerNumber { get; init; } = "";
    public string Body { get; init; } = "";
    public string ApprovalNumber { get; init; } = "";
    public string? Number { get; init; }
    public long? RegisteredProject { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateOnly? NoticeStart { get; init; }
    public DateOnly? NoticeEnd { get; init; }
    public DateTimeOffset? NoticeSuspendedAt { get; init; }
    public DateTimeOffset? NoticeClosedAt { get; init; }
    public DateTimeOffset? UploadedAt { get; init; }
    public DateTimeOffset? OwnerConfirmedAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset? RegisteredAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndReason { get; init; }
    public Conclusion? Conclusion { get; init; }
    public string? CommentStatement { get; init; }
    public string? ModificationNote { get; init; }
    public string? Team { get; init; }
    public DateTimeOffset? RecallRequestedAt { get; init; }
    public string? RecallReason { get; init; }
    public int OutsideComments { get; init; }
    public string? Warnings { get; init; }
}

/// <summary>A document filed with a case.</summary>
public sealed record CaseDocument
{
    public long Id { get; init; }
    public DocumentStage Stage { get; init; }
    public string Kind { get; init; } = "";
    public int VersionNo { get; init; }
    public string? Reason { get; init; }
    public string FileName { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public long Size { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
}

/// <summary>A comment on its notice.</summary>
public sealed record CaseComment
{
    public long Id { get; init; }
    public string Content { get; init; } = "";
    public DateTimeOffset SubmittedAt { get; init; }
    public CommentStatus Status { get; init; }
    public string? RefusalReason { get; init; }
    public string? Reply { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public string? VerifierNote { get; init; }
    public string? Account { get; init; }
}

/// <summary>One thing that was missing, and its answer.</summary>
public sealed record CaseDeficiency
{
    public int RoundNo { get; init; }
    public int LineNo { get; init; }
    public string Item { get; init; } = "";
    public string Description { get; init; } = "";
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Answer { get; init; }
}

/// <summary>One recorded change of the notice.</summary>
public sealed record CaseNoticeChange
{
    public DateOnly OldStart { get; init; }
    public DateOnly OldEnd { get; init; }
    public DateOnly? NewStart { get; init; }
    public DateOnly? NewEnd { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>One step that was taken.</summary>
public sealed record CaseStep
{
    public string Action { get; init; } = "";
    public string ToState { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public long PersonId { get; init; }
    public string Actor { get; init; } = "";
    public long? InitiatorPersonId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who took it, in words: names where the reader may know them, the side otherwise.</summary>
    public string Who { get; init; } = "";
}

/// <summary>An assessment by experts.</summary>
public sealed record CaseAssessment
{
    public long Id { get; init; }
    public int RoundNo { get; init; }
    public string Question { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public AssessmentOutcome? Outcome { get; init; }
    public string? Summary { get; init; }
    public long? DocumentId { get; init; }
    public string? CallOffReason { get; init; }
}

/// <summary>Reductions of one year, once they are registered.</summary>
public sealed record CaseVintage
{
    public long ReductionId { get; init; }
    public int Vintage { get; init; }
    public long Tonnes { get; init; }
    public VintageStatus Status { get; init; }
}

/// <summary>A mark of the project that a registered project has too.</summary>
public sealed record CaseMark(string Kind, string Value, string Project);

/// <summary>A person on the roll of experts who may assess the case.</summary>
public sealed record CaseExpert(long Id, string Name, string Field);

/// <summary>Everything of a case that the reader may see.</summary>
public sealed record CaseView
{
    public required CaseSide Side { get; init; }
    public required CaseHead Head { get; init; }
    public ProjectFacts? NoticeProject { get; init; }
    public ProjectFacts? FinalProject { get; init; }
    public ReductionFacts? NoticeReduction { get; init; }
    public ReductionFacts? FinalReduction { get; init; }
    public IReadOnlyList<CaseDocument> Documents { get; init; } = [];
    public IReadOnlyList<CaseComment> Comments { get; init; } = [];
    public IReadOnlyList<CaseDeficiency> Deficiencies { get; init; } = [];
    public IReadOnlyList<CaseNoticeChange> NoticeChanges { get; init; } = [];
    public IReadOnlyList<CaseStep> Steps { get; init; } = [];
    public IReadOnlyList<CaseAssessment> Assessments { get; init; } = [];
    public IReadOnlyList<CaseVintage> Vintages { get; init; } = [];
    public IReadOnlyList<CaseMark> Marks { get; init; } = [];
    public IReadOnlyList<ProposalLine> Pending { get; init; } = [];
    public AllowanceRecord Allowance { get; init; } = new(false, false, null);
    public DateOnly Today { get; init; }

    /// <summary>Experts of whom a form speaks; read for that form alone.</summary>
    public IReadOnlyList<CaseExpert> Experts { get; init; } = [];

    public long Id => Head.Id;
    public bool IsProject => Head.Kind == ApplicationKind.Project;
    public bool IsOpen => ApplicationLifecycle.IsOpen(Head.Status);
    public IReadOnlyList<CaseDeficiency> OpenDeficiencies => [.. Deficiencies.Where(d => d.AnsweredAt is null)];
}
