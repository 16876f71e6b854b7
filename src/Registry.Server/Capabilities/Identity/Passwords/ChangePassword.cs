using Microsoft.AspNetCore.Identity;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Passwords;

/// <summary>Somebody who is signed in changes the password of the login. Every other session of it ends.</summary>
public sealed class ChangePassword(Db db, Attempts attempts, Argon2Passwords passwords, PasswordChoice choice)
{
    private static readonly ActionCode Code = new("sign-in.change-password");

    /// <summary>Changes it.</summary>
    /// <exception cref="RefusalException">The old one is wrong, or the new one may not be used.</exception>
    public async Task Change(SignedIn signedIn, string old, string password, string again)
    {
        var login = signedIn.Login;
        var ofLogin = attempts.OfLogin(login.Id);
        await attempts.Count(ofLogin);
        if (await passwords.Verify(login.PasswordHash, old) == PasswordVerificationResult.Failed) throw await attempts.Refused(login.Actor, Code, SignInRules.NotRecognised);
        await attempts.Forget(ofLogin);
        var hash = await choice.Accept(new PersonId(login.PersonId), login.AccountId, login.Name, password, again, login.Id);
        await db.Transaction(login.Actor, Code, async tx =>
        {
            await tx.Guarded($"update login set password_hash = {hash}, password_set_at = {tx.Now}, password_due_at = null where id = {login.Id} and password_hash = {login.PasswordHash}");
            await PasswordChoice.Remember(tx, login.Id, hash);
            await choice.Tell(tx, login);
            await SessionStore.EndOthers(tx, login.Id, signedIn.Session, SessionEnd.PasswordChanged);
            tx.About("login", login.Id);
        });
    }
}
