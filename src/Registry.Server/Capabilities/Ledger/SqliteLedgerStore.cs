using System.Data.Common;
using Microsoft.Data.Sqlite;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>
/// The ledger's rows on SQLite: one write connection, one transaction for each commit, prepared statements row by row. The write
/// lock of the file is the lock of the rows.
/// </summary>
internal sealed class SqliteLedgerStore(Db db) : ILedgerStore
{
    private const int Constraint = 19;
    private const int RowsBetweenFoldings = 16_000;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private SqliteConnection? connection;
    private Task? folding;
    private int unfolded;

    public async Task<HeldRows?> Load(Wanted wanted, LedgerState state, bool locked)
    {
        var open = await Connection();
        var held = locked ? new WriteLock(await db.WriteTurn(), open) : null;
        try
        {
            if (wanted.Youngest > 0)
                Read($"select {LedgerReader.PositionColumns} from position p order by p.id desc limit @0", held, r => state.Know(LedgerReader.Position(r)), wanted.Youngest);
            foreach (var k in wanted.Positions)
            {
                Read($"select {LedgerReader.PositionColumns} from position p where p.account_id = @0 and p.lot_id = @1 and p.place = @2",
                    held, r => state.Know(LedgerReader.Position(r)), k.Account.Value, k.Lot.Value, k.Place.Code());
            }
            foreach (var reference in wanted.References)
            {
                Read($"select {LedgerReader.ReservationColumns} from reservation r join position p on p.id = r.position_id where r.reference = @0", held, r =>
                {
                    var (reservation, position) = LedgerReader.Reservation(r);
                    state.Know(position);
                    state.Know(reservation);
                }, reference);
            }
            foreach (var id in wanted.Holds)
            {
                Read($"select {LedgerReader.HoldColumns} from hold d join position p on p.id = d.position_id where d.id = @0", held, r =>
                {
                    var (hold, position) = LedgerReader.Hold(r);
                    state.Know(position);
                    state.Know(hold);
                }, id.Value);
            }
            LoadRest(wanted, state, held);
            return held;
        }
        catch
        {
            if (held is not null) await held.DisposeAsync();
            throw;
        }
    }

    public async Task<CommitOutcome> Commit(LedgerBatch batch, HeldRows? held)
    {
        var open = await Connection();
        var mine = held as WriteLock ?? new WriteLock(await db.WriteTurn(), open);
        try
        {
            var outcome = Write(batch, mine);
            if (outcome.End != CommitEnd.Done) return outcome;
            mine.Commit();
            Fold(batch.Postings.Count + batch.Entries.Count);
            return outcome;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Constraint && held is null)
        {
            return CommitOutcome.Overtaken;
        }
        finally
        {
            if (held is null) await mine.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (folding is not null) await folding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var command in prepared.Values) await command.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    private void LoadRest(Wanted wanted, LedgerState state, WriteLock? held)
    {
        foreach (var code in wanted.LotCodes)
            Read($"select {LedgerReader.LotColumns} from lot l where l.code = @0", held, r => state.Know(LedgerReader.Lot(r)), code);
        foreach (var (client, instruction) in wanted.Instructions)
            Read($"select {LedgerReader.PostingColumns} from posting o where o.client = @0 and o.instruction_id = @1", held, r => state.Know(LedgerReader.Posting(r)), client, instruction);
        foreach (var authority in wanted.Authorities)
            Read($"select {LedgerReader.PostingColumns} from posting o where o.authority = @0", held, r => state.Know(LedgerReader.Posting(r)), authority);
        if (wanted.Head) Read($"select {LedgerReader.HeadColumns} from log_head h", held, r => state.Know(LedgerReader.Head(r)));
    }

    private CommitOutcome Write(LedgerBatch batch, WriteLock held)
    {
        foreach (var p in batch.Postings)
        {
            Run(held, "insert into posting(id, client, instruction_id, request_hash, kind, authority, initiator_person_id, confirmer_person_id, booked_at, answer, leaf_hash) values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10)",
                p.Id, p.Client, p.InstructionId, p.RequestHash, p.Kind, p.Authority, p.Initiator?.Value, p.Confirmer?.Value, p.BookedAt, p.Answer, p.LeafHash);
        }
        foreach (var l in batch.Lots)
        {
            Run(held, "insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (@0, @1, @2, @3, @4, @5, @6, @7)",
                l.Id.Value, l.Code, l.ProjectId, l.Vintage, l.PeriodNo, l.Quantity.Tonnes, l.IssuedAt, l.IssuedIn);
        }
        if (!WritePositions(batch, held)) return CommitOutcome.Overtaken;
        foreach (var e in batch.Entries)
        {
            Run(held, "insert into entry(posting_id, line_no, lot_id, from_position, from_offset, to_position, to_offset, quantity) values (@0, @1, @2, @3, @4, @5, @6, @7)",
                e.Posting, e.Line, e.Lot.Value, e.From.Value, e.FromOffset, e.To.Value, e.ToOffset, e.Quantity.Tonnes);
        }
        if (!WritePromises(batch, held)) return CommitOutcome.Overtaken;
        foreach (var d in batch.Days)
            Run(held, "insert into day(date, last_posting) values (@0, @1) on conflict (date) do update set last_posting = excluded.last_posting", d.Date, d.LastPosting);
        foreach (var (request, write) in batch.Companions)
            if (Companion(held, request, write) is { } failed) return failed;
        return batch.After == batch.Before || MoveHead(batch, held) ? CommitOutcome.Done : CommitOutcome.Overtaken;
    }

    private bool WritePositions(LedgerBatch batch, WriteLock held)
    {
        foreach (var p in batch.NewPositions)
        {
            Run(held, "insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values (@0, @1, @2, @3, @4, @5, @6, @7, @8)",
                p.Id.Value, p.Key.Lot.Value, p.Key.Account.Value, p.Key.Place.Code(), p.Received, p.Sent, p.Reserved, p.Frozen, p.Version);
        }
        foreach (var p in batch.ChangedPositions)
        {
            var touched = Run(held, "update position set received = @0, sent = @1, reserved = @2, frozen = @3, version = @4 where id = @5 and version = @6",
                p.Received, p.Sent, p.Reserved, p.Frozen, p.Version, p.Id.Value, batch.Expected(p.Id));
            if (touched != 1) return false;
        }
        return true;
    }

    private bool WritePromises(LedgerBatch batch, WriteLock held)
    {
        foreach (var r in batch.NewReservations)
        {
            Run(held, "insert into reservation(reference, position_id, quantity, status, client, instruction_id, request_hash, opened_at, closed_at, closed_by, posted_in) values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10)",
                r.Reference, r.PositionId.Value, r.Quantity.Tonnes, r.Status, r.Client, r.InstructionId, r.RequestHash, r.OpenedAt, r.ClosedAt, r.ClosedBy, r.PostedIn);
        }
        foreach (var r in batch.EndedReservations)
        {
            var touched = Run(held, "update reservation set status = @0, closed_at = @1, closed_by = @2, posted_in = @3 where reference = @4 and position_id = @5 and status = 'Open'",
                r.Status, r.ClosedAt, r.ClosedBy, r.PostedIn, r.Reference, r.PositionId.Value);
            if (touched != 1) return false;
        }
        foreach (var h in batch.NewHolds)
        {
            Run(held, "insert into hold(id, position_id, quantity, kind, organ, document_no, starts, expires, queue_no, placed_at, placed_in, released_at, released_in) values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)",
                h.Id.Value, h.PositionId.Value, h.Quantity.Tonnes, h.Act.Kind, h.Act.Organ, h.Act.DocumentNo, h.Act.Starts, h.Act.Expires, h.Act.QueueNo, h.PlacedAt, h.PlacedIn, h.ReleasedAt, h.ReleasedIn);
        }
        foreach (var h in batch.EndedHolds)
            if (Run(held, "update hold set released_at = @0, released_in = @1 where id = @2 and released_at is null", h.ReleasedAt, h.ReleasedIn, h.Id.Value) != 1) return false;
        return true;
    }

    private bool MoveHead(LedgerBatch batch, WriteLock held) => Run(held,
        "update log_head set size = @0, positions = @1, lots = @2, last_booked_at = @3 where size = @4 and positions = @5 and lots = @6",
        batch.After.Size, batch.After.Positions, batch.After.Lots, batch.After.LastBookedAt, batch.Before.Size, batch.Before.Positions, batch.Before.Lots) == 1;

    private static CommitOutcome? Companion(WriteLock held, int request, GuardedWrite write)
    {
        using var command = held.Connection.CreateCommand();
        command.Transaction = held.Transaction;
        Sql.Fill(command, write.Statement);
        try
        {
            return command.ExecuteNonQuery() == write.Rows ? null : new CommitOutcome(CommitEnd.CompanionFailed, request);
        }
        catch (SqliteException e)
        {
            const int Unique = 2067, PrimaryKey = 1555;
            return new CommitOutcome(CommitEnd.CompanionFailed, request, e.SqliteExtendedErrorCode is Unique or PrimaryKey ? null : e);
        }
    }

    private int Run(WriteLock held, string text, params ReadOnlySpan<object?> values) => Command(text, held, values).ExecuteNonQuery();

    private void Read(string text, WriteLock? held, Action<DbDataReader> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(text, held, values).ExecuteReader();
        while (reader.Read()) row(reader);
    }

    private SqliteCommand Command(string text, WriteLock? held, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            prepared[text] = command = connection!.CreateCommand();
            command.CommandText = text;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        }
        command.Transaction = held?.Transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Values.ForSqlite(values[i]);
        return command;
    }

    /// <summary>
    /// The log is folded into the file beside the writing, which goes on meanwhile. When that has ended, the writer folds the few pages
    /// that came after, and the log begins anew: it stays short, so that readers find their page in it at once.
    /// </summary>
    private void Fold(int rows)
    {
        unfolded += rows;
        if (folding is { IsCompleted: true })
        {
            Checkpoint(connection!);
            (folding, unfolded) = (null, 0);
        }
        else if (folding is null && unfolded > RowsBetweenFoldings)
        {
            folding = Task.Run(async () =>
            {
                await using var beside = (SqliteConnection)await db.Open();
                Checkpoint(beside);
                Checkpoint(beside);
            });
        }
    }

    /// <summary>Folds what no reader still needs. What has failed is tried again after the next rows: the commit itself stands.</summary>
    private static void Checkpoint(SqliteConnection connection)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(passive)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Nothing is lost: the pages are in the log.
        }
    }

    /// <summary>The writer's own connection: room for the pages that a busy ledger touches, and a longer log before it is folded in.</summary>
    private async Task<SqliteConnection> Connection()
    {
        if (connection is not null) return connection;
        connection = (SqliteConnection)await db.Open();
        await using var settings = connection.CreateCommand();
        settings.CommandText = "pragma cache_size = -262144; pragma wal_autocheckpoint = 131072";
        await settings.ExecuteNonQueryAsync();
        return connection;
    }

    private sealed class WriteLock : HeldRows
    {
        private readonly IDisposable turn;

        internal WriteLock(IDisposable turn, SqliteConnection connection)
        {
            this.turn = turn;
            Connection = connection;
            try
            {
                Transaction = connection.BeginTransaction(deferred: false);
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }

        internal SqliteConnection Connection { get; }

        internal SqliteTransaction Transaction { get; }

        internal void Commit() => Transaction.Commit();

        public override async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            turn.Dispose();
        }
    }
}
