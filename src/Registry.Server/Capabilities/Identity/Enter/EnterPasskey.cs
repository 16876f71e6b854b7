using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Factors;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Identity.Enter;

/// <summary>
/// The second step of signing in with a passkey, which counts as much as a code of the authenticator; and the first passkey of a login that has no second
/// factor yet. It begins a session with a new id and ends every other of the login.
/// </summary>
public sealed class EnterPasskey(Db db, Attempts attempts, SessionStore sessions, PasskeyCeremonies passkeys, PersonalVault vault, PasskeyAlarm alarm)
{
    private static readonly ActionCode Code = new("sign-in.enter-passkey");
    private static readonly ActionCode Beginning = new("sign-in.begin-with-passkey");

    /// <summary>What the browser is asked: for a passkey of the login, or to make the first.</summary>
    /// <exception cref="RefusalException">The first step is missing, or the login has an authenticator only.</exception>
    public async Task<string> Ask(string? half)
    {
        var step = await StepOf(half);
        if (step.Login.HasFactor) return await passkeys.Ask(step, PasskeyPurpose.Enter);
        SignInRules.BeginAgain.Require(!step.Login.MustProveEmail);
        return await passkeys.Ask(step, PasskeyPurpose.First);
    }

    /// <summary>Takes the step with a passkey of the login.</summary>
    /// <returns>Id of the session.</returns>
    /// <exception cref="RefusalException">The passkey is not accepted, the first step is missing, or the login is locked.</exception>
    public async Task<string> Enter(string? half, string credential, string neighbourhood)
    {
        var step = await StepOf(half);
        await attempts.Count(attempts.OfLogin(step.Login.Id), attempts.OfPlace(neighbourhood));
        return await alarm.Watch(step, async () =>
        {
            var answer = await passkeys.Answered(step, PasskeyPurpose.Enter, credential);
            return await db.Transaction(step.Login.Actor, Code, async tx =>
            {
                await answer.Use(tx);
                return await Begin(tx, step, neighbourhood);
            });
        });
    }

    /// <summary>Takes the step with a passkey that becomes the first second factor; the secret for an authenticator that was shown is void.</summary>
    /// <returns>Id of the session.</returns>
    /// <exception cref="RefusalException">The passkey is not accepted, the login has a second factor, the first step is missing, or the login is locked.</exception>
    public async Task<string> BeginWith(string? half, string credential, string? name, string neighbourhood)
    {
        var step = await StepOf(half);
        var called = NewPasskey.Named(name);
        await attempts.Count(attempts.OfLogin(step.Login.Id), attempts.OfPlace(neighbourhood));
        var made = await passkeys.Made(step, PasskeyPurpose.First, credential);
        return await db.Transaction(step.Login.Actor, Beginning, async tx =>
        {
            var first = await tx.Execute($"""
                update login set totp_cipher = {vault.Seal(Logins.SecretOf(step.Login.Id), Totp.NewSecret())}
                where id = {step.Login.Id} and totp_confirmed_at is null and not exists (select 1 from passkey k where k.login_id = login.id)
                """);
            SignInRules.BeginAgain.Require(first == 1);
            await made.Enter(tx, step.Login.Id, called);
            return await Begin(tx, step, neighbourhood);
        });
    }

    private async Task<SignedIn> StepOf(string? half) =>
        (half is null ? null : (await sessions.See(half, SessionStrength.Password)).SignedIn) ?? throw SignInRules.BeginAgain.Refuse();

    private async Task<string> Begin(Tx tx, SignedIn step, string neighbourhood)
    {
        SignInRules.BeginAgain.Require(await SessionStore.End(tx, step.Session, SessionEnd.StepUp));
        await Attempts.Forget(tx, attempts.OfLogin(step.Login.Id));
        await Attempts.GiveBack(tx, attempts.OfPlace(neighbourhood));
        await SessionStore.EndOthers(tx, step.Login.Id, but: 0, SessionEnd.Replaced);
        return await SessionStore.Begin(tx, step.Login, SessionStrength.TwoFactors, neighbourhood);
    }
}
