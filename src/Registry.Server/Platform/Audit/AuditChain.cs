using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Audit;

/// <summary>
/// Makes the audit trail a chain: every row, soon after its commit, gets the next number and a hash over itself and the hash before it, so that a row that is changed,
/// taken out or put in later is found by whoever computes again. Whoever notes the last hash elsewhere can also tell that the end is missing. No transaction waits
/// for the chain; the database keeps a list of what is not in it yet, and of several nodes one writes the next links.
/// </summary>
public sealed class AuditChain(Db db, RegistryClock clock) : ITick
{
    /// <summary>What stands before the first row.</summary>
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int MostAtOnce = 200;

    /// <summary>Links what waits.</summary>
    /// <returns>Always nothing: nobody waits for it.</returns>
    public async Task<int> Tick()
    {
        while (await Link() == MostAtOnce) { }
        return 0;
    }

    /// <summary>The end of the chain: how many rows it has, and the hash over all of them.</summary>
    public static async Task<AuditEnd> End(Reads reads)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return await reads.Find<AuditEnd>($"select seq as rows, hash from audit_link order by seq desc limit 1") ?? new AuditEnd { Hash = Beginning };
    }

    /// <summary>The hash of a row that follows another.</summary>
    internal static string After(string before, AuditRow row) => Json.Hash(Json.Write((string?[])
    [
        before, Number(row.Id), Values.Instant(row.At), Number(row.PersonId), Number(row.AccountId), row.Role, row.Action, row.Instruction, row.Subjects, row.Result, row.RuleCode, row.Detail,
    ]));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<int> Link()
    {
        IReadOnlyList<AuditRow> waiting;
        AuditEnd end;
        await using (var reads = await db.Read())
        {
            waiting = await reads.Rows<AuditRow>($"select {AuditRow.Columns} from audit_waiting w join audit_entry e on e.id = w.entry_id order by w.entry_id limit {MostAtOnce}");
            if (waiting.Count == 0) return 0;
            end = await End(reads);
        }
        var hash = end.Hash;
        var links = waiting.Select((row, i) => (Seq: end.Rows + 1 + i, Entry: row.Id, Hash: hash = After(hash, row))).ToList();
        try
        {
            await db.Note($"insert into audit_link(seq, entry_id, hash, linked_at) values {Sql.List(links, l => Sql.Of($"({l.Seq}, {l.Entry}, {l.Hash}, {clock.Now})"))}");
            return waiting.Count;
        }
        catch (DbException e) when (e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.RestrictViolation } or SqliteException { SqliteErrorCode: 19 })
        {
            // Another node wrote the next links; what it left waits for the next time.
            return 0;
        }
    }
}

/// <summary>The end of the audit chain.</summary>
public sealed record AuditEnd
{
    /// <summary>How many rows are in it.</summary>
    public long Rows { get; init; }

    /// <summary>The hash over all of them, 64 hexadecimal digits.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>A row of the audit trail with everything that its hash covers.</summary>
internal sealed record AuditRow
{
    public static readonly Sql Columns = Sql.Of($"e.id, e.at, e.person_id, e.account_id, e.role, e.action, e.instruction, e.subjects, e.result, e.rule_code, e.detail");

    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public long PersonId { get; init; }
    public long AccountId { get; init; }
    public string Role { get; init; } = "";
    public string Action { get; init; } = "";
    public string? Instruction { get; init; }
    public string Subjects { get; init; } = "";
    public string Result { get; init; } = "";
    public string? RuleCode { get; init; }
    public string? Detail { get; init; }
}
