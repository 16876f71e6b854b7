using Microsoft.Extensions.Logging.Abstractions;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Platform;

/// <summary>Jobs that fall due with time run each for itself.</summary>
public sealed class TickerTests
{
    [Fact]
    public async Task Job_that_takes_long_or_fails_keeps_no_other_waiting()
    {
        var (never, ran) = (new TaskCompletionSource<int>(), new TaskCompletionSource());
        var (slow, failing, other) = (new Job(() => never.Task), new Job(() => throw new InvalidOperationException("broken")), new Job(() =>
        {
            ran.TrySetResult();
            return Task.FromResult(2);
        }));
        var times = new TickTimes(new RegistryClock(TimeProvider.System));
        using var ticker = new Ticker([slow, failing, other], times, NullLogger<Ticker>.Instance);

        await ticker.StartAsync(TestContext.Current.CancellationToken);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (times.Of(other) is null || times.Of(failing) is null) await Task.Delay(5, TestContext.Current.CancellationToken);

        times.Of(slow).ShouldBeNull("it has not ended");
        times.Of(failing)!.Done.ShouldBeNull();
        times.Of(other)!.Done.ShouldBe(2);
        never.SetResult(0);
        await ticker.StopAsync(TestContext.Current.CancellationToken);
        times.Of(slow)!.Done.ShouldBe(0);
    }

    private sealed class Job(Func<Task<int>> work) : ITick
    {
        public Task<int> Tick() => work();
    }
}
