using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using MailKit.Security;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Parameters;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Tidy;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The page on which the system administrator reads how the program runs.</summary>
public sealed partial class ParametersTests
{
    private const string Key = "gateway-key-0123456789-0123456789-0123456789";
    private const string Password = "mail-password-9137";

    [GeneratedRegex("\"(REGISTRY_[A-Z_]+)\"")]
    private static partial Regex Variables { get; }

    [Theory, BothDatabases]
    public async Task Settings_versions_jobs_and_limits_are_read_and_no_secret_is(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new MessageSettings
        {
            Sms = new(new Uri("https://sms.example/send"), Encoding.UTF8.GetBytes(Key)),
            Mail = new("mail.example", 465, SecureSocketOptions.SslOnConnect, "registry", Password, "registry@example.cn"),
        });
        var tick = world.The<IEnumerable<ITick>>().First(t => t.GetType().Name == "ExpiryTick");
        world.The<TickTimes>().Ended(tick, 1);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.The<TickTimes>().Ended(tick, null);
        await A.Officers(world);
        var person = await A.KnownPerson(world, 91);
        await A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(person.Value, ActorRole.Administrator));
        var administrator = await Visitors.SignedIn(world, new Actor(person, AccountId.RegistryBody, ActorRole.Administrator), "administrator01");
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var page = await (await administrator.Get($"/portal/parameters?lang={language}")).Text();
            foreach (var told in (string[])["sms.example", "mail.example:465", "registry@example.cn", "mlps3", engine == Engine.Sqlite ? "SQLite 3" : "PostgreSQL 1", "2026", "divisions.json", "2024-03-05 09:00:00", "2024-03-05 09:01:00"])
                page.ShouldContain(told);
            foreach (var secret in (string[])[Key, Password, Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)), Path.GetFileName(world.Settings.KeyFile)]) page.ShouldNotContain(secret);
        }
        (new DatabaseTarget(Engine.Postgres, "Host=db;Database=registry;Username=app;Password=database-password-5521")).Shown.ShouldNotContain("database-password-5521");
    }

    [Fact]
    public async Task Every_variable_that_the_program_reads_is_on_the_page()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var read = Tree.Product.Where(f => !f.Under("src/Registry.Server/Capabilities/Portal/Parameters")).SelectMany(f => Variables.Matches(f.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        Parameter.Of(world.Settings).Select(p => p.Name).ShouldBe(read, ignoreOrder: true);
    }

    [Fact]
    public void Setting_says_whether_it_came_from_an_argument_or_from_nowhere()
    {
        var common = new CommonOptions();
        var root = new RootCommand { common.Database, common.Urls, common.Keys };
        var settings = common.Settings(root.Parse(["--urls", "http://127.0.0.1:9", "--database", "sqlite:/tmp/none.db"]));
        settings.Origins["REGISTRY_URLS"].ShouldBe(ParameterOrigin.Argument);
        Parameter.Of(settings).Single(p => p.Name == "REGISTRY_URLS").ShouldBe(new Parameter("REGISTRY_URLS", "http://127.0.0.1:9", true, true, ParameterOrigin.Argument));
        Parameter.Of(settings).Single(p => p.Name == "REGISTRY_MESSAGES_PER_HOUR").Origin.ShouldBe(ParameterOrigin.Default);
        Parameter.Of(settings).Where(p => !p.Told).ShouldAllBe(p => p.Value == null);
    }
}
