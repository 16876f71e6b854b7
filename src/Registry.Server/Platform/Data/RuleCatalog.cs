using System.Reflection;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Data;

/// <summary>Every rule of the kernel and the server, found by its code.</summary>
public static class RuleCatalog
{
    private static readonly Lazy<Dictionary<string, (Rule Rule, string Holder)>> ByCode = new(Load);

    /// <summary>All rules with the full name of the type that defines them, by code.</summary>
    public static IReadOnlyList<(Rule Rule, string Holder)> All => [.. ByCode.Value.Values.OrderBy(r => r.Rule.Code, StringComparer.Ordinal)];

    /// <summary>The rule of a code.</summary>
    public static Rule Get(string code) => ByCode.Value[code].Rule;

    private static Dictionary<string, (Rule Rule, string Holder)> Load()
    {
        var found = new Dictionary<string, (Rule, string)>(StringComparer.Ordinal);
        foreach (var assembly in new[] { typeof(Rule).Assembly, typeof(RuleCatalog).Assembly })
            foreach (var type in assembly.GetTypes())
                foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
                {
                    if (field.FieldType == typeof(Rule) && field.GetValue(null) is Rule rule)
                        found.Add(rule.Code, (rule, $"{type.FullName}.{field.Name}"));
                }
        return found;
    }
}
