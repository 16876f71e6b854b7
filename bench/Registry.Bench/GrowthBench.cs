using System.Diagnostics;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;

namespace Registry.Bench;

/// <summary>Whether the ledger stays as fast with ten times the history: movements, holdings and past holdings on two sizes, in turn.</summary>
internal static class GrowthBench
{
    private const int Positions = 20_000;
    private const int Loaders = 64;
    private const int LinesOfPosting = 20;
    private const int Questions = 300;
    private const double Goal = 1.2;
    private static readonly long[] Sizes = [100_000, 1_000_000];

    public static async Task<int> Run(BenchOptions options)
    {
        var report = new Report("growth", options, [.. PostgresCluster.Shown, "SQLite: WAL, synchronous=FULL", $"{Positions} positions, {Sizes[0]} and {Sizes[1]} entries, {LinesOfPosting} to a posting"]);
        await using var cluster = await PostgresCluster.Start();
        using var files = new ScratchFolder();
        foreach (var engine in Enum.GetValues<Engine>())
            if (Name(engine).Contains(options.Only, StringComparison.OrdinalIgnoreCase)) await Compare(options, report, cluster, files, engine);
        return report.End();
    }

    private static async Task Compare(BenchOptions options, Report report, PostgresCluster cluster, ScratchFolder files, Engine engine)
    {
        var name = Name(engine);
        var ledgers = new List<LedgerCrowd>();
        foreach (var size in Sizes)
        {
            Report.Progress($"{name}: a ledger of {size} entries");
            if (engine == Engine.Postgres) await cluster.Ask($"create database growth_{size}");
            var crowd = await LedgerCrowd.Settle(engine == Engine.Postgres ? cluster.Target($"growth_{size}") : DatabaseTarget.Sqlite(files.Path($"growth_{size}.db")), Positions);
            await crowd.Age(size - Positions, LinesOfPosting, Loaders);
            if (engine == Engine.Postgres) await cluster.Ask("vacuum analyze", $"growth_{size}");
            else await Fold(crowd);
            ledgers.Add(crowd);
        }
        if (engine == Engine.Postgres) await cluster.Ask("checkpoint");

        var moves = new List<double>[] { [], [] };
        var holdings = new List<double>[] { [], [] };
        var past = new List<double>[] { [], [] };
        for (var pair = -1; pair < options.Pairs; pair++)
        {
            // Which of the two goes first changes from pair to pair; the first pair warms up and is not kept.
            foreach (var which in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
            {
                var move = await Movement(ledgers[which], options.Seconds);
                var (now, then) = await Ask(ledgers[which], Sizes[which] / LinesOfPosting);
                if (pair < 0) continue;
                moves[which].Add(move);
                holdings[which].AddRange(now);
                past[which].AddRange(then);
            }
        }
        report.Add($"{name}: a movement, 32 callers", "us", moves[0], moves[1], Goal);
        report.Add($"{name}: holdings of an account", "us", holdings[0], holdings[1], Goal);
        report.Add($"{name}: holdings of an account as of a posting", "us", past[0], past[1], Goal);
        for (var i = 0; i < ledgers.Count; i++)
        {
            report.Whole($"{name} {Sizes[i]}", await LedgerVerify.Run(ledgers[i].Db));
            await ledgers[i].DisposeAsync();
        }
    }

    /// <summary>What making the history left in the log of the file goes into the file, as the checkpoint does on PostgreSQL.</summary>
    private static async Task Fold(LedgerCrowd crowd)
    {
        await using var connection = await crowd.Db.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        await command.ExecuteNonQueryAsync();
    }

    private static string Name(Engine engine) => engine == Engine.Postgres ? "PostgreSQL" : "SQLite FULL";

    /// <summary>Microseconds for each movement.</summary>
    private static async Task<double> Movement(LedgerCrowd crowd, int seconds)
    {
        var (done, took) = await crowd.Move(Spread.Uniform, 32, TimeSpan.FromSeconds(seconds));
        return took.TotalMicroseconds / done;
    }

    private static async Task<(List<double> Now, List<double> Then)> Ask(LedgerCrowd crowd, long postings)
    {
        var dice = new Random(5);
        var (now, then) = (new List<double>(), new List<double>());
        await using var reads = await crowd.Db.Read();
        for (var i = 0; i < Questions; i++)
        {
            var account = LedgerCrowd.Account(1 + dice.Next(crowd.Accounts - 1));
            var posting = (long)(postings * dice.NextDouble());
            var since = Stopwatch.GetTimestamp();
            await LedgerQueries.Holdings(reads, account);
            now.Add(Stopwatch.GetElapsedTime(since).TotalMicroseconds);
            since = Stopwatch.GetTimestamp();
            await LedgerQueries.HoldingsAsOfPosting(reads, account, posting);
            then.Add(Stopwatch.GetElapsedTime(since).TotalMicroseconds);
        }
        return (now, then);
    }
}
