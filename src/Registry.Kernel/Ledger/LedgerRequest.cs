using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>What the ledger is asked to do, all or nothing.</summary>
public abstract record LedgerRequest
{
    private protected LedgerRequest() { }

    /// <summary>Who asks: the slice's action code, or the outside system.</summary>
    public required string Client { get; init; }

    /// <summary>The client's own id of this instruction. Sent again with the same hash it hears the same answer.</summary>
    public required string InstructionId { get; init; }

    /// <summary>SHA-256 of the request as the client sent it, lower-case hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>What it does, for example <c>issuance.issue</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is done, in this order.</summary>
    public abstract IReadOnlyList<Movement> Steps { get; }
}

/// <summary>Takes or gives back reservations. Moves no unit, so one person's proposal is enough.</summary>
public sealed record PromiseRequest : LedgerRequest
{
    /// <summary>What is promised or given back, in this order.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Movement> Steps => Promises;
}

/// <summary>Moves, issues or freezes units. Cannot be made without an authority.</summary>
public sealed record PostingRequest : LedgerRequest
{
    /// <summary>What entitles to it; used once.</summary>
    public required Authority Authority { get; init; }

    /// <summary>What is done, in this order.</summary>
    public required IReadOnlyList<Movement> Movements { get; init; }

    /// <summary>What the slice answers; kept with the posting and repeated to whoever sends the instruction again.</summary>
    public string Answer { get; init; } = "";

    /// <inheritdoc/>
    public override IReadOnlyList<Movement> Steps => Movements;
}

/// <summary>One thing that the ledger does.</summary>
public abstract record Movement
{
    private protected Movement() { }
}

/// <summary>A movement of promises only: no unit changes its position.</summary>
public abstract record Promise : Movement
{
    private protected Promise() { }
}

/// <summary>Promises a quantity of a position.</summary>
/// <param name="Reference">What promises it, for example <c>proposal:17</c>; once for each position, for ever.</param>
/// <param name="Position">The position.</param>
/// <param name="Quantity">Units, in tCO2e.</param>
public sealed record Reserve(string Reference, PositionKey Position, Units Quantity) : Promise;

/// <summary>Gives back every open reservation of a reference, exactly once.</summary>
/// <param name="Reference">What had promised.</param>
public sealed record Release(string Reference) : Promise;

/// <summary>Moves units; the oldest received leave first.</summary>
/// <param name="From">The position that gives.</param>
/// <param name="To">The position that receives.</param>
/// <param name="Quantity">Units, in tCO2e.</param>
/// <param name="Reservation">Reference of the reservation that is turned into this entry, whole; none for units that are free.</param>
public sealed record Post(PositionKey From, PositionKey To, Units Quantity, string? Reservation = null) : Movement;

/// <summary>Issues one lot and credits it to its owner's holding.</summary>
/// <param name="LotCode">Code of the lot, from <see cref="Lot.CodeOf"/>.</param>
/// <param name="ProjectId">Id of the project.</param>
/// <param name="Vintage">Calendar year.</param>
/// <param name="PeriodNo">Accounting period, from 1.</param>
/// <param name="Quantity">Units, in tCO2e; one at least.</param>
/// <param name="Owner">Account of the owner.</param>
public sealed record Issue(string LotCode, long ProjectId, int Vintage, int PeriodNo, Units Quantity, AccountId Owner) : Movement;

/// <summary>Freezes a quantity of a position.</summary>
/// <param name="Hold">Number of the hold, given by the slice.</param>
/// <param name="Position">The position.</param>
/// <param name="Quantity">Units, in tCO2e.</param>
/// <param name="Act">The legal act.</param>
public sealed record PlaceHold(HoldId Hold, PositionKey Position, Units Quantity, LegalAct Act) : Movement;

/// <summary>Lifts a hold, exactly once.</summary>
/// <param name="Hold">Number of the hold.</param>
public sealed record ReleaseHold(HoldId Hold) : Movement;
