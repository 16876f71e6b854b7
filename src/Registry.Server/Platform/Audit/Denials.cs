using System.Collections.Concurrent;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Audit;

/// <summary>
/// Leaves a row for what a signed-in person tried and was denied before any transaction began: a page that is not theirs, a thing that is not, a form that
/// could not be read. Sixty rows a login and hour: a flood is seen, and does not fill the trail. ASVS 16.3.2.
/// </summary>
public sealed class Denials(Db db, RegistryClock clock)
{
    /// <summary>Most rows of one login in an hour.</summary>
    public const int MostInHour = 60;

    private const int LongestPath = 200;
    private static readonly ActionCode Code = new("access.denied");
    private readonly ConcurrentDictionary<long, (long Hour, int Count)> counted = new();

    /// <summary>Records it, unless its transaction has left a row already.</summary>
    public async Task Record(HttpContext context, RefusalException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (context?.SignedIn() is not { } signedIn || refusal.Data.Contains(Db.Recorded)) return;
        var hour = clock.Now.ToUnixTimeSeconds() / 3600;
        var count = counted.AddOrUpdate(signedIn.Login.Id, _ => (hour, 1), (_, known) => known.Hour == hour ? (hour, known.Count + 1) : (hour, 1)).Count;
        if (count > MostInHour) return;
        var path = $"{context.Request.Method} {context.Request.Path}";
        if (path.Length > LongestPath) path = path[..LongestPath];
        try
        {
            await db.Transaction(signedIn.Actor, Code, tx =>
            {
                tx.About("login", signedIn.Login.Id);
                throw refusal.Rule.Refuse(("address", path));
            });
        }
        catch (RefusalException recorded) when (recorded.Data.Contains(Db.Recorded))
        {
            refusal.Data[Db.Recorded] = true;
        }
    }
}
