namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>A clock that stands still until the replay moves it.</summary>
internal sealed class ReplayClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves it; never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant < now) throw new InvalidOperationException($"The replay's clock would go back from {now:o} to {instant:o}.");
        now = instant;
    }
}
