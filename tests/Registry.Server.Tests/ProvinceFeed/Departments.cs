using System.Net.Http.Headers;
using System.Text.Json;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.ProvinceFeed;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.ProvinceFeed;

/// <summary>Provincial departments, their keys, and their sites.</summary>
internal static class Departments
{
    /// <summary>The account of a provincial department.</summary>
    public static async Task<A.Holder> Department(TestWorld world, string province, int n)
    {
        var (one, two) = (await A.KnownPerson(world, n * 10 + 1), await A.KnownPerson(world, n * 10 + 2));
        var reply = await A.OfficersAct<OpenProvincialAccount, OpenProvincialAccount.Command>(world,
            new($"Department {province}", A.Code(n), province, one.Value, two.Value, "Letter 1", Invented: true));
        return await A.HolderOf(world, reply.As<OpenedAccount>());
    }

    /// <summary>A key that two officers granted, not collected.</summary>
    public static async Task<long> Granted(TestWorld world, A.Holder department, DateOnly? from = null, int days = 30)
    {
        var first = from ?? world.Clock.Today;
        return (await A.OfficersAct<IssueProvinceKey, IssueProvinceKey.Command>(world, new(department.Account.Value, first, first.AddDays(days - 1)))).As<IssuedKey>().Key;
    }

    /// <summary>A key that was collected.</summary>
    public static async Task<(long Id, string Key)> Key(TestWorld world, A.Holder department, DateOnly? from = null, int days = 30)
    {
        var id = await Granted(world, department, from, days);
        return (id, await world.The<CollectProvinceKey>().Collect(department.Initiator, id));
    }

    /// <summary>What a site with a key is answered.</summary>
    public static async Task<HttpResponseMessage> Pull(TestWorld world, string path, string? key, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/province/{path}");
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await (await world.Http()).Answer(request);
    }

    /// <summary>The JSON that a site with a key is given.</summary>
    public static async Task<JsonElement> Pulled(TestWorld world, string path, string key)
    {
        var answer = await Pull(world, path, key);
        ((int)answer.StatusCode).ShouldBe(200, path);
        using var document = JsonDocument.Parse(await answer.Text());
        return document.RootElement.Clone();
    }

    /// <summary>Numbers of what was pulled.</summary>
    public static List<string> Ids(this JsonElement pulled) => [.. pulled.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
}
