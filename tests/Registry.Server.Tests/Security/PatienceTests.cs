using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S066: no statement of a request takes for ever.</summary>
public sealed class PatienceTests
{
    private const string Endless = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select count(*) from n";

    [Theory, BothDatabases]
    public async Task S066_statement_that_takes_too_long_is_given_up_and_said_so_and_the_next_one_is_answered(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        world.Settings.StatementPatience.ShouldBe(TimeSpan.FromSeconds(10));
        world.The<DatabaseTarget>().Patience.ShouldBe(TimeSpan.FromSeconds(10));
        await using var app = ServeVerb.Build(world.Settings with { StatementPatience = TimeSpan.FromMilliseconds(300) }, [], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(world.Time);
        });
        async Task<long> Asked()
        {
            await using var reads = await app.Services.GetRequiredService<Db>().Read();
            return await reads.Scalar<long>(System.Runtime.CompilerServices.FormattableStringFactory.Create(Endless));
        }
        app.MapGet("/api/v1/slow", () => Asked());
        app.MapGet("/slow", () => Asked());
        await app.StartAsync(TestContext.Current.CancellationToken);
        var http = app.GetTestClient();

        foreach (var path in (string[])["/api/v1/slow", "/slow"])
        {
            var answer = await http.Answer("https://localhost" + path);
            ((int)answer.StatusCode).ShouldBe(503, path);
            (await answer.Text()).ShouldContain(RequestRules.TooLong.Code);
        }
        ((int)(await http.Answer("https://localhost/api/v1/public/projects")).StatusCode).ShouldBe(200);

        await using var pub = await app.Services.GetRequiredService<Db>().PublicRead();
        Db.IsOverdue(await Should.ThrowAsync<DbException>(() => pub.Scalar<long>(System.Runtime.CompilerServices.FormattableStringFactory.Create(Endless)))).ShouldBeTrue();
        (await pub.Scalar<long>($"select count(*) from public_project")).ShouldBe(0);
        (await Should.ThrowAsync<DbException>(() => app.Services.GetRequiredService<Db>().Transaction(Registry.Server.Platform.Identity.Actor.Clock, new("test.slow"),
            tx => tx.Scalar<long>(System.Runtime.CompilerServices.FormattableStringFactory.Create(Endless))))).ShouldSatisfyAllConditions(e => Db.IsOverdue(e).ShouldBeTrue());
    }

    [Fact]
    public async Task S066_verbs_take_as_long_as_they_need()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        await using var services = new ServiceCollection().AddLogging().AddRegistry(world.Settings).BuildServiceProvider();
        services.GetRequiredService<DatabaseTarget>().Patience.ShouldBeNull();
    }
}
