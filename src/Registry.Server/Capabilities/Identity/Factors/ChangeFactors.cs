using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Factors;

/// <summary>
/// Somebody who is signed in adds or removes a second factor, each time with a fresh proof of one that is in use. The holder is told, and the other representative of the
/// account; what was begun elsewhere with the login ends; acts that need a code wait as after every change of a way in. The last factor stays.
/// </summary>
public sealed class ChangeFactors(
    Db db, Attempts attempts, ProveFactor proof, PasskeyCeremonies passkeys, PersonalVault vault, People people, Post post, AccessNotice notice, RegistryClock clock)
{
    private static readonly Texts Text = Texts.For<IdentityText>();
    private static readonly ActionCode Adding = new("sign-in.add-passkey");
    private static readonly ActionCode Removing = new("sign-in.remove-passkey");
    private static readonly ActionCode Binding = new("sign-in.bind-authenticator");

    /// <summary>The passkeys of the login.</summary>
    public async Task<IReadOnlyList<Passkey>> Passkeys(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var reads = await db.Read();
        return await Platform.Identity.Passkeys.Of(reads, who.Login.Id);
    }

    /// <summary>The secret for an authenticator, where the login has none and a change is open.</summary>
    public async Task<string?> Secret(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.Login.TotpConfirmedAt is null && await proof.Until(who) is not null ? SecretOf(who.Login) : null;
    }

    /// <summary>What the browser is asked to make a passkey.</summary>
    /// <exception cref="RefusalException">There is no fresh proof, or the login has as many as it may.</exception>
    public async Task<string> AskForPasskey(SignedIn who)
    {
        ArgumentNullException.ThrowIfNull(who);
        SignInRules.FactorNotProven.Require(await proof.Until(who) is not null);
        SignInRules.PasskeysMany.Require(who.Login.Passkeys < SignInLimits.Passkeys.Value, ("most", SignInLimits.Passkeys.Value));
        return await passkeys.Ask(who, PasskeyPurpose.Add);
    }

    /// <summary>Adds the passkey that a device made.</summary>
    /// <exception cref="RefusalException">There is no fresh proof, the passkey is not accepted, or there are too many.</exception>
    public async Task Add(SignedIn who, string credential, string? name)
    {
        ArgumentNullException.ThrowIfNull(who);
        var called = NewPasskey.Named(name);
        SignInRules.FactorNotProven.Require(await proof.Until(who) is not null);
        var made = await passkeys.Made(who, PasskeyPurpose.Add, credential);
        await db.Transaction(who.Actor, Adding, async tx =>
        {
            await ProveFactor.Use(tx, who);
            await made.Enter(tx, who.Login.Id, called);
            await Changed(tx, who);
        });
    }

    /// <summary>Removes a passkey of one's own; another's looks absent.</summary>
    /// <exception cref="RefusalException">There is no fresh proof, or it is the last factor.</exception>
    public Task Remove(SignedIn who, long passkey)
    {
        ArgumentNullException.ThrowIfNull(who);
        return db.Transaction(who.Actor, Removing, async tx =>
        {
            await ProveFactor.Use(tx, who);
            var own = await Platform.Identity.Passkeys.Of(tx, who.Login.Id);
            GeneralRules.Absent.Require(own.Any(p => p.Id == passkey), ("what", "passkey"));
            SignInRules.LastFactor.Require(own.Count > 1 || who.Login.TotpConfirmedAt is not null);
            await tx.Guarded($"update passkey set removed_at = {tx.Now} where id = {passkey} and login_id = {who.Login.Id} and removed_at is null");
            await Changed(tx, who);
        });
    }

    /// <summary>Binds an authenticator to a login that began with a passkey.</summary>
    /// <exception cref="RefusalException">There is no fresh proof, there is an authenticator, or the code is not accepted.</exception>
    public async Task BindAuthenticator(SignedIn who, string code)
    {
        ArgumentNullException.ThrowIfNull(who);
        SignInRules.AuthenticatorBound.Require(who.Login.TotpConfirmedAt is null);
        SignInRules.FactorNotProven.Require(await proof.Until(who) is not null);
        var ofLogin = attempts.OfLogin(who.Login.Id);
        await attempts.Count(ofLogin);
        if (Totp.Match(SecretOf(who.Login), code, clock.OfAuthenticators) is not { } number) throw await attempts.Refused(who.Actor, Binding, SignInRules.CodeNotAccepted);
        await db.Transaction(who.Actor, Binding, async tx =>
        {
            await ProveFactor.Use(tx, who);
            SignInRules.AuthenticatorBound.Require(await tx.Execute($"update login set totp_step = {number}, totp_confirmed_at = {tx.Now} where id = {who.Login.Id} and totp_confirmed_at is null") == 1);
            await Attempts.Forget(tx, ofLogin);
            await Changed(tx, who);
        });
    }

    private async Task Changed(Tx tx, SignedIn who)
    {
        var person = who.Actor.Person;
        tx.About("login", who.Login.Id);
        await SessionStore.EndOthers(tx, who.Login.Id, who.Session, SessionEnd.FactorChanged);
        await post.Send(tx, await people.ReachOf(tx, person), MessageKind.FactorChanged, SignInLimits.OneTimeCode.Value, ("login", who.Login.Name), ("time", Formats.Time(tx.Now)));
        if (who.Login.IsStaff || who.Actor.IsVisitor) return;
        await notice.Tell(tx, who.Actor.Account, Wording.Of(Text, "what.factor", who.Login.Name),
            (await AccessNotice.Representatives(tx, who.Actor.Account)).Where(other => other != person));
    }

    private string SecretOf(Login login) => vault.Open(Logins.SecretOf(login.Id), login.TotpCipher);
}
