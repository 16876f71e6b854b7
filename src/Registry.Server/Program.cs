using System.CommandLine;
using Registry.Server;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

var common = new CommonOptions();
var demo = new Option<bool>("--demo") { Description = "first fill an empty database with ten real projects" };

var serve = new Command("serve", "Serve the registry.") { common.Database, common.Urls, common.Keys, demo };
serve.SetAction((parsed, stopping) => Run(() => ServeVerb.Run(common.Settings(parsed), parsed.GetValue(common.Database) is null, parsed.GetValue(demo), stopping)));

var migrate = new Command("migrate", "Create the database, or bring it to this program's schema.") { common.Database, common.Keys, common.Json };
migrate.SetAction((parsed, _) => Run(() => MigrateVerb.Run(common.Settings(parsed), parsed.GetValue(common.Json))));

var check = new Option<bool>("--check") { Description = "say whether the generated documents are fresh; ends with 4 where they are not" };
var write = new Option<bool>("--write") { Description = "write the generated documents anew" };
var docs = new Option<string>("--docs") { Description = "folder of the documents, default docs", DefaultValueFactory = _ => "docs" };
var rules = new Command("rules", "Print every rule with its article; check or write the documents made from the code.") { check, write, docs, common.Json };
rules.SetAction((parsed, _) => Run(() => RulesVerb.Run(parsed.GetValue(docs)!, parsed.GetValue(check), parsed.GetValue(write), parsed.GetValue(common.Json))));
var records = new Option<string>("--records") { Description = "the public record as CSV", Required = true };
var replay = new Command("replay", "Replay a public record through the registry's own rules.") { records, common.Database, common.Keys, common.Json };
replay.SetAction((parsed, _) => Run(() => ReplayVerb.Run(common.Settings(parsed), parsed.GetRequiredValue(records), parsed.GetValue(common.Json))));

var legacyFile = new Option<string>("--file") { Description = "the export of the old system as CSV (docs/legacy-accounts.md)", Required = true };
var legacy = new Command("import-legacy", "Take over the accounts of the old system: all of a file or nothing.") { legacyFile, common.Database, common.Keys, common.Json };
legacy.SetAction((parsed, _) => Run(() => LegacyVerb.Run(common.Settings(parsed), parsed.GetRequiredValue(legacyFile), parsed.GetValue(common.Json))));

var verify = new Command("verify", "Recompute everything from what was recorded, and name what is wrong.") { common.Database, common.Keys, common.Json };
verify.SetAction((parsed, _) => Run(() => VerifyVerb.Run(common.Settings(parsed), parsed.GetValue(common.Json))));

var prepare = new Option<bool>("--prepare") { Description = "only add the next key, which opens and does not seal yet, to bring it to every node" };
var retire = new Option<bool>("--retire") { Description = "take the keys out of the file that seal nothing any more" };
var rotate = new Command("rotate-personal-key", "Change the key that seals personal data, while the registry is served.") { prepare, retire, common.Database, common.Keys, common.Json };
rotate.SetAction((parsed, stopping) => Run(() => RotateKeyVerb.Run(common.Settings(parsed), parsed.GetValue(prepare), parsed.GetValue(retire), parsed.GetValue(common.Json), stopping)));

var root = new RootCommand("Open CCER Registry. Without a verb it serves.") { common.Database, common.Urls, common.Keys, demo };
root.SetAction((parsed, stopping) => Run(() => ServeVerb.Run(common.Settings(parsed), parsed.GetValue(common.Database) is null, parsed.GetValue(demo), stopping)));
root.Subcommands.Add(serve);
root.Subcommands.Add(migrate);
root.Subcommands.Add(rules);
root.Subcommands.Add(replay);
root.Subcommands.Add(verify);
root.Subcommands.Add(legacy);
root.Subcommands.Add(rotate);

var help = new Command("help", "Show this help.");
help.SetAction(_ => root.Parse("--help").Invoke());
root.Subcommands.Add(help);

var result = root.Parse(args);
var exit = await result.InvokeAsync();
return result.Errors.Count > 0 ? ExitCode.Usage : exit;

static async Task<int> Run(Func<Task<int>> verb)
{
    try
    {
        return await verb();
    }
    catch (FormatException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return ExitCode.Usage;
    }
    catch (PersonalKeyMismatchException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return ExitCode.KeyDoesNotFit;
    }
}
