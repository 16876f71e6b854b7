using Npgsql;
using NpgsqlTypes;
using Registry.Kernel.Ledger;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>The statements of the PostgreSQL store: rows travel as arrays, one statement for each table.</summary>
internal static class PostgresLedgerSql
{
    private const string CompanionHead = "with touched as (";
    private const string CompanionTail = " returning 1) select 1 / (case when (select count(*) from touched) = ";

    internal static NpgsqlBatch Load(NpgsqlConnection connection, Wanted wanted, bool locked)
    {
        var batch = new NpgsqlBatch(connection);
        if (locked) Lock(batch, wanted);
        if (wanted.Youngest > 0) Add(batch, $"select {LedgerReader.PositionColumns} from position p order by p.id desc limit $1", Long(wanted.Youngest));
        if (wanted.Positions.Count > 0)
        {
            Add(batch, $"select {LedgerReader.PositionColumns} from unnest($1, $2, $3) k(lot, account, place) join position p on p.account_id = k.account and p.lot_id = k.lot and p.place = k.place",
                Longs(wanted.Positions.Select(k => k.Lot.Value)), Longs(wanted.Positions.Select(k => k.Account.Value)), Texts(wanted.Positions.Select(k => k.Place.Code())));
        }
        if (wanted.References.Count > 0)
            Add(batch, $"select {LedgerReader.ReservationColumns} from reservation r join position p on p.id = r.position_id where r.reference = any($1)", Texts(wanted.References));
        if (wanted.Holds.Count > 0)
            Add(batch, $"select {LedgerReader.HoldColumns} from hold d join position p on p.id = d.position_id where d.id = any($1)", Longs(wanted.Holds.Select(h => h.Value)));
        if (wanted.LotCodes.Count > 0)
            Add(batch, $"select {LedgerReader.LotColumns} from lot l where l.code = any($1)", Texts(wanted.LotCodes));
        if (wanted.Instructions.Count + wanted.Authorities.Count > 0)
        {
            Add(batch, $"""
                select {LedgerReader.PostingColumns} from unnest($1, $2) k(client, instruction_id) join posting o on o.client = k.client and o.instruction_id = k.instruction_id
                union select {LedgerReader.PostingColumns} from posting o where o.authority = any($3)
                """, Texts(wanted.Instructions.Select(i => i.Client)), Texts(wanted.Instructions.Select(i => i.InstructionId)), Texts(wanted.Authorities));
        }
        if (wanted.Head) Add(batch, $"select {LedgerReader.HeadColumns} from log_head h where h.id = 1");
        return batch;
    }

    internal static NpgsqlBatch Commit(NpgsqlConnection connection, LedgerBatch rows, out int companionsFrom)
    {
        var batch = new NpgsqlBatch(connection);
        if (rows.Postings.Count > 0) InsertPostings(batch, rows.Postings);
        if (rows.Lots.Count > 0) InsertLots(batch, rows.Lots);
        if (rows.NewPositions is { Count: > 0 } opened) InsertPositions(batch, opened);
        if (rows.ChangedPositions is { Count: > 0 } changed) UpdatePositions(batch, changed, rows);
        else if (rows.Entries.Count > 0) InsertEntries(batch, rows.Entries);
        if (rows.NewReservations.ToList() is { Count: > 0 } taken) InsertReservations(batch, taken);
        if (rows.EndedReservations.ToList() is { Count: > 0 } ended) EndReservations(batch, ended);
        if (rows.NewHolds.ToList() is { Count: > 0 } placed) InsertHolds(batch, placed);
        if (rows.EndedHolds.ToList() is { Count: > 0 } lifted) LiftHolds(batch, lifted);
        companionsFrom = batch.BatchCommands.Count;
        foreach (var (_, write) in rows.Companions) Add(batch, write);
        if (rows.After != rows.Before) MoveHead(batch, rows);
        return batch;
    }

    /// <summary>Rows are locked in the order in which every commit writes them: positions by id, the head last.</summary>
    private static void Lock(NpgsqlBatch batch, Wanted wanted)
    {
        Add(batch, """
            with locked as (select p.id from position p where p.id in (
                select q.id from unnest($1, $2, $3) k(lot, account, place) join position q on q.account_id = k.account and q.lot_id = k.lot and q.place = k.place
                union select r.position_id from reservation r where r.reference = any($4)
                union select d.position_id from hold d where d.id = any($5))
              order by p.id for update)
            select count(*) from locked
            """, Longs(wanted.Positions.Select(k => k.Lot.Value)), Longs(wanted.Positions.Select(k => k.Account.Value)), Texts(wanted.Positions.Select(k => k.Place.Code())),
            Texts(wanted.References), Longs(wanted.Holds.Select(h => h.Value)));
        Add(batch, "with locked as (select id from log_head where id = 1 for update) select count(*) from locked");
    }

    private static void InsertPostings(NpgsqlBatch batch, List<Posting> rows) => Add(batch, """
        insert into posting(id, client, instruction_id, request_hash, kind, authority, initiator_person_id, confirmer_person_id, booked_at, answer, leaf_hash)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        Longs(rows.Select(p => p.Id)), Texts(rows.Select(p => p.Client)), Texts(rows.Select(p => p.InstructionId)), Texts(rows.Select(p => p.RequestHash)),
        Texts(rows.Select(p => p.Kind)), Texts(rows.Select(p => p.Authority)), NullableLongs(rows.Select(p => p.Initiator?.Value)),
        NullableLongs(rows.Select(p => p.Confirmer?.Value)), Instants(rows.Select(p => (DateTimeOffset?)p.BookedAt)), Texts(rows.Select(p => p.Answer)), Texts(rows.Select(p => p.LeafHash)));

    private static void InsertLots(NpgsqlBatch batch, List<Lot> rows) => Add(batch,
        "insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)",
        Longs(rows.Select(l => l.Id.Value)), Texts(rows.Select(l => l.Code)), Longs(rows.Select(l => l.ProjectId)), Ints(rows.Select(l => l.Vintage)),
        Ints(rows.Select(l => l.PeriodNo)), Longs(rows.Select(l => l.Quantity.Tonnes)), Instants(rows.Select(l => (DateTimeOffset?)l.IssuedAt)), Longs(rows.Select(l => l.IssuedIn)));

    private static void InsertPositions(NpgsqlBatch batch, List<Position> rows) => Add(batch,
        "insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Longs(rows.Select(p => p.Id.Value)), Longs(rows.Select(p => p.Key.Lot.Value)), Longs(rows.Select(p => p.Key.Account.Value)), Texts(rows.Select(p => p.Key.Place.Code())),
        Longs(rows.Select(p => p.Received)), Longs(rows.Select(p => p.Sent)), Longs(rows.Select(p => p.Reserved)), Longs(rows.Select(p => p.Frozen)), Longs(rows.Select(p => p.Version)));

    /// <summary>Positions and the entries that changed them go in one statement: one plan, one start of the executor.</summary>
    private static void UpdatePositions(NpgsqlBatch batch, List<Position> rows, LedgerBatch all) => Add(batch, """
        with booked as (
          insert into entry(posting_id, line_no, lot_id, from_position, from_offset, to_position, to_offset, quantity)
          select * from unnest($9, $10, $11, $12, $13, $14, $15, $16)),
        touched as (
          update position p set received = v.received, sent = v.sent, reserved = v.reserved, frozen = v.frozen, version = v.version
          from unnest($1, $2, $3, $4, $5, $6, $7) v(id, expected, received, sent, reserved, frozen, version)
          where p.id = v.id and p.version = v.expected returning 1)
        select 1 / (case when (select count(*) from touched) = $8 then 1 else 0 end)
        """,
        [Longs(rows.Select(p => p.Id.Value)), Longs(rows.Select(p => all.Expected(p.Id))), Longs(rows.Select(p => p.Received)), Longs(rows.Select(p => p.Sent)),
         Longs(rows.Select(p => p.Reserved)), Longs(rows.Select(p => p.Frozen)), Longs(rows.Select(p => p.Version)), Long(rows.Count), .. Columns(all.Entries)]);

    private static void InsertEntries(NpgsqlBatch batch, List<Entry> rows) => Add(batch, """
        insert into entry(posting_id, line_no, lot_id, from_position, from_offset, to_position, to_offset, quantity)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
        """, Columns(rows));

    private static NpgsqlParameter[] Columns(List<Entry> rows) =>
    [
        Longs(rows.Select(e => e.Posting)), Ints(rows.Select(e => e.Line)), Longs(rows.Select(e => e.Lot.Value)), Longs(rows.Select(e => e.From.Value)),
        Longs(rows.Select(e => e.FromOffset)), Longs(rows.Select(e => e.To.Value)), Longs(rows.Select(e => e.ToOffset)), Longs(rows.Select(e => e.Quantity.Tonnes)),
    ];

    private static void InsertReservations(NpgsqlBatch batch, List<Reservation> rows) => Add(batch, """
        insert into reservation(reference, position_id, quantity, status, client, instruction_id, request_hash, opened_at, closed_at, closed_by, posted_in)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        Texts(rows.Select(r => r.Reference)), Longs(rows.Select(r => r.PositionId.Value)), Longs(rows.Select(r => r.Quantity.Tonnes)), Texts(rows.Select(r => r.Status.ToString())),
        Texts(rows.Select(r => r.Client)), Texts(rows.Select(r => r.InstructionId)), Texts(rows.Select(r => r.RequestHash)), Instants(rows.Select(r => (DateTimeOffset?)r.OpenedAt)),
        Instants(rows.Select(r => r.ClosedAt)), Texts(rows.Select(r => r.ClosedBy)), NullableLongs(rows.Select(r => r.PostedIn)));

    private static void EndReservations(NpgsqlBatch batch, List<Reservation> rows) => Add(batch, """
        with touched as (
          update reservation r set status = v.status, closed_at = v.closed_at, closed_by = v.closed_by, posted_in = v.posted_in
          from unnest($1, $2, $3, $4, $5, $6) v(reference, position_id, status, closed_at, closed_by, posted_in)
          where r.reference = v.reference and r.position_id = v.position_id and r.status = 'Open' returning 1)
        select 1 / (case when (select count(*) from touched) = $7 then 1 else 0 end)
        """,
        Texts(rows.Select(r => r.Reference)), Longs(rows.Select(r => r.PositionId.Value)), Texts(rows.Select(r => r.Status.ToString())), Instants(rows.Select(r => r.ClosedAt)),
        Texts(rows.Select(r => r.ClosedBy)), NullableLongs(rows.Select(r => r.PostedIn)), Long(rows.Count));

    private static void InsertHolds(NpgsqlBatch batch, List<Hold> rows) => Add(batch, """
        insert into hold(id, position_id, quantity, kind, organ, document_no, starts, expires, queue_no, placed_at, placed_in, released_at, released_in)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """,
        Longs(rows.Select(h => h.Id.Value)), Longs(rows.Select(h => h.PositionId.Value)), Longs(rows.Select(h => h.Quantity.Tonnes)), Texts(rows.Select(h => h.Act.Kind)),
        Texts(rows.Select(h => h.Act.Organ)), Texts(rows.Select(h => h.Act.DocumentNo)), Dates(rows.Select(h => (DateOnly?)h.Act.Starts)), Dates(rows.Select(h => h.Act.Expires)),
        Ints(rows.Select(h => h.Act.QueueNo)), Instants(rows.Select(h => (DateTimeOffset?)h.PlacedAt)), Longs(rows.Select(h => h.PlacedIn)),
        Instants(rows.Select(h => h.ReleasedAt)), NullableLongs(rows.Select(h => h.ReleasedIn)));

    private static void LiftHolds(NpgsqlBatch batch, List<Hold> rows) => Add(batch, """
        with touched as (
          update hold d set released_at = v.released_at, released_in = v.released_in from unnest($1, $2, $3) v(id, released_at, released_in)
          where d.id = v.id and d.released_at is null returning 1)
        select 1 / (case when (select count(*) from touched) = $4 then 1 else 0 end)
        """,
        Longs(rows.Select(h => h.Id.Value)), Instants(rows.Select(h => h.ReleasedAt)), NullableLongs(rows.Select(h => h.ReleasedIn)), Long(rows.Count));

    private static void MoveHead(NpgsqlBatch batch, LedgerBatch rows)
    {
        var days = rows.Days.ToList();
        Add(batch, """
            with days as (
              insert into day(date, last_posting) select * from unnest($8, $9) on conflict (date) do update set last_posting = excluded.last_posting),
            touched as (
              update log_head set size = $1, positions = $2, lots = $3, last_booked_at = $4
              where id = 1 and size = $5 and positions = $6 and lots = $7 returning 1)
            select 1 / (case when (select count(*) from touched) = 1 then 1 else 0 end)
            """,
            Long(rows.After.Size), Long(rows.After.Positions), Long(rows.After.Lots), new NpgsqlParameter { Value = rows.After.LastBookedAt.UtcDateTime },
            Long(rows.Before.Size), Long(rows.Before.Positions), Long(rows.Before.Lots), Dates(days.Select(d => (DateOnly?)d.Date)), Longs(days.Select(d => d.LastPosting)));
    }

    private static void Add(NpgsqlBatch batch, GuardedWrite write)
    {
        using var filled = new NpgsqlCommand();
        Sql.Fill(filled, write.Statement);
        var parameters = filled.Parameters.Cast<NpgsqlParameter>().ToArray();
        filled.Parameters.Clear();
        var rows = new NpgsqlParameter<long>("guard_rows", write.Rows);
        Add(batch, CompanionHead + filled.CommandText + CompanionTail + "@guard_rows then 1 else 0 end)", [.. parameters, rows]);
    }

    private static void Add(NpgsqlBatch batch, string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var p in parameters) command.Parameters.Add(p);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Long(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static NpgsqlParameter Longs(IEnumerable<long> values) => new NpgsqlParameter<long[]> { TypedValue = [.. values] };

    private static NpgsqlParameter Ints(IEnumerable<int> values) => new NpgsqlParameter<int[]> { TypedValue = [.. values] };

    private static NpgsqlParameter NullableLongs(IEnumerable<long?> values) => new NpgsqlParameter<long?[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Texts(IEnumerable<string?> values) => new NpgsqlParameter<string?[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter Instants(IEnumerable<DateTimeOffset?> values) =>
        new NpgsqlParameter<DateTime?[]> { TypedValue = [.. values.Select(v => v?.UtcDateTime)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Dates(IEnumerable<DateOnly?> values) =>
        new NpgsqlParameter<DateOnly?[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date };
}
