using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Identity.Factors;

/// <summary>
/// Tells the holder of a login, by message, that a passkey of it was refused because its counter went back: there may be a copy in other hands. In the portal the database
/// tells it with the refusal's own row of the trail.
/// </summary>
public sealed class PasskeyAlarm(Db db, People people, Post post)
{
    private static readonly ActionCode Code = new("sign-in.tell-of-copied-passkey");

    /// <summary>Does what a passkey was shown for.</summary>
    /// <exception cref="RefusalException">What it refuses; a copied passkey is told of before.</exception>
    public async Task<T> Watch<T>(SignedIn who, Func<Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            return await act();
        }
        catch (RefusalException refusal) when (refusal.Rule == SignInRules.PasskeyCopied)
        {
            await db.Transaction(who.Login.Actor, Code, async tx =>
            {
                tx.About("login", who.Login.Id);
                await post.Send(tx, await people.ReachOf(tx, who.Login.Actor.Person), MessageKind.PasskeyCopied, SignInLimits.OneTimeCode.Value,
                    ("login", who.Login.Name), ("time", Formats.Time(tx.Now)));
            });
            throw;
        }
    }
}
