using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Data;

/// <summary>
/// The registry's database. Only this class begins a transaction: it commits once, at the end, with the audit row and
/// the caller's instruction in it, and tries again where two transactions met. What is tried again must be re-runnable.
/// </summary>
public sealed class Db : IAsyncDisposable
{
    /// <summary>Mark of a refusal that has its row in the audit trail.</summary>
    internal const string Recorded = "recorded";

    private const int Attempts = 8;
    private readonly RegistryClock clock;
    private readonly IIdSource ids;
    private readonly NpgsqlDataSource? postgres;
    private readonly NpgsqlDataSource? postgresPublic;
    private readonly string sqlitePublic = "";
    private readonly SemaphoreSlim sqliteWriter = new(1, 1);

    /// <summary>Opens nothing yet; connections are made as needed.</summary>
    public Db(DatabaseTarget target, RegistryClock clock, IIdSource ids)
    {
        Target = target;
        this.clock = clock;
        this.ids = ids;
        if (target.Engine == Engine.Postgres)
        {
            postgres = Source(target, DatabaseTarget.ApplicationRole);
            postgresPublic = Source(target, DatabaseTarget.PublicRole);
        }
        else
        {
            sqlitePublic = new SqliteConnectionStringBuilder(target.ConnectionString) { Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
        }
    }

    /// <summary>Where the data is.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>Which engine.</summary>
    public Engine Engine => Target.Engine;

    /// <summary>Runs a transaction that answers nothing.</summary>
    public Task Transaction(Actor actor, ActionCode action, Func<Tx, Task> body, Instruction? instruction = null) =>
        Transaction(actor, action, async tx =>
        {
            await body(tx);
            return true;
        }, instruction);

    /// <summary>
    /// Runs a transaction. With an instruction the answer is stored with it: sent again, it is answered and nothing is
    /// done. A refusal undoes everything, and is audited (and stored with the instruction) on its own.
    /// </summary>
    public async Task<T> Transaction<T>(Actor actor, ActionCode action, Func<Tx, Task<T>> body, Instruction? instruction = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(actor, action, body, instruction);
            }
            catch (RefusalException refusal)
            {
                await Refused(actor, action, instruction, refusal);
                refusal.Data[Recorded] = true;
                throw;
            }
            catch (DbException e) when (attempt < Attempts && IsMeeting(e))
            {
                await Task.Delay(Random.Shared.Next(1, 5 * attempt * attempt));
            }
        }
    }

    /// <summary>One statement that is nobody's act, such as that a session was seen. It leaves no row in the audit trail.</summary>
    /// <returns>Rows touched.</returns>
    public async Task<int> Note(FormattableString sql)
    {
        using var turn = await WriteTurn();
        await using var writes = new Reads(Engine, await Open(), null);
        await using var command = writes.Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads; may see each statement at its own instant.</summary>
    public async Task<Reads> Read() => new(Engine, await Open(), null);

    /// <summary>Reads everything as of one instant; for checks that compare tables with each other.</summary>
    public async Task<Reads> Snapshot()
    {
        var connection = await Open();
        var snapshot = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        return new(Engine, connection, snapshot);
    }

    /// <summary>Reads as the public does: read-only, and on PostgreSQL only the public views.</summary>
    public async Task<Reads> PublicRead()
    {
        if (postgresPublic is not null) return new(Engine, await postgresPublic.OpenConnectionAsync(), null);
        return new(Engine, await OpenSqlite(sqlitePublic), null);
    }

    /// <summary>A connection for the ledger's stores and the verifier; begins nothing.</summary>
    internal async Task<DbConnection> Open() =>
        postgres is not null ? await postgres.OpenConnectionAsync() : await OpenSqlite(Target.ConnectionString);

    /// <summary>The turn to write to the embedded database; on PostgreSQL everybody may write at once.</summary>
    internal async Task<IDisposable> WriteTurn()
    {
        if (Engine == Engine.Postgres) return Turn.None;
        await sqliteWriter.WaitAsync();
        return new Turn(sqliteWriter);
    }

    /// <summary>Whether two transactions met and one must try again.</summary>
    internal static bool IsMeeting(DbException e) => e switch
    {
        PostgresException p => p.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException s => s.SqliteErrorCode is 5 or 6,
        _ => false,
    };

    /// <summary>Whether a statement was given up because it took too long.</summary>
    internal static bool IsOverdue(Exception e) => e switch
    {
        PostgresException p => p.SqlState == PostgresErrorCodes.QueryCanceled,
        SqliteException s => s.SqliteErrorCode == StatementWatch.Interrupted,
        _ => false,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        if (postgresPublic is not null) await postgresPublic.DisposeAsync();
        sqliteWriter.Dispose();
    }

    private static NpgsqlDataSource Source(DatabaseTarget target, string role) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(target.ConnectionString)
        {
            Options = $"-c role={role} -c timezone=UTC" + (target.Patience is { } patience ? $" -c statement_timeout={(long)patience.TotalMilliseconds}" : ""),
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 3,
            NoResetOnClose = true,
            IncludeFailedBatchedCommand = true,
            Enlist = false,
        });

    private async Task<SqliteConnection> OpenSqlite(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var pragma = connection.CreateCommand();
        pragma.CommandText = "pragma synchronous=full; pragma busy_timeout=30000; pragma cache_size=-16384; pragma mmap_size=1073741824;";
        await pragma.ExecuteNonQueryAsync();
        if (Target.Patience is { } patience) StatementWatch.Over(connection, patience);
        return connection;
    }

    private async Task<T> Attempt<T>(Actor actor, ActionCode action, Func<Tx, Task<T>> body, Instruction? instruction)
    {
        using var turn = await WriteTurn();
        await using var connection = await Open();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        var tx = new Tx(Engine, connection, transaction, actor, clock.Now, ids, instruction?.Key);
        if (instruction is not null && await Instructions.Take<T>(tx, instruction) is { } answered) return answered.Reply;
        var reply = await body(tx);
        if (instruction is not null) await Instructions.Answer(tx, instruction, reply);
        await AuditTrail.Done(tx, action, instruction);
        await transaction.CommitAsync();
        return reply;
    }

    private async Task Refused(Actor actor, ActionCode action, Instruction? instruction, RefusalException refusal)
    {
        using var turn = await WriteTurn();
        await using var connection = await Open();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        var tx = new Tx(Engine, connection, transaction, actor, clock.Now, ids, instruction is null ? null : instruction.Key + "#refused");
        if (instruction is not null && !await Instructions.Refuse(tx, instruction, refusal)) return;
        await AuditTrail.Refused(tx, action, refusal, instruction);
        await transaction.CommitAsync();
    }

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        public static readonly Turn None = new(null);

        public void Dispose() => gate?.Release();
    }
}
