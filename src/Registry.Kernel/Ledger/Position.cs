using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Number of a position, given in the order in which positions came to be.</summary>
/// <param name="Value">1, 2, 3 ...</param>
public readonly record struct PositionId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}

/// <summary>What names a position: one lot in one place of one account.</summary>
public readonly record struct PositionKey
{
    /// <summary>Names a position. The source and the sinks belong to the lot, so their account is that of the registry body.</summary>
    public PositionKey(LotId lot, AccountId account, Place place)
    {
        Lot = lot;
        Account = place.BelongsToLot() ? AccountId.RegistryBody : account;
        Place = place;
    }

    /// <summary>The lot.</summary>
    public LotId Lot { get; }

    /// <summary>The account; the registry body for source and sinks.</summary>
    public AccountId Account { get; }

    /// <summary>The place.</summary>
    public Place Place { get; }

    /// <summary>A position that belongs to the lot: its source or one of its sinks.</summary>
    public static PositionKey OfLot(LotId lot, Place place) => place.BelongsToLot()
        ? new(lot, AccountId.RegistryBody, place)
        : throw new ArgumentException("The place belongs to an account.", nameof(place));

    /// <inheritdoc/>
    public override string ToString() => $"{Lot}/{Account}/{Place.Code()}";
}

/// <summary>
/// A first-in-first-out stream of units: two totals that only grow, and what is promised or frozen of their difference. 持仓.
/// All quantities are whole tCO2e.
/// </summary>
public sealed record Position
{
    /// <summary>Its number.</summary>
    public required PositionId Id { get; init; }

    /// <summary>Lot, account and place.</summary>
    public required PositionKey Key { get; init; }

    /// <summary>Units that ever arrived.</summary>
    public long Received { get; init; }

    /// <summary>Units that ever left.</summary>
    public long Sent { get; init; }

    /// <summary>Units promised by open reservations.</summary>
    public long Reserved { get; init; }

    /// <summary>Units kept by open holds.</summary>
    public long Frozen { get; init; }

    /// <summary>Counts the changes of this row; the writer's guard against a concurrent change.</summary>
    public long Version { get; init; }

    /// <summary>Units here now.</summary>
    public Units Balance => new(Received - Sent);

    /// <summary>Units that may be moved or promised now.</summary>
    public Units Available => new(Received - Sent - Reserved - Frozen);

    /// <summary>The part of the stream that is here now.</summary>
    public StreamInterval Held => new(Id, Sent, Received);
}
