using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

public sealed class ServiceDeskTests
{
    [Theory, BothDatabases]
    public async Task MG03_Hotline_and_body_of_the_configuration_stand_on_every_page(Engine engine)
    {
        await using var usual = await TestWorld.On(engine);
        (await (await usual.Http()).GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("010-82268466");

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Service:AccountsHotline"] = "010-11112222",
            ["Service:RegistryBody:en"] = "The Permanent Registry",
        }).Build();
        await using var world = await TestWorld.On(engine, change: services => services.AddSingleton<IConfiguration>(configuration));
        var http = await world.Http();

        foreach (var path in new[] { "/", "/?lang=en", "/projects?lang=en" })
        {
            var page = await http.GetStringAsync(path, TestContext.Current.CancellationToken);
            page.ShouldContain("010-11112222");
            page.ShouldNotContain("010-82268466");
            page.Contains("The Permanent Registry", StringComparison.Ordinal).ShouldBe(path.Contains("lang=en", StringComparison.Ordinal), path);
        }
    }
}
