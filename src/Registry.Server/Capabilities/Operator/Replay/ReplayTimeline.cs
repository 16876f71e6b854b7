namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>A step that came at another moment than the record has.</summary>
/// <param name="Record">Application id of the real registry.</param>
/// <param name="Step">Which step.</param>
/// <param name="Recorded">When the record has it.</param>
/// <param name="Moved">When it came.</param>
/// <param name="Why">Why.</param>
internal sealed record MovedStep(string Record, string Step, DateTimeOffset Recorded, DateTimeOffset Moved, string Why);

/// <summary>The moments of one application: recorded ones where the record has them, between its neighbours where it is silent.</summary>
internal sealed class ReplayTimeline(string record, List<MovedStep> moved)
{
    /// <summary>The last moment that was given out.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>A recorded moment; where it lies before what must come first it is moved behind it, and said so.</summary>
    public DateTimeOffset At(DateTimeOffset recorded, DateTimeOffset earliest, string step, string why)
    {
        var at = recorded >= earliest ? recorded : earliest;
        if (at != recorded) moved.Add(new MovedStep(record, step, recorded, at, why));
        return Set(at);
    }

    /// <summary>A moment that the record does not have.</summary>
    public DateTimeOffset Set(DateTimeOffset at)
    {
        if (at < Last) throw new InvalidOperationException($"Record {record}: {at:o} lies before {Last:o}.");
        return Last = at;
    }

    /// <summary>A moment after the last one and before a later one: at most so long after, and never past half of the way.</summary>
    public DateTimeOffset After(TimeSpan most, DateTimeOffset next) => Set(Last + Shorter(most, next));

    /// <summary>A moment before a later one and after the last one: at most so long before, and never past half of the way.</summary>
    public DateTimeOffset Before(DateTimeOffset next, TimeSpan most) => Set(next - Shorter(most, next));

    private TimeSpan Shorter(TimeSpan most, DateTimeOffset next)
    {
        var half = (next - Last).Ticks / 2;
        half -= half % TimeSpan.TicksPerSecond;
        return half < most.Ticks ? TimeSpan.FromTicks(half) : most;
    }
}
