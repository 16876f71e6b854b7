using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Lost;

/// <summary>
/// Whoever knows the password and lost the device of the second factor has the login suspended at once; two officers decide whether the person begins anew. See
/// <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class LostDevice(Db db, SessionStore sessions)
{
    private static readonly ActionCode Code = new("sign-in.report-lost-device");

    /// <summary>Reports the loss.</summary>
    /// <param name="half">Id of the session of the first step.</param>
    /// <param name="reason">What happened.</param>
    /// <exception cref="RefusalException">The first step is missing, or the login is none of a representative.</exception>
    public async Task Report(string? half, string reason)
    {
        var step = (half is null ? null : (await sessions.See(half, SessionStrength.Password)).SignedIn) ?? throw SignInRules.BeginAgain.Refuse();
        var login = step.Login;
        GeneralRules.NotEntitled.Require(login.Role is ActorRole.Initiator or ActorRole.Confirmer);
        await db.Transaction(login.Actor, Code, async tx =>
        {
            await AccountRequestRecord.Write(tx, new AccountId(login.AccountId), AccountRequestKind.Access, reason, login: login.Id);
            await SessionStore.EndOthers(tx, login.Id, but: 0, SessionEnd.Ended);
            tx.About("login", login.Id);
        });
    }
}
