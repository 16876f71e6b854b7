namespace Registry.Server.Platform.Time;

/// <summary>Something that falls due with the passing of time. Ticking twice, or on two nodes at once, does it once.</summary>
public interface ITick
{
    /// <summary>Does what is due now.</summary>
    /// <returns>How many things were done.</returns>
    Task<int> Tick();
}

/// <summary>Ticks everything that falls due, every few seconds; each job for itself, so that a long one keeps nobody's message waiting.</summary>
public sealed partial class Ticker(IEnumerable<ITick> ticks, TickTimes times, ILogger<Ticker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ticks.Select(tick => Task.Run(() => Repeat(tick, stoppingToken), CancellationToken.None)));

    private async Task Repeat(ITick tick, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                times.Ended(tick, await tick.Tick());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // It is tried again at the next tick.
                times.Ended(tick, null);
                Failed(log, tick.GetType().Name, e);
            }
        }
        while (await WaitForNext(timer, stopping));
    }

    private static async Task<bool> WaitForNext(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tick {Job} failed and will be tried again")]
    private static partial void Failed(ILogger logger, string job, Exception exception);
}
