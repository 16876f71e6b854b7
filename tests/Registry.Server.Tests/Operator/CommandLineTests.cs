using System.Diagnostics;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>The program as its user starts it: what it refuses, with which sentence and exit code.</summary>
public sealed class CommandLineTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Registry.Server.dll");

    private static async Task<(int Exit, string Output, string Error)> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Text(TestDatabase database) =>
        database.Target.SqlitePath is { } path ? $"sqlite:{path}" : database.Target.ConnectionString;

    [Fact]
    public async Task An_unknown_option_is_refused()
    {
        var (exit, _, error) = await Start("migrate", "--databse", "sqlite:x");
        exit.ShouldBe(ExitCode.Usage);
        error.ShouldContain("--databse");
    }

    [Fact]
    public async Task A_database_that_is_neither_form_is_refused_with_what_is_accepted()
    {
        var (exit, _, error) = await Start("verify", "--database", "mysql://nowhere");
        exit.ShouldBe(ExitCode.Usage);
        error.ShouldContain("sqlite:PATH");
    }

    [Theory, BothDatabases]
    public async Task Serve_refuses_a_database_that_was_not_migrated_and_says_what_to_do(Engine engine)
    {
        await using var database = await TestDatabase.CreateEmpty(engine);
        var (exit, _, error) = await Start("serve", "--database", Text(database), "--keys", TestDatabase.KeyFile, "--urls", "http://127.0.0.1:0");
        exit.ShouldBe(ExitCode.SchemaDoesNotFit);
        error.ShouldContain("migrate");
    }

    [Theory, BothDatabases]
    public async Task Serve_refuses_a_database_of_a_newer_program(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await world.Damage(engine == Engine.Sqlite
            ? "insert into SchemaVersions(ScriptName, Applied) values ('Registry.Server.Migrations.209901010000_future.sql', '2099-01-01')"
            : "insert into schemaversions(scriptname, applied) values ('Registry.Server.Migrations.209901010000_future.sql', '2099-01-01')");
        var text = world.Settings.Database.SqlitePath is { } path ? $"sqlite:{path}" : world.Settings.Database.ConnectionString;
        var (exit, _, error) = await Start("serve", "--database", text, "--keys", TestDatabase.KeyFile, "--urls", "http://127.0.0.1:0");
        exit.ShouldBe(ExitCode.SchemaDoesNotFit);
        error.ShouldContain("newer");
        Schema.Status(world.Settings.Database).ShouldBe(SchemaStatus.Newer);
    }

    [Theory, BothDatabases]
    public async Task Verify_ends_with_four_and_names_the_row_where_something_is_wrong(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var text = world.Settings.Database.SqlitePath is { } path ? $"sqlite:{path}" : world.Settings.Database.ConnectionString;
        (await Start("verify", "--database", text, "--keys", TestDatabase.KeyFile)).Exit.ShouldBe(ExitCode.Done);
        await world.Damage("update verification_body set version = 5 where approval_number = 'CNCA-R-2002-001'");

        var (exit, output, _) = await Start("verify", "--json", "--database", text, "--keys", TestDatabase.KeyFile);

        exit.ShouldBe(ExitCode.Differences);
        output.ShouldContain("verification-body:");
    }

    [Fact]
    public async Task Replay_without_its_file_says_so()
    {
        var (exit, _, error) = await Start("replay", "--records", "nowhere.csv", "--database", "sqlite:never.db");
        exit.ShouldBe(ExitCode.Usage);
        error.ShouldContain("nowhere.csv");
        File.Exists("never.db").ShouldBeFalse();
    }
}
