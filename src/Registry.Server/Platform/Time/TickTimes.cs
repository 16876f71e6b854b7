using System.Collections.Concurrent;

namespace Registry.Server.Platform.Time;

/// <summary>How a job that falls due with time last ended.</summary>
/// <param name="At">When.</param>
/// <param name="Done">How many things it did; null where it failed.</param>
/// <param name="BusyAt">When it last had anything to do; null since the program started.</param>
public sealed record TickTime(DateTimeOffset At, int? Done, DateTimeOffset? BusyAt);

/// <summary>When each job that falls due with time last ran in this program.</summary>
public sealed class TickTimes(RegistryClock clock)
{
    private readonly ConcurrentDictionary<ITick, TickTime> last = [];

    /// <summary>Notes that a job ended.</summary>
    /// <param name="tick">The job.</param>
    /// <param name="done">How many things it did; null where it failed.</param>
    public void Ended(ITick tick, int? done)
    {
        ArgumentNullException.ThrowIfNull(tick);
        last[tick] = new(clock.Now, done, done > 0 ? clock.Now : Of(tick)?.BusyAt);
    }

    /// <summary>How a job last ended; null where it has not run since the program started.</summary>
    public TickTime? Of(ITick tick) => last.GetValueOrDefault(tick);
}
