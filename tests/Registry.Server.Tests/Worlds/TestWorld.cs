using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Worlds;

/// <summary>
/// The registry put together as it is served, on a database of one test's own, with a clock that only the test moves.
/// What the clock makes due is done by <see cref="Tick"/>, never behind the test's back.
/// </summary>
public sealed class TestWorld : IAsyncDisposable
{
    /// <summary>Where the clock stands at first: Tuesday 5 March 2024, 09:00 in Beijing.</summary>
    public static readonly DateTimeOffset Beginning = new(2024, 3, 5, 1, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database;
    private readonly string folder = Directory.CreateTempSubdirectory("registry-world-").FullName;
    private readonly WebApplication app;
    private HttpClient? http;

    private TestWorld(TestDatabase database, DateTimeOffset now, Action<IServiceCollection>? change, MessageSettings? messages, bool onSocket, bool ownKeys = false)
    {
        this.database = database;
        Time = new FakeTimeProvider(now);
        var keys = ownKeys ? Path.Combine(folder, "personal.key") : TestDatabase.KeyFile;
        if (ownKeys) File.Copy(TestDatabase.KeyFile, keys);
        Settings = new RegistrySettings
        {
            Database = database.Target,
            KeyFile = keys,
            OutboxFolder = Path.Combine(folder, "outbox"),
            Messages = messages ?? new MessageSettings(),
            Urls = "http://127.0.0.1:0",
        };
        app = ServeVerb.Build(Settings, [], builder =>
        {
            if (!onSocket) builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(Time);
            change?.Invoke(builder.Services);
        });
    }

    /// <summary>A new registry.</summary>
    /// <param name="engine">On which database.</param>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="messages">Through what messages go; nothing unless told.</param>
    /// <param name="ownKeys">With a file of personal keys of its own, for what changes it.</param>
    /// <param name="change">Services to add before the registry's own: stand-ins of the outside world only.</param>
    public static async Task<TestWorld> On(Engine engine, DateTimeOffset? now = null, Action<IServiceCollection>? change = null, MessageSettings? messages = null, bool ownKeys = false) =>
        new(await TestDatabase.Create(engine), now ?? Beginning, change, messages, onSocket: false, ownKeys);

    /// <summary>A new registry in an empty database of a server of the test's own.</summary>
    public static TestWorld At(DatabaseTarget target) => new(TestDatabase.At(target), Beginning, null, null, onSocket: false);

    /// <summary>A new registry that listens on a free port of the loopback, for real browsers; its messages are read in its inbox.</summary>
    /// <param name="now">Where its clock stands.</param>
    public static async Task<TestWorld> Listening(DateTimeOffset? now = null)
    {
        var world = new TestWorld(await TestDatabase.Create(Engine.Sqlite), now ?? Beginning, null, new() { Inbox = true }, onSocket: true);
        await world.app.StartAsync();
        return world;
    }

    /// <summary>Where it listens, without a slash at the end; nowhere unless it was told to.</summary>
    public string Address => app.Urls.First();

    /// <summary>Its settings.</summary>
    public RegistrySettings Settings { get; }

    /// <summary>Its time; it goes forward only.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Its database.</summary>
    public Db Db => The<Db>();

    /// <summary>Its clock.</summary>
    public RegistryClock Clock => The<RegistryClock>();

    /// <summary>One of its parts: a slice, the proposals, the ledger's writer.</summary>
    public T The<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>All its parts.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Its endpoints, once the server has started.</summary>
    public Microsoft.AspNetCore.Routing.IEndpointRouteBuilder Routes => app;

    /// <summary>A visitor's client; the server starts with the first call.</summary>
    public async Task<HttpClient> Http()
    {
        if (http is not null) return http;
        await app.StartAsync();
        return http = app.GetTestClient();
    }

    /// <summary>Moves the clock to an instant.</summary>
    public void GoTo(DateTimeOffset instant) => Time.SetUtcNow(instant);

    /// <summary>Moves the clock to a local time in Beijing, nine in the morning unless told.</summary>
    public void GoTo(DateOnly day, int hour = 9, int minute = 0) =>
        GoTo(RegistryClock.AtLocal(day.ToDateTime(new TimeOnly(hour, minute))));

    /// <summary>Does what is due now.</summary>
    /// <returns>How many things were done.</returns>
    public async Task<int> Tick()
    {
        var done = 0;
        foreach (var tick in app.Services.GetServices<ITick>()) done += await tick.Tick();
        return done;
    }

    /// <summary>Changes rows behind the registry's back, as an attacker or an accident would; on PostgreSQL as the owner of the tables.</summary>
    public async Task Damage(string sql)
    {
        await using System.Data.Common.DbConnection connection = database.Target.Engine == Engine.Sqlite
            ? new Microsoft.Data.Sqlite.SqliteConnection(database.Target.ConnectionString)
            : new Npgsql.NpgsqlConnection(database.Target.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
