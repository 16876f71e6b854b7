using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Registry.Server.Platform.Data;

/// <summary>Gives up a statement of the embedded database that takes too long; PostgreSQL does so by itself. S066.</summary>
internal sealed class StatementWatch
{
    /// <summary>What the embedded database says of a statement that was given up.</summary>
    public const int Interrupted = 9;

    /// <summary>Steps of its machine between two looks at the clock: a few milliseconds.</summary>
    private const int Steps = 200_000;

    private static readonly ConditionalWeakTable<SqliteConnection, StatementWatch> Watches = [];
    private long begun = Stopwatch.GetTimestamp();

    /// <summary>Watches over a connection until it is closed.</summary>
    public static void Over(SqliteConnection connection, TimeSpan patience)
    {
        var watch = new StatementWatch();
        Watches.Add(connection, watch);
        SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, Steps, _ => Stopwatch.GetElapsedTime(watch.begun) > patience ? 1 : 0, null);
    }

    /// <summary>A statement begins.</summary>
    public static void Begin(SqliteConnection connection)
    {
        if (Watches.TryGetValue(connection, out var watch)) watch.begun = Stopwatch.GetTimestamp();
    }
}
