using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Ledger;

/// <summary>
/// The naive ledger: every single unit is an object in a queue. One unit of the model stands for <paramref name="scale"/> tonnes, so that
/// sizes beyond any memory are checked exactly too. Knows nothing of offsets, and shares no code with the ledger.
/// </summary>
public sealed class UnitModel(long scale)
{
    private sealed record Promise(PositionKey Position, int Units, bool Open);

    private sealed class Books
    {
        public Dictionary<PositionKey, Queue<int>> Queues = [];
        public Dictionary<PositionKey, int> Reserved = [];
        public Dictionary<PositionKey, int> Frozen = [];
        public Dictionary<(string, PositionKey), Promise> Promises = [];
        public Dictionary<long, Promise> Holds = [];
        public Dictionary<string, LotId> Lots = [];
        public Dictionary<(string, string), string> Instructions = [];
        public HashSet<string> Authorities = [];
        public List<(PositionKey To, int[] Units)> Moves = [];

        public Books Copy() => new()
        {
            Queues = Queues.ToDictionary(q => q.Key, q => new Queue<int>(q.Value)),
            Reserved = new(Reserved),
            Frozen = new(Frozen),
            Promises = new(Promises),
            Holds = new(Holds),
            Lots = new(Lots),
            Instructions = new(Instructions),
            Authorities = [.. Authorities],
            Moves = [.. Moves],
        };

        public int Free(PositionKey key) => Queues[key].Count - Reserved.GetValueOrDefault(key) - Frozen.GetValueOrDefault(key);
    }

    private Books books = new();

    /// <summary>Tonnes that one unit of the model stands for.</summary>
    public long Scale => scale;

    public IReadOnlyCollection<PositionKey> Positions => books.Queues.Keys;

    public IReadOnlyCollection<string> OpenReferences => [.. books.Promises.Where(p => p.Value.Open).Select(p => p.Key.Item1).Distinct()];

    public IReadOnlyCollection<long> OpenHolds => [.. books.Holds.Where(h => h.Value.Open).Select(h => h.Key)];

    public int LotCount => books.Lots.Count;

    /// <summary>Every move in order: what arrived, and where.</summary>
    public IReadOnlyList<(PositionKey To, int[] Units)> Moves => books.Moves;

    public (PositionKey Position, long Quantity) Promised(string reference) => books.Promises
        .Where(p => p.Key.Item1 == reference && p.Value.Open).Select(p => (p.Value.Position, p.Value.Units * scale)).First();

    public long Balance(PositionKey key) => books.Queues[key].Count * scale;

    public long Reserved(PositionKey key) => books.Reserved.GetValueOrDefault(key) * scale;

    public long Frozen(PositionKey key) => books.Frozen.GetValueOrDefault(key) * scale;

    /// <summary>Units in a position, oldest first, as ranges of tonnes.</summary>
    public IReadOnlyList<SerialRange> Ranges(PositionKey key) => ToRanges(books.Queues[key]);

    public IReadOnlyList<SerialRange> ToRanges(IEnumerable<int> units)
    {
        var ranges = new List<SerialRange>();
        foreach (var u in units)
        {
            var (first, last) = (u * scale + 1, (u + 1) * scale);
            if (ranges.Count > 0 && ranges[^1].Last == first - 1) ranges[^1] = new SerialRange(ranges[^1].First, last);
            else ranges.Add(new SerialRange(first, last));
        }
        return ranges;
    }

    /// <summary>Does a request, all or nothing; says whether it was accepted.</summary>
    public bool Do(LedgerRequest request)
    {
        if (books.Instructions.TryGetValue((request.Client, request.InstructionId), out var hash)) return hash == request.RequestHash;
        var copy = books.Copy();
        IReadOnlyList<Movement> steps = request is PostingRequest p ? p.Movements : ((PromiseRequest)request).Promises;
        if (steps.Count == 0 || request is PostingRequest { Authority: var a } && !copy.Authorities.Add(a.Reference)) return false;
        if (!steps.All(s => Step(copy, s))) return false;
        copy.Instructions[(request.Client, request.InstructionId)] = request.RequestHash;
        books = copy;
        return true;
    }

    private bool Step(Books b, Movement step)
    {
        switch (step)
        {
            case Issue i:
                if (i.Quantity.Tonnes == 0 || !b.Lots.TryAdd(i.LotCode, new LotId(b.Lots.Count + 1))) return false;
                var source = PositionKey.OfLot(b.Lots[i.LotCode], Place.Issuance);
                b.Queues[source] = new Queue<int>(Enumerable.Range(0, (int)(i.Quantity.Tonnes / scale)));
                return Shift(b, source, new PositionKey(b.Lots[i.LotCode], i.Owner, Place.Holding), b.Queues[source].Count);
            case Post m:
                if (m.From.Lot != m.To.Lot || !Way(m.From, m.To) || !b.Queues.ContainsKey(m.From)) return false;
                if (m.Reservation is null) return m.Quantity.Tonnes > 0 && m.Quantity.Tonnes <= b.Free(m.From) * scale && Shift(b, m.From, m.To, (int)(m.Quantity.Tonnes / scale));
                if (!b.Promises.TryGetValue((m.Reservation, m.From), out var promise) || !promise.Open || promise.Units * scale != m.Quantity.Tonnes) return false;
                b.Promises[(m.Reservation, m.From)] = promise with { Open = false };
                b.Reserved[m.From] -= promise.Units;
                return Shift(b, m.From, m.To, promise.Units);
            case Reserve r:
                if (r.Position.Place >= Place.OffsetNational || !b.Queues.ContainsKey(r.Position) || r.Quantity.Tonnes == 0) return false;
                if (r.Quantity.Tonnes > b.Free(r.Position) * scale) return false;
                b.Reserved[r.Position] = b.Reserved.GetValueOrDefault(r.Position) + (int)(r.Quantity.Tonnes / scale);
                return b.Promises.TryAdd((r.Reference, r.Position), new Promise(r.Position, (int)(r.Quantity.Tonnes / scale), true));
            case Release r:
                var open = b.Promises.Where(x => x.Key.Item1 == r.Reference && x.Value.Open).ToList();
                foreach (var (key, value) in open)
                {
                    b.Promises[key] = value with { Open = false };
                    b.Reserved[value.Position] -= value.Units;
                }
                return open.Count > 0;
            case PlaceHold h:
                if (h.Position.Place >= Place.OffsetNational || !b.Queues.ContainsKey(h.Position) || h.Quantity.Tonnes == 0) return false;
                if (h.Quantity.Tonnes > b.Free(h.Position) * scale) return false;
                b.Frozen[h.Position] = b.Frozen.GetValueOrDefault(h.Position) + (int)(h.Quantity.Tonnes / scale);
                return b.Holds.TryAdd(h.Hold.Value, new Promise(h.Position, (int)(h.Quantity.Tonnes / scale), true));
            case ReleaseHold h:
                if (!b.Holds.TryGetValue(h.Hold.Value, out var hold) || !hold.Open) return false;
                b.Holds[h.Hold.Value] = hold with { Open = false };
                b.Frozen[hold.Position] -= hold.Units;
                return true;
            default:
                return false;
        }
    }

    private static bool Shift(Books b, PositionKey from, PositionKey to, int units)
    {
        if (!b.Queues.TryGetValue(to, out var queue)) b.Queues[to] = queue = new Queue<int>();
        var moved = new int[units];
        for (var i = 0; i < units; i++) queue.Enqueue(moved[i] = b.Queues[from].Dequeue());
        b.Moves.Add((to, moved));
        return true;
    }

    private static bool Way(PositionKey from, PositionKey to)
    {
        var same = from.Account == to.Account;
        if (from.Place is Place.Issuance or >= Place.OffsetNational || to.Place == Place.Issuance) return false;
        return to.Place switch
        {
            Place.CancelledForced => true,
            >= Place.OffsetNational => from.Place == Place.Holding,
            Place.Holding => !same || from.Place == Place.Trading,
            Place.Trading => same && from.Place is Place.Holding or Place.Exchange && same,
            Place.Exchange => same ? from.Place == Place.Trading : from.Place == Place.Exchange,
            _ => false,
        };
    }
}
