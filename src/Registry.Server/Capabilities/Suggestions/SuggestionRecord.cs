using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Suggestions;

/// <summary>A methodology suggestion as it is kept.</summary>
public sealed record SuggestionRecord
{
    /// <summary>Where suggestions keep their status.</summary>
    internal static readonly Stateful Kept = new("methodology-suggestion", Sql.Of($"methodology_suggestion"));

    /// <summary>The columns of a suggestion under the name <c>s</c>.</summary>
    internal static readonly Sql Columns = Sql.Of($"""
        s.id, s.account_id, s.status, s.version, s.round_no, s.title, s.sector, s.revises_code, s.summary, s.applicability, s.baseline, s.additionality, s.monitoring,
        s.draft_document_id, s.explanation_document_id, s.evidence_document_id, s.created_at, s.submitted_at, s.submitted_by_person_id, s.comment_from, s.comment_until,
        s.public_at, s.methodology_code, s.decided_at, s.decision
        """);

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The account that files it.</summary>
    public long AccountId { get; init; }

    /// <summary>Where it stands.</summary>
    public SuggestionStatus Status { get; init; }

    /// <summary>How many steps it has taken.</summary>
    public int Version { get; init; }

    /// <summary>How often it was handed in.</summary>
    public int RoundNo { get; init; }

    /// <summary>Proposed name of the methodology.</summary>
    public string Title { get; init; } = "";

    /// <summary>Letter of the sector.</summary>
    public string? Sector { get; init; }

    /// <summary>Code of the methodology that it would change.</summary>
    public string? RevisesCode { get; init; }

    /// <summary>What is suggested and why.</summary>
    public string Summary { get; init; } = "";

    /// <summary>To which projects it would apply.</summary>
    public string Applicability { get; init; } = "";

    /// <summary>The scenario without the project.</summary>
    public string Baseline { get; init; } = "";

    /// <summary>On what additionality rests.</summary>
    public string Additionality { get; init; } = "";

    /// <summary>What is measured, and how.</summary>
    public string Monitoring { get; init; } = "";

    /// <summary>The stored draft of the methodology.</summary>
    public long? DraftDocumentId { get; init; }

    /// <summary>Its stored explanation.</summary>
    public long? ExplanationDocumentId { get; init; }

    /// <summary>Stored evidence.</summary>
    public long? EvidenceDocumentId { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last handed in.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Who handed it in; the contact.</summary>
    public long? SubmittedByPersonId { get; init; }

    /// <summary>First day on which the public may comment.</summary>
    public DateOnly? CommentFrom { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? CommentUntil { get; init; }

    /// <summary>Since when everybody may see it.</summary>
    public DateTimeOffset? PublicAt { get; init; }

    /// <summary>The methodology that was made of it.</summary>
    public string? MethodologyCode { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was decided so.</summary>
    public string? Decision { get; init; }

    /// <summary>What it says.</summary>
    public Suggestion Content => new(Title, Sector, RevisesCode, Summary, Applicability, Baseline, Additionality, Monitoring);

    /// <summary>Its files.</summary>
    public SuggestionFiles Files => new(DraftDocumentId, ExplanationDocumentId, EvidenceDocumentId);

    /// <summary>A suggestion.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<SuggestionRecord> Load(Reads reads, long id) => reads.Get<SuggestionRecord>($"select {Columns} from methodology_suggestion s where s.id = {id}");

    /// <summary>A suggestion of the account; another's looks like none.</summary>
    internal static async Task<SuggestionRecord> LoadOwn(Reads reads, AccountId account, long id)
    {
        var suggestion = await Load(reads, id);
        GeneralRules.Absent.Require(suggestion.AccountId == account.Value, ("what", "methodology-suggestion"));
        return suggestion;
    }

    /// <summary>Refuses unless the actor acts for an account that may suggest methodologies now. Questions and answers 1.5.2.</summary>
    internal static async Task RequireSuggester(Tx tx)
    {
        GeneralRules.NotEntitled.Require(tx.Actor.Account.Value > 0 && await tx.Scalar<long>($"""
            select count(*) from account_representative where account_id = {tx.Actor.Account} and person_id = {tx.Actor.Person} and role in ('Initiator', 'Confirmer', 'Member') and until is null
            """) > 0);
        (await AccountRegister.Load(tx, tx.Actor.Account)).Require(AccountCapabilities.SuggestsMethodologies);
    }

    /// <summary>Takes a step.</summary>
    internal Task<SuggestionStatus> Step(Tx tx, SuggestionAction action, By by, long? proposal = null, string? reason = null, Sql also = default) =>
        StateChange.Step(tx, SuggestionLifecycle.Table, Kept, Id, Status, Version, action, by, proposal, reason, also);
}
