using System.Diagnostics;
using Registry.Kernel.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Decider = Registry.Kernel.Ledger.Ledger;

namespace Registry.Bench;

/// <summary>
/// Postings through the writer, full rows, beside pgbench's TPC-B-like run: a slice of the one, a slice of the other, in turn. After each
/// configuration L1 to L8 are checked over all rows.
/// </summary>
internal static class LedgerBench
{
    private const int Positions = 200_000;
    private const string Settled = "settled";

    private sealed record Setting(string Store, Spread Spread, int Callers, double? Goal, bool Control = false)
    {
        public string Name => $"{Store} {(Spread == Spread.Hot ? "hot" : "uniform")} {Callers}{(Control ? " one transaction per posting" : "")}";
    }

    private static readonly Setting[] All =
    [
        new("PostgreSQL", Spread.Uniform, 1, null),
        new("PostgreSQL", Spread.Uniform, 8, 1.2),
        new("PostgreSQL", Spread.Uniform, 32, 2),
        new("PostgreSQL", Spread.Uniform, 256, 4),
        new("PostgreSQL", Spread.Hot, 1, null),
        new("PostgreSQL", Spread.Hot, 8, 1.2),
        new("PostgreSQL", Spread.Hot, 32, 5),
        new("PostgreSQL", Spread.Hot, 256, 12),
        new("SQLite FULL", Spread.Uniform, 1, null),
        new("SQLite FULL", Spread.Uniform, 8, null),
        new("SQLite FULL", Spread.Uniform, 32, 2.5),
        new("SQLite FULL", Spread.Uniform, 256, null),
        new("SQLite FULL", Spread.Hot, 32, 2.5),
        new("PostgreSQL", Spread.Hot, 32, null, Control: true),
    ];

    public static async Task<int> Run(BenchOptions options)
    {
        var report = new Report("ledger", options, [Pgbench.Shown, .. PostgresCluster.Shown, "SQLite: WAL, synchronous=FULL", $"{Positions} positions in 10 lots, one entry a posting"]);
        await using var cluster = await PostgresCluster.Start();
        using var files = new ScratchFolder();
        Report.Progress("making the yardstick's tables and a ledger of 200,000 positions in each database");
        var pgbench = new Pgbench(cluster);
        await pgbench.Prepare();
        await cluster.Ask($"create database {Settled}");
        await (await LedgerCrowd.Settle(cluster.Target(Settled), Positions)).DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        await cluster.Ask("vacuum analyze", Settled);
        await (await LedgerCrowd.Settle(DatabaseTarget.Sqlite(files.Path($"{Settled}.db")), Positions)).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        for (var i = 0; i < All.Length; i++)
        {
            if (!All[i].Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)) continue;
            var target = await Copy(cluster, files, All[i].Store, i);
            await Measure(options, report, cluster, pgbench, All[i], target);
        }
        return report.End();
    }

    private static async Task Measure(BenchOptions options, Report report, PostgresCluster cluster, Pgbench pgbench, Setting setting, DatabaseTarget target)
    {
        Report.Progress(setting.Name);
        var pairs = new List<(Slice Yardstick, Slice Product)>();
        await using (var crowd = LedgerCrowd.Open(target, Positions, !setting.Control))
        {
            Func<int, Task<Slice>> product = setting.Control
                ? seconds => OneByOne(cluster, crowd, setting, seconds)
                : seconds => Through(cluster, crowd, setting, seconds);
            await product(2);
            await cluster.Ask("checkpoint");
            for (var pair = 0; pair < options.Pairs; pair++)
            {
                var yardstick = pgbench.Run(setting.Callers, options.Seconds);
                pairs.Add((yardstick, await product(options.Seconds)));
            }
            report.Add(setting.Name, pairs, setting.Goal, setting.Control);
            report.Whole(setting.Name, await LedgerVerify.Run(crowd.Db));
        }
        Npgsql.NpgsqlConnection.ClearAllPools();
        if (target.Engine == Engine.Postgres) await cluster.Ask($"drop database {new Npgsql.NpgsqlConnectionStringBuilder(target.ConnectionString).Database} with (force)");
    }

    private static async Task<Slice> Through(PostgresCluster cluster, LedgerCrowd crowd, Setting setting, int seconds)
    {
        var (server, client) = (CpuMeter.Tree(cluster.ProcessId), CpuMeter.Own());
        var (done, took) = await crowd.Move(setting.Spread, setting.Callers, TimeSpan.FromSeconds(seconds));
        return new Slice(done / took.TotalSeconds, (CpuMeter.Tree(cluster.ProcessId) - server) / (double)done, (CpuMeter.Own() - client) / (double)done);
    }

    /// <summary>The control: every caller locks the rows, decides, and commits its one posting alone.</summary>
    private static async Task<Slice> OneByOne(PostgresCluster cluster, LedgerCrowd crowd, Setting setting, int seconds)
    {
        var (server, client, since) = (CpuMeter.Tree(cluster.ProcessId), CpuMeter.Own(), Stopwatch.GetTimestamp());
        long done = 0;
        await Task.WhenAll(Enumerable.Range(0, setting.Callers).Select(caller => Task.Run(async () =>
        {
            await using var store = new PostgresLedgerStore(crowd.Db);
            var dice = new Random(caller);
            while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
            {
                var request = crowd.Next(setting.Spread, dice);
                var state = new LedgerState(LedgerHead.Empty);
                var wanted = new Wanted();
                wanted.Add(request, state, certain: true);
                await using var held = await store.Load(wanted, state, locked: true);
                var batch = new LedgerBatch(state.Head);
                batch.Add(Decider.Decide(state, request, crowd.Clock.Now), 0, []);
                if ((await store.Commit(batch, held)).End == CommitEnd.Done) Interlocked.Increment(ref done);
            }
        })));
        var took = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return new Slice(done / took, (CpuMeter.Tree(cluster.ProcessId) - server) / (double)Math.Max(1, done), (CpuMeter.Own() - client) / (double)Math.Max(1, done));
    }

    private static async Task<DatabaseTarget> Copy(PostgresCluster cluster, ScratchFolder files, string store, int number)
    {
        if (store == "PostgreSQL")
        {
            await cluster.Ask($"create database run_{number} template {Settled}");
            return cluster.Target($"run_{number}");
        }
        foreach (var old in Directory.GetFiles(files.Folder, "run_*")) File.Delete(old);
        File.Copy(files.Path($"{Settled}.db"), files.Path($"run_{number}.db"));
        return DatabaseTarget.Sqlite(files.Path($"run_{number}.db"));
    }
}

/// <summary>A folder that is gone when the bench ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly EventHandler onExit;

    public ScratchFolder()
    {
        onExit = (_, _) => CleanUp();
        AppDomain.CurrentDomain.ProcessExit += onExit;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("registry-bench-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= onExit;
        CleanUp();
    }

    private void CleanUp()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
