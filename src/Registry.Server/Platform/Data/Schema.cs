using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Registry.Server.Platform.Data;

/// <summary>How the schema of a database compares with the program.</summary>
public enum SchemaStatus
{
    /// <summary>They fit.</summary>
    Current,

    /// <summary>The database lacks scripts of the program: run <c>migrate</c>.</summary>
    Stale,

    /// <summary>The database has scripts that the program does not know: the program is too old.</summary>
    Newer,
}

/// <summary>
/// Brings a database to the program's schema by forward-only scripts. Type tokens in a script become the engine's own
/// types; a script that must differ by engine is a pair, <c>name.sqlite.sql</c> and <c>name.postgres.sql</c>.
/// </summary>
public static class Schema
{
    private static readonly Dictionary<string, string> SqliteTypes = new()
    {
        ["$instant$"] = "text",
        ["$date$"] = "text",
        ["$json$"] = "text",
        ["$bool$"] = "integer",
        ["$bytes$"] = "blob",
        ["$long$"] = "integer",
        ["$int$"] = "integer",
    };

    private static readonly Dictionary<string, string> PostgresTypes = new()
    {
        ["$instant$"] = "timestamptz",
        ["$date$"] = "date",
        ["$json$"] = "text",
        ["$bool$"] = "boolean",
        ["$bytes$"] = "bytea",
        ["$long$"] = "bigint",
        ["$int$"] = "integer",
    };

    /// <summary>Applies what is missing.</summary>
    /// <returns>Names of the scripts applied, in order.</returns>
    public static IReadOnlyList<string> Migrate(DatabaseTarget target)
    {
        if (target.SqlitePath is { } path && Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var result = Upgrade(target).PerformUpgrade();
        if (!result.Successful) throw new InvalidOperationException($"Script {result.ErrorScript?.Name} failed.", result.Error);
        if (target.Engine == Engine.Postgres) Grant(target);
        else WriteAhead(target);
        return [.. result.Scripts.Select(s => s.Name)];
    }

    /// <summary>Compares the database with the program; a database that does not exist is stale.</summary>
    public static SchemaStatus Status(DatabaseTarget target)
    {
        if (target.SqlitePath is { } path && !File.Exists(path)) return SchemaStatus.Stale;
        var upgrade = Upgrade(target);
        if (upgrade.IsUpgradeRequired()) return SchemaStatus.Stale;
        var known = upgrade.GetDiscoveredScripts().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return upgrade.GetExecutedScripts().All(known.Contains) ? SchemaStatus.Current : SchemaStatus.Newer;
    }

    /// <summary>The schema of this program: the last of its scripts, and how many they are. A database at another one is not served.</summary>
    public static string Version(DatabaseTarget target) =>
        Upgrade(target).GetDiscoveredScripts().Select(s => s.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } scripts ? $"{scripts[^1].Split(".Migrations.")[^1]} ({scripts.Count})" : "";

    private static UpgradeEngine Upgrade(DatabaseTarget target)
    {
        var other = target.Engine == Engine.Sqlite ? ".postgres.sql" : ".sqlite.sql";
        UpgradeEngineBuilder builder = target.Engine == Engine.Sqlite
            ? DeployChanges.To.SqliteDatabase(target.ConnectionString)
            : DeployChanges.To.PostgresqlDatabase(target.ConnectionString);
        return builder
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name =>
                name.Contains(".Migrations.", StringComparison.Ordinal) && !name.EndsWith(other, StringComparison.Ordinal) && !name.EndsWith(".always.sql", StringComparison.Ordinal))
            .WithPreprocessor(new Tokens(target.Engine == Engine.Sqlite ? SqliteTypes : PostgresTypes))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
    }

    private static void WriteAhead(DatabaseTarget target)
    {
        using var connection = new SqliteConnection(target.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode=wal";
        command.ExecuteNonQuery();
    }

    /// <summary>What each role may do, said anew after every migration so that a new table is never left open or shut.</summary>
    private static void Grant(DatabaseTarget target)
    {
        using var connection = new NpgsqlConnection(target.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Registry.Server.Migrations.grants.always.sql")
            ?? throw new InvalidOperationException("The grants are missing from the program.");
        using var reader = new StreamReader(stream);
        command.CommandText = reader.ReadToEnd();
        command.ExecuteNonQuery();
    }

    private sealed class Tokens(Dictionary<string, string> types) : IScriptPreprocessor
    {
        public string Process(string contents)
        {
            foreach (var (token, type) in types) contents = contents.Replace(token, type, StringComparison.Ordinal);
            return contents;
        }
    }
}
