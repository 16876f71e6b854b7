namespace Registry.Contracts.Public;

/// <summary>A public notice (公示) that is set or running.</summary>
public sealed record NoticeSummary
{
    /// <summary>Number of the application.</summary>
    public required string Id { get; init; }

    /// <summary><c>Project</c> or <c>Reduction</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the project.</summary>
    public required string Name { get; init; }

    /// <summary>Project owner.</summary>
    public required string Owner { get; init; }

    /// <summary>First day of the notice.</summary>
    public required DateOnly NoticeStart { get; init; }

    /// <summary>Last day of the notice, included.</summary>
    public required DateOnly NoticeEnd { get; init; }

    /// <summary>Number of comments received.</summary>
    public required int Comments { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }
}
