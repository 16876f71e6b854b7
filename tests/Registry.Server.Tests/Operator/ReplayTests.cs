using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Tests;
using Registry.Server.Capabilities.Operator.Replay;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>The replay of a public record: what must come out, again and after being killed, on both databases.</summary>
public sealed class ReplayTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Registry.Server.dll");

    [Theory, BothDatabases]
    public async Task The_demonstrations_ten_projects_come_out_as_recorded(Engine engine)
    {
        await using var database = await TestDatabase.Create(engine);
        var report = await Replay(database);
        report.AsRecorded.ShouldBeTrue();
        report.ProjectsRegistered.Replayed.ShouldBe(10);
        report.ProjectNumbersEqual.ShouldBe(10);
        report.StepsRefused.ShouldBeEmpty();
        report.NoticeWindowsEqual.ShouldBe(report.NoticeWindows);
    }

    [Theory, BothDatabases]
    public async Task Run_again_it_changes_nothing(Engine engine)
    {
        await using var database = await TestDatabase.Create(engine);
        var first = await Replay(database);
        var second = await Replay(database);
        second.StateHash.ShouldBe(first.StateHash);
        second.AsRecorded.ShouldBeTrue();
    }

    [Fact]
    public async Task Both_databases_come_to_the_same_state()
    {
        await using var sqlite = await TestDatabase.Create(Engine.Sqlite);
        await using var postgres = await TestDatabase.Create(Engine.Postgres);
        (await Replay(postgres)).StateHash.ShouldBe((await Replay(sqlite)).StateHash);
    }

    [Theory, BothDatabases]
    public async Task Killed_again_and_again_it_ends_in_the_same_state(Engine engine)
    {
        await using var whole = await TestDatabase.Create(engine);
        await using var killed = await TestDatabase.Create(engine);
        var expected = (await Replay(whole)).StateHash;
        for (var i = 1; i <= 4; i++) await Kill(killed, TimeSpan.FromMilliseconds(600 * i));
        (await Replay(killed)).StateHash.ShouldBe(expected);
    }

    [Theory, BothDatabases]
    public async Task The_whole_public_record_comes_out_as_it_must(Engine engine)
    {
        var records = SharedFiles.Require("public_records.csv");
        await using var database = await TestDatabase.Create(engine);
        var report = await Replay(database, records);
        report.ProjectApplications.ShouldBe(new Figure(222, 222));
        report.ReductionApplications.ShouldBe(new Figure(56, 56));
        report.ProjectsRegistered.ShouldBe(new Figure(41, 41));
        report.ProjectNumbersEqual.ShouldBe(41);
        report.NoticeWindows.ShouldBe(278);
        report.NoticeWindowsEqual.ShouldBe(275);
        report.NoticeWindowsDifferent.Select(w => (w.Start, w.Replayed, w.Recorded)).Order().ShouldBe(
        [
            (new(2024, 12, 5), new(2025, 1, 2), new(2025, 1, 1)),
            (new(2024, 12, 5), new(2025, 1, 2), new(2025, 1, 1)),
            (new(2025, 12, 17), new(2026, 1, 14), new(2026, 1, 15)),
        ]);
        report.StatesEqual.ShouldBe(278);
        report.ReductionsRegistered.ShouldBe(new Figure(25, 25));
        report.RegisteredTonnes.ShouldBe(new Figure(23_113_094, 23_113_094));
        report.IssuedLots.ShouldBe(new Figure(74, 74));
        report.IssuedTonnes.ShouldBe(new Figure(22_210_888, 22_210_888));
        report.PendingLots.ShouldBe(new Figure(7, 7));
        report.PendingTonnes.ShouldBe(new Figure(902_206, 902_206));
        report.ZeroVintages.ShouldBe(new Figure(1, 1));
        report.FirstDayTonnes.ShouldBe(new Figure(9_482_312, 9_482_312));
        report.StepsRefused.ShouldBeEmpty();
        report.Moved.Count(m => m.Step == "report").ShouldBe(8);
        await using var services = Services(database);
        (await VerifyVerb.Check(services.GetRequiredService<Db>())).ShouldBeEmpty();
    }

    internal static Task<ReplayReport> Replay(TestDatabase database, string? records = null) =>
        ReplayVerb.Replay(Settings(database), records ?? ReplayVerb.DemoRecords(Settings(database)), only: null, quiet: true);

    internal static ServiceProvider Services(TestDatabase database) =>
        new ServiceCollection().AddLogging().AddRegistry(Settings(database)).BuildServiceProvider();

    private static RegistrySettings Settings(TestDatabase database) => new()
    {
        Database = database.Target,
        KeyFile = TestDatabase.KeyFile,
        OutboxFolder = Path.Combine(Path.GetTempPath(), "registry-replay-outbox"),
    };

    /// <summary>Starts the program as its own process and kills it, wherever it is.</summary>
    private static async Task Kill(TestDatabase database, TimeSpan after)
    {
        var text = database.Target.SqlitePath is { } path ? $"sqlite:{path}" : database.Target.ConnectionString;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Program, "replay", "--records", ReplayVerb.DemoRecords(Settings(database)), "--database", text, "--keys", TestDatabase.KeyFile })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(after));
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
