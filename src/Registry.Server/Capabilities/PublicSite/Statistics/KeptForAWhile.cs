using System.Diagnostics;

namespace Registry.Server.Capabilities.PublicSite.Statistics;

/// <summary>
/// Counts something and keeps it for a moment, so that a page does not count the whole registry each time: for a second, or for
/// twenty times as long as it took to count.
/// </summary>
internal sealed class KeptForAWhile<T>(Func<Task<T>> count) : IDisposable where T : class
{
    private const int Patience = 20;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Kept? kept;

    /// <summary>What was counted, now or a moment ago.</summary>
    public async Task<T> Read()
    {
        if (Fresh() is { } known) return known;
        await turn.WaitAsync();
        try
        {
            if (Fresh() is { } read) return read;
            var begun = Stopwatch.GetTimestamp();
            var current = await count();
            var took = Stopwatch.GetElapsedTime(begun) * Patience;
            kept = new(current, Stopwatch.GetTimestamp(), took > Least ? took : Least);
            return current;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private T? Fresh() => kept is { } k && Stopwatch.GetElapsedTime(k.At) < k.Life ? k.Value : null;

    private sealed record Kept(T Value, long At, TimeSpan Life);
}
