using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Identity;

/// <summary>For what a passkey is asked to answer.</summary>
public enum PasskeyPurpose
{
    /// <summary>To sign in, after the password.</summary>
    Enter,

    /// <summary>To become the first second factor of a login, after the password.</summary>
    First,

    /// <summary>To prove the second factor anew.</summary>
    Prove,

    /// <summary>To become one more second factor.</summary>
    Add,
}

/// <summary>
/// Asks a browser for a passkey and looks at its answer. Challenges are made, kept and used up here: each is for one login, one session and one purpose, lives
/// five minutes, and is spent before the answer to it is looked at. What is cryptographic is the framework's.
/// </summary>
public sealed class PasskeyCeremonies : IDisposable
{
    private static readonly ActionCode Asking = new("sign-in.ask-passkey");
    private static readonly ActionCode Answering = new("sign-in.answer-passkey");
    private readonly Db db;
    private readonly Attempts attempts;
    private readonly RegistryClock clock;
    private readonly UserManager<Login> logins;
    private readonly UserManager<Login> uncounted;
    private readonly PasskeyHandler<Login> handler;
    private readonly PasskeyHandler<Login> blindToCounters;

    /// <summary>Takes the domain and addresses that an operator set.</summary>
    public PasskeyCeremonies(Db db, Attempts attempts, RegistryClock clock, RegistrySettings settings)
    {
        (this.db, this.attempts, this.clock) = (db, attempts, clock);
        var options = Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = settings.Passkeys.Domain,
            AuthenticatorTimeout = SignInLimits.PasskeyChallenge.Value,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "discouraged",
            AttestationConveyancePreference = "none",
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.TopOrigin is null && settings.Passkeys.Takes(context.Origin)),
        });
        (logins, uncounted) = (Of(new PasskeyStore(db, counters: true)), Of(new PasskeyStore(db, counters: false)));
        (handler, blindToCounters) = (new(logins, options), new(uncounted, options));
    }

    /// <summary>Makes a challenge; an older one for the same purpose in the same session is void.</summary>
    /// <returns>What the browser is asked, JSON.</returns>
    public async Task<string> Ask(SignedIn who, PasskeyPurpose purpose)
    {
        string asked;
        string? state;
        if (purpose is PasskeyPurpose.First or PasskeyPurpose.Add)
        {
            var made = await handler.MakeCreationOptionsAsync(new() { Id = $"{who.Login.Id}", Name = who.Login.Name, DisplayName = who.Login.Name }, Nowhere());
            (asked, state) = (made.CreationOptionsJson, made.AttestationState);
        }
        else
        {
            SignInRules.PasskeyNotAccepted.Require(who.Login.Passkeys > 0);
            var made = await handler.MakeRequestOptionsAsync(who.Login, Nowhere());
            (asked, state) = (made.RequestOptionsJson, made.AssertionState);
        }
        await db.Transaction(who.Actor, Asking, async tx =>
        {
            await tx.Execute($"update passkey_challenge set void_at = {tx.Now} where session_id = {who.Session} and purpose = {purpose} and used_at is null and void_at is null");
            await tx.Guarded($"""
                insert into passkey_challenge(id, session_id, login_id, purpose, state, issued_at, expires_at)
                values ({tx.NewId()}, {who.Session}, {who.Login.Id}, {purpose}, {state}, {tx.Now}, {tx.Now + SignInLimits.PasskeyChallenge.Value})
                """);
            tx.About("login", who.Login.Id);
        });
        return asked;
    }

    /// <summary>Looks at the answer of a passkey of the login.</summary>
    /// <exception cref="RefusalException">It is not accepted, or its counter went back: there may be a copy of it.</exception>
    public async Task<PasskeyAnswer> Answered(SignedIn who, PasskeyPurpose purpose, string credential)
    {
        var context = new PasskeyAssertionContext { HttpContext = Nowhere(), CredentialJson = credential, AssertionState = await Spent(who, purpose) };
        var result = await handler.PerformAssertionAsync(context);
        if (result is { Succeeded: true, Passkey: { } passkey, User: { } user } && user.Id == who.Login.Id)
            return new(who.Login.Id, Base64Url.EncodeToString(passkey.CredentialId), passkey.SignCount, passkey.IsBackedUp);
        var copied = result.Failure is not null && (await blindToCounters.PerformAssertionAsync(context)).Succeeded;
        throw await attempts.Refused(who.Actor, Answering, copied ? SignInRules.PasskeyCopied : SignInRules.PasskeyNotAccepted);
    }

    /// <summary>Looks at a passkey that a device made for the login.</summary>
    /// <exception cref="RefusalException">It is not accepted.</exception>
    public async Task<NewPasskey> Made(SignedIn who, PasskeyPurpose purpose, string credential)
    {
        var state = await Spent(who, purpose);
        var result = await handler.PerformAttestationAsync(new() { HttpContext = Nowhere(), CredentialJson = credential, AttestationState = state });
        if (result is not { Succeeded: true, Passkey: { IsUserVerified: true } passkey, UserEntity: { } user } || user.Id != $"{who.Login.Id}")
            throw await attempts.Refused(who.Actor, Answering, SignInRules.PasskeyNotAccepted);
        return new(passkey);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        logins.Dispose();
        uncounted.Dispose();
    }

    /// <summary>The challenge counts once, whatever comes of it.</summary>
    private async Task<string> Spent(SignedIn who, PasskeyPurpose purpose)
    {
        var state = await db.Transaction(who.Actor, Answering, tx => tx.Find<Row>($"""
            update passkey_challenge set used_at = {tx.Now}
            where session_id = {who.Session} and login_id = {who.Login.Id} and purpose = {purpose} and used_at is null and void_at is null and expires_at > {clock.Now}
            returning state
            """));
        return state?.State ?? throw await attempts.Refused(who.Actor, Answering, SignInRules.PasskeyNotAccepted);
    }

    /// <summary>The framework asks for a request and, told domain and addresses, reads nothing of it.</summary>
    private static DefaultHttpContext Nowhere() => new();

    private static UserManager<Login> Of(PasskeyStore store) => new(store, Options.Create(new IdentityOptions()), new PasswordHasher<Login>(), [], [],
        new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), new ServiceCollection().BuildServiceProvider(), NullLogger<UserManager<Login>>.Instance);

    private sealed record Row
    {
        public string State { get; init; } = "";
    }
}
