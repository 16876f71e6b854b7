using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Server.Capabilities.Operator.Replay;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S030 and S052: what nobody asked for is not taken, neither as JSON nor with a form.</summary>
public sealed class JsonTests
{
    private static readonly string[] Further =
    [
        "status", "Status", "role", "Role", "ownerId", "owner_id", "balance", "account", "accountId", "account_id", "person", "personId", "person_id", "id", "Id", "version", "approved", "isAdmin", "admin", "type",
        "number", "openedOn", "strength", "session", "login", "loginId", "permissions", "entitled", "quantity", "In.Status",
    ];

    private sealed record Body(string Name, int Count);

    /// <summary>Addresses that take something else than a form.</summary>
    private static IEnumerable<string> OtherBodies(IEnumerable<EndpointDataSource> sources) => sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAcceptsMetadata>() is { } takes && takes.ContentTypes.Any(type => type is not ("application/x-www-form-urlencoded" or "multipart/form-data")))
        .Select(e => e.RoutePattern.RawText!);

    [Fact]
    public async Task S030_S052_no_address_takes_JSON_and_one_that_did_would_be_found()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        await world.Http();
        OtherBodies(world.Routes.DataSources).ShouldBeEmpty();
        Endpoint.Of(world).Where(e => e.Route.StartsWith("/api", StringComparison.Ordinal)).ShouldAllBe(e => e.Method == "GET");

        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        app.MapPost("/planted", (Body body) => body.Name);
        OtherBodies(((IEndpointRouteBuilder)app).DataSources).ShouldBe(["/planted"]);
    }

    [Fact]
    public async Task S052_JSON_that_is_too_deep_or_has_unknown_repeated_or_impossible_values_is_not_read()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var wire = world.The<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        foreach (var options in (JsonSerializerOptions[])[wire, Json.Options])
        {
            JsonSerializer.Deserialize<Body>("{\"name\":\"a\",\"count\":1}", options).ShouldBe(new Body("a", 1));
            foreach (var name in Further) Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Body>($"{{\"name\":\"a\",\"count\":1,\"{name}\":1}}", options), name);
            foreach (var wrong in (string[])["{\"name\":\"a\",\"count\":1,\"count\":2}", "{\"name\":\"a\",\"Count\":1,\"count\":2}", "{\"name\":\"a\",\"count\":NaN}", "{\"name\":\"a\",\"count\":Infinity}", "{\"name\":\"a\",\"count\":1.5}", "{\"name\":\"a\",\"count\":1e99}", "{\"name\":\"a\",\"count\":1}{}", "{\"name\":\"a\",\"count\":1,}", "// x\n{\"name\":\"a\",\"count\":1}"])
                Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Body>(wrong, options), wrong);
            Should.Throw<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(new string('[', 33) + new string(']', 33), options));
            JsonSerializer.Deserialize<JsonElement>(new string('[', 32) + new string(']', 32), options).GetArrayLength().ShouldBe(1);
        }
    }

    [Fact]
    public async Task S030_thirty_further_names_in_a_form_change_nothing_more_than_the_form_without_them()
    {
        await using var world = await TestWorld.On(Engine.Sqlite, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world, 60);
        var browser = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        (string, string)[] further = [.. Further.Select(name => (name, "Administrator"))];
        var before = await Rows(world);
        ((int)(await browser.Post("/me/language", "language", [("language", "en"), .. further])).StatusCode).ShouldBe(303);
        (await Rows(world)).ShouldBe(before);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select language from reader_language")).ShouldBe("en");

        var visitor = new Browser(await world.Http());
        await RegisterTests.Register(visitor, "newcomer1", further: further);
        (await Rows(world)).ShouldBe(before);
        (await reads.Scalar<long>($"select count(*) from visitor")).ShouldBe(1);
    }

    /// <summary>Everything that says who may do what.</summary>
    private static async Task<string[]> Rows(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        var export = new StateExport(world.Db, world.The<PersonalVault>());
        var rows = new List<string>();
        foreach (var table in (string[])["login", "account", "person", "officer", "account_representative", "account_opening", "proposal", "sign_in_session"])
            rows.AddRange((await export.Rows(reads, table)).Select(row => System.Text.RegularExpressions.Regex.Replace(row, @"\|seen_at=[^|]*", "")));
        return [.. rows];
    }
}
