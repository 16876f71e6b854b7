using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server;

/// <summary>Shows the rules, and keeps the documents that are made from the code fresh.</summary>
internal static class RulesVerb
{
    public static async Task<int> Run(string folder, bool check, bool write, bool json)
    {
        if ((check || write) && !Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder {Path.GetFullPath(folder)}. Run this from the root of the source tree, or name the folder with --docs.");
            return ExitCode.Usage;
        }
        if (write)
        {
            foreach (var (name, text) in GeneratedDocuments.All) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
            return ExitCode.Done;
        }
        return check ? Check(folder) : Print(json);
    }

    private static int Check(string folder)
    {
        var stale = GeneratedDocuments.Stale(folder);
        foreach (var name in stale) Console.WriteLine($"{Path.Combine(folder, name)} is not what the code says. Run: ./run rules --write");
        return stale.Count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    private static int Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(Json.Write(RuleCatalog.All.Select(r => new
            {
                code = r.Rule.Code,
                kind = r.Rule.Kind,
                citations = r.Rule.Citations.Select(c => c.ToString()),
                zh = RuleTexts.Of(r.Rule, Language.Chinese),
                en = RuleTexts.Of(r.Rule, Language.English),
            })));
            return ExitCode.Done;
        }
        foreach (var (rule, _) in RuleCatalog.All)
            Console.WriteLine($"{rule.Code}  [{string.Join(", ", rule.Citations)}]  {RuleTexts.Of(rule, Language.English)}");
        return ExitCode.Done;
    }
}
