namespace Registry.Kernel.Ledger;

/// <summary>What a request comes to: every row as it is to be after it. Nothing is written yet.</summary>
public sealed record Decision
{
    /// <summary>The posting; none for promises alone.</summary>
    public Posting? Posting { get; init; }

    /// <summary>The posting's entries, in order.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>The positions that changed or came to be, as they are after it.</summary>
    public IReadOnlyList<Position> Positions { get; init; } = [];

    /// <summary>The lots that were issued.</summary>
    public IReadOnlyList<Lot> Lots { get; init; } = [];

    /// <summary>The reservations that were taken, used or given back, as they are after it.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>The holds that were placed or lifted, as they are after it.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Where the ledger's order stands after it.</summary>
    public required LedgerHead Head { get; init; }

    /// <summary>Whether the instruction had been carried out before: nothing is to be written, and the answer is the stored one.</summary>
    public bool Repeated { get; init; }
}
