namespace Registry.Kernel.Ledger;

/// <summary>
/// Follows every unit from the issuance through the entries in the order of the postings, keeping for each position a
/// queue of the unit ranges in it. A range is split at most once for each entry, so it stays small.
/// </summary>
internal sealed class UnitReplay
{
    private readonly Dictionary<PositionId, Queue> queues = [];

    internal static IEnumerable<Violation> Run(LedgerRows rows)
    {
        var replay = new UnitReplay();
        var positions = new Dictionary<PositionId, Position>();
        foreach (var p in rows.Positions) positions[p.Id] = p;
        var sources = new Dictionary<LotId, PositionId>();
        foreach (var p in rows.Positions)
            if (p.Key.Place == Place.Issuance) sources[p.Key.Lot] = p.Id;
        foreach (var lot in rows.Lots)
        {
            if (sources.TryGetValue(lot.Id, out var source)) replay.QueueOf(source).Put(new SerialRange(1, lot.Quantity.Tonnes));
            else yield return new("L4", "lot", lot.Code, "has no source");
        }

        foreach (var e in rows.Entries.OrderBy(e => e.Posting).ThenBy(e => e.Line))
        {
            foreach (var end in new[] { e.From, e.To })
                if (positions.TryGetValue(end, out var p) && p.Key.Lot != e.Lot)
                    yield return new("L4", "entry", $"{e.Posting}/{e.Line}", $"of lot {e.Lot} names position {end} of lot {p.Key.Lot}");
            if (replay.Move(e) is { } wrong) yield return new("L4", "entry", $"{e.Posting}/{e.Line}", wrong);
        }

        foreach (var group in rows.Positions.GroupBy(p => p.Key.Lot))
            foreach (var v in replay.Disjoint(group, rows.Lots.FirstOrDefault(l => l.Id == group.Key)))
                yield return v;
    }

    private string? Move(Entry e)
    {
        var giver = QueueOf(e.From);
        var receiver = QueueOf(e.To);
        if (giver.Sent != e.FromOffset) return $"takes from offset {e.FromOffset}, position {e.From} had sent {giver.Sent}";
        if (receiver.Received != e.ToOffset) return $"gives to offset {e.ToOffset}, position {e.To} had received {receiver.Received}";
        if (giver.Received - giver.Sent < e.Quantity.Tonnes) return $"takes {e.Quantity}, position {e.From} had {giver.Received - giver.Sent}";
        giver.MoveTo(receiver, e.Quantity.Tonnes);
        return null;
    }

    private IEnumerable<Violation> Disjoint(IEnumerable<Position> positions, Lot? lot)
    {
        var next = 1L;
        var ranges = positions.SelectMany(p => QueueOf(p.Id).Ranges.Select(r => (Range: r, Position: p.Id))).OrderBy(r => r.Range.First);
        foreach (var (range, position) in ranges)
        {
            if (range.First != next)
                yield return new("L4", "position", $"{position}", $"holds units {range.First} to {range.Last}, expected from {next}");
            next = range.Last + 1;
        }
        if (lot is not null && next != lot.Quantity.Tonnes + 1)
            yield return new("L4", "lot", lot.Code, $"units up to {next - 1} are accounted for, the lot has {lot.Quantity}");
        foreach (var p in positions)
        {
            var queue = QueueOf(p.Id);
            if (queue.Received != p.Received || queue.Sent != p.Sent)
                yield return new("L4", "position", $"{p.Id}",
                    $"received {p.Received} and sent {p.Sent}, the entries give {queue.Received} and {queue.Sent}");
        }
    }

    private Queue QueueOf(PositionId id) => queues.TryGetValue(id, out var found) ? found : queues[id] = new Queue();

    private sealed class Queue
    {
        private readonly LinkedList<SerialRange> ranges = new();

        internal long Received { get; private set; }

        internal long Sent { get; private set; }

        internal IEnumerable<SerialRange> Ranges => ranges;

        internal void Put(SerialRange range)
        {
            Received += range.Quantity.Tonnes;
            if (ranges.Last is { } last && last.Value.Last + 1 == range.First) last.Value = new SerialRange(last.Value.First, range.Last);
            else ranges.AddLast(range);
        }

        internal void MoveTo(Queue receiver, long quantity)
        {
            Sent += quantity;
            while (quantity > 0)
            {
                var first = ranges.First!.Value;
                ranges.RemoveFirst();
                var size = first.Quantity.Tonnes;
                if (size > quantity)
                {
                    ranges.AddFirst(new SerialRange(first.First + quantity, first.Last));
                    first = new SerialRange(first.First, first.First + quantity - 1);
                    size = quantity;
                }
                receiver.Put(first);
                quantity -= size;
            }
        }
    }
}
