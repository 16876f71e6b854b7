using Registry.Kernel.Ledger;

namespace Registry.Kernel.Tests.Ledger;

/// <summary>Keeps the rows of decisions as a store would, so that the invariants see what a database would hold.</summary>
public sealed class MemoryLedger
{
    private readonly Dictionary<PositionId, Position> positions = [];
    private readonly Dictionary<(string, PositionId), Reservation> reservations = [];
    private readonly Dictionary<HoldId, Hold> holds = [];
    private readonly Dictionary<DateOnly, long> days = [];
    private readonly List<Posting> postings = [];
    private readonly List<Entry> entries = [];
    private readonly List<Lot> lots = [];

    public LedgerState State { get; } = new(LedgerHead.Empty);

    public IReadOnlyList<Entry> Entries => entries;

    public Decision Do(LedgerRequest request, DateTimeOffset now)
    {
        var decision = Kernel.Ledger.Ledger.Decide(State, request, now);
        if (decision.Repeated) return decision;
        State.Apply(decision);
        lots.AddRange(decision.Lots);
        entries.AddRange(decision.Entries);
        foreach (var p in decision.Positions) positions[p.Id] = p;
        foreach (var r in decision.Reservations) reservations[(r.Reference, r.PositionId)] = r;
        foreach (var h in decision.Holds) holds[h.Id] = h;
        if (decision.Posting is { } posting)
        {
            postings.Add(posting);
            days[DateOnly.FromDateTime(posting.BookedAt.UtcDateTime.AddHours(8))] = posting.Id;
        }
        return decision;
    }

    public Position Position(PositionKey key) => State.Find(key) ?? throw new InvalidOperationException($"{key} does not exist.");

    public PositionId Source(LotId lot) => Position(PositionKey.OfLot(lot, Place.Issuance)).Id;

    public LedgerRows Rows => new()
    {
        Head = State.Head,
        Lots = [.. lots],
        Positions = [.. positions.Values],
        Postings = [.. postings],
        Entries = [.. entries],
        Reservations = [.. reservations.Values],
        Holds = [.. holds.Values],
        Days = [.. days.Select(d => new LedgerDay(d.Key, d.Value))],
    };
}
