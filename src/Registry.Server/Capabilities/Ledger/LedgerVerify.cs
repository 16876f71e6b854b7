using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Registry.Kernel.Ledger;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>
/// Recomputes the ledger from its entries alone, in one snapshot, and names every row that is wrong: L1 to L8, the one order with its
/// hashes, and the proposals behind the authorities.
/// </summary>
public static class LedgerVerify
{
    /// <summary>Every violation; none for a whole ledger.</summary>
    public static async Task<IReadOnlyList<Violation>> Run(Db db)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var connection = await db.Open();
        await using var snapshot = await Snapshot(connection);
        return await Run(connection, snapshot);
    }

    /// <summary>Every violation that a transaction sees.</summary>
    internal static async Task<IReadOnlyList<Violation>> Run(DbConnection connection, DbTransaction snapshot)
    {
        var rows = await Load(connection, snapshot);
        return [.. LedgerInvariants.Check(rows), .. await Authorities(connection, snapshot)];
    }

    /// <summary>All rows of the ledger in one snapshot.</summary>
    public static async Task<LedgerRows> Rows(Db db)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var connection = await db.Open();
        await using var snapshot = await Snapshot(connection);
        return await Load(connection, snapshot);
    }

    private static async Task<DbTransaction> Snapshot(DbConnection connection) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);

    private static async Task<LedgerRows> Load(DbConnection connection, DbTransaction snapshot)
    {
        var heads = await All(connection, snapshot, $"select {LedgerReader.HeadColumns} from log_head h", LedgerReader.Head);
        return new LedgerRows
        {
            Head = heads.Count == 1 ? heads[0] : throw new InvalidDataException($"log_head has {heads.Count} rows; it has one."),
            Lots = await All(connection, snapshot, $"select {LedgerReader.LotColumns} from lot l order by l.id", LedgerReader.Lot),
            Positions = await All(connection, snapshot, $"select {LedgerReader.PositionColumns} from position p order by p.id", LedgerReader.Position),
            Postings = await All(connection, snapshot, $"select {LedgerReader.PostingColumns} from posting o order by o.id", LedgerReader.Posting),
            Entries = await All(connection, snapshot, $"select {LedgerReader.EntryColumns} from entry e order by e.posting_id, e.line_no", LedgerReader.Entry),
            Reservations = await All(connection, snapshot,
                $"select {LedgerReader.ReservationColumns} from reservation r join position p on p.id = r.position_id order by r.reference, r.position_id", r => LedgerReader.Reservation(r).Reservation),
            Holds = await All(connection, snapshot,
                $"select {LedgerReader.HoldColumns} from hold d join position p on p.id = d.position_id order by d.id", r => LedgerReader.Hold(r).Hold),
            Days = await All(connection, snapshot, "select d.date, d.last_posting from day d order by d.date", LedgerReader.Day),
        };
    }

    /// <summary>L5 against the two-person mechanism: the proposal exists, was confirmed, and by the same two persons.</summary>
    private static Task<List<Violation>> Authorities(DbConnection connection, DbTransaction snapshot) => All(connection, snapshot, """
        select o.id, o.authority from posting o
        left join proposal p on 'proposal:' || cast(p.id as text) = o.authority and p.status = 'Confirmed'
          and p.initiator_person_id = o.initiator_person_id and p.decided_by_person_id = o.confirmer_person_id
        where substr(o.authority, 1, 9) = 'proposal:' and p.id is null
        order by o.id
        """,
        r => new Violation("L5", "posting", r.GetInt64(0).ToString(CultureInfo.InvariantCulture), $"{r.GetString(1)} was not confirmed by these two persons"));

    private static async Task<List<T>> All<T>(DbConnection connection, DbTransaction snapshot, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = sql;
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
