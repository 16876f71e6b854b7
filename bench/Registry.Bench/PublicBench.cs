using System.Diagnostics;
using System.Globalization;
using Registry.Server;
using Registry.Server.Platform.Data;

namespace Registry.Bench;

/// <summary>
/// What a page of the public side costs with 100,000 projects: processor milliseconds of the server and its database for each
/// request, freshly made and from the cache, beside a bare endpoint that says hello.
/// </summary>
internal static class PublicBench
{
    private const int Projects = 100_000;
    private const int Callers = 8;
    private static readonly (string What, string Path, double Goal)[] Pages =
    [
        ("list", "/projects/registered?", 2),
        ("list, sorted by name", "/projects/registered?sort=name&", 2),
        ("detail", "/projects/{0}?", 5),
        ("search, two characters", "/projects/registered?q=%E6%B5%B7%E4%B8%8A&", 10),
        ("search, eight characters", "/projects/registered?q=%E6%B5%B7%E4%B8%8A%E9%A3%8E%E7%94%B5%E9%A1%B9%E7%9B%AE%E7%AC%AC%E4%B8%80&", 10),
        ("API list", "/api/v1/public/projects?status=registered&pageSize=20&", 2),
    ];

    public static async Task<int> Run(BenchOptions options)
    {
        var report = new Report("public", options, [.. PostgresCluster.Shown, $"{Projects} projects, {Callers} callers, server and client in processes of their own"]);
        await using var cluster = await PostgresCluster.Start();
        using var files = new ScratchFolder();
        await using var hello = await Served.Hello();
        foreach (var engine in Enum.GetValues<Engine>())
        {
            await cluster.Ask($"create database public_{engine}");
            var target = engine == Engine.Postgres ? cluster.Target($"public_{engine}".ToLowerInvariant()) : DatabaseTarget.Sqlite(files.Path("public.db"));
            var world = await PublicWorld.Make(target, files.Path("public.key"), Projects);
            if (engine == Engine.Postgres) await cluster.Ask("vacuum analyze", $"public_{engine}".ToLowerInvariant());
            await using var server = await Served.Registry(target, files.Path("public.key"), engine == Engine.Postgres ? cluster.ProcessId : 0);
            foreach (var (_, path, _) in Pages) await server.Load(n => $"{string.Format(CultureInfo.InvariantCulture, path, world)}warm={n}", 1, Callers);
            foreach (var (what, path, goal) in Pages)
            {
                if (!$"{engine} {what}".Contains(options.Only, StringComparison.OrdinalIgnoreCase)) continue;
                await Page(options, report, $"{engine}: {what}", server, hello, string.Format(CultureInfo.InvariantCulture, path, world), goal);
            }
        }
        return report.End();
    }

    private static async Task Page(BenchOptions options, Report report, string what, Served server, Served hello, string path, double goal)
    {
        Report.Progress(what);
        var fresh = new List<double>();
        var cached = new List<double>();
        var ratios = new List<double>();
        for (var pair = -1; pair < options.Pairs; pair++)
        {
            var beside = await hello.Load(_ => "/", options.Seconds, Callers);
            var made = await server.Load(n => $"{path}fresh={pair}-{n}", options.Seconds, Callers);
            var kept = await server.Load(_ => path, options.Seconds, Callers);
            if (pair < 0) continue;
            fresh.Add(made.MillisecondsEach);
            cached.Add(kept.MillisecondsEach);
            ratios.Add(kept.PerSecond / beside.PerSecond);
        }
        report.AtMost($"{what}, freshly made", "ms CPU", fresh, goal);
        report.AtMost($"{what}, from the cache", "ms CPU", cached, null);
        report.AtLeast($"{what}, cached requests for one of hello", ratios, 0.6);
    }
}
