using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>
/// The whole state as one canonical text, and its hash: every row of every table in a fixed order, the same for both engines.
/// Left out are what belongs to one installation alone: search indexes, keyed hashes of personal data, and the moment at
/// which the registers that come with the program were loaded. Sealed columns are opened and go in as what they seal.
/// </summary>
internal sealed class StateExport(Db db, PersonalVault vault)
{
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "schemaversions", "personal_key_check", "application_text", "application_listing", "application_change", "audit_subject", "audit_link", "audit_waiting", "demonstration" };
    private static readonly HashSet<string> LoadedAt = new(StringComparer.Ordinal) { "calendar_year.loaded_at" };

    /// <summary>SHA-256 of the canonical text, lower-case hex.</summary>
    public async Task<string> Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var reads = await db.Read();
        foreach (var table in await Tables(reads))
        {
            foreach (var row in await Rows(reads, table)) hash.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The rows of a table as canonical lines, sorted.</summary>
    internal async Task<IReadOnlyList<string>> Rows(Reads reads, string table)
    {
        var lines = new List<string>();
        await using var command = reads.Connection.CreateCommand();
        command.CommandText = $"select * from \"{table}\"{Where(table)}";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal).ToArray();
        while (await reader.ReadAsync())
        {
            var line = new StringBuilder(table);
            foreach (var column in columns)
            {
                var name = reader.GetName(column);
                if (name.EndsWith("_index", StringComparison.Ordinal) || LoadedAt.Contains($"{table}.{name}")) continue;
                line.Append('|').Append(name).Append('=').Append(Value(table, name, reader, column));
            }
            lines.Add(line.ToString());
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>All tables, by name.</summary>
    internal static async Task<IReadOnlyList<string>> Tables(Reads reads)
    {
        var names = reads.Engine == Engine.Sqlite
            ? await reads.Rows<string>($"select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
            : await reads.Rows<string>($"select tablename from pg_tables where schemaname = current_schema()");
        return [.. names.Select(n => n.ToLowerInvariant()).Where(n => !LeftOut.Contains(n) && !n.StartsWith("application_search", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static string Where(string table) => table switch
    {
        "audit_entry" => " where coalesce(instruction, '') not like 'setup:%' or instruction like 'setup:replay:%'",
        "instruction" => " where client <> 'setup' or instruction_id like 'replay:%'",
        "state_history" => " where not (subject_kind = 'verification-body' and seq = 0)",
        _ => "",
    };

    private string Value(string table, string column, DbDataReader reader, int index)
    {
        if (reader.IsDBNull(index)) return "";
        var value = reader.GetValue(index);
        if (value is string text && column.EndsWith("_cipher", StringComparison.Ordinal))
            return vault.Open(new Place(table, reader.GetInt64(reader.GetOrdinal("id")), column), text);
        return value switch
        {
            DateTime time when time.Kind == DateTimeKind.Utc => Values.Instant(new DateTimeOffset(time)),
            DateTime date => DateOnly.FromDateTime(date).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            byte[] bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }
}
