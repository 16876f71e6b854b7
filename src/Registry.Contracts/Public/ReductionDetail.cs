namespace Registry.Contracts.Public;

/// <summary>Everything that is public of a reduction application.</summary>
public sealed record ReductionDetail : ReductionSummary
{
    /// <summary>Conclusion of the verification: <c>Positive</c> or <c>Negative</c>.</summary>
    public string? Conclusion { get; init; }

    /// <summary>How the comments were dealt with, as the body states.</summary>
    public string? CommentStatement { get; init; }

    /// <summary>What changed between the notice and the verified report.</summary>
    public string? ModificationNote { get; init; }

    /// <summary>When the notice was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the body uploaded the verified documents.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>When registration was applied for.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>Last day for the registry's decision while it is in review (15 working days).</summary>
    public DateOnly? DecisionDueOn { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Amounts by calendar year of generation.</summary>
    public required IReadOnlyList<VintageAmount> Vintages { get; init; }

    /// <summary>Published documents, every version.</summary>
    public required IReadOnlyList<PublicDocument> Documents { get; init; }

    /// <summary>Published comments of the notice, with their replies.</summary>
    public required IReadOnlyList<PublicComment> PublishedComments { get; init; }

    /// <summary>Lots issued of this reduction.</summary>
    public required IReadOnlyList<LotSummary> Lots { get; init; }
}
