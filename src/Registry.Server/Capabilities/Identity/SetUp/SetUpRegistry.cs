using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.SetUp;

/// <summary>The codes with which the first two officers make their logins, each by himself or herself; told once.</summary>
/// <param name="Clerk">Code of the clerk.</param>
/// <param name="Reviewer">Code of the reviewer.</param>
public sealed record FirstCodes(string Clerk, string Reviewer);

/// <summary>
/// Sets up a registry that has no officers, with a one-time code that the program prints when it starts on such a database: no account comes
/// with the program, and no password is ever a default.
/// </summary>
public sealed class SetUpRegistry(Db db, Attempts attempts, AppointFirstOfficers appoint, RegistryClock clock)
{
    private static readonly ActionCode Offering = new("sign-in.offer-set-up");
    private static readonly ActionCode Code = new("sign-in.set-up");

    /// <summary>A new code, where there are no officers; the one before is void.</summary>
    /// <returns>The code, told once; null where there are officers.</returns>
    public async Task<string?> Offer()
    {
        await using (var reads = await db.Read())
            if (await reads.Scalar<long>($"select count(*) from officer") > 0) return null;
        return await db.Transaction(Actor.Setup, Offering, async tx =>
        {
            await tx.Execute($"update one_time_code set void_at = {tx.Now} where purpose = 'SetUp' and used_at is null and void_at is null");
            var secret = OneTimeSecret.New();
            await tx.Guarded($"""
                insert into one_time_code(id, purpose, code_hash, issued_at, expires_at)
                values ({tx.NewId()}, 'SetUp', {OneTimeSecret.Hash(secret)}, {tx.Now}, {tx.Now + SignInLimits.OneTimeCode.Value})
                """);
            return secret;
        });
    }

    /// <summary>Appoints the first two officers and tells their codes. Sent again after a break with the same forms it goes on where it broke.</summary>
    /// <exception cref="RefusalException">The code is not accepted, or the persons are not.</exception>
    public async Task<FirstCodes> SetUp(string code, PersonForm clerk, PersonForm reviewer, string neighbourhood)
    {
        var ofPlace = attempts.OfPlace(neighbourhood);
        await attempts.Count(ofPlace);
        var hash = OneTimeSecret.Hash(code.Trim());
        await using (var reads = await db.Read())
        {
            var good = await reads.Scalar<long>($"""
                select count(*) from one_time_code where code_hash = {hash} and purpose = 'SetUp' and used_at is null and void_at is null and expires_at > {clock.Now}
                """) == 1;
            if (!good) throw await attempts.Refused(Actor.Setup, Code, SignInRules.TokenNotAccepted);
        }
        // Forms may be mended and sent again, so the instruction is that of code and forms together.
        var officers = await appoint.Appoint(Actor.Setup, new(clerk, reviewer), Json.Hash(hash + Json.Write((object[])[clerk, reviewer])));
        return await db.Transaction(Actor.Setup, Code, async tx =>
        {
            SignInRules.TokenNotAccepted.Require(await tx.Execute($"update one_time_code set used_at = {tx.Now} where code_hash = {hash} and used_at is null and void_at is null") == 1);
            await Attempts.GiveBack(tx, ofPlace);
            return new FirstCodes(
                await ActivateLogin.Issue(tx, officers.Clerk, AccountId.RegistryBody, ActorRole.Clerk),
                await ActivateLogin.Issue(tx, officers.Reviewer, AccountId.RegistryBody, ActorRole.Reviewer));
        });
    }
}
