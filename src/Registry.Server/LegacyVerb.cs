using System.Diagnostics;
using System.Text;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;

namespace Registry.Server;

/// <summary>Takes over the accounts of the old system from its export, all of it or nothing.</summary>
internal static class LegacyVerb
{
    public static async Task<int> Run(RegistrySettings settings, string file, bool json)
    {
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file {file}. --file takes the export of the old system as CSV; docs/legacy-accounts.md names its columns.");
            return ExitCode.Usage;
        }
        if (Schema.Status(settings.Database) != SchemaStatus.Current)
        {
            await Console.Error.WriteLineAsync($"The database {settings.Database.Shown} is not at this program's schema; run migrate first.");
            return ExitCode.SchemaDoesNotFit;
        }
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        await services.GetRequiredService<PersonalVault>().Require(services.GetRequiredService<Db>());
        var begun = Stopwatch.GetTimestamp();
        LegacyImport done;
        try
        {
            using var text = LegacyFile.Open(file);
            done = await services.GetRequiredService<ImportLegacyAccounts>().Import(text);
        }
        catch (DecoderFallbackException)
        {
            await Console.Error.WriteLineAsync($"{file} is not UTF-8. Save it as UTF-8 and run the import again.");
            return ExitCode.Usage;
        }
        Print(settings, done, Stopwatch.GetElapsedTime(begun), json);
        return done.Faults.Count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    private static void Print(RegistrySettings settings, LegacyImport done, TimeSpan time, bool json)
    {
        if (json)
        {
            Console.WriteLine(Json.Write(new
            {
                database = settings.Database.Shown,
                rows = done.Rows,
                imported = done.Imported,
                present = done.Present,
                milliseconds = (long)time.TotalMilliseconds,
                faults = done.Faults.Select(f => new { line = f.Line, rule = f.Finding.Rule.Code, article = Articles(f), message = RuleTexts.Of(f.Finding, Language.English) }),
            }));
            return;
        }
        foreach (var fault in done.Faults) Console.WriteLine($"line {fault.Line}: {fault.Finding.Rule.Code} ({Articles(fault)}): {RuleTexts.Of(fault.Finding, Language.English)}");
        Console.WriteLine(done.Faults.Count > 0
            ? $"{settings.Database.Shown}: nothing was imported; {done.Faults.Count} faults in {done.Faults.Select(f => f.Line).Distinct().Count()} of {done.Rows} rows."
            : $"{settings.Database.Shown}: {done.Imported} accounts imported, {done.Present} were there, {time.TotalSeconds:0.0} s.");
    }

    private static string Articles(LegacyFault fault) => string.Join("; ", fault.Finding.Rule.Citations.Select(c => RuleTexts.Of(c, Language.English)));
}
