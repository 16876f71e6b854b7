using Registry.Server.Capabilities.Operator.Replay;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Spectre.Console;

namespace Registry.Server;

/// <summary>Replays a public record through the slices and prints what came out beside what the record says.</summary>
internal static class ReplayVerb
{
    /// <summary>The clock starts before the first application, when the registry is set up.</summary>
    private static readonly DateTimeOffset Start = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(RegistrySettings settings, string records, bool json)
    {
        if (!File.Exists(records))
        {
            await Console.Error.WriteLineAsync($"There is no file {records}. --records takes the public record as CSV.");
            return ExitCode.Usage;
        }
        if (settings.Database.SqlitePath is null || File.Exists(settings.Database.SqlitePath))
        {
            if (Schema.Status(settings.Database) == SchemaStatus.Newer)
            {
                await Console.Error.WriteLineAsync($"The database {settings.Database.Shown} was migrated by a newer program.");
                return ExitCode.SchemaDoesNotFit;
            }
        }
        await MigrateVerb.Apply(settings);
        var report = await Replay(settings, records, only: null, json);
        if (json) Console.WriteLine(Json.Write(report.ForPrograms()));
        else Print(report);
        return report.AsRecorded ? ExitCode.Done : ExitCode.Differences;
    }

    /// <summary>The small record that comes with the program.</summary>
    public static string DemoRecords(RegistrySettings settings) => Path.Combine(settings.DataFolder, "demo", "records.csv");

    /// <summary>Replays into a migrated database.</summary>
    public static async Task<ReplayReport> Replay(RegistrySettings settings, string records, IReadOnlySet<string>? only, bool quiet)
    {
        var clock = new ReplayClock(Start);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IIdSource, DerivedIds>()
            .AddRegistry(settings)
            .BuildServiceProvider();
        await services.GetRequiredService<PersonalVault>().Require(services.GetRequiredService<Db>());
        var run = new ReplayRun(services, clock);
        if (quiet || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            var tenth = 0;
            return await run.Run(records, (done, all) =>
            {
                if (quiet || done * 10 / all == tenth) return;
                tenth = done * 10 / all;
                Console.WriteLine($"{tenth * 10} % of {all} steps");
            }, only);
        }
        return await AnsiConsole.Progress().HideCompleted(false).StartAsync(async context =>
        {
            var bar = context.AddTask("Replay");
            return await run.Run(records, (done, all) => { bar.MaxValue = all; bar.Value = done; }, only);
        });
    }

    private static void Print(ReplayReport report)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn("Figure").AddColumn(new TableColumn("Replayed").RightAligned()).AddColumn(new TableColumn("Record").RightAligned());
        void Row(string name, Figure figure) => table.AddRow(name, $"{figure.Replayed:N0}", $"{figure.Recorded:N0}" + (figure.Equal ? "" : "  DIFFERS"));
        Row("Project applications", report.ProjectApplications);
        Row("Reduction applications", report.ReductionApplications);
        Row("Projects registered", report.ProjectsRegistered);
        Row("Project numbers equal", new Figure(report.ProjectNumbersEqual, report.ProjectsRegistered.Recorded));
        table.AddRow("Notice windows equal", $"{report.NoticeWindowsEqual:N0}", $"{report.NoticeWindows:N0}");
        Row("States equal", new Figure(report.StatesEqual, report.ProjectApplications.Recorded + report.ReductionApplications.Recorded));
        Row("Reductions registered", report.ReductionsRegistered);
        Row("Registered tonnes", report.RegisteredTonnes);
        Row("Lots issued", report.IssuedLots);
        Row("Issued tonnes", report.IssuedTonnes);
        Row("Lots pending", report.PendingLots);
        Row("Pending tonnes", report.PendingTonnes);
        Row("Vintages of 0 t, never issued", report.ZeroVintages);
        Row("Issued on 2025-03-06, tonnes", report.FirstDayTonnes);
        AnsiConsole.Write(table);
        foreach (var w in report.NoticeWindowsDifferent) Console.WriteLine($"notice window: {w.Record} {w.Name} from {w.Start:yyyy-MM-dd}: {w.Replayed:yyyy-MM-dd}, record {w.Recorded:yyyy-MM-dd}");
        foreach (var s in report.StatesDifferent) Console.WriteLine($"state: {s.Record} {s.Name}: {s.Replayed}, record {s.Recorded}");
        foreach (var n in report.ProjectNumbersDifferent) Console.WriteLine($"number: {n.Record} {n.Name}: {n.Replayed}, record {n.Recorded}");
        foreach (var r in report.StepsRefused) Console.WriteLine($"refused: {r.Record} {r.Name}: {r.Rule} ({r.Facts})");
        foreach (var m in report.Moved) Console.WriteLine($"moved: {m.Record} {m.Step}: {m.Moved:yyyy-MM-dd HH:mm:ss}Z, record {m.Recorded:yyyy-MM-dd HH:mm:ss}Z, {m.Why}");
        Console.WriteLine($"{report.Warnings.Count} warnings at notice, {report.Refusals.Count} rules behind refusals.");
        Console.WriteLine($"state {report.StateHash}  {report.Seconds} s");
    }
}
