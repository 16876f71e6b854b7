using Microsoft.AspNetCore.Identity;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Enter;

/// <summary>
/// The first step of signing in: name and password. Known and unknown names take the same steps and get the same answer. What comes of it
/// opens nothing but the second step. The password of an old account is compared with its old hash once.
/// </summary>
public sealed class EnterPassword(Db db, Attempts attempts, Argon2Passwords passwords, LegacyPasswords legacy, PasswordChoice choice, LegacyActivation activation)
{
    private static readonly ActionCode Code = new("sign-in.enter-password");

    /// <summary>Takes the step.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="neighbourhood">From where.</param>
    /// <returns>Id of the session for the second step.</returns>
    /// <exception cref="RefusalException">Not recognised, or locked.</exception>
    public async Task<string> Enter(string name, string password, string neighbourhood)
    {
        var (ofName, ofPlace) = (attempts.OfName(name), attempts.OfPlace(neighbourhood));
        await attempts.Count(ofName, ofPlace);
        Login? login;
        LegacyPasswords.Pending pending;
        await using (var reads = await db.Read())
        {
            login = await Logins.Named(reads, name);
            pending = await legacy.Find(reads, login?.PersonId);
        }
        // One hash of Argon2 and the dearest of the old ones, whoever comes and whatever was typed.
        var (old, anew) = (await legacy.Verify(pending, password), (string?)null);
        PasswordVerificationResult result;
        if (pending.Hash is not null && old)
        {
            result = PasswordVerificationResult.SuccessRehashNeeded;
            anew = await passwords.Hash(password);
        }
        else
        {
            result = await passwords.Verify(pending.Hash is null ? login?.PasswordHash : null, password);
        }
        if (login is null || result == PasswordVerificationResult.Failed || login.Capacity == 0)
            throw await attempts.Refused(login?.Actor, Code, SignInRules.NotRecognised);
        if (result == PasswordVerificationResult.SuccessRehashNeeded) anew ??= await passwords.Hash(password);
        var fits = !old || await choice.Fits(login, password);
        return await db.Transaction(login.Actor, Code, async tx =>
        {
            await Attempts.Forget(tx, ofName);
            await Attempts.GiveBack(tx, ofPlace);
            if (old) await TakeOver(tx, login, anew!, fits);
            else if (anew is not null) await tx.Execute($"update login set password_hash = {anew} where id = {login.Id} and password_hash = {login.PasswordHash}");
            if (login.MustProveEmail) await activation.Send(tx, login);
            return await SessionStore.Begin(tx, login, SessionStrength.Password, neighbourhood);
        });
    }

    /// <summary>The password of the old system is kept as one of ours from now on; with it the database erases the old hash.</summary>
    private static async Task TakeOver(Tx tx, Login login, string hash, bool fits)
    {
        await tx.Guarded($"""
            update login set password_hash = {hash}, password_set_at = {tx.Now}, password_due_at = {(fits ? null : (DateTimeOffset?)tx.Now)} where id = {login.Id} and password_hash = {login.PasswordHash}
            """);
        await PasswordChoice.Remember(tx, login.Id, hash);
        tx.About("login", login.Id);
    }
}
