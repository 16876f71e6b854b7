namespace Registry.Kernel.Ledger;

/// <summary>The last posting of a day.</summary>
/// <param name="Date">The day (Asia/Shanghai).</param>
/// <param name="LastPosting">Number of its last posting.</param>
public sealed record LedgerDay(DateOnly Date, long LastPosting);

/// <summary>All rows of a ledger at one moment, as stored; what the invariants are recomputed from.</summary>
public sealed record LedgerRows
{
    /// <summary>Where the order stands.</summary>
    public required LedgerHead Head { get; init; }

    /// <summary>All lots.</summary>
    public required IReadOnlyList<Lot> Lots { get; init; }

    /// <summary>All positions.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>All postings, by number.</summary>
    public required IReadOnlyList<Posting> Postings { get; init; }

    /// <summary>All entries, by posting and line.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>All reservations.</summary>
    public required IReadOnlyList<Reservation> Reservations { get; init; }

    /// <summary>All holds.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>All days.</summary>
    public required IReadOnlyList<LedgerDay> Days { get; init; }
}

/// <summary>A row that is wrong.</summary>
/// <param name="Invariant">L1 to L8, or <c>order</c> for the ledger's one order and its hashes.</param>
/// <param name="Table">Table of the row, for example <c>position</c>.</param>
/// <param name="Row">Key of the row in that table.</param>
/// <param name="What">What was found and what it should be.</param>
public sealed record Violation(string Invariant, string Table, string Row, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Invariant} {Table} {Row}: {What}";
}
