namespace Registry.Contracts.Public;

/// <summary>A voluntary cancellation: units that their holder used for no obligation and that never come back.</summary>
public sealed record CancellationSummary
{
    /// <summary>Its number, nineteen digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the holder at the time.</summary>
    public required string Holder { get; init; }

    /// <summary>LargeEvent, EnterpriseEmissions, PublicWelfare or Other.</summary>
    public required string Purpose { get; init; }

    /// <summary>For whom.</summary>
    public required string Beneficiary { get; init; }

    /// <summary>What else the holder says; empty if nothing.</summary>
    public required string Remark { get; init; }

    /// <summary>Units cancelled, whole tCO2e.</summary>
    public required string Tonnes { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CancelledAt { get; init; }

    /// <summary>What was cancelled, by lot.</summary>
    public required IReadOnlyList<CancelledLot> Lots { get; init; }
}

/// <summary>The units of one lot that a cancellation took.</summary>
public sealed record CancelledLot
{
    /// <summary>Lot code, for example <c>CCER-A210001-2023-01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Project number.</summary>
    public required string? ProjectNumber { get; init; }

    /// <summary>Calendar year of generation.</summary>
    public required int Vintage { get; init; }

    /// <summary>Units of it, whole tCO2e.</summary>
    public required string Tonnes { get; init; }

    /// <summary>Serial blocks in writing, in the order in which the units left.</summary>
    public required IReadOnlyList<string> SerialBlocks { get; init; }
}
