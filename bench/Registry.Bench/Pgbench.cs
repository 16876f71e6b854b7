using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Bench;

/// <summary>What one slice came to.</summary>
/// <param name="PerSecond">Operations a second.</param>
/// <param name="ServerMicroseconds">Processor time of the database server for each operation.</param>
/// <param name="ClientMicroseconds">Processor time of the caller's side for each operation.</param>
internal sealed record Slice(double PerSecond, double ServerMicroseconds, double ClientMicroseconds);

/// <summary>The yardstick: pgbench's TPC-B-like run as it comes, warm tables.</summary>
internal sealed partial class Pgbench(PostgresCluster cluster)
{
    private const string Database = "pgbench";
    private const int Scale = 20;

    /// <summary>What it is, for the report.</summary>
    public static string Shown => $"pgbench TPC-B-like, scale {Scale} as it comes (simple protocol), over the socket";

    /// <summary>Makes the tables, warms them and has them on disk.</summary>
    public async Task Prepare()
    {
        await cluster.Ask($"create database {Database}");
        cluster.Command("pgbench", "-h", cluster.Socket, "-p", $"{cluster.Port}", "-U", "postgres", "-i", "-s", $"{Scale}", "-q", Database);
        Run(8, 3);
        await cluster.Ask("checkpoint");
    }

    /// <summary>One slice.</summary>
    public Slice Run(int callers, int seconds)
    {
        var (server, client) = (CpuMeter.Tree(cluster.ProcessId), CpuMeter.EndedChildren());
        var output = cluster.Command("pgbench", "-h", cluster.Socket, "-p", $"{cluster.Port}", "-U", "postgres", "-n",
            "-c", $"{callers}", "-j", $"{Math.Min(callers, Environment.ProcessorCount)}", "-T", $"{seconds}", Database);
        var done = double.Parse(Done().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var rate = double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Slice(rate, (CpuMeter.Tree(cluster.ProcessId) - server) / done, (CpuMeter.EndedChildren() - client) / done);
    }

    [GeneratedRegex(@"number of transactions actually processed: (\d+)")]
    private static partial Regex Done();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
