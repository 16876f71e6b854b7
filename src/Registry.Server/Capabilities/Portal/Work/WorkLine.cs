using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>Of what kind a thing is that waits.</summary>
public enum WorkKind
{
    /// <summary>A proposal that its second person decides.</summary>
    Proposal,

    /// <summary>An application for the registration of a project.</summary>
    Project,

    /// <summary>An application for the registration of reductions.</summary>
    Reduction,

    /// <summary>A comment that nobody has read yet.</summary>
    Comment,

    /// <summary>The opening of an account.</summary>
    Opening,

    /// <summary>A change of an account's particulars.</summary>
    Change,

    /// <summary>What else a holder asked for: closure, recovery, access after a lost device.</summary>
    Request,

    /// <summary>A methodology suggestion.</summary>
    Suggestion,
}

/// <summary>How a deadline stands today.</summary>
public enum Urgency
{
    /// <summary>There is none, or it is far.</summary>
    Calm,

    /// <summary>It is within three working days.</summary>
    Near,

    /// <summary>It has passed.</summary>
    Over,
}

/// <summary>A thing that waits for a side, as a line of a list.</summary>
public sealed record WorkLine
{
    private static readonly Texts Text = Texts.For<WorkText>();
    private static readonly Texts Cases = Texts.For<ApplicationsText>();

    /// <summary>Id of what waits.</summary>
    public long Id { get; init; }

    /// <summary>Of what kind it is.</summary>
    public WorkKind Kind { get; init; }

    /// <summary>What is due: an act, or the state in which it waits.</summary>
    public string What { get; init; } = "";

    /// <summary>By what its page is found.</summary>
    public long PageId { get; init; }

    /// <summary>Since when it waits.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>By when it must be done; null where no day is set.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The same for sorting.</summary>
    public DateOnly DueOrder { get; init; }

    /// <summary>The officer who has it.</summary>
    public long? PersonId { get; init; }

    /// <summary>The absent officer for whom that one has it.</summary>
    public long? ForPersonId { get; init; }

    /// <summary>In words, what it is about.</summary>
    public string? About { get; init; }

    /// <summary>Name of who has it.</summary>
    public string? Person { get; init; }

    /// <summary>Name of the absent officer for whom the reader sees it or has it.</summary>
    public string? For { get; init; }

    /// <summary>Working days left, today counted; negative past the day, null where they cannot be told.</summary>
    public int? WorkingDaysLeft { get; init; }

    /// <summary>How the deadline stands.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>Where it is done.</summary>
    public string Href => Kind switch
    {
        WorkKind.Proposal => $"/portal/proposals/{PageId}",
        WorkKind.Project or WorkKind.Reduction => $"/portal/applications/{PageId}",
        WorkKind.Comment => $"/portal/applications/{PageId}#comments",
        WorkKind.Opening => $"/portal/openings/{PageId}",
        WorkKind.Change => $"/portal/account-changes/{PageId}",
        WorkKind.Request => $"/portal/accounts/{PageId}",
        WorkKind.Suggestion => What == "Returned" ? $"/portal/suggestions/{PageId}" : $"/portal/suggestion-review/{PageId}",
    };

    /// <summary>What is to be done, in the language of the reader.</summary>
    public string Words => Kind switch
    {
        WorkKind.Proposal => Text["what.Proposal", ActNames.Of(What)],
        WorkKind.Project or WorkKind.Reduction => $"{Cases["kind." + Kind]}{Text["between"]}{(What == "RecallRequested" ? Text["what.RecallRequested"] : Cases["status." + What])}",
        WorkKind.Request or WorkKind.Suggestion => Text[$"what.{Kind}.{What}"],
        _ => Text["what." + Kind],
    };
}
