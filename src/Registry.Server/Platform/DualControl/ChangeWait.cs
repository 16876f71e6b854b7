using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.DualControl;

/// <summary>
/// Whoever gets hold of a number or a password gains nothing at once: for a while after a change of a representative, or of a representative's mobile number
/// password or second factor, acts that need a code wait. The first second factor of a login is no change.
/// </summary>
/// <param name="Time">How long.</param>
public sealed record ChangeWait(TimeSpan Time)
{
    /// <summary>Refuses while the account waits.</summary>
    /// <exception cref="RefusalException"><c>dual-control.changed-recently</c>.</exception>
    public async Task Require(Reads reads, AccountId account, DateTimeOffset now)
    {
        var since = now - Time;
        var last = await reads.Scalar<DateTimeOffset?>($"""
            select max(c.at) from (
              select r.since as at from account_representative r
                where r.account_id = {account} and r.since > {since} and r.since > (select min(f.since) from account_representative f where f.account_id = r.account_id)
              union all select p.phone_changed_at from account_representative r join person p on p.id = r.person_id
                where r.account_id = {account} and r.until is null and p.phone_changed_at > {since}
              union all select h.set_at from login l join password_history h on h.login_id = l.id
                where l.account_id = {account} and h.seq > 0 and h.set_at > {since}
              union all select case when k.removed_at > {since} then k.removed_at else k.made_at end from login l join passkey k on k.login_id = l.id
                where l.account_id = {account} and (k.removed_at > {since} or (k.made_at > {since}
                  and (l.totp_confirmed_at < k.made_at or exists (select 1 from passkey f where f.login_id = l.id and f.made_at < k.made_at))))
              union all select l.totp_confirmed_at from login l where l.account_id = {account} and l.totp_confirmed_at > {since}
                and exists (select 1 from passkey f where f.login_id = l.id and f.made_at < l.totp_confirmed_at)) c
            """);
        DualControlRules.ChangedRecently.Require(last is null, ("until", last + Time));
    }
}
