namespace Registry.Contracts.Public;

/// <summary>A methodology suggestion (方法学建议) that is open for comment, adopted or published. It names an organisation, never a person.</summary>
public sealed record MethodologySuggestionSummary
{
    /// <summary>Number of the suggestion.</summary>
    public required string Id { get; init; }

    /// <summary>Proposed name of the methodology.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the organisation that suggests it.</summary>
    public required string Suggester { get; init; }

    /// <summary>Sector letter.</summary>
    public required string SectorCode { get; init; }

    /// <summary>Code of the methodology that it would change; null for a new one.</summary>
    public string? Revises { get; init; }

    /// <summary><c>PublicComment</c>, <c>Adopted</c> or <c>Published</c>.</summary>
    public required string Status { get; init; }

    /// <summary>First day on which comments are asked for.</summary>
    public DateOnly? CommentFrom { get; init; }

    /// <summary>Last such day, included.</summary>
    public DateOnly? CommentUntil { get; init; }

    /// <summary>Code of the methodology that was made of it.</summary>
    public string? Methodology { get; init; }

    /// <summary>Since when it is public.</summary>
    public required DateTimeOffset PublicAt { get; init; }

    /// <summary>What is suggested and why.</summary>
    public required string Summary { get; init; }

    /// <summary>To which projects it would apply.</summary>
    public required string Applicability { get; init; }

    /// <summary>The scenario without the project.</summary>
    public required string Baseline { get; init; }

    /// <summary>On what additionality rests.</summary>
    public required string Additionality { get; init; }

    /// <summary>What is measured, and how.</summary>
    public required string Monitoring { get; init; }
}
