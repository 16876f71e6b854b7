using Registry.Kernel.Identity;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Forgotten;

/// <summary>
/// A forgotten password is chosen anew with a one-time code that goes to the person's mobile number. Asking does the same for a name that exists and one
/// that does not; the clock makes the code and sends it afterwards. The second factor stays, and every session ends. Questions and answers 1.2.8.
/// </summary>
public sealed class ForgottenPassword(Db db, Attempts attempts, PasswordChoice choice, People people, Post post, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 50;
    private static readonly ActionCode Asking = new("sign-in.ask-reset");
    private static readonly ActionCode Sending = new("sign-in.send-reset");
    private static readonly ActionCode Code = new("sign-in.reset-password");
    private static readonly Actor Nobody = Actor.Visitor(new PersonId(0));

    /// <summary>Asks for a code for the login of a name.</summary>
    /// <exception cref="RefusalException">Too much was asked for from there: <c>sign-in.locked</c>.</exception>
    public async Task Ask(string name, string neighbourhood)
    {
        await attempts.Count(attempts.OfPlace(neighbourhood));
        await db.Transaction(Nobody, Asking, tx => tx.Guarded($"""
            insert into password_reset(id, login_id, asked_at, expires_at)
            values ({tx.NewId()}, (select id from login where name_key = {Logins.Key(name)} and ended_at is null), {tx.Now}, {tx.Now + SignInLimits.ResetCode.Value})
            """));
    }

    /// <summary>Makes and sends the codes that were asked for.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> Tick()
    {
        IReadOnlyList<long> waiting;
        await using (var reads = await db.Read())
            waiting = await reads.Rows<long>($"select id from password_reset where code_hash is null and void_at is null and login_id is not null order by asked_at, id limit {MostAtOnce}");
        var sent = 0;
        foreach (var id in waiting)
        {
            try
            {
                if (await db.Transaction(Actor.Clock, Sending, tx => Send(tx, id))) sent++;
            }
            catch (RefusalException refusal) when (refusal.Rule == MessageRules.TooMany)
            {
                await db.Note($"update password_reset set void_at = {clock.Now} where id = {id} and code_hash is null and void_at is null");
            }
        }
        return sent;
    }

    /// <summary>Chooses the new password.</summary>
    /// <exception cref="RefusalException">The code or the password is not accepted.</exception>
    public async Task Reset(string code, string password, string again, string neighbourhood)
    {
        var ofPlace = attempts.OfPlace(neighbourhood);
        await attempts.Count(ofPlace);
        var hash = OneTimeSecret.Hash(OneTimeSecret.Typed(code));
        Login? login = null;
        await using (var reads = await db.Read())
        {
            var id = await reads.Scalar<long?>($"select login_id from password_reset where code_hash = {hash} and used_at is null and void_at is null and expires_at > {clock.Now}");
            if (id is { } known) login = await Logins.Get(reads, known);
        }
        if (login is null || login.Capacity == 0) throw await attempts.Refused(login?.Actor, Code, SignInRules.ResetNotAccepted);
        var chosen = await choice.Accept(new PersonId(login.PersonId), login.AccountId, login.Name, password, again, login.Id);
        await db.Transaction(login.Actor, Code, async tx =>
        {
            SignInRules.ResetNotAccepted.Require(await tx.Execute($"""
                update password_reset set used_at = {tx.Now} where code_hash = {hash} and used_at is null and void_at is null and expires_at > {tx.Now}
                """) == 1);
            await tx.Execute($"update password_reset set void_at = {tx.Now} where login_id = {login.Id} and used_at is null and void_at is null");
            await tx.Guarded($"update login set password_hash = {chosen}, password_set_at = {tx.Now}, password_due_at = null where id = {login.Id} and password_hash = {login.PasswordHash}");
            await PasswordChoice.Remember(tx, login.Id, chosen);
            await choice.Tell(tx, login);
            await SessionStore.EndOthers(tx, login.Id, but: 0, SessionEnd.PasswordChanged);
            await Attempts.Forget(tx, attempts.OfName(login.Name));
            await Attempts.GiveBack(tx, ofPlace);
            tx.About("login", login.Id);
        });
    }

    private async Task<bool> Send(Tx tx, long id)
    {
        var login = await Logins.Get(tx, await tx.Scalar<long>($"select login_id from password_reset where id = {id}"));
        var asked = await tx.Scalar<long>($"select count(*) from password_reset where id = {id} and expires_at > {tx.Now}") == 1;
        if (!asked || login.Capacity == 0)
        {
            await tx.Execute($"update password_reset set void_at = {tx.Now} where id = {id} and code_hash is null and void_at is null");
            return false;
        }
        var secret = OneTimeSecret.NewTyped();
        await tx.Execute($"update password_reset set void_at = {tx.Now} where login_id = {login.Id} and code_hash is not null and used_at is null and void_at is null");
        if (await tx.Execute($"update password_reset set code_hash = {OneTimeSecret.Hash(OneTimeSecret.Typed(secret))} where id = {id} and code_hash is null and void_at is null") == 0) return false;
        var person = new PersonId(login.PersonId);
        await post.Send(tx, await people.ReachOf(tx, person), MessageKind.PasswordReset, SignInLimits.ResetCode.Value,
            ("login", login.Name), ("code", secret), ("minutes", $"{SignInLimits.ResetCode.Value.TotalMinutes:0}"));
        tx.About("login", login.Id);
        return true;
    }
}
