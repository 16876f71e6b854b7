using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Number of a hold, given by the slice that places it.</summary>
/// <param name="Value">19-digit number; text on the wire.</param>
public readonly record struct HoldId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}

/// <summary>A quantity of one position kept by a legal act. 冻结. A quantity only: the frozen units are those that remain.</summary>
public sealed record Hold
{
    /// <summary>Its number.</summary>
    public required HoldId Id { get; init; }

    /// <summary>The position that keeps the units.</summary>
    public required PositionKey Position { get; init; }

    /// <summary>Number of the position.</summary>
    public required PositionId PositionId { get; init; }

    /// <summary>How many units, in tCO2e.</summary>
    public required Units Quantity { get; init; }

    /// <summary>The act.</summary>
    public required LegalAct Act { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The posting that placed it.</summary>
    public required long PlacedIn { get; init; }

    /// <summary>When it was lifted.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The posting that lifted it.</summary>
    public long? ReleasedIn { get; init; }
}

/// <summary>The act by which units are kept.</summary>
/// <param name="Kind">What it is, for example <c>judicial-freeze</c>.</param>
/// <param name="Organ">The authority that ordered it.</param>
/// <param name="DocumentNo">Number of its document.</param>
/// <param name="Starts">First day (Asia/Shanghai).</param>
/// <param name="Expires">Last day, if it has one.</param>
/// <param name="QueueNo">Order among the acts on one position, from 1.</param>
public sealed record LegalAct(string Kind, string Organ, string DocumentNo, DateOnly Starts, DateOnly? Expires, int QueueNo);
