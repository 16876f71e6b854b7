namespace Registry.Kernel.Ledger;

/// <summary>The entries of a ledger by the streams they join; for rows that are all at hand.</summary>
public sealed class EntryHistory
{
    private readonly Dictionary<PositionId, List<Entry>> into = [];
    private readonly Dictionary<PositionId, List<Entry>> outOf = [];

    /// <summary>Arranges the entries.</summary>
    public EntryHistory(IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var e in entries)
        {
            Add(into, e.To, e);
            Add(outOf, e.From, e);
        }
        foreach (var list in into.Values) list.Sort((a, b) => a.ToOffset.CompareTo(b.ToOffset));
        foreach (var list in outOf.Values) list.Sort((a, b) => a.FromOffset.CompareTo(b.FromOffset));
    }

    /// <summary>The entries that filled a part of a stream.</summary>
    public IEnumerable<Entry> Fillers(StreamInterval interval) => Overlapping(into, interval, e => e.Given);

    /// <summary>The entries that took a part of a stream.</summary>
    public IEnumerable<Entry> Takers(StreamInterval interval) => Overlapping(outOf, interval, e => e.Taken);

    private static void Add(Dictionary<PositionId, List<Entry>> index, PositionId key, Entry entry)
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(entry);
    }

    private static IEnumerable<Entry> Overlapping(Dictionary<PositionId, List<Entry>> index, StreamInterval interval, Func<Entry, StreamInterval> side)
    {
        if (!index.TryGetValue(interval.Position, out var list)) yield break;
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (side(list[middle]).End <= interval.Start) low = middle + 1;
            else high = middle;
        }
        for (; low < list.Count && side(list[low]).Start < interval.End; low++) yield return list[low];
    }
}

/// <summary>Which units a part of a stream is, and where a unit is: worked out from the entries alone.</summary>
public static class SerialRanges
{
    /// <summary>The unit numbers of a part of a stream, in the order of the stream, neighbours joined.</summary>
    /// <param name="interval">For a holding <see cref="Position.Held"/>, for an entry <see cref="Entry.Given"/>.</param>
    /// <param name="source">The issuance position of the lot.</param>
    /// <param name="history">The entries.</param>
    public static IReadOnlyList<SerialRange> Of(StreamInterval interval, PositionId source, EntryHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var ranges = new List<SerialRange>();
        var waiting = new Stack<StreamInterval>();
        if (!interval.IsEmpty) waiting.Push(interval);
        while (waiting.TryPop(out var part))
        {
            if (part.Position == source)
            {
                ranges.Add(part.ToSerials());
                continue;
            }
            var back = Streams.StepBack(part, history.Fillers(part));
            for (var i = back.Count - 1; i >= 0; i--) waiting.Push(back[i]);
        }
        return Streams.Join(ranges);
    }

    /// <summary>Every position a unit has been in, from the issuance to where it is, with its offset in each stream.</summary>
    /// <param name="unit">Number of the unit, from 1.</param>
    /// <param name="source">The issuance position of the lot.</param>
    /// <param name="history">The entries.</param>
    public static IReadOnlyList<StreamInterval> WhereIs(long unit, PositionId source, EntryHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var chain = new List<StreamInterval>();
        var here = new StreamInterval(source, unit - 1, unit);
        while (true)
        {
            chain.Add(here);
            var next = Streams.StepForward(here, history.Takers(here));
            if (next.Count == 0) return chain;
            here = next[0];
        }
    }
}
