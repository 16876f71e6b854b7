using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>
/// L1 to L8, recomputed over all rows from the entries alone; each finding names the row that is wrong. Read-only and
/// independent of how <see cref="Ledger"/> decides.
/// </summary>
public static class LedgerInvariants
{
    /// <summary>Every check by the name that findings carry, in order.</summary>
    public static IReadOnlyList<(string Name, Func<LedgerRows, IEnumerable<Violation>> Check)> All { get; } =
    [
        ("L1", Conservation), ("L2", NoDebt), ("L3", StreamsAreWhole), ("L4", Partition), ("L5", TwoPersons),
        ("L6", Once), ("L7", Terminal), ("L8", Reservations), ("order", OneOrder),
    ];

    /// <summary>Runs every check.</summary>
    public static IReadOnlyList<Violation> Check(LedgerRows rows) => [.. All.SelectMany(c => c.Check(rows))];

    /// <summary>L1: per lot, the balances of all positions add up to the lot.</summary>
    public static IEnumerable<Violation> Conservation(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sums = rows.Positions.GroupBy(p => p.Key.Lot).ToDictionary(g => g.Key, g => Total(g.Select(p => p.Received - p.Sent)));
        foreach (var lot in rows.Lots)
        {
            var sum = sums.GetValueOrDefault(lot.Id);
            if (sum != lot.Quantity.Tonnes) yield return new("L1", "lot", lot.Code, $"positions hold {sum}, the lot has {lot.Quantity}");
        }
        var known = rows.Lots.Select(l => l.Id).ToHashSet();
        foreach (var p in rows.Positions)
            if (!known.Contains(p.Key.Lot)) yield return new("L1", "position", $"{p.Id}", $"lot {p.Key.Lot} does not exist");
    }

    /// <summary>L2: no position promises, freezes or sends more than it received.</summary>
    public static IEnumerable<Violation> NoDebt(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var p in rows.Positions)
        {
            var whole = p is { Received: >= 0, Sent: >= 0, Reserved: >= 0, Frozen: >= 0 }
                && (Int128)p.Sent + p.Reserved + p.Frozen <= p.Received;
            if (!whole)
                yield return new("L2", "position", $"{p.Id}", $"sent {p.Sent}, reserved {p.Reserved}, frozen {p.Frozen} of {p.Received} received");
        }
    }

    /// <summary>L3: the entries into a position tile its stream, and so do those out of it; both totals are those of the row.</summary>
    public static IEnumerable<Violation> StreamsAreWhole(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var received = new Dictionary<PositionId, long>();
        var sent = new Dictionary<PositionId, long>();
        foreach (var v in Tiles(rows.Entries.OrderBy(e => e.To.Value).ThenBy(e => e.ToOffset), e => e.Given, received)) yield return v;
        foreach (var v in Tiles(rows.Entries.OrderBy(e => e.From.Value).ThenBy(e => e.FromOffset), e => e.Taken, sent)) yield return v;

        var lots = new Dictionary<LotId, Lot>();
        foreach (var lot in rows.Lots) lots.TryAdd(lot.Id, lot);
        var positions = new HashSet<PositionId>();
        foreach (var p in rows.Positions)
        {
            positions.Add(p.Id);
            var into = p.Key.Place == Place.Issuance ? lots.GetValueOrDefault(p.Key.Lot)?.Quantity.Tonnes ?? 0 : received.GetValueOrDefault(p.Id);
            if (p.Received != into) yield return new("L3", "position", $"{p.Id}", $"received is {p.Received}, the entries give {into}");
            if (p.Key.Place == Place.Issuance && received.ContainsKey(p.Id))
                yield return new("L3", "position", $"{p.Id}", "an entry gives to a source");
            if (p.Sent != sent.GetValueOrDefault(p.Id))
                yield return new("L3", "position", $"{p.Id}", $"sent is {p.Sent}, the entries take {sent.GetValueOrDefault(p.Id)}");
        }
        foreach (var missing in received.Keys.Concat(sent.Keys).Distinct().Where(id => !positions.Contains(id)))
            yield return new("L3", "position", $"{missing}", "entries name it, and it does not exist");
    }

    /// <summary>L4: followed from the issuance in the order of the postings, every unit is in exactly one position.</summary>
    public static IEnumerable<Violation> Partition(LedgerRows rows) => UnitReplay.Run(rows);

    /// <summary>L5: every posting names an authority, and two persons are two.</summary>
    public static IEnumerable<Violation> TwoPersons(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var p in rows.Postings)
        {
            if (string.IsNullOrWhiteSpace(p.Authority)) yield return new("L5", "posting", $"{p.Id}", "names no authority");
            var proposal = p.Authority.StartsWith("proposal:", StringComparison.Ordinal);
            if (proposal && (p.Initiator is null || p.Confirmer is null)) yield return new("L5", "posting", $"{p.Id}", "a proposal without two persons");
            if (p.Initiator is { } one && p.Confirmer == one) yield return new("L5", "posting", $"{p.Id}", $"person {one} is both persons");
        }
        var postings = rows.Postings.Select(p => p.Id).ToHashSet();
        foreach (var e in rows.Entries)
            if (!postings.Contains(e.Posting)) yield return new("L5", "entry", $"{e.Posting}/{e.Line}", "its posting does not exist");
    }

    /// <summary>L6: an instruction has one posting at most, and an authority too.</summary>
    public static IEnumerable<Violation> Once(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var instructions = new HashSet<(string, string)>();
        var authorities = new HashSet<string>(StringComparer.Ordinal);
        foreach (var p in rows.Postings)
        {
            if (!instructions.Add((p.Client, p.InstructionId)))
                yield return new("L6", "posting", $"{p.Id}", $"instruction {p.Client} {p.InstructionId} has another posting");
            if (!authorities.Add(p.Authority)) yield return new("L6", "posting", $"{p.Id}", $"authority {p.Authority} has another posting");
        }
    }

    /// <summary>L7: nothing leaves a sink.</summary>
    public static IEnumerable<Violation> Terminal(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sinks = rows.Positions.Where(p => p.Key.Place.IsSink()).Select(p => p.Id).ToHashSet();
        foreach (var e in rows.Entries)
            if (sinks.Contains(e.From)) yield return new("L7", "entry", $"{e.Posting}/{e.Line}", $"takes from sink {e.From}");
        foreach (var p in rows.Positions)
            if (p.Key.Place.BelongsToLot() && p.Key.Account != AccountId.RegistryBody)
                yield return new("L7", "position", $"{p.Id}", "a source or sink in an account's name");
    }

    /// <summary>L8: promised and frozen are the sums of the open reservations and holds, and each reservation ended once.</summary>
    public static IEnumerable<Violation> Reservations(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var reserved = rows.Reservations.Where(r => r.Status == ReservationStatus.Open)
            .GroupBy(r => r.PositionId).ToDictionary(g => g.Key, g => Total(g.Select(r => r.Quantity.Tonnes)));
        var frozen = rows.Holds.Where(h => h.ReleasedAt is null)
            .GroupBy(h => h.PositionId).ToDictionary(g => g.Key, g => Total(g.Select(h => h.Quantity.Tonnes)));
        foreach (var p in rows.Positions)
        {
            if (p.Reserved != reserved.GetValueOrDefault(p.Id))
                yield return new("L8", "position", $"{p.Id}", $"reserved is {p.Reserved}, its open reservations are {reserved.GetValueOrDefault(p.Id)}");
            if (p.Frozen != frozen.GetValueOrDefault(p.Id))
                yield return new("L8", "position", $"{p.Id}", $"frozen is {p.Frozen}, its open holds are {frozen.GetValueOrDefault(p.Id)}");
        }
        foreach (var v in ReservationEnds(rows)) yield return v;
    }

    /// <summary>The ledger's one order: numbers without gaps, time that never goes back, the head, the days, and every leaf hash.</summary>
    public static IEnumerable<Violation> OneOrder(LedgerRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var entries = rows.Entries.GroupBy(e => e.Posting).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Line).ToList());
        var lots = rows.Lots.GroupBy(l => l.IssuedIn).ToDictionary(g => g.Key, g => g.OrderBy(l => l.Id).ToList());
        var last = DateTimeOffset.UnixEpoch;
        var days = new Dictionary<DateOnly, long>();
        long next = 0;
        foreach (var p in rows.Postings.OrderBy(p => p.Id))
        {
            if (p.Id != next) yield return new("order", "posting", $"{p.Id}", $"the number should be {next}");
            if (p.BookedAt < last) yield return new("order", "posting", $"{p.Id}", "booked before the posting before it");
            if (p.LeafHash != Posting.LeafHashOf(p, lots.GetValueOrDefault(p.Id) ?? [], entries.GetValueOrDefault(p.Id) ?? []))
                yield return new("order", "posting", $"{p.Id}", "its rows are not those that were hashed");
            last = p.BookedAt;
            days[DateOnly.FromDateTime(p.BookedAt.UtcDateTime.AddHours(8))] = p.Id;
            next = p.Id + 1;
        }
        if (rows.Head.Size != next) yield return new("order", "log_head", "size", $"is {rows.Head.Size}, the postings give {next}");
        var stored = rows.Days.ToDictionary(d => d.Date, d => d.LastPosting);
        foreach (var date in days.Keys.Union(stored.Keys).Order())
            if (!days.TryGetValue(date, out var should) || !stored.TryGetValue(date, out var is_) || should != is_)
                yield return new("order", "day", $"{date:yyyy-MM-dd}", $"last posting is {(stored.TryGetValue(date, out var s) ? s : "missing")}, the postings give {(days.TryGetValue(date, out var d) ? d : "none")}");
    }

    /// <summary>A sum that damaged rows cannot overflow.</summary>
    private static Int128 Total(IEnumerable<long> quantities) => quantities.Aggregate(Int128.Zero, (sum, q) => sum + q);

    private static IEnumerable<Violation> Tiles(IEnumerable<Entry> ordered, Func<Entry, StreamInterval> side, Dictionary<PositionId, long> totals)
    {
        foreach (var e in ordered)
        {
            var part = side(e);
            var expected = totals.GetValueOrDefault(part.Position);
            if (part.IsEmpty) yield return new("L3", "entry", $"{e.Posting}/{e.Line}", "moves nothing");
            if (part.Start != expected)
                yield return new("L3", "entry", $"{e.Posting}/{e.Line}", $"starts at {part.Start} of position {part.Position}, the stream has come to {expected}");
            totals[part.Position] = Math.Max(expected, part.End);
        }
    }

    private static IEnumerable<Violation> ReservationEnds(LedgerRows rows)
    {
        var moved = rows.Entries.GroupBy(e => (e.Posting, e.From)).ToDictionary(g => g.Key, g => Total(g.Select(e => e.Quantity.Tonnes)));
        foreach (var g in rows.Reservations.GroupBy(r => (r.Reference, r.PositionId)).Where(g => g.Count() > 1))
            yield return new("L8", "reservation", $"{g.Key.Reference} {g.Key.PositionId}", "taken twice");
        foreach (var r in rows.Reservations)
        {
            var whole = r.Status switch
            {
                ReservationStatus.Open => r.ClosedAt is null && r.PostedIn is null,
                ReservationStatus.Released => r.ClosedAt is not null && r.PostedIn is null,
                ReservationStatus.Posted => r.ClosedAt is not null && r.PostedIn is { } posting
                    && moved.GetValueOrDefault((posting, r.PositionId)) >= r.Quantity.Tonnes,
            };
            if (!whole) yield return new("L8", "reservation", $"{r.Reference} {r.PositionId}", $"is {r.Status}, and its end does not say so");
        }
    }
}
