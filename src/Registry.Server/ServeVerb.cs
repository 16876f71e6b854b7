using Registry.Server.Capabilities.Identity;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Capabilities.Identity.SetUp;
using Registry.Server.Capabilities.Operator.Replay;
using Registry.Server.Capabilities.Portal;
using Registry.Server.Capabilities.ProvinceFeed;
using Registry.Server.Capabilities.PublicSite;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server;

/// <summary>Serves the registry over HTTP.</summary>
internal static class ServeVerb
{
    public static async Task<int> Run(RegistrySettings settings, bool mayCreate, bool demo, CancellationToken stopping)
    {
        if (settings.Database.SqlitePath is { } path && !File.Exists(path) && (mayCreate || demo))
        {
            Console.WriteLine($"Creating {settings.Database.Shown}");
            await MigrateVerb.Apply(settings);
        }
        if (Refusal(settings.Database) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCode.SchemaDoesNotFit;
        }
        if (demo)
        {
            await FillDemo(settings);
            settings = settings with { Messages = new() { Inbox = true }, Origins = new Dictionary<string, ParameterOrigin>(settings.Origins) { ["REGISTRY_INBOX"] = ParameterOrigin.Argument } };
        }
        var demonstration = await ClockOf(settings);
        await using var app = Build(settings, [], builder =>
        {
            builder.Services.AddHostedService<Ticker>();
            if (demonstration is not null) builder.Services.AddSingleton<TimeProvider>(demonstration).AddSingleton(demonstration).AddSingleton<ITick, DemonstrationTick>();
        });
        await app.Services.GetRequiredService<PersonalVault>().Require(app.Services.GetRequiredService<Db>());
        if (ListRefusal(app.Services) is { } noList)
        {
            await Console.Error.WriteLineAsync(noList);
            return ExitCode.ListMissing;
        }
        await app.StartAsync(stopping);
        Console.WriteLine($"Open CCER Registry on {string.Join(' ', app.Urls)} with {settings.Database.Shown}");
        if (settings.Messages.Inbox) Console.WriteLine($"Messages are not sent: read them at {app.Urls.First()}/development/inbox on this machine");
        if (demonstration is not null) Console.WriteLine($"The clock of the demonstration is set forward at {app.Urls.First()}/development/clock on this machine");
        if (await app.Services.GetRequiredService<SetUpRegistry>().Offer() is { } code)
            Console.WriteLine($"Nobody can sign in yet. Within 24 hours, open {app.Urls.First()}/set-up and enter this code once: {code}");
        await app.WaitForShutdownAsync(stopping);
        return ExitCode.Done;
    }

    /// <summary>The clock of a demonstration's database, which keeps it however it is started; null for any other.</summary>
    private static async Task<DemonstrationClock?> ClockOf(RegistrySettings settings)
    {
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        return await DemonstrationClock.Of(services.GetRequiredService<Db>());
    }

    /// <summary>Fills an empty database with the demonstration's ten projects; one that has accounts is left as it is.</summary>
    private static async Task FillDemo(RegistrySettings settings)
    {
        await using (var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider())
        await using (var reads = await services.GetRequiredService<Db>().Read())
        {
            if (await reads.Scalar<long>($"select count(*) from account") > 0)
            {
                Console.WriteLine("The database is not empty; the demonstration is not filled in.");
                if (File.Exists(DemoLoginsFile(settings))) Console.WriteLine($"Who can sign in is in {DemoLoginsFile(settings)}");
                return;
            }
        }
        await using (var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider())
        {
            await services.GetRequiredService<PersonalVault>().Require(services.GetRequiredService<Db>());
            await DemonstrationClock.Mark(services.GetRequiredService<Db>());
        }
        Console.WriteLine("Filling in the demonstration: ten real projects, invented persons");
        await ReplayVerb.Replay(settings, ReplayVerb.DemoRecords(settings), only: null, quiet: true);
        await TellLogins(settings);
    }

    /// <summary>Makes the logins of the demonstration, prints them, and keeps what was printed in a file that only its owner reads.</summary>
    private static async Task TellLogins(RegistrySettings settings)
    {
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        await new DemoPeople(services).Add();
        var made = await services.GetRequiredService<DemoLogins>().Make();
        var lines = made.Select(login => $"  {login.Name,-16} {login.Password,-20} {login.Secret}  {login.Of}").Prepend("  login            password             secret for an authenticator").ToList();
        var file = DemoLoginsFile(settings);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(file, options))
            foreach (var line in lines) await writer.WriteLineAsync(line);
        Console.WriteLine("Invented persons who can sign in:");
        foreach (var line in lines) Console.WriteLine(line);
        Console.WriteLine($"The same is in {file}");
    }

    private static string DemoLoginsFile(RegistrySettings settings) => Path.Combine(Path.GetDirectoryName(settings.OutboxFolder)!, "demo-logins.txt");

    /// <summary>The web application, as it is served and as it is tested.</summary>
    public static WebApplication Build(RegistrySettings settings, string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        configure?.Invoke(builder);
        builder.Services.AddRegistry(settings with { Database = settings.Database with { Patience = settings.StatementPatience } }).AddUi().AddSessionCookies().AddPublicSite().AddPortal();
        var app = builder.Build();
        app.MapUi();
        app.MapPublicSite();
        app.MapProvinceFeed();
        app.MapSignIn();
        app.MapPortal();
        return app;
    }

    private static string? ListRefusal(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<RefusedPasswords>();
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            return e.Message;
        }
    }

    private static string? Refusal(DatabaseTarget target)
    {
        try
        {
            return Schema.Status(target) switch
            {
                SchemaStatus.Current => null,
                SchemaStatus.Stale => $"The database {target.Shown} is not at this program's schema. Run: ./run migrate --database {target.Shown}",
                SchemaStatus.Newer => $"The database {target.Shown} was migrated by a newer program. Start that program, or restore a backup.",
            };
        }
        catch (System.Data.Common.DbException e)
        {
            return $"The database {target.Shown} does not answer: {e.Message}";
        }
    }
}
