using Registry.Server.Platform.Data;

namespace Registry.Server.Tests.Worlds;

/// <summary>Damage that only an owner of the database could do.</summary>
internal static class Damages
{
    /// <summary>Changes rows with the table's guards out of the way, as only an owner of the database could.</summary>
    public static async Task Unguarded(DatabaseTarget target, string table, string sql)
    {
        if (target.Engine == Engine.Postgres)
        {
            await using var connection = new Npgsql.NpgsqlConnection(target.ConnectionString);
            await connection.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand($"set session_replication_role = replica; {sql}; set session_replication_role = default", connection);
            await command.ExecuteNonQueryAsync();
            return;
        }
        await using var sqlite = new Microsoft.Data.Sqlite.SqliteConnection(target.ConnectionString);
        await sqlite.OpenAsync();
        await using var list = sqlite.CreateCommand();
        list.CommandText = "select name, sql from sqlite_master where type = 'trigger' and tbl_name = $table";
        list.Parameters.AddWithValue("$table", table);
        var triggers = new List<(string Name, string Sql)>();
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) triggers.Add((reader.GetString(0), reader.GetString(1)));
        await using var change = sqlite.CreateCommand();
        change.CommandText = string.Concat(triggers.Select(t => $"drop trigger {t.Name};")) + sql + ";" + string.Concat(triggers.Select(t => t.Sql + ";"));
        await change.ExecuteNonQueryAsync();
    }
}
