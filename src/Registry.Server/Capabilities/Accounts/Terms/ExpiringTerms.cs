using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts.Terms;

/// <summary>
/// Tells the people of an account when its licence, or the identity document of somebody who acts for it, is about to end, and once more when it has ended:
/// each last day is told of once, however many nodes look, until a change of the particulars names another.
/// </summary>
public sealed class ExpiringTerms(Db db, RegistryClock clock) : ITick
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly ActionCode Code = new("accounts.tell-of-terms");
    private static readonly Sql Untold = Sql.Of(
        $"not exists (select 1 from notice n where n.login_id = owed.login_id and n.event = 'AccountChanged' and n.subject_id = owed.account_id and n.step = owed.day and n.state = owed.state)");

    private DateTimeOffset next;

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        if (clock.Now < next) return 0;
        var told = 0;
        if (await Due()) told = await db.Transaction(Actor.Clock, Code, tx => tx.Execute($"""
            insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
            select login_id, 'AccountChanged', 'account', account_id, day, 'term', state, {tx.Now} from ({Owed(tx.Today)}) owed where {Untold}
            on conflict do nothing
            """));
        next = clock.Now + Every;
        return told;
    }

    private async Task<bool> Due()
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"select count(*) from (select 1 as one from ({Owed(clock.Today)}) owed where {Untold} limit 1) due") > 0;
    }

    /// <summary>Logins, and the last days (as the number yyyymmdd) that they are to know of: those near, and those that passed as many days ago.</summary>
    private static Sql Owed(DateOnly today)
    {
        var (from, until) = (today.AddDays(-AccountTerms.WarningDays.Value), today.AddDays(AccountTerms.WarningDays.Value));
        return Sql.Of($"""
            select distinct l.id as login_id, t.account_id, cast(replace(cast(t.last_day as text), '-', '') as integer) as day,
              t.what || case when t.last_day < {today} then 'Over' else 'Near' end as state
            from (select a.id as account_id, a.licence_until as last_day, 'Licence' as what from account a where a.licence_until between {from} and {until}
              union all
              select r.account_id, p.document_expires_on, 'Document' from person p join account_representative r on r.person_id = p.id and r.until is null
              where p.document_expires_on between {from} and {until}) t
            join account a on a.id = t.account_id and a.status <> 'Closed'
            join login l on l.account_id = t.account_id and l.ended_at is null
            """);
    }
}
