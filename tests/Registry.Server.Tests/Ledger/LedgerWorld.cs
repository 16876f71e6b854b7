using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

/// <summary>A database of one test's own with the ledger's writer on it.</summary>
internal sealed class LedgerWorld : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<IAsyncDisposable> further = [];

    private LedgerWorld(TestDatabase database, Func<ILedgerStore, ILedgerStore>? around)
    {
        this.database = database;
        Clock = new RegistryClock(Time);
        Db = new Db(database.Target, Clock, new RandomIds());
        ILedgerStore store = Db.Engine == Engine.Postgres ? new PostgresLedgerStore(Db) : new SqliteLedgerStore(Db);
        Writer = new LedgerWriter(around is null ? store : around(store), Clock);
    }

    public static async Task<LedgerWorld> On(Engine engine, Func<ILedgerStore, ILedgerStore>? around = null) => new(await TestDatabase.Create(engine), around);

    /// <summary>With one lot of 1,000 t in its owner's holding.</summary>
    public static async Task<LedgerWorld> WithLot(Engine engine, Func<ILedgerStore, ILedgerStore>? around = null)
    {
        var world = await On(engine, around);
        await world.Writer.Submit(A.Posting("issue", A.Issue(1_000)));
        return world;
    }

    public FakeTimeProvider Time { get; } = new(A.Noon);

    public RegistryClock Clock { get; }

    public Db Db { get; }

    public LedgerWriter Writer { get; }

    public Engine Engine => Db.Engine;

    /// <summary>A second process on the same database: its own connections, its own writer.</summary>
    public LedgerWriter AnotherNode()
    {
        var db = new Db(database.Target, Clock, new RandomIds());
        var writer = new LedgerWriter(db, Clock);
        further.Add(writer);
        further.Add(db);
        return writer;
    }

    /// <summary>Whether the ledger takes the request; the refusal if not.</summary>
    public static async Task<RefusalException?> Refusal(Func<Task> submit)
    {
        try
        {
            await submit();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }

    public async Task<Position> Position(PositionKey key) => (await LedgerVerify.Rows(Db)).Positions.Single(p => p.Key == key);

    public async Task<T> Ask<T>(Func<Reads, Task<T>> question)
    {
        await using var reads = await Db.Read();
        return await question(reads);
    }

    /// <summary>L1 to L8 hold, and whatever else verification looks at.</summary>
    public async Task ShouldBeWhole() => (await LedgerVerify.Run(Db)).ShouldBeEmpty();

    /// <summary>SQL behind the registry's back, as the owner of the tables.</summary>
    /// <returns>The first column of the first row, if there is one.</returns>
    public async Task<object?> Sql(string sql)
    {
        await using var connection = await Owner();
        return await Execute(connection, null, sql);
    }

    /// <summary>What verification says of a damage that is made with the guards away, and then undone.</summary>
    public async Task<IReadOnlyList<Violation>> Damaged(string sql)
    {
        await using var connection = await Owner();
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute(connection, transaction, Engine == Engine.Postgres
            ? "set local session_replication_role = replica"
            : string.Concat(SqliteTriggers.Select(t => $"drop trigger {t};")) + "pragma defer_foreign_keys = on");
        await Execute(connection, transaction, sql);
        return await LedgerVerify.Run(connection, transaction);
    }

    private static readonly string[] SqliteTriggers =
    [
        "posting_no_update", "posting_no_delete", "entry_no_update", "entry_no_delete", "lot_no_update", "lot_no_delete", "position_no_delete", "reservation_no_delete",
        "hold_no_delete", "log_head_no_delete", "day_no_delete", "position_only_grows", "reservation_ends_once", "hold_ends_once", "log_head_only_grows", "day_only_grows",
    ];

    private async Task<DbConnection> Owner()
    {
        DbConnection connection = Engine == Engine.Sqlite ? new SqliteConnection(database.Target.ConnectionString) : new NpgsqlConnection(database.Target.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The writes that a confirmed proposal leaves, so that verification finds the authority.</summary>
    public static IReadOnlyList<GuardedWrite> ProposalOf(LedgerRequest request) => request is PostingRequest { Authority: Confirmed c }
        ?
        [
            new($"""
                insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status, decided_by_person_id, decided_at)
                values ({c.Proposal}, {c.Action.Value}, {c.Account}, {""}, {"{}"}, {"00"}, {c.Initiator}, {c.At}, {c.At}, {"Confirmed"}, {c.Confirmer}, {c.At})
                """),
        ]
        : [];

    public async ValueTask DisposeAsync()
    {
        foreach (var d in further) await d.DisposeAsync();
        await Writer.DisposeAsync();
        await Db.DisposeAsync();
        await database.DisposeAsync();
    }
}
