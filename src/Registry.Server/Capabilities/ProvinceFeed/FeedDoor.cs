using Microsoft.Net.Http.Headers;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.ProvinceFeed;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>Lets a provincial site in by its key, and nobody else; each pull and each refusal leaves its row in the audit trail.</summary>
internal sealed class FeedDoor(Db db, FeedRate rate)
{
    private const string Scheme = "Bearer ";
    private const string Strangers = "strangers";
    private static readonly string[] NamesOfKeys = ["key", "apikey", "api_key", "api-key", "token", "access_token", "authorization"];

    /// <summary>The province whose data the caller may take.</summary>
    /// <param name="context">The request.</param>
    /// <param name="resource">What is pulled.</param>
    /// <exception cref="RefusalException">No key, a wrong one, a question for another province, or too often.</exception>
    public async Task<string> Open(HttpContext context, string resource)
    {
        var place = FeedRate.Place(context.Connection.RemoteIpAddress);
        var action = new ActionCode($"feed.pull-{resource}");
        if (rate.Seen(place) >= FeedRate.Refusals) await Limit(Actor.Outside, action, place, FeedRate.Refusals);
        var sent = Sent(context.Request);
        ProvinceKey? key = null;
        if (sent is not null)
        {
            await using var reads = await db.Read();
            key = await ProvinceKeys.Find(reads, sent);
        }
        var actor = key is null ? Actor.Outside : new Actor(new PersonId(0), new AccountId(key.AccountId), ActorRole.OutsideSystem);
        if (key is null)
        {
            await Limit(actor, action, Strangers, FeedRate.Strangers);
            await Limit(actor, action, place, FeedRate.Refusals);
        }
        else
        {
            await Limit(actor, action, $"key:{key.Id}", FeedRate.Pulls);
        }
        try
        {
            return await db.Transaction(actor, new ActionCode($"feed.pull-{resource}"), tx => Enter(tx, context.Request, place, sent, key));
        }
        catch (RefusalException refusal) when (key is not null && refusal.Rule.Kind is (RefusalKind.Unauthenticated or RefusalKind.Malformed))
        {
            rate.Count(place);
            throw;
        }
    }

    private static async Task<string> Enter(Tx tx, HttpRequest request, string place, string? sent, ProvinceKey? key)
    {
        FeedRules.KeyInAddress.Require(!InAddress(request), ("caller", place), ("key", key?.Id));
        FeedRules.KeyMissing.Require(sent is not null, ("caller", place));
        if (key is null) throw FeedRules.KeyUnknown.Refuse(("caller", place));
        tx.About("province-key", key.Id);
        key.Require(tx.Now);
        (await AccountRegister.Load(tx, tx.Actor.Account)).Require(AccountCapabilities.ReadsProvince);
        var asked = request.Query["province"].ToString();
        FeedRules.OtherProvince.Require(asked.Length == 0 || asked == key.ProvinceCode, ("province", asked), ("own", key.ProvinceCode), ("key", key.Id));
        return key.ProvinceCode;
    }

    /// <summary>Counts, and refuses what is too often; only the first such refusal of a caller in a minute leaves a row, so that a flood leaves few.</summary>
    private async Task Limit(Actor actor, ActionCode action, string caller, int most)
    {
        var count = rate.Count(caller);
        if (count <= most) return;
        var refusal = FeedRules.TooOften.Refuse(("most", most), ("caller", caller));
        if (count == most + 1) await db.Transaction(actor, action, _ => Task.FromException(refusal));
        throw refusal;
    }

    private static bool InAddress(HttpRequest request) =>
        request.Query.Any(q => NamesOfKeys.Contains(q.Key, StringComparer.OrdinalIgnoreCase) || q.Value.Any(v => v?.Contains(ProvinceKeys.Prefix, StringComparison.Ordinal) == true));

    private static string? Sent(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length ? header[Scheme.Length..].Trim() : null;
    }
}
