using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>
/// A representative of the department collects the key that two officers granted. It is made now and told once: only its hash is written, and
/// there is no instruction whose stored answer could repeat it. An answer that got lost costs a revocation and a new key.
/// </summary>
public sealed class CollectProvinceKey(Db db)
{
    private static readonly ActionCode Code = new("feed.collect-key");

    /// <summary>Makes the key and tells it.</summary>
    public async Task<string> Collect(Actor actor, long id)
    {
        var (key, hash) = ProvinceKeys.Make();
        await db.Transaction(actor, Code, async tx =>
        {
            var granted = await ProvinceKeys.Get(tx, id);
            GeneralRules.Absent.Require(granted.AccountId == actor.Account.Value, ("what", "key"));
            await OwnProvince.RequireRepresentative(tx, actor);
            (await AccountRegister.Load(tx, actor.Account)).Require(AccountCapabilities.ReadsProvince);
            FeedRules.KeyExpired.Require(tx.Today <= granted.EndsOn, ("key", id), ("beginsOn", granted.BeginsOn), ("endsOn", granted.EndsOn));
            var collected = await tx.Execute($"""
                update province_key set key_hash = {hash}, collected_at = {tx.Now}, collected_by_person_id = {actor.Person}
                where id = {id} and key_hash is null and revoked_at is null
                """);
            FeedRules.KeyCollected.Require(collected == 1, ("key", id));
            tx.About("province-key", id);
        });
        return key;
    }
}
