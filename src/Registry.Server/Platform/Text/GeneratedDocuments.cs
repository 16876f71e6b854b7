using System.Globalization;
using System.Reflection;
using System.Text;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Platform.Text;

/// <summary>The documents that are made from the code: what is refused and by which article, and which steps there are.</summary>
public static class GeneratedDocuments
{
    private const string Notice = "Made from the code by `./run rules --write`; do not edit.";

    /// <summary>Every document, by file name.</summary>
    public static IEnumerable<(string Name, string Text)> All => [("rules.md", Rules()), ("lifecycles.md", Lifecycles())];

    /// <summary>Names of the documents in a folder that differ from the code, or are not there.</summary>
    public static IReadOnlyList<string> Stale(string folder) =>
        [.. All.Where(d => Path.Combine(folder, d.Name) is var path && (!File.Exists(path) || File.ReadAllText(path) != d.Text)).Select(d => d.Name)];

    /// <summary>Every lifecycle of the kernel, by name.</summary>
    public static IReadOnlyList<(ILifecycle Lifecycle, string Holder)> Tables { get; } =
        [.. (from type in typeof(ILifecycle).Assembly.GetExportedTypes()
             from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
             where !type.ContainsGenericParameters && field.FieldType.IsAssignableTo(typeof(ILifecycle))
             let table = (ILifecycle)field.GetValue(null)!
             orderby table.Name
             select (table, $"{type.FullName}.{field.Name}"))];

    private static string Rules()
    {
        var text = new StringBuilder("# Rules\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Notice} {RuleCatalog.All.Count} rules. The articles are explained in `instruments.md`; facts of the case stand in braces.\n");
        foreach (var capability in RuleCatalog.All.GroupBy(r => r.Rule.Code.Split('.')[0]))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {capability.Key}\n\n| code | article | \u4e2d\u6587 | English | kind | defined as |\n|---|---|---|---|---|---|\n");
            foreach (var (rule, holder) in capability)
                text.Append(CultureInfo.InvariantCulture, $"| `{rule.Code}` | {string.Join(", ", rule.Citations.Select(c => $"`{c}`"))} | {Cell(RuleTexts.Of(rule, Language.Chinese))} | {Cell(RuleTexts.Of(rule, Language.English))} | {rule.Kind} | `{Short(holder)}` |\n");
        }
        return text.ToString();
    }

    private static string Lifecycles()
    {
        var text = new StringBuilder("# Lifecycles\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Notice} A step that is not here is refused.\n");
        foreach (var (lifecycle, holder) in Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {lifecycle.Name}\n\n`{Short(holder)}`, `{lifecycle.Source}`\n\n```mermaid\nstateDiagram-v2\n");
            foreach (var step in lifecycle.Steps) text.Append(CultureInfo.InvariantCulture, $"  {step.From} --> {step.To}: {step.Action}\n");
            text.Append("```\n\n| from | action | to | by |\n|---|---|---|---|\n");
            foreach (var step in lifecycle.Steps) text.Append(CultureInfo.InvariantCulture, $"| {step.From} | {step.Action} | {step.To} | {step.By} |\n");
        }
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static string Short(string holder) => holder.Replace("Registry.Kernel.", "", StringComparison.Ordinal).Replace("Registry.Server.", "", StringComparison.Ordinal);
}
