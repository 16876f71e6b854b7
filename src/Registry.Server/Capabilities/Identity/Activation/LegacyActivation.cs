using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.Activation;

/// <summary>
/// Who signs in with the password of the old system for the first time also types a code that went to the account's e-mail address: whoever stole the old passwords
/// gets no second factor with them. Questions and answers 1.2.7.
/// </summary>
public sealed class LegacyActivation(Db db, People people, Post post, RegistryClock clock)
{
    private const int TailLength = 4;
    private static readonly Texts Text = Texts.For<IdentityText>();

    /// <summary>Sends a code, unless one that was sent is still good.</summary>
    internal async Task Send(Tx tx, Login login)
    {
        var secret = OneTimeSecret.NewTyped();
        var taken = await tx.Execute($"""
            update legacy_account set code_hash = {OneTimeSecret.Hash(OneTimeSecret.Typed(secret))}, code_expires_at = {tx.Now + SignInLimits.OneTimeCode.Value}
            where id = {login.PersonId} and proven_at is null and (code_expires_at is null or code_expires_at <= {tx.Now})
            """);
        if (taken == 0) return;
        var holder = new PersonId(login.PersonId);
        var number = await tx.Scalar<string>($"select number from account where id = {login.LegacyAccountId}");
        await post.Send(tx, await people.ReachOf(tx, holder), MessageKind.Activation, SignInLimits.OneTimeCode.Value,
            ("account", number![^TailLength..]), ("role", Wording.Of(Text, "legacy.role")), ("code", secret), ("hours", $"{SignInLimits.OneTimeCode.Value.TotalHours:0}"));
    }

    /// <summary>To which address the code went, masked.</summary>
    internal async Task<string> Shown(Login login)
    {
        await using var reads = await db.Read();
        return Masking.Email((await people.LegacyEmail(reads, new PersonId(login.PersonId)))!);
    }

    /// <summary>Whether the code is the one that was sent.</summary>
    internal async Task<bool> Matches(Login login, string typed)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"""
            select count(*) from legacy_account where id = {login.PersonId} and code_hash = {OneTimeSecret.Hash(OneTimeSecret.Typed(typed))} and code_expires_at > {clock.Now}
            """) == 1;
    }

    /// <summary>The address is proven, once.</summary>
    internal static async Task Prove(Tx tx, Login login)
    {
        SignInRules.TokenNotAccepted.Require(await tx.Execute($"""
            update legacy_account set proven_at = {tx.Now}, code_hash = null, code_expires_at = null where id = {login.PersonId} and proven_at is null and code_expires_at > {tx.Now}
            """) == 1);
        tx.About("login", login.Id);
    }
}
