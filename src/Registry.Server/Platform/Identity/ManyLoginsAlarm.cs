using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// Raises an alarm where failed attempts were made on many different logins within fifteen minutes, which no lock of one login or one address shows: one password tried on
/// everybody. Once for each window of time, on whichever node. Counting reads the failures of the window alone, and no more of them than the threshold; failures that count no
/// more are forgotten, so that the table holds no history.
/// </summary>
public sealed class ManyLoginsAlarm(Db db, RegistryClock clock, RegistrySettings settings) : ITick
{
    private const int MostAtOnce = 1000;
    private static readonly ActionCode Code = new("sign-in.many-logins-alarm");

    /// <inheritdoc/>
    public async Task<int> Tick() => await Alarm() + await Forget();

    private async Task<int> Alarm()
    {
        var window = SignInLimits.LockedFor.Value;
        await using (var reads = await db.Read())
        {
            if (await Logins(reads, clock.Now - window) < settings.AlarmLogins) return 0;
            if (await reads.Scalar<long>($"select count(*) from (select 1 from sign_in_alarm where at > {clock.Now - window} limit 1) raised") > 0) return 0;
        }
        return await db.Transaction(Actor.Clock, Code, async tx =>
        {
            var id = tx.NewId();
            var began = DateTimeOffset.FromUnixTimeSeconds(tx.Now.ToUnixTimeSeconds() / (long)window.TotalSeconds * (long)window.TotalSeconds);
            var logins = await Logins(tx, tx.Now - window);
            tx.About("sign-in-alarm", id);
            tx.Detail = $"logins>={logins}";
            return await tx.Execute($"insert into sign_in_alarm(id, window_began_at, logins, at) values ({id}, {began}, {logins}, {tx.Now}) on conflict do nothing");
        });
    }

    private async Task<int> Forget()
    {
        var old = clock.Now - SignInLimits.LockedFor.Value;
        await using (var reads = await db.Read())
            if (await reads.Scalar<long>($"select count(*) from (select 1 from sign_in_attempt where last_at <= {old} limit 1) old") == 0) return 0;
        return await db.Note($"delete from sign_in_attempt where subject in (select subject from sign_in_attempt where last_at <= {old} order by last_at limit {MostAtOnce}) and last_at <= {old}");
    }

    private Task<int> Logins(Reads reads, DateTimeOffset since) =>
        reads.Scalar<int>($"select count(*) from (select 1 from sign_in_attempt where last_at > {since} and subject >= 'name:' and subject < 'name;' limit {settings.AlarmLogins}) tried");
}
