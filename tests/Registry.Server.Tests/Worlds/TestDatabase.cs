using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Server.Platform.Data;

namespace Registry.Server.Tests.Worlds;

/// <summary>
/// A migrated database of one test's own, with the registers that come with the program. It is made once per engine and
/// run of the tests; each test gets a copy.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "REGISTRY_TEST_POSTGRES";
    private static readonly string Folder = Directory.CreateTempSubdirectory("registry-tests-").FullName;
    private static readonly string Run = $"registry_test_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];
    private static readonly Lazy<string> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<string> PostgresTemplate = new(MakePostgresTemplate);
    private static int number;

    private readonly bool kept;

    private TestDatabase(DatabaseTarget target, bool kept = false) => (Target, this.kept) = (target, kept);

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CleanUp();

    /// <summary>Where the key of its personal data lies; one for all databases of a run.</summary>
    public static string KeyFile { get; } = Path.Combine(Folder, "personal.key");

    /// <summary>Where it is.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>A migrated database.</summary>
    public static async Task<TestDatabase> Create(Engine engine)
    {
        var name = NextName();
        if (engine == Engine.Sqlite)
        {
            var path = Path.Combine(Folder, name + ".db");
            File.Copy(SqliteTemplate.Value, path);
            return new(DatabaseTarget.Sqlite(path));
        }
        await Administer($"create database {name} template {PostgresTemplate.Value}");
        return new(Postgres(name));
    }

    /// <summary>A database of a server of the test's own, which takes it away with itself.</summary>
    public static TestDatabase At(DatabaseTarget target)
    {
        Migrate(target);
        return new(target, kept: true);
    }

    /// <summary>A database in which no script has run.</summary>
    public static async Task<TestDatabase> CreateEmpty(Engine engine)
    {
        var name = NextName();
        if (engine == Engine.Sqlite) return new(DatabaseTarget.Sqlite(Path.Combine(Folder, name + ".db")));
        await Administer($"create database {name}");
        return new(Postgres(name));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Target.SqlitePath is { } path)
        {
            using (var connection = new SqliteConnection(Target.ConnectionString)) SqliteConnection.ClearPool(connection);
            foreach (var file in Directory.GetFiles(Folder, Path.GetFileName(path) + "*")) File.Delete(file);
            return;
        }
        if (!kept) await Administer($"drop database {new NpgsqlConnectionStringBuilder(Target.ConnectionString).Database} with (force)");
    }

    private static string NextName() => $"{Run}_{Interlocked.Increment(ref number)}";

    private static DatabaseTarget Postgres(string name) => new(Engine.Postgres, new NpgsqlConnectionStringBuilder(Administration)
    {
        Database = name,
        Pooling = true,
        IncludeErrorDetail = true,
        MaxPoolSize = 40,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 2,
    }.ConnectionString);

    private static string Administration => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString
        : throw new InvalidOperationException($"Every database test runs on PostgreSQL too. Start the tests with ./test, which brings one, or set {Variable} to the connection string of a superuser.");

    private static string MakeSqliteTemplate()
    {
        var target = DatabaseTarget.Sqlite(Path.Combine(Folder, "template.db"));
        Migrate(target);
        SqliteConnection.ClearAllPools();
        return target.SqlitePath!;
    }

    private static string MakePostgresTemplate()
    {
        var name = Run + "_template";
        Administer($"create database {name}").GetAwaiter().GetResult();
        var unpooled = new NpgsqlConnectionStringBuilder(Postgres(name).ConnectionString) { Pooling = false };
        Migrate(new DatabaseTarget(Engine.Postgres, unpooled.ConnectionString));
        return name;
    }

    private static void Migrate(DatabaseTarget target) => MigrateVerb.Apply(new RegistrySettings
    {
        Database = target,
        KeyFile = KeyFile,
        OutboxFolder = Path.Combine(Folder, "outbox"),
    }).GetAwaiter().GetResult();

    private static async Task Administer(string statement)
    {
        await using var connection = new NpgsqlConnection(Administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static void CleanUp()
    {
        // A template whose scripts failed has no value, and is there all the same.
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }) Administer($"drop database if exists {Run}_template with (force)").GetAwaiter().GetResult();
        Directory.Delete(Folder, recursive: true);
    }
}
