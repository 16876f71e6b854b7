namespace Registry.Contracts.Public;

/// <summary>How long the registry body took for the applications that it decided, in working days from the day of receipt, which does not count.</summary>
public sealed record ReviewStatistics
{
    /// <summary><c>Project</c> or <c>Reduction</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Year of the decision; null for all years together.</summary>
    public int? Year { get; init; }

    /// <summary>Applications decided.</summary>
    public required int Decided { get; init; }

    /// <summary>Of these, registered.</summary>
    public required int Registered { get; init; }

    /// <summary>Of these, decided within the term of the Measures, articles 15 and 22.</summary>
    public required int WithinTerm { get; init; }

    /// <summary>Average, working days with one decimal; null where the calendar of a year is not loaded.</summary>
    public string? AverageWorkingDays { get; init; }

    /// <summary>Median, working days with one decimal.</summary>
    public string? MedianWorkingDays { get; init; }
}

/// <summary>Applications received and not decided yet.</summary>
public sealed record OpenReviews
{
    /// <summary><c>Project</c> or <c>Reduction</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many.</summary>
    public required int Open { get; init; }

    /// <summary>Of these, past the last day for the decision.</summary>
    public required int Overdue { get; init; }

    /// <summary>How many of each age.</summary>
    public required IReadOnlyList<AgeBand> ByAge { get; init; }
}

/// <summary>Applications of an age.</summary>
/// <param name="WorkingDays">From and to, working days since the day of receipt, for example <c>6-10</c>; <c>31-</c> is open-ended.</param>
/// <param name="Count">How many.</param>
public sealed record AgeBand(string WorkingDays, int Count);
