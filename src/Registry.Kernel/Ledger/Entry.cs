using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Moves a quantity of one lot from one position to another; never changed. 分录.</summary>
public sealed record Entry
{
    /// <summary>The posting it is a line of.</summary>
    public required long Posting { get; init; }

    /// <summary>Line of the posting, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The lot.</summary>
    public required LotId Lot { get; init; }

    /// <summary>The position that gives.</summary>
    public required PositionId From { get; init; }

    /// <summary>What the giver had sent before: the units are its stream from here.</summary>
    public required long FromOffset { get; init; }

    /// <summary>The position that receives.</summary>
    public required PositionId To { get; init; }

    /// <summary>What the receiver had received before: the units become its stream from here.</summary>
    public required long ToOffset { get; init; }

    /// <summary>How many units, in tCO2e.</summary>
    public required Units Quantity { get; init; }

    /// <summary>The part of the giver's stream that left.</summary>
    public StreamInterval Taken => new(From, FromOffset, FromOffset + Quantity.Tonnes);

    /// <summary>The part of the receiver's stream that arrived.</summary>
    public StreamInterval Given => new(To, ToOffset, ToOffset + Quantity.Tonnes);
}
