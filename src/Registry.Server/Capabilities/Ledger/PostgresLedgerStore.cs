using System.Data.Common;
using Npgsql;
using Registry.Kernel.Ledger;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>
/// The ledger's rows on PostgreSQL. A commit is one pipelined round trip and one implicit transaction; each statement counts its
/// rows and divides by zero when one is missing, which undoes all of it.
/// </summary>
internal sealed class PostgresLedgerStore(Db db) : ILedgerStore
{
    private NpgsqlConnection? connection;

    public async Task<HeldRows?> Load(Wanted wanted, LedgerState state, bool locked)
    {
        var open = await Connection();
        var held = locked ? new Locks(await open.BeginTransactionAsync()) : null;
        try
        {
            await using var batch = PostgresLedgerSql.Load(open, wanted, locked);
            await using var reader = await batch.ExecuteReaderAsync();
            for (var lockings = locked ? 2 : 0; lockings > 0; lockings--) await reader.NextResultAsync();
            if (wanted.Youngest > 0) await ReadAll(reader, r => state.Know(LedgerReader.Position(r)));
            if (wanted.Positions.Count > 0) await ReadAll(reader, r => state.Know(LedgerReader.Position(r)));
            if (wanted.References.Count > 0) await ReadAll(reader, r => Know(state, LedgerReader.Reservation(r)));
            if (wanted.Holds.Count > 0) await ReadAll(reader, r => Know(state, LedgerReader.Hold(r)));
            if (wanted.LotCodes.Count > 0) await ReadAll(reader, r => state.Know(LedgerReader.Lot(r)));
            if (wanted.Instructions.Count + wanted.Authorities.Count > 0) await ReadAll(reader, r => state.Know(LedgerReader.Posting(r)));
            if (wanted.Head) await ReadAll(reader, r => state.Know(LedgerReader.Head(r)));
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
        await using var commands = PostgresLedgerSql.Commit(open, batch, out var companionsFrom);
        try
        {
            await using (var reader = await commands.ExecuteReaderAsync())
                while (await reader.NextResultAsync()) { }
            if (held is Locks locks) await locks.Commit();
            return CommitOutcome.Done;
        }
        catch (PostgresException e) when (Outcome(e, commands, companionsFrom, batch, held) is not null)
        {
            return Outcome(e, commands, companionsFrom, batch, held)!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is null) return;
        try
        {
            await using var reset = new NpgsqlCommand("reset all", connection);
            if (connection.State == System.Data.ConnectionState.Open) await reset.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The server has ended the connection: a broken one does not go back to the pool, so there is nothing to reset.
        }
        await connection.DisposeAsync();
    }

    /// <summary>What an error of the database means; none when it is a fault.</summary>
    private static CommitOutcome? Outcome(PostgresException e, NpgsqlBatch commands, int companionsFrom, LedgerBatch batch, HeldRows? held)
    {
        if (LedgerWriter.IsLost(e)) return null;
        if (Db.IsMeeting(e)) return CommitOutcome.Overtaken;
        var index = e.BatchCommand is NpgsqlBatchCommand command ? commands.BatchCommands.IndexOf(command) : -1;
        var companion = index - companionsFrom;
        var missing = e.SqlState is PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.UniqueViolation;
        if (index >= companionsFrom && companion < batch.Companions.Count)
            return new CommitOutcome(CommitEnd.CompanionFailed, batch.Companions[companion].Request, missing ? null : e);
        return missing || (held is null && e.SqlState == PostgresErrorCodes.RestrictViolation) ? CommitOutcome.Overtaken : null;
    }

    private static void Know(LedgerState state, (Reservation Reservation, Position Position) row)
    {
        state.Know(row.Position);
        state.Know(row.Reservation);
    }

    private static void Know(LedgerState state, (Hold Hold, Position Position) row)
    {
        state.Know(row.Position);
        state.Know(row.Hold);
    }

    private static async Task ReadAll(NpgsqlDataReader reader, Action<DbDataReader> row)
    {
        while (await reader.ReadAsync()) row(reader);
        await reader.NextResultAsync();
    }

    /// <summary>
    /// The writer's own connection. Its statements take arrays of unknown length; without these settings the planner may one day
    /// prefer to read a whole table for a long one.
    /// </summary>
    private async Task<NpgsqlConnection> Connection()
    {
        if (connection is { State: System.Data.ConnectionState.Open }) return connection;
        if (connection is not null) await connection.DisposeAsync();
        connection = (NpgsqlConnection)await db.Open();
        await using var settings = new NpgsqlCommand(
            "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off", connection);
        await settings.ExecuteNonQueryAsync();
        return connection;
    }

    private sealed class Locks(NpgsqlTransaction transaction) : HeldRows
    {
        internal Task Commit() => transaction.CommitAsync();

        public override ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
