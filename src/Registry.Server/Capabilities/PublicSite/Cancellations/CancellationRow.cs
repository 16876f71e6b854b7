using System.Globalization;
using Registry.Contracts.Public;

namespace Registry.Server.Capabilities.PublicSite.Cancellations;

/// <summary>A voluntary cancellation as the public list shows it.</summary>
internal sealed record CancellationRow
{
    public long Id { get; init; }
    public string Holder { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string Beneficiary { get; init; } = "";
    public string Remark { get; init; } = "";
    public long Tonnes { get; init; }
    public DateTimeOffset CancelledAt { get; init; }

    /// <summary>What was cancelled, by lot.</summary>
    public IReadOnlyList<CancelledLotRow> Lots { get; init; } = [];

    public string Href => $"/cancellations/{Id}";

    public CancellationSummary Wire() => new()
    {
        Id = $"{Id}",
        Holder = Holder,
        Purpose = Purpose,
        Beneficiary = Beneficiary,
        Remark = Remark,
        Tonnes = $"{Tonnes}",
        CancelledAt = CancelledAt,
        Lots = [.. Lots.Select(lot => lot.Wire())],
    };
}

/// <summary>The units of one lot that a cancellation took.</summary>
internal sealed record CancelledLotRow
{
    public long CancellationId { get; init; }
    public int LineNo { get; init; }
    public string LotCode { get; init; } = "";
    public string? ProjectNumber { get; init; }
    public int Vintage { get; init; }
    public long Tonnes { get; init; }

    /// <summary>First and last units, in the order in which they left; empty until they are worked out.</summary>
    public IReadOnlyList<CancelledBlockRow> Blocks { get; init; } = [];

    /// <summary>Serial blocks in writing.</summary>
    public IReadOnlyList<string> SerialBlocks => [.. Blocks.Select(b => string.Create(CultureInfo.InvariantCulture, $"{LotCode}-{b.FirstUnit:D10}-{b.LastUnit:D10}"))];

    public CancelledLot Wire() => new()
    {
        Code = LotCode,
        ProjectNumber = ProjectNumber,
        Vintage = Vintage,
        Tonnes = $"{Tonnes}",
        SerialBlocks = SerialBlocks,
    };
}

/// <summary>A block of units that a cancellation took.</summary>
internal sealed record CancelledBlockRow
{
    public long CancellationId { get; init; }
    public int LineNo { get; init; }
    public long FirstUnit { get; init; }
    public long LastUnit { get; init; }
}
