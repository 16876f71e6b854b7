using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Security;
using Registry.Server.Tests.Tidy;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>
/// S027 and S028: every endpoint there is either demands a permission or stands on the reviewed list of what is open to everybody; and each private one
/// answers every kind of signed-in person as the table of permissions says, whatever id stands in its address.
/// </summary>
public sealed class AuthorizationTests
{
    [Fact]
    public async Task Every_endpoint_demands_what_was_reviewed()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        await world.Http();
        Approved.ShouldEqual("endpoints.txt", Endpoint.Of(world).Select(e => $"{e.Method} {e.Route}: {e.Demand}"));
    }

    [Theory, BothDatabases]
    public async Task Every_private_address_answers_every_kind_of_person_as_the_table_says_and_what_is_not_theirs_looks_absent(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.Project(world);
        var persons = new Dictionary<string, (Browser Browser, Login? Login)>(StringComparer.Ordinal) { ["anybody"] = (new Browser(await world.Http()), null) };
        async Task Add(string name, Actor actor) => persons[name] = (await Visitors.SignedIn(world, actor, name), await LoginOf(world, name));
        var stranger = await A.EnterpriseAccount(world, 60);
        await Add("stranger01", stranger.Initiator);
        await Add("stranger02", stranger.Confirmer);
        await Add("otherbody1", (await A.BodyAccount(world, A.Verifier, 70)).Initiator);
        await Add("member01", await A.Member(world, 80));
        var officers = await A.Officers(world);
        await Add("clerk01", officers.Clerk);
        await Add("reviewer01", officers.Reviewer);
        foreach (var (role, n) in ((ActorRole, int)[])[(ActorRole.Auditor, 90), (ActorRole.Administrator, 91)])
        {
            var person = await A.KnownPerson(world, n);
            await A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(person.Value, role));
            await Add($"{role}01".ToLowerInvariant(), new Actor(person, AccountId.RegistryBody, role));
        }
        await Add("exchange01", await A.ExchangeOperator(world));
        project.ShouldNotBeNull();

        var wrong = new List<string>();
        foreach (var (method, route, demand) in Endpoint.Of(world).Where(e => e.Demand is not ("everybody" or "signed in") && e.Method is "GET" or "*"))
            foreach (var (name, (browser, login)) in persons)
            {
                var path = new Endpoint(method, route, demand).With(Endpoint.AbsentId);
                var status = (int)(await browser.Get(path)).StatusCode;
                var permitted = login is not null && demand.Split('+').All(permission => Permissions.Has(login, permission));
                var expected = login is null ? 302 : permitted ? (path == route ? 200 : 404) : 404;
                // Who comes to the place after signing in and has no part in proposals is led on.
                // What is kept of oneself is told after a fresh proof only.
                if (permitted && route == "/me/record.json" && status == 401) continue;
                if (permitted && (status == 303 || (route == "/portal" && status == 200))) continue;
                if (status != expected) wrong.Add($"{method} {path} as {name}: {status} instead of {expected}");
            }
        wrong.ShouldBeEmpty();
    }

    private static async Task<Login> LoginOf(TestWorld world, string name)
    {
        await using var reads = await world.Db.Read();
        return (await Logins.Named(reads, name))!;
    }
}
