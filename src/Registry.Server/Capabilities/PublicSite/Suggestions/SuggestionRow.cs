using Registry.Contracts.Public;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Suggestions;

/// <summary>A methodology suggestion as everybody sees it.</summary>
public sealed record SuggestionRow
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Proposed name of the methodology.</summary>
    public string Title { get; init; } = "";

    /// <summary>Letter of the sector.</summary>
    public string Sector { get; init; } = "";

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

    /// <summary>Where it stands.</summary>
    public SuggestionStatus Status { get; init; }

    /// <summary>Name of the organisation.</summary>
    public string Suggester { get; init; } = "";

    /// <summary>First day on which comments are asked for.</summary>
    public DateOnly? CommentFrom { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? CommentUntil { get; init; }

    /// <summary>Since when it is public.</summary>
    public DateTimeOffset PublicAt { get; init; }

    /// <summary>When it was adopted.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The methodology that was made of it.</summary>
    public string? MethodologyCode { get; init; }

    /// <summary>How its state is toned.</summary>
    public Tone Tone => Status is SuggestionStatus.PublicComment ? Tone.Running : Tone.Good;

    /// <summary>A page, the latest first; one more comes back where there are more.</summary>
    /// <param name="reads">Where to read.</param>
    /// <param name="status">Only those that stand here.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="size">How many.</param>
    public static Task<IReadOnlyList<SuggestionRow>> Page(Reads reads, SuggestionStatus? status, long? after, int size = PageSize)
    {
        ArgumentNullException.ThrowIfNull(reads);
        var filters = new List<Sql> { Sql.Of($"1 = 1") };
        if (status is { } wanted) filters.Add(Sql.Of($"status = {wanted}"));
        if (after is not null) filters.Add(Sql.Of($"(public_at, id) < (select x.public_at, x.id from public_methodology_suggestion x where x.id = {after})"));
        return reads.Rows<SuggestionRow>($"select * from public_methodology_suggestion where {Sql.All(filters)} order by public_at desc, id desc limit {size + 1}");
    }

    /// <summary>How many there are.</summary>
    public static Task<int> Count(Reads reads, SuggestionStatus? status)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return reads.Scalar<int>($"select count(*) from public_methodology_suggestion where status = coalesce({status?.ToString()}, status)");
    }

    /// <summary>One; null where none is public.</summary>
    public static Task<SuggestionRow?> Find(Reads reads, long id)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return reads.Find<SuggestionRow>($"select * from public_methodology_suggestion where id = {id}");
    }

    /// <summary>As machines read it.</summary>
    internal MethodologySuggestionSummary Wire() => new()
    {
        Id = $"{Id}",
        Title = Title,
        Suggester = Suggester,
        SectorCode = Sector,
        Revises = RevisesCode,
        Status = $"{Status}",
        CommentFrom = CommentFrom,
        CommentUntil = CommentUntil,
        Methodology = MethodologyCode,
        PublicAt = PublicAt,
        Summary = Summary,
        Applicability = Applicability,
        Baseline = Baseline,
        Additionality = Additionality,
        Monitoring = Monitoring,
    };
}
