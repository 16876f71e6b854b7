using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Bench;

/// <summary>
/// What the portal costs with a long history, and with a tenth of it: lists of what waits, cases, accounts and the audit trail, for those who work with
/// them; signing in; the import of old accounts.
/// </summary>
internal static class PortalBench
{
    private const int Accounts = 5_600;
    private const int Tasks = 100_000;
    private const int AuditRows = 1_000_000;
    private const int Tenth = 10;
    private const int Callers = 4;
    private const int Hashes = 10;
    private const double Growth = 1.2;
    private const double MostMilliseconds = 3;
    private const double MostKilobytes = 30;
    private static readonly (string Who, string What, string Path)[] Pages =
    [
        ("clerk01", "what waits for the officers", "/portal?"),
        ("clerk01", "what waits, notices only, latest first", "/portal?kind=Project&order=since&"),
        ("reviewer01", "what waits for the second officer", "/portal?"),
        ("clerk01", "cases", "/portal/applications?"),
        ("clerk01", "accounts", "/portal/accounts?"),
        ("ownerinitiator", "cases of an owner", "/portal/applications?"),
        ("ownerinitiator", "holdings of an owner", "/portal/holdings?"),
        ("auditor01", "audit trail", "/portal/audit?"),
        ("auditor01", "audit trail of a case", "/portal/audit?subject=application%3A3000000000000000007&"),
        ("auditor01", "audit trail, refused", "/portal/audit?refused=1&"),
    ];

    public static async Task<int> Run(BenchOptions options)
    {
        var report = new Report("portal", options, [.. PostgresCluster.Shown, $"{Accounts} accounts, {Tasks} tasks, {AuditRows} audit rows, and a tenth of each; {Callers} callers"]);
        await using var cluster = await PostgresCluster.Start();
        using var files = new ScratchFolder();
        foreach (var engine in Enum.GetValues<Engine>())
            if (Pages.Any(p => $"{engine}: {p.What}".Contains(options.Only, StringComparison.OrdinalIgnoreCase))) await Compare(options, report, cluster, files, engine);
        return report.End();
    }

    private static async Task Compare(BenchOptions options, Report report, PostgresCluster cluster, ScratchFolder files, Engine engine)
    {
        var sites = new List<Site>();
        try
        {
            foreach (var part in (int[])[Tenth, 1])
            {
                var name = $"portal_{engine}_{part}".ToLowerInvariant();
                if (engine == Engine.Postgres) await cluster.Ask($"create database {name}");
                var target = engine == Engine.Postgres ? cluster.Target(name) : DatabaseTarget.Sqlite(files.Path($"{name}.db"));
                var world = await PortalWorld.Make(target, files.Path($"{name}.key"), Accounts / part, Tasks / part, AuditRows / part);
                if (engine == Engine.Postgres) await cluster.Ask("vacuum analyze", name);
                sites.Add(new(world, target, files.Path($"{name}.key"), await Served.Registry(target, files.Path($"{name}.key"), engine == Engine.Postgres ? cluster.ProcessId : 0)));
            }
            await SignIns(options, report, $"{engine}", sites[1]);
            foreach (var site in sites) await site.Enter([.. Pages.Select(p => p.Who).Distinct()]);
            foreach (var page in Pages)
                if ($"{engine}: {page.What}".Contains(options.Only, StringComparison.OrdinalIgnoreCase)) await Measure(options, report, $"{engine}: {page.What}", sites, page.Who, page.Path);
            await Imports(report, engine, sites[1]);
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
    }

    private static async Task Measure(BenchOptions options, Report report, string what, List<Site> sites, string who, string path)
    {
        Report.Progress(what);
        var costs = new List<double>[] { [], [] };
        for (var pair = -1; pair < options.Pairs; pair++)
        {
            // Which of the two goes first changes from pair to pair; the first pair warms up and is not kept.
            foreach (var which in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
            {
                var load = await sites[which].Server.Load(n => sites[which].Seats[who].Get($"{path}fresh={pair}-{n}"), options.Seconds, Callers);
                if (pair >= 0) costs[which].Add(load.MillisecondsEach);
            }
        }
        report.AtMost(what, "ms CPU", costs[1], MostMilliseconds);
        report.AtMost($"{what}, for one at a tenth of the history", "", [.. costs[1].Zip(costs[0], (large, small) => large / small)], Growth);
        report.AtMost($"{what}, size", "KB", [Encoding.UTF8.GetByteCount(await sites[1].Seats[who].Get(path)) / 1000.0], MostKilobytes);
    }

    /// <summary>Every login of the demonstration signs in, half a minute after the last time because a code opens once; the cost of the hash is measured alone and taken off.</summary>
    private static async Task SignIns(BenchOptions options, Report report, string engine, Site site)
    {
        Report.Progress($"{engine}: signing in");
        var costs = new List<double>();
        var hash = await CostOfHash();
        for (var round = -1; round < options.Pairs; round++)
        {
            var step = Totp.StepOf(TimeProvider.System.GetUtcNow());
            var before = site.Server.Cpu();
            foreach (var login in site.World.Logins)
            {
                using var visitor = new Visitor(site.Server.Address);
                await visitor.SignIn(login, step);
            }
            if (round >= 0) costs.Add((site.Server.Cpu() - before) / 1000.0 / site.World.Logins.Count - hash);
            while (Totp.StepOf(TimeProvider.System.GetUtcNow()) == step) await Task.Delay(200);
        }
        report.AtMost($"{engine}: signing in, four requests, beyond the hash of {hash:F0} ms", "ms CPU", costs, 150);
    }

    private static async Task<double> CostOfHash()
    {
        using var passwords = new Argon2Passwords();
        var hash = await passwords.Hash("a password of somebody");
        var before = CpuMeter.Own();
        for (var i = 0; i < Hashes; i++) await passwords.Verify(hash, "a password of somebody");
        return (CpuMeter.Own() - before) / 1000.0 / Hashes;
    }

    private static async Task Imports(Report report, Engine engine, Site site)
    {
        Report.Progress($"{engine}: import of 10,000 and of 14,000 old accounts");
        var settings = new RegistrySettings { Database = site.Target, KeyFile = site.Keys, OutboxFolder = Path.Combine(Path.GetTempPath(), "registry-bench-outbox") };
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        var seconds = await PortalWorld.Import(services, 10_000, first: 100_000) + await PortalWorld.Import(services, 14_000, first: 200_000);
        report.AtMost($"{engine}: import of 10,000 and 14,000 old accounts", "s", [seconds], 60);
    }

    private sealed record Site(PortalWorld World, DatabaseTarget Target, string Keys, Served Server) : IAsyncDisposable
    {
        public Dictionary<string, Visitor> Seats { get; } = [];

        public async Task Enter(IReadOnlyList<string> who)
        {
            var step = Totp.StepOf(TimeProvider.System.GetUtcNow());
            foreach (var name in who)
            {
                Seats[name] = new Visitor(Server.Address);
                await Seats[name].SignIn(World.Logins.Single(l => l.Name == name), step);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var visitor in Seats.Values) visitor.Dispose();
            await Server.DisposeAsync();
        }
    }
}
