namespace Registry.Server.Platform.Time;

/// <summary>Something that falls due with the passing of time. Ticking twice, or on two nodes at once, does it once.</summary>
public interface ITick
{
    /// <summary>Does what is due now.</summary>
    /// <returns>How many things were done.</returns>
    Task<int> Tick();
}

/// <summary>Ticks everything that falls due, every few seconds.</summary>
public sealed partial class Ticker(IEnumerable<ITick> ticks, TickTimes times, ILogger<Ticker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            foreach (var tick in ticks)
            {
                try
                {
                    times.Ended(tick, await tick.Tick());
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    // One job that fails must not stop the others; it is tried again at the next tick.
                    times.Ended(tick, null);
                    Failed(log, tick.GetType().Name, e);
                }
            }
        }
        while (await WaitForNext(timer, stoppingToken));
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
