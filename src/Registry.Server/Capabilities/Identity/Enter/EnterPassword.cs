using Microsoft.AspNetCore.Identity;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Enter;

/// <summary>
/// The first step of signing in: name and password. Known and unknown names take the same steps and get the same answer. What comes of it
/// opens nothing but the second step.
/// </summary>
public sealed class EnterPassword(Db db, Attempts attempts, Argon2Passwords passwords)
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
        await using (var reads = await db.Read()) login = await Logins.Named(reads, name);
        var result = await passwords.Verify(login?.PasswordHash, password);
        if (login is null || result == PasswordVerificationResult.Failed || login.Capacity == 0)
            throw await attempts.Refused(login?.Actor, Code, SignInRules.NotRecognised);
        var anew = result == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.Hash(password) : null;
        return await db.Transaction(login.Actor, Code, async tx =>
        {
            await Attempts.Forget(tx, ofName);
            await Attempts.GiveBack(tx, ofPlace);
            if (anew is not null) await tx.Execute($"update login set password_hash = {anew} where id = {login.Id} and password_hash = {login.PasswordHash}");
            return await SessionStore.Begin(tx, login, SessionStrength.Password, neighbourhood);
        });
    }
}
