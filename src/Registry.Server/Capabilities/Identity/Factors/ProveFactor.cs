using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Factors;

/// <summary>
/// Somebody who is signed in proves the second factor once more, with a code or a passkey. The proof belongs to the session, lives five minutes, and opens one
/// change of the factors.
/// </summary>
public sealed class ProveFactor(Db db, Attempts attempts, PasskeyCeremonies passkeys, PersonalVault vault, RegistryClock clock, PasskeyAlarm alarm)
{
    private static readonly ActionCode Code = new("sign-in.prove-factor");

    /// <summary>Until when a change is open; null where none is.</summary>
    public async Task<DateTimeOffset?> Until(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var reads = await db.Read();
        var until = await reads.Scalar<DateTimeOffset?>($"select proved_at from sign_in_session where id = {who.Session}") + SignInLimits.FactorProof.Value;
        return until > clock.Now ? until : null;
    }

    /// <summary>Proves it with a code of the authenticator.</summary>
    /// <exception cref="RefusalException">The code is not accepted, or the login is locked.</exception>
    public async Task WithCode(SignedIn who, string code)
    {
        ArgumentNullException.ThrowIfNull(who);
        var login = who.Login;
        var ofLogin = attempts.OfLogin(login.Id);
        await attempts.Count(ofLogin);
        var match = login.TotpConfirmedAt is null ? null : Totp.Match(vault.Open(Logins.SecretOf(login.Id), login.TotpCipher), code, clock.OfAuthenticators);
        if (match is not { } number || number <= login.TotpStep) throw await attempts.Refused(login.Actor, Code, SignInRules.CodeNotAccepted);
        await db.Transaction(login.Actor, Code, async tx =>
        {
            SignInRules.CodeNotAccepted.Require(await tx.Execute($"update login set totp_step = {number} where id = {login.Id} and totp_step < {number}") == 1);
            await Proven(tx, who, ofLogin);
        });
    }

    /// <summary>Proves it with a passkey.</summary>
    /// <exception cref="RefusalException">The passkey is not accepted, or the login is locked.</exception>
    public async Task WithPasskey(SignedIn who, string credential)
    {
        ArgumentNullException.ThrowIfNull(who);
        var ofLogin = attempts.OfLogin(who.Login.Id);
        await attempts.Count(ofLogin);
        await alarm.Watch(who, async () =>
        {
            var answer = await passkeys.Answered(who, PasskeyPurpose.Prove, credential);
            await db.Transaction(who.Actor, Code, async tx =>
            {
                await answer.Use(tx);
                await Proven(tx, who, ofLogin);
            });
            return true;
        });
    }

    /// <summary>Uses a proof up with the change that it opens.</summary>
    /// <exception cref="RefusalException"><c>sign-in.factor-not-proven</c>.</exception>
    internal static async Task Use(Tx tx, SignedIn who) => SignInRules.FactorNotProven.Require(await tx.Execute($"""
        update sign_in_session set proved_at = null where id = {who.Session} and login_id = {who.Login.Id} and ended_at is null and proved_at > {tx.Now - SignInLimits.FactorProof.Value}
        """) == 1);

    private static async Task Proven(Tx tx, SignedIn who, Counter ofLogin)
    {
        SignInRules.BeginAgain.Require(await tx.Execute($"update sign_in_session set proved_at = {tx.Now} where id = {who.Session} and ended_at is null") == 1);
        await Attempts.Forget(tx, ofLogin);
        tx.About("session", who.Session);
    }
}
