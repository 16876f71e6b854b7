using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Dormancy;

/// <summary>
/// Disables logins of staff and representatives that nobody used for 180 days, and ends what sessions they have. Signing in is then answered like a name
/// that is not known, until two officers enable the login again. GB/T 22239-2019, 8.1.4.2.
/// </summary>
public sealed class DormantLogins(Db db, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly ActionCode Code = new("sign-in.disable-dormant");
    private DateTimeOffset next;

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        if (clock.Now < next) return 0;
        var since = clock.Now - SignInLimits.Dormant.Value;
        IReadOnlyList<long> unused;
        await using (var reads = await db.Read())
            unused = await reads.Rows<long>($"""
                select l.id from login l where l.account_id >= 0 and l.role <> 'Visitor' and l.ended_at is null and l.created_at <= {since}
                  and not exists (select 1 from sign_in_session s where s.login_id = l.id and s.began_at > {since})
                  and not exists (select 1 from login_dormancy d where d.login_id = l.id and (d.enabled_at is null or d.enabled_at > {since}))
                order by l.id limit {MostAtOnce}
                """);
        foreach (var login in unused) await db.Transaction(Actor.Clock, Code, tx => Disable(tx, login));
        if (unused.Count < MostAtOnce) next = clock.Now + Every;
        return unused.Count;
    }

    private static async Task Disable(Tx tx, long login)
    {
        tx.About("login", login);
        await tx.Execute($"insert into login_dormancy(id, login_id, disabled_at) values ({tx.NewId()}, {login}, {tx.Now}) on conflict do nothing");
        await SessionStore.EndOthers(tx, login, 0, SessionEnd.Ended);
    }
}
