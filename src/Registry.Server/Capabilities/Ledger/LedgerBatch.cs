using Registry.Kernel.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>The rows of several decisions as one commit writes them: each row once, in one fixed order.</summary>
internal sealed class LedgerBatch
{
    private readonly Dictionary<PositionId, (Position Last, long Expected)> positions = [];
    private readonly Dictionary<(string, PositionId), (Reservation Last, bool Fresh)> reservations = [];
    private readonly Dictionary<HoldId, (Hold Last, bool Fresh)> holds = [];

    internal LedgerBatch(LedgerHead before)
    {
        Before = before;
        After = before;
    }

    /// <summary>The head as the batch expects to find it.</summary>
    internal LedgerHead Before { get; }

    /// <summary>The head as the batch leaves it.</summary>
    internal LedgerHead After { get; private set; }

    internal List<Lot> Lots { get; } = [];

    internal List<Posting> Postings { get; } = [];

    internal List<Entry> Entries { get; } = [];

    /// <summary>Companion writes with the index of the request that brought them.</summary>
    internal List<(int Request, GuardedWrite Write)> Companions { get; } = [];

    internal bool IsEmpty => positions.Count + Postings.Count + reservations.Count + holds.Count + Companions.Count == 0;

    /// <summary>Positions that come to be, by id.</summary>
    internal List<Position> NewPositions => Sorted(p => p.Expected == 0);

    /// <summary>Positions that change, by id.</summary>
    internal List<Position> ChangedPositions => Sorted(p => p.Expected > 0);

    internal IEnumerable<Reservation> NewReservations => Pick(reservations.Values, fresh: true);

    internal IEnumerable<Reservation> EndedReservations => Pick(reservations.Values, fresh: false);

    internal IEnumerable<Hold> NewHolds => Pick(holds.Values, fresh: true);

    internal IEnumerable<Hold> EndedHolds => Pick(holds.Values, fresh: false);

    /// <summary>The last posting of each day that the batch posts on.</summary>
    internal IEnumerable<LedgerDay> Days =>
        Postings.GroupBy(p => RegistryClock.DateOf(p.BookedAt)).Select(g => new LedgerDay(g.Key, g.Max(p => p.Id)));

    /// <summary>The version that a position must still have.</summary>
    internal long Expected(PositionId id) => positions[id].Expected;

    /// <summary>Adds a decision, which was made on what the decisions before it left.</summary>
    internal void Add(Decision decision, int request, IReadOnlyList<GuardedWrite> companions)
    {
        After = decision.Head;
        foreach (var p in decision.Positions)
            positions[p.Id] = (p, positions.TryGetValue(p.Id, out var earlier) ? earlier.Expected : p.Version - 1);
        foreach (var r in decision.Reservations)
        {
            var key = (r.Reference, r.PositionId);
            reservations[key] = (r, reservations.TryGetValue(key, out var earlier) ? earlier.Fresh : r.Status == ReservationStatus.Open);
        }
        foreach (var h in decision.Holds)
            holds[h.Id] = (h, holds.TryGetValue(h.Id, out var earlier) ? earlier.Fresh : h.ReleasedAt is null);
        Lots.AddRange(decision.Lots);
        if (decision.Posting is not null) Postings.Add(decision.Posting);
        Entries.AddRange(decision.Entries);
        foreach (var c in companions) Companions.Add((request, c));
    }

    private List<Position> Sorted(Func<(Position Last, long Expected), bool> which)
    {
        var list = new List<Position>(positions.Count);
        foreach (var p in positions.Values)
            if (which(p)) list.Add(p.Last);
        list.Sort((a, b) => a.Id.Value.CompareTo(b.Id.Value));
        return list;
    }

    private static IEnumerable<T> Pick<T>(IEnumerable<(T Last, bool Fresh)> rows, bool fresh) => rows.Where(r => r.Fresh == fresh).Select(r => r.Last);
}
