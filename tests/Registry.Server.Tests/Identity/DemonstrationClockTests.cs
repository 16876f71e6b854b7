using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>The clock that whoever runs a demonstration sets forward.</summary>
public sealed class DemonstrationClockTests
{
    [Theory, BothDatabases]
    public async Task Clock_of_a_marked_database_goes_forward_and_stays_so_and_another_database_has_none(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        (await DemonstrationClock.Of(world.Db)).ShouldBeNull();
        await DemonstrationClock.Mark(world.Db);
        var clock = (await DemonstrationClock.Of(world.Db))!;
        var other = (await DemonstrationClock.Of(world.Db))!;
        var then = clock.Machine.AddDays(30);

        await clock.Move(world.Db, then);

        clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(then);
        other.GetUtcNow().ShouldBeLessThan(then);
        await other.Follow(world.Db);
        other.GetUtcNow().ShouldBeGreaterThanOrEqualTo(then);
        (await DemonstrationClock.Of(world.Db))!.GetUtcNow().ShouldBeGreaterThanOrEqualTo(then);
        new RegistryClock(clock).OfAuthenticators.ShouldBeLessThan(then);
        foreach (var wrong in (DateTimeOffset[])[clock.Machine, then.AddDays(-1), then.AddYears(11)])
            await DemonstrationRules.ForwardOnly.ShouldRefuse(() => clock.Move(world.Db, wrong));
        foreach (var attack in (string[])["update demonstration set ahead_seconds = 0", "delete from demonstration", "insert into demonstration(one, ahead_seconds, moved_at) values (2, 0, '2024-01-01T00:00:00.000000Z')"])
            await Should.ThrowAsync<System.Data.Common.DbException>(() => world.Damage(attack), attack);
    }

    [Theory, BothDatabases]
    public async Task Registry_with_accounts_does_not_become_a_demonstration(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 60);

        await Should.ThrowAsync<System.Data.Common.DbException>(() => world.Damage("insert into demonstration(one, ahead_seconds, moved_at) values (1, 0, '2024-01-01T00:00:00.000000Z')"));
        (await DemonstrationClock.Of(world.Db)).ShouldBeNull();
    }

    [Fact]
    public async Task Page_of_the_clock_is_there_in_a_demonstration_and_on_its_own_machine_only()
    {
        await using var world = await TestWorld.On(Engine.Sqlite, messages: new() { Inbox = true });
        await DemonstrationClock.Mark(world.Db);
        var clock = (await DemonstrationClock.Of(world.Db))!;
        await using var app = ServeVerb.Build(world.Settings, [], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(clock);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        async Task<int> Seen(string address) => (await app.GetTestServer().SendAsync(context =>
        {
            (context.Request.Scheme, context.Request.Host, context.Request.Path) = ("https", new("localhost"), "/development/clock");
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        })).Response.StatusCode;

        (await Seen("127.0.0.1")).ShouldBe(200);
        (await Seen("198.51.100.7")).ShouldBe(404);
        (await (await world.Http()).GetAsync("/development/clock", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
