using System.Data.Common;
using Npgsql;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

/// <summary>Every guard of the ledger's tables is attacked with SQL, as the owner of the tables.</summary>
public sealed class LedgerGuardsTests(LedgerGuardsTests.Worlds worlds) : IClassFixture<LedgerGuardsTests.Worlds>
{
    /// <summary>One world for each engine: an attack that is refused changes nothing.</summary>
    public sealed class Worlds : IAsyncLifetime
    {
        private readonly Dictionary<Engine, LedgerWorld> made = [];

        internal LedgerWorld this[Engine engine] => made[engine];

        public async ValueTask InitializeAsync()
        {
            foreach (var engine in Enum.GetValues<Engine>()) made[engine] = await World(engine);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var world in made.Values) await world.DisposeAsync();
        }
    }

    private const string Hash = "'0000000000000000000000000000000000000000000000000000000000000000'";
    private const string Posting = "insert into posting(id, client, instruction_id, request_hash, kind, authority, initiator_person_id, confirmer_person_id, booked_at, answer, leaf_hash) values ";
    private const string Entry = "insert into entry(posting_id, line_no, lot_id, from_position, from_offset, to_position, to_offset, quantity) values ";
    private const string Position = "insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values ";

    /// <summary>Positions: 1 source, 2 holding (sent 300), 3 trading (received 300, 40 frozen), 4 sink (received 100). Postings 0 to 3.</summary>
    private static async Task<LedgerWorld> World(Engine engine)
    {
        var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("move", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(300))));
        await world.Writer.Submit(A.Posting("cancel", new Post(A.At(Place.Holding), A.At(Place.CancelledVoluntary), new Units(100))));
        await world.Writer.Submit(A.Posting("freeze", new PlaceHold(new HoldId(1), A.At(Place.Trading), new Units(40), A.Freeze)));
        await world.Writer.Submit(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), new Units(10))));
        await world.Writer.Submit(A.Promise("q", new Reserve("proposal:2", A.At(Place.Holding), new Units(10))));
        await world.Writer.Submit(A.Promise("r", new Release("proposal:2")));
        return world;
    }

    public static TheoryData<string> Attacks =>
    [
        "update entry set quantity = 1",
        "delete from entry",
        "update posting set answer = 'x'",
        "delete from posting",
        "update lot set quantity = 2000",
        "delete from lot",
        "delete from position where id = 4",
        "delete from reservation",
        "delete from hold",
        "delete from log_head",
        "delete from day",

        // A unit cannot be spent twice: not the same part of a stream, not an overlapping part, not across a gap.
        Entry + "(3, 1, 1, 2, 0, 3, 300, 300)",
        Entry + "(3, 1, 1, 2, 50, 3, 300, 100)",
        Entry + "(3, 1, 1, 2, 350, 3, 300, 100)",
        Entry + "(3, 1, 1, 2, 401, 3, 300, 10)",
        Entry + "(3, 1, 1, 2, 400, 3, 0, 10)",
        Entry + "(3, 1, 1, 2, 400, 3, 299, 10)",
        Entry + "(3, 1, 1, 2, 400, 3, 301, 10)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 0)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, -5)",
        Entry + "(3, 1, 1, 2, 400, 2, 1000, 5)",
        Entry + "(1, 1, 1, 2, 400, 3, 300, 5)",
        Entry + "(3, 0, 1, 2, 400, 3, 300, 5)",
        Entry + "(3, 1, 2, 2, 400, 3, 300, 5)",
        Entry + "(3, 1, 1, 2, 400, 99, 0, 5)",
        Entry + "(3, 1, 1, 99, 0, 3, 300, 5)",
        Entry + "(3, 1, 1, 4, 0, 3, 300, 5)",
        Entry + "(3, 1, 1, 2, 400, 1, 0, 5)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 5), (3, 2, 1, 2, 406, 3, 305, 5)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 5), (3, 2, 1, 2, 404, 3, 305, 5)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 5), (3, 2, 1, 2, 405, 3, 306, 5)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 5), (3, 2, 1, 2, 405, 3, 304, 5)",
        Entry + "(3, 1, 1, 2, 400, 3, 300, 5), (3, 2, 2, 2, 405, 3, 305, 5)",

        "update position set sent = sent - 1, version = version + 1 where id = 2",
        "update position set received = received - 1, version = version + 1 where id = 3",
        "update position set reserved = reserved + 1 where id = 2",
        "update position set sent = received + 1, version = version + 1 where id = 2",
        "update position set reserved = received, version = version + 1 where id = 2",
        "update position set frozen = 261, reserved = 40, version = version + 1 where id = 3",
        "update position set reserved = -1, version = version + 1 where id = 2",
        "update position set frozen = -1, version = version + 1 where id = 3",
        "update position set account_id = 102, version = version + 1 where id = 2",
        "update position set place = 'trading', version = version + 1 where id = 2",
        "update position set lot_id = 2, version = version + 1 where id = 2",
        Position + "(9, 1, 101, 'holding', 0, 0, 0, 0, 1)",
        Position + "(9, 1, 0, 'cancelled-voluntary', 0, 0, 0, 0, 1)",
        Position + "(9, 1, 101, 'cancelled-forced', 0, 0, 0, 0, 1)",
        Position + "(9, 1, 0, 'holding', 0, 0, 0, 0, 1)",
        Position + "(9, 1, 101, 'pocket', 0, 0, 0, 0, 1)",
        Position + "(9, 7, 101, 'exchange', 0, 0, 0, 0, 1)",

        Posting + $"(9, 'test', 'move', 'h', 'k', 'instruction:x:9', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(9, 'test', 'new', 'h', 'k', 'instruction:test:move', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(1, 'test', 'new', 'h', 'k', 'instruction:x:9', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(9, 'test', 'new', 'h', 'k', 'proposal:9', 5, 5, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(9, 'test', 'new', 'h', 'k', 'proposal:9', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(9, 'test', 'new', 'h', 'k', 'proposal:9', 5, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(9, 'test', 'new', 'h', 'k', '', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",
        Posting + $"(-1, 'test', 'new', 'h', 'k', 'instruction:x:9', null, null, '2026-03-07T00:00:00.000000Z', '', {Hash})",

        "insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (9, 'CCER-A210001-2023-01', 7, 2023, 1, 5, '2026-03-07T00:00:00.000000Z', 0)",
        "insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (9, 'CCER-X-2023-01', 7, 2023, 1, 0, '2026-03-07T00:00:00.000000Z', 0)",
        "insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (9, 'CCER-X-2023-01', 7, 2023, 1, 5, '2026-03-07T00:00:00.000000Z', 77)",

        "update reservation set status = 'Open', closed_at = null where reference = 'proposal:2'",
        "update reservation set quantity = 5 where reference = 'proposal:1'",
        "update reservation set status = 'Posted', closed_at = '2026-03-07T00:00:00.000000Z' where reference = 'proposal:1'",
        "insert into reservation(reference, position_id, quantity, status, client, instruction_id, request_hash, opened_at) values ('proposal:1', 2, 5, 'Open', 'c', 'i', 'h', '2026-03-07T00:00:00.000000Z')",
        "insert into reservation(reference, position_id, quantity, status, client, instruction_id, request_hash, opened_at) values ('proposal:9', 2, 0, 'Open', 'c', 'i', 'h', '2026-03-07T00:00:00.000000Z')",
        "update hold set quantity = 1",
        "update hold set released_at = '2026-03-07T00:00:00.000000Z'",
        "update log_head set size = size - 1",
        "insert into log_head(id, size, positions, lots, last_booked_at) values (2, 0, 0, 0, '2026-03-07T00:00:00.000000Z')",
        "update day set last_posting = 0",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public Task The_embedded_database_refuses(string attack) => Refuses(Engine.Sqlite, attack);

    [Theory]
    [MemberData(nameof(Attacks))]
    public Task PostgreSQL_refuses(string attack) => Refuses(Engine.Postgres, attack);

    [Theory]
    [InlineData("truncate entry")]
    [InlineData("truncate posting cascade")]
    [InlineData("truncate lot cascade")]
    [InlineData("truncate position cascade")]
    [InlineData("truncate day")]
    [InlineData("truncate log_head")]
    [InlineData("truncate reservation")]
    [InlineData("truncate hold")]
    public Task PostgreSQL_refuses_to_empty_a_table(string attack) => Refuses(Engine.Postgres, attack);

    [Theory]
    [InlineData("insert or replace into posting select id, client, instruction_id, request_hash, kind, 'instruction:x:1', initiator_person_id, confirmer_person_id, booked_at, answer, leaf_hash from posting where id = 1")]
    [InlineData("replace into entry(posting_id, line_no, lot_id, from_position, from_offset, to_position, to_offset, quantity) values (1, 1, 1, 2, 0, 3, 0, 5)")]
    [InlineData("replace into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (1, 'CCER-A210001-2023-01', 7, 2023, 1, 5, '2026-03-07T00:00:00.000000Z', 0)")]
    public Task The_embedded_database_refuses_to_replace_a_row(string attack) => Refuses(Engine.Sqlite, attack);

    [Theory]
    [InlineData("update entry set quantity = 1")]
    [InlineData("delete from entry")]
    [InlineData("truncate entry")]
    [InlineData("update posting set answer = ''")]
    [InlineData("delete from posting")]
    [InlineData("truncate posting cascade")]
    [InlineData("delete from lot")]
    [InlineData("alter table entry disable trigger all")]
    [InlineData("drop table entry")]
    public async Task The_role_under_which_the_server_works_has_no_right_to(string attack)
    {
        await using var connection = await worlds[Engine.Postgres].Db.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = attack;
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private async Task Refuses(Engine engine, string attack)
    {
        var world = worlds[engine];
        var refusal = await Should.ThrowAsync<DbException>(() => world.Sql(attack));
        Refusals.IsBreach(refusal).ShouldBeTrue($"{attack}: {refusal.Message}");
        await world.ShouldBeWhole();
    }
}
