using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Files;

/// <summary>Room that files take and may take, bytes.</summary>
/// <param name="Used">Taken.</param>
/// <param name="Allowed">What may be taken.</param>
public sealed record Storage(long Used, long Allowed);

/// <summary>
/// How much room the files of an account may take; of a visitor, who has none, those of the person. The database keeps the sum with each file in the file's own transaction, so that
/// two files at once are counted one after the other. The registry body and the exchange have no such limit. ASVS 5.2.4.
/// </summary>
public sealed class StorageQuota(Db db, RegistrySettings settings)
{
    private const int VisitorsPart = 10;

    /// <summary>What an actor's files take; null where nothing limits them.</summary>
    public async Task<Storage?> Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Allowed(actor) is not { } allowed) return null;
        await using var reads = await db.Read();
        return new(await Used(reads, actor), allowed);
    }

    /// <summary>Refuses the transaction that stored a file beyond the limit.</summary>
    /// <exception cref="RefusalException">There is no room: <c>document.quota</c>.</exception>
    internal async Task Require(Tx tx, Actor actor, long size)
    {
        if (Allowed(actor) is not { } allowed) return;
        var used = await Used(tx, actor);
        DocumentRules.Quota.Require(used <= allowed, ("size", size), ("used", used - size), ("max", allowed));
    }

    private long? Allowed(Actor actor) => actor.Account.Value > 0 ? settings.Storage : actor.Account == AccountId.None ? settings.Storage / VisitorsPart : null;

    private static async Task<long> Used(Reads reads, Actor actor) =>
        await reads.Scalar<long>($"select bytes from storage_used where account_id = {actor.Account} and person_id = {(actor.Account.Value > 0 ? 0 : actor.Person.Value)}");
}
