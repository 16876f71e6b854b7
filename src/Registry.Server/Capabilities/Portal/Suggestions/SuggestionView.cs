using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Suggestions;

namespace Registry.Server.Capabilities.Portal.Suggestions;

/// <summary>A suggestion as a line of a list.</summary>
public sealed record SuggestionLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Proposed name of the methodology.</summary>
    public string Title { get; init; } = "";

    /// <summary>Letter of the sector.</summary>
    public string? Sector { get; init; }

    /// <summary>Code of the methodology that it would change.</summary>
    public string? RevisesCode { get; init; }

    /// <summary>Where it stands.</summary>
    public SuggestionStatus Status { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last handed in.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Who suggests.</summary>
    public string Suggester { get; init; } = "";
}

/// <summary>A step that a suggestion took.</summary>
public sealed record SuggestionStep
{
    /// <summary>What was done.</summary>
    public SuggestionAction Action { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Why a suggestion came back.</summary>
public sealed record RaisedSuggestionReason
{
    /// <summary>In which round.</summary>
    public int RoundNo { get; init; }

    /// <summary>What it is about.</summary>
    public string Item { get; init; } = "";

    /// <summary>What is wrong and how to mend it.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }
}

/// <summary>What an expert says.</summary>
public sealed record SuggestionOpinion
{
    /// <summary>The expert.</summary>
    public long ExpertId { get; init; }

    /// <summary>The natural person.</summary>
    public long PersonId { get; init; }

    /// <summary>The conclusion.</summary>
    public OpinionConclusion Conclusion { get; init; }

    /// <summary>In words.</summary>
    public string Opinion { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Name of the expert; for officers only.</summary>
    public string? Name { get; init; }
}

/// <summary>A file of a suggestion.</summary>
public sealed record SuggestionDocument
{
    /// <summary>The stored document.</summary>
    public long Id { get; init; }

    /// <summary>As what it is stored.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its name.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>When it was stored.</summary>
    public DateTimeOffset UploadedAt { get; init; }
}

/// <summary>A suggestion with everything that its reader sees.</summary>
/// <param name="Record">The suggestion.</param>
/// <param name="Content">What it says: to its account what stands now, to officers what was handed in last.</param>
/// <param name="Files">Its files, likewise.</param>
/// <param name="Suggester">Name of the organisation.</param>
/// <param name="Steps">The steps that it took, the oldest first.</param>
/// <param name="Reasons">Why it came back, the latest first.</param>
/// <param name="Opinions">What experts say of this round.</param>
public sealed record SuggestionCase(SuggestionRecord Record, Suggestion Content, IReadOnlyList<SuggestionDocument> Files, string Suggester, IReadOnlyList<SuggestionStep> Steps,
    IReadOnlyList<RaisedSuggestionReason> Reasons, IReadOnlyList<SuggestionOpinion> Opinions)
{
    /// <summary>Name of who handed it in, and the masked number; for officers only.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether a step exists now.</summary>
    public bool May(SuggestionAction action) => SuggestionLifecycle.Table.Find(Record.Status, action) is not null;
}
