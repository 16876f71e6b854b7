using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>How often one key pulls, and how often one address tries keys that are none: so many times a minute on each node.</summary>
internal sealed class FeedRate(RegistryClock clock)
{
    /// <summary>Pulls of one key in a minute.</summary>
    public const int Pulls = 60;

    /// <summary>Refused keys from one address in a minute.</summary>
    public const int Refusals = 10;

    /// <summary>Requests in a minute, from all addresses together, that show no key of ours. Bounds what strangers can add to the audit trail.</summary>
    public const int Strangers = 300;

    private const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<string, (long Minute, int Count)> callers = new(StringComparer.Ordinal);

    /// <summary>Counts one more time.</summary>
    /// <returns>How often it was in this minute.</returns>
    public int Count(string caller)
    {
        var minute = Minute;
        if (callers.Count > MaxCallers)
            foreach (var old in callers.Where(c => c.Value.Minute < minute)) callers.TryRemove(old);
        return callers.AddOrUpdate(caller, (minute, 1), (_, seen) => seen.Minute == minute ? (minute, seen.Count + 1) : (minute, 1)).Count;
    }

    /// <summary>How often it was in this minute; counts nothing.</summary>
    public int Seen(string caller) => callers.TryGetValue(caller, out var seen) && seen.Minute == Minute ? seen.Count : 0;

    /// <summary>The caller by where it calls from: an IPv4 address, or the 64 bits of an IPv6 address that belong to one subscriber.</summary>
    public static string Place(IPAddress? address)
    {
        if (address is null) return "address:unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return $"address:{(address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPNetwork(new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]), 64) : address)}";
    }

    private long Minute => clock.Now.Ticks / TimeSpan.TicksPerMinute;
}
