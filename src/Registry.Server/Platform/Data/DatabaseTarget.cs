using Microsoft.Data.Sqlite;
using Npgsql;

namespace Registry.Server.Platform.Data;

/// <summary>Which engine keeps the registry.</summary>
public enum Engine
{
    /// <summary>The embedded database.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server or cluster.</summary>
    Postgres,
}

/// <summary>
/// Where the registry's data is: <c>sqlite:PATH</c>, or <c>postgres://user:password@host:port/name</c>, or an Npgsql
/// connection string.
/// </summary>
public sealed record DatabaseTarget(Engine Engine, string ConnectionString)
{
    /// <summary>Role of PostgreSQL under which the server works: it may not alter tables, nor change what is append-only.</summary>
    public const string ApplicationRole = "registry_app";

    /// <summary>Role of PostgreSQL for the public side: it may read the public views and nothing else.</summary>
    public const string PublicRole = "registry_public";

    /// <summary>How long one statement may take before it is given up; for as long as it takes unless set.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Reads the text of <c>--database</c>.</summary>
    /// <exception cref="FormatException">The text is neither form; the message says what is accepted.</exception>
    public static DatabaseTarget Parse(string text)
    {
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase))
        {
            var path = text["sqlite:".Length..];
            if (string.IsNullOrWhiteSpace(path)) throw new FormatException("--database sqlite:PATH needs a path after the colon.");
            return Sqlite(Path.GetFullPath(path));
        }
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return new(Engine.Postgres, FromUrl(new Uri(text)));
        if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            return new(Engine.Postgres, new NpgsqlConnectionStringBuilder(text).ConnectionString);
        throw new FormatException("--database takes sqlite:PATH or postgres://user:password@host:port/name.");
    }

    /// <summary>The embedded database in a file.</summary>
    public static DatabaseTarget Sqlite(string path) => new(Engine.Sqlite, new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = 30,
        Pooling = true,
    }.ConnectionString);

    /// <summary>File of the embedded database; null on PostgreSQL.</summary>
    public string? SqlitePath => Engine == Engine.Sqlite ? new SqliteConnectionStringBuilder(ConnectionString).DataSource : null;

    /// <summary>What may be shown of it: never a password.</summary>
    public string Shown => Engine == Engine.Sqlite
        ? $"sqlite:{SqlitePath}"
        : new NpgsqlConnectionStringBuilder(ConnectionString) is var b ? $"postgres://{b.Host}:{b.Port}/{b.Database}" : "";

    private static string FromUrl(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }
        return builder.ConnectionString;
    }
}
