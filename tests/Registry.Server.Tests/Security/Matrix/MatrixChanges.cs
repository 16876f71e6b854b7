using Microsoft.Data.Sqlite;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>
/// Tells which tables of an embedded database were changed, by triggers of its own on every table but those that only say that somebody was here or was
/// refused; and puts the whole database back as it was.
/// </summary>
internal sealed class MatrixChanges : IAsyncDisposable
{
    /// <summary>Attempts, counters, and answers kept for a form that is sent twice.</summary>
    private static readonly string[] Traces = ["audit_waiting", "sign_in_attempt", "instruction", "message_budget", "sqlite_sequence", "matrix_change"];

    private readonly SqliteConnection live;
    private readonly SqliteConnection kept;

    private MatrixChanges(SqliteConnection live, SqliteConnection kept) => (this.live, this.kept) = (live, kept);

    /// <summary>Begins to watch a database, and keeps it as it is now.</summary>
    public static async Task<MatrixChanges> Of(string connectionString)
    {
        var live = new SqliteConnection(connectionString);
        await live.OpenAsync();
        var tables = new List<string>();
        await using (var command = live.CreateCommand())
        {
            command.CommandText = """
                select name from sqlite_master t where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%'
                  and not exists (select 1 from sqlite_master v where v.sql like 'create virtual%' and t.name like v.name || '_%')
                """;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }
        var script = "create table matrix_change(name text not null);";
        foreach (var table in tables.Except(Traces))
            foreach (var what in (string[])["insert", "delete", table == "sign_in_session" ? "update of ended_at" : "update"])
                script += $"create trigger matrix_{table}_{what.Split(' ')[0]} after {what} on {table} {(table == "audit_entry" && what == "insert" ? "when new.result = 'done'" : "")} begin insert into matrix_change values ('{table}'); end;";
        await using (var command = live.CreateCommand())
        {
            command.CommandText = script;
            await command.ExecuteNonQueryAsync();
        }
        var kept = new SqliteConnection("Data Source=:memory:");
        await kept.OpenAsync();
        live.BackupDatabase(kept);
        return new(live, kept);
    }

    /// <summary>The tables that were changed since it was put back.</summary>
    public async Task<IReadOnlyList<string>> Any()
    {
        var changed = new List<string>();
        await using var command = live.CreateCommand();
        command.CommandText = "select distinct name from matrix_change order by name";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) changed.Add(reader.GetString(0));
        return changed;
    }

    /// <summary>Puts the database back.</summary>
    public Task PutBack()
    {
        kept.BackupDatabase(live);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await live.DisposeAsync();
        await kept.DisposeAsync();
    }
}
