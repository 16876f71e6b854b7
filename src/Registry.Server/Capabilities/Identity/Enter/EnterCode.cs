using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Enter;

/// <summary>What the page of the second step shows.</summary>
/// <param name="Name">Name of the login.</param>
/// <param name="Secret">Secret to be entered in an authenticator; null once it was.</param>
/// <param name="Address">The same as an address that an authenticator opens.</param>
/// <param name="Email">To which address, masked, the code of an old account went; null where none is asked for.</param>
/// <param name="TakesCode">Whether the login has an authenticator, or may begin with one.</param>
/// <param name="TakesPasskey">Whether it has a passkey.</param>
public sealed record SecondStep(string Name, string? Secret, string? Address, string? Email, bool TakesCode = true, bool TakesPasskey = false)
{
    /// <summary>Whether it may begin with a passkey instead of an authenticator.</summary>
    public bool MayBegin => Secret is not null && Email is null;
}

/// <summary>
/// The second step of signing in: a code of the authenticator, each once. It begins a session with a new id and ends every other of the
/// login. The first code that is right also binds the authenticator. <see cref="EnterPasskey"/> is the other way.
/// </summary>
public sealed class EnterCode(Db db, Attempts attempts, SessionStore sessions, PersonalVault vault, LegacyActivation activation, RegistryClock clock)
{
    private const string Issuer = "CCER";
    private static readonly ActionCode Code = new("sign-in.enter-code");

    /// <summary>What to show; null where the first step is missing or too long ago.</summary>
    public async Task<SecondStep?> Show(string? half)
    {
        if (half is null || (await sessions.See(half, SessionStrength.Password)).SignedIn is not { } step) return null;
        if (step.Login.HasFactor) return new(step.Login.Name, null, null, null, step.Login.TotpConfirmedAt is not null, step.Login.Passkeys > 0);
        var secret = SecretOf(step.Login);
        return new(step.Login.Name, secret, AddressOf(step.Login, secret), step.Login.MustProveEmail ? await activation.Shown(step.Login) : null);
    }

    /// <summary>Takes the step.</summary>
    /// <param name="half">Id of the session of the first step.</param>
    /// <param name="code">As typed.</param>
    /// <param name="neighbourhood">From where.</param>
    /// <param name="mailed">The code that went to the e-mail address of an old account, as typed; asked for once.</param>
    /// <returns>Id of the session.</returns>
    /// <exception cref="RefusalException">The code is not accepted, the first step is missing, or the login is locked.</exception>
    public async Task<string> Enter(string? half, string code, string neighbourhood, string? mailed = null)
    {
        var step = (half is null ? null : (await sessions.See(half, SessionStrength.Password)).SignedIn) ?? throw SignInRules.BeginAgain.Refuse();
        var login = step.Login;
        var (ofLogin, ofPlace) = (attempts.OfLogin(login.Id), attempts.OfPlace(neighbourhood));
        await attempts.Count(ofLogin, ofPlace);
        // Who began with a passkey has no authenticator before one is bound with it.
        if (login.TotpConfirmedAt is null && login.Passkeys > 0) throw await attempts.Refused(login.Actor, Code, SignInRules.CodeNotAccepted);
        var match = Totp.Match(SecretOf(login), code, clock.OfAuthenticators);
        if (match is not { } number || number <= login.TotpStep) throw await attempts.Refused(login.Actor, Code, SignInRules.CodeNotAccepted);
        if (login.MustProveEmail && !await activation.Matches(login, mailed ?? "")) throw await attempts.Refused(login.Actor, Code, SignInRules.TokenNotAccepted);
        return await db.Transaction(login.Actor, Code, async tx =>
        {
            if (login.MustProveEmail) await LegacyActivation.Prove(tx, login);
            var first = await tx.Execute($"""
                update login set totp_step = {number}, totp_confirmed_at = coalesce(totp_confirmed_at, {tx.Now}) where id = {login.Id} and totp_step < {number}
                  and (totp_confirmed_at is not null or not exists (select 1 from passkey k where k.login_id = login.id and k.removed_at is null))
                """);
            SignInRules.CodeNotAccepted.Require(first == 1);
            SignInRules.BeginAgain.Require(await SessionStore.End(tx, step.Session, SessionEnd.StepUp));
            await Attempts.Forget(tx, ofLogin);
            await Attempts.GiveBack(tx, ofPlace);
            await SessionStore.EndOthers(tx, login.Id, but: 0, SessionEnd.Replaced);
            return await SessionStore.Begin(tx, login, SessionStrength.TwoFactors, neighbourhood);
        });
    }

    /// <summary>A secret as an address that an authenticator opens.</summary>
    internal static string AddressOf(Login login, string secret) => Totp.Address(Issuer, login.Name, secret);

    /// <summary>Place of the secret of a login: it opens there only.</summary>
    internal static Place PlaceOf(long login) => Logins.SecretOf(login);

    private string SecretOf(Login login) => vault.Open(PlaceOf(login.Id), login.TotpCipher);
}
