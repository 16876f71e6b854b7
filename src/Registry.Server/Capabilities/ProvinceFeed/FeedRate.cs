using System.Collections.Concurrent;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>How often one key pulls, and how often one address tries keys that are none: so many times a minute on each node.</summary>
internal sealed class FeedRate(RegistryClock clock)
{
    /// <summary>Pulls of one key in a minute.</summary>
    public const int Pulls = 60;

    /// <summary>Refused keys from one address in a minute.</summary>
    public const int Refusals = 10;

    private const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<string, (long Minute, int Count)> callers = new(StringComparer.Ordinal);

    /// <summary>Counts one more time.</summary>
    /// <exception cref="RefusalException">It was too often.</exception>
    public void Count(string caller, int most)
    {
        var minute = Minute;
        if (callers.Count > MaxCallers)
            foreach (var old in callers.Where(c => c.Value.Minute < minute)) callers.TryRemove(old);
        var (_, count) = callers.AddOrUpdate(caller, (minute, 1), (_, seen) => seen.Minute == minute ? (minute, seen.Count + 1) : (minute, 1));
        FeedRules.TooOften.Require(count <= most, ("most", most));
    }

    /// <summary>Refuses where it was too often already; counts nothing.</summary>
    public void Require(string caller, int most) =>
        FeedRules.TooOften.Require(!callers.TryGetValue(caller, out var seen) || seen.Minute != Minute || seen.Count < most, ("most", most));

    private long Minute => clock.Now.Ticks / TimeSpan.TicksPerMinute;
}
