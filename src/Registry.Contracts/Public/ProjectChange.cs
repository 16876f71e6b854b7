namespace Registry.Contracts.Public;

/// <summary>An approved change of a registered project (登记后变更).</summary>
public sealed record ProjectChange
{
    /// <summary>What it is about: <c>Owner</c>, <c>Capacity</c>, <c>MonitoringPlan</c>, <c>Methodology</c> or <c>Name</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the facts that it put in force; version 1 is what was registered.</summary>
    public required int Version { get; init; }

    /// <summary>When the owner asked for it.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was approved.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why the owner asked.</summary>
    public required string Reason { get; init; }

    /// <summary>The body whose opinion it rests on; null where none was needed.</summary>
    public string? Body { get; init; }

    /// <summary>What became another.</summary>
    public required IReadOnlyList<ChangedFact> Facts { get; init; }

    /// <summary>Documents of the change.</summary>
    public required IReadOnlyList<PublicDocument> Documents { get; init; }
}

/// <summary>A fact before and after a change.</summary>
/// <param name="Fact">Which, as the project's own fields are named.</param>
/// <param name="Before">Before; null where there was none.</param>
/// <param name="After">After.</param>
public sealed record ChangedFact(string Fact, string? Before, string? After);
