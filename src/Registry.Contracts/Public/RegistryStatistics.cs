namespace Registry.Contracts.Public;

/// <summary>One figure of a breakdown.</summary>
/// <param name="Key">What it is broken down by: a province, a sector, a month (<c>2025-03</c>), an account type.</param>
/// <param name="Count">How many.</param>
/// <param name="Tonnes">Whole tCO2e, where the breakdown measures tonnes.</param>
public sealed record StatisticsLine(string Key, int Count, string Tonnes);

/// <summary>Running figures of the registry.</summary>
public sealed record RegistryStatistics
{
    /// <summary>Open accounts by type.</summary>
    public required IReadOnlyList<StatisticsLine> Accounts { get; init; }

    /// <summary>Project applications published.</summary>
    public required int ProjectApplications { get; init; }

    /// <summary>Reduction applications published.</summary>
    public required int ReductionApplications { get; init; }

    /// <summary>Public notices set or running.</summary>
    public required int NoticesRunning { get; init; }

    /// <summary>Registered projects.</summary>
    public required int RegisteredProjects { get; init; }

    /// <summary>Registered reductions, number of registrations.</summary>
    public required int RegisteredReductions { get; init; }

    /// <summary>Registered reductions, whole tCO2e.</summary>
    public required string RegisteredTonnes { get; init; }

    /// <summary>Lots issued.</summary>
    public required int IssuedLots { get; init; }

    /// <summary>Units issued, whole tCO2e.</summary>
    public required string IssuedTonnes { get; init; }

    /// <summary>Registered projects and their registered tonnes by province.</summary>
    public required IReadOnlyList<StatisticsLine> ByProvince { get; init; }

    /// <summary>Registered projects and their registered tonnes by project type.</summary>
    public required IReadOnlyList<StatisticsLine> ByType { get; init; }

    /// <summary>Issued lots and tonnes by month of issuance.</summary>
    public required IReadOnlyList<StatisticsLine> IssuedByMonth { get; init; }

    /// <summary>Notices begun by month.</summary>
    public required IReadOnlyList<StatisticsLine> NoticesByMonth { get; init; }

    /// <summary>How long decisions took, by kind, for all years together and for each.</summary>
    public required IReadOnlyList<ReviewStatistics> Reviews { get; init; }

    /// <summary>What waits for a decision, by kind.</summary>
    public required IReadOnlyList<OpenReviews> OpenReviews { get; init; }
}
