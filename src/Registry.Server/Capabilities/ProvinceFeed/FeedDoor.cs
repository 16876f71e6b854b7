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
    private static readonly string[] NamesOfKeys = ["key", "apikey", "api_key", "api-key", "token", "access_token", "authorization"];

    /// <summary>The province whose data the caller may take.</summary>
    /// <param name="context">The request.</param>
    /// <param name="resource">What is pulled.</param>
    /// <exception cref="RefusalException">No key, a wrong one, or a question for another province.</exception>
    public async Task<string> Open(HttpContext context, string resource)
    {
        var address = $"address:{context.Connection.RemoteIpAddress}";
        rate.Require(address, FeedRate.Refusals);
        try
        {
            var sent = Sent(context.Request);
            ProvinceKey? key;
            await using (var reads = await db.Read()) key = await ProvinceKeys.Find(reads, sent);
            return await Enter(context.Request, key, resource);
        }
        catch (RefusalException refusal) when (refusal.Rule.Kind is RefusalKind.Unauthenticated or RefusalKind.Malformed)
        {
            rate.Count(address, int.MaxValue);
            throw;
        }
    }

    private async Task<string> Enter(HttpRequest request, ProvinceKey? key, string resource)
    {
        if (key is not null) rate.Count($"key:{key.Id}", FeedRate.Pulls);
        var actor = new Actor(new PersonId(0), new AccountId(key?.AccountId ?? AccountId.None.Value), ActorRole.OutsideSystem);
        return await db.Transaction(actor, new ActionCode($"feed.pull-{resource}"), async tx =>
        {
            if (key is null) throw FeedRules.KeyUnknown.Refuse();
            tx.About("province-key", key.Id);
            key.Require(tx.Now);
            (await AccountRegister.Load(tx, actor.Account)).Require(AccountCapabilities.ReadsProvince);
            var asked = request.Query["province"].ToString();
            FeedRules.OtherProvince.Require(asked.Length == 0 || asked == key.ProvinceCode, ("province", asked), ("own", key.ProvinceCode));
            return key.ProvinceCode;
        });
    }

    private static string Sent(HttpRequest request)
    {
        FeedRules.KeyInAddress.Require(!request.Query.Any(q => NamesOfKeys.Contains(q.Key, StringComparer.OrdinalIgnoreCase) || q.Value.Any(v => v?.Contains(ProvinceKeys.Prefix, StringComparison.Ordinal) == true)));
        var header = request.Headers[HeaderNames.Authorization].ToString();
        FeedRules.KeyMissing.Require(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length);
        return header[Scheme.Length..].Trim();
    }
}
