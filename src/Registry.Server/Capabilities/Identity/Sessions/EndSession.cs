using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.Sessions;

/// <summary>Ends a session of one's own, by signing out or from the list; another's looks absent.</summary>
public sealed class EndSession(Db db)
{
    private static readonly ActionCode Code = new("sign-in.end-session");

    /// <summary>Ends it.</summary>
    public Task End(SignedIn signedIn, long session, SessionEnd reason) => db.Transaction(signedIn.Actor, Code, async tx =>
    {
        var own = await tx.Scalar<long>($"select count(*) from sign_in_session where id = {session} and login_id = {signedIn.Login.Id}") == 1;
        GeneralRules.Absent.Require(own && await SessionStore.End(tx, session, reason), ("what", "session"));
    });
}
