using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Where a reservation stands; every state but the first is final.</summary>
public enum ReservationStatus
{
    /// <summary>The units are promised.</summary>
    Open = 0,

    /// <summary>Turned into an entry.</summary>
    Posted = 1,

    /// <summary>Given back.</summary>
    Released = 2,
}

/// <summary>A quantity of one position promised by a pending proposal or an instruction in transit. 业务锁定.</summary>
public sealed record Reservation
{
    /// <summary>What promised it, for example <c>proposal:17</c>; with the position, unique for ever.</summary>
    public required string Reference { get; init; }

    /// <summary>The position that keeps the units.</summary>
    public required PositionKey Position { get; init; }

    /// <summary>Number of the position.</summary>
    public required PositionId PositionId { get; init; }

    /// <summary>How many units, in tCO2e. A quantity only: posting decides which units, the oldest first.</summary>
    public required Units Quantity { get; init; }

    /// <summary>Where it stands.</summary>
    public required ReservationStatus Status { get; init; }

    /// <summary>Who asked.</summary>
    public required string Client { get; init; }

    /// <summary>The instruction that asked.</summary>
    public required string InstructionId { get; init; }

    /// <summary>SHA-256 of that instruction, lower-case hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The instruction that ended it, as <c>client:instruction#hash</c>.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>The posting that used it, if it was used.</summary>
    public long? PostedIn { get; init; }
}
