using System.Text.RegularExpressions;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>The forms that pages have, read from their source: a form without rows in the matrix is found by it.</summary>
internal static partial class NamedForms
{
    /// <summary>Forms by route; <c>*</c> stands for what the page makes up.</summary>
    public static IReadOnlyList<(string Route, string Form)> All { get; } = [.. Read(Tree.Product.Where(f => f.Extension == ".razor").ToDictionary(f => Path.GetFileNameWithoutExtension(f.Path) + "|" + f.Path, f => f.Text))];

    private static IEnumerable<(string Route, string Form)> Read(Dictionary<string, string> files)
    {
        var parts = files.Where(f => !Route.IsMatch(f.Value) && Form.IsMatch(f.Value)).ToDictionary(f => f.Key.Split('|')[0], f => f.Value, StringComparer.Ordinal);
        foreach (var text in files.Values)
            foreach (Match route in Route.Matches(text))
                foreach (var form in Of(text).Concat(parts.Where(p => text.Contains($"<{p.Key} ", StringComparison.Ordinal)).SelectMany(p => Of(p.Value))))
                    yield return (route.Groups[1].Value, form);
    }

    private static IEnumerable<string> Of(string text) => Form.Matches(text).Select(m => m.Groups[1].Value).Select(name =>
        name.StartsWith("@($", StringComparison.Ordinal) ? name[4..].Trim('"').Split('{')[0] + "*" : name.StartsWith('@') ? "*" : name);

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Route { get; }

    [GeneratedRegex("@formname=\"(@\\(\\$\"[^\"]*\"\\)|[^\"]+)\"")]
    private static partial Regex Form { get; }
}
