using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Time;

/// <summary>
/// The clock of a demonstration: the machine's, set forward by whoever runs the demonstration, so that twenty working days pass in a minute. It
/// exists only for a database that was marked when it was empty, and goes forward only; what was done stays done at its time.
/// </summary>
public sealed class DemonstrationClock : TimeProvider
{
    private const long MostSeconds = 10L * 366 * 24 * 3600;
    private static readonly ActionCode Code = new("demonstration.move-clock");

    private long ahead;

    private DemonstrationClock(long ahead) => this.ahead = ahead;

    /// <summary>What the machine's clock says, which authenticators go by.</summary>
    public DateTimeOffset Machine => System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Machine.AddSeconds(Interlocked.Read(ref ahead));

    /// <summary>Marks an empty database as a demonstration's.</summary>
    public static Task Mark(Db db) => db.Transaction(Identity.Actor.Setup, new ActionCode("demonstration.mark"), tx =>
        tx.Execute($"insert into demonstration(one, ahead_seconds, moved_at) values (1, 0, {tx.Now}) on conflict do nothing"));

    /// <summary>The clock of a database; null where it is no demonstration's.</summary>
    public static async Task<DemonstrationClock?> Of(Db db)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long?>($"select ahead_seconds from demonstration") is { } ahead ? new(ahead) : null;
    }

    /// <summary>Sets it forward. Other nodes hear of it with their next tick.</summary>
    /// <exception cref="RefusalException">The moment is not later than now, or more than ten years away. <c>demonstration.forward-only</c>.</exception>
    public async Task Move(Db db, DateTimeOffset to)
    {
        var seconds = (long)Math.Ceiling((to - Machine).TotalSeconds);
        DemonstrationRules.ForwardOnly.Require(seconds > Interlocked.Read(ref ahead) && seconds <= MostSeconds, ("until", Machine.AddSeconds(MostSeconds)));
        await db.Transaction(Identity.Actor.Setup, Code, tx => tx.Guarded($"update demonstration set ahead_seconds = {seconds}, moved_at = {tx.Now} where ahead_seconds < {seconds}"));
        await Follow(db);
    }

    /// <summary>Takes over what another node set.</summary>
    internal async Task Follow(Db db)
    {
        await using var reads = await db.Read();
        Interlocked.Exchange(ref ahead, await reads.Scalar<long>($"select ahead_seconds from demonstration"));
    }
}

/// <summary>Rules of a demonstration.</summary>
public static class DemonstrationRules
{
    /// <summary>The clock of a demonstration goes forward only, and no further than ten years.</summary>
    public static readonly Rule ForwardOnly = Rule.Define("demonstration.forward-only", Cite.Design("demonstration"), RefusalKind.Malformed);
}

/// <summary>Follows the clock that another node may have set.</summary>
internal sealed class DemonstrationTick(DemonstrationClock clock, Db db) : ITick
{
    public async Task<int> Tick()
    {
        await clock.Follow(db);
        return 0;
    }
}
