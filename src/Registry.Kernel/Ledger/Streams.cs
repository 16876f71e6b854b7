namespace Registry.Kernel.Ledger;

/// <summary>A part of a position's stream, from the first offset to before the second.</summary>
/// <param name="Position">The position.</param>
/// <param name="Start">First offset in it, from 0.</param>
/// <param name="End">Offset after the last.</param>
public readonly record struct StreamInterval(PositionId Position, long Start, long End)
{
    /// <summary>How many units it has.</summary>
    public long Length => End - Start;

    /// <summary>Whether it has none.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>The common part with another interval of the same stream.</summary>
    public StreamInterval Within(StreamInterval other) => new(Position, Math.Max(Start, other.Start), Math.Min(End, other.End));

    /// <summary>The interval of the unit numbers of a source: offset 0 is unit 1.</summary>
    public SerialRange ToSerials() => new(Start + 1, End);
}

/// <summary>One hop along the streams: entries map an interval of one position to intervals of another, and keep the order.</summary>
public static class Streams
{
    /// <summary>Where an interval came from, one hop back.</summary>
    /// <param name="interval">Part of a stream.</param>
    /// <param name="fillers">The entries into the position that overlap the interval, by their offset.</param>
    /// <returns>Intervals of the positions that gave, in the order of the stream.</returns>
    /// <exception cref="InvalidOperationException">The entries leave a gap or overlap: the stream is not whole (L3).</exception>
    public static IReadOnlyList<StreamInterval> StepBack(StreamInterval interval, IEnumerable<Entry> fillers)
    {
        ArgumentNullException.ThrowIfNull(fillers);
        var parts = new List<StreamInterval>();
        var next = interval.Start;
        foreach (var e in fillers)
        {
            var part = e.Given.Within(interval);
            if (part.IsEmpty) continue;
            if (part.Start != next) throw NotWhole(interval.Position, next);
            parts.Add(new StreamInterval(e.From, e.FromOffset + (part.Start - e.ToOffset), e.FromOffset + (part.End - e.ToOffset)));
            next = part.End;
        }
        return next == interval.End ? parts : throw NotWhole(interval.Position, next);
    }

    /// <summary>Where the part of an interval that has left went to, one hop forward.</summary>
    /// <param name="interval">Part of a stream.</param>
    /// <param name="takers">The entries out of the position that overlap the interval, by their offset.</param>
    /// <returns>Intervals of the positions that received, in the order of the stream; what is still here is not among them.</returns>
    public static IReadOnlyList<StreamInterval> StepForward(StreamInterval interval, IEnumerable<Entry> takers)
    {
        ArgumentNullException.ThrowIfNull(takers);
        var parts = new List<StreamInterval>();
        foreach (var e in takers)
        {
            var part = e.Taken.Within(interval);
            if (part.IsEmpty) continue;
            parts.Add(new StreamInterval(e.To, e.ToOffset + (part.Start - e.FromOffset), e.ToOffset + (part.End - e.FromOffset)));
        }
        return parts;
    }

    /// <summary>Joins neighbours that continue one another; the order stays.</summary>
    public static IReadOnlyList<SerialRange> Join(IEnumerable<SerialRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var joined = new List<SerialRange>();
        foreach (var r in ranges)
        {
            if (joined.Count > 0 && joined[^1].Last + 1 == r.First) joined[^1] = new SerialRange(joined[^1].First, r.Last);
            else joined.Add(r);
        }
        return joined;
    }

    private static InvalidOperationException NotWhole(PositionId position, long offset) =>
        new($"The stream of position {position} is not whole at offset {offset}.");
}
