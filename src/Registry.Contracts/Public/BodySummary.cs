namespace Registry.Contracts.Public;

/// <summary>A validation and verification body (审定与核查机构).</summary>
public sealed record BodySummary
{
    /// <summary>Its number in this registry, 19 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Approval number, for example <c>CNCA-R-2002-001</c>.</summary>
    public required string ApprovalNumber { get; init; }

    /// <summary>Whether it may take new work.</summary>
    public required string Status { get; init; }

    /// <summary>Sector letters in which it is approved today.</summary>
    public required IReadOnlyList<string> SectorCodes { get; init; }
}
