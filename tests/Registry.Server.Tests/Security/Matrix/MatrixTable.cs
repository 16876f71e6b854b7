using System.Text.RegularExpressions;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>The reviewed table, <c>docs/security/authz.csv</c>.</summary>
internal static partial class MatrixTable
{
    private static readonly string[] Heads = ["method", "route", "form", "whose", "state"];

    private static string Path => System.IO.Path.Combine(Tree.Root, "docs", "security", "authz.csv");

    /// <summary>Its rows.</summary>
    public static IReadOnlyDictionary<string, MatrixRow> Read()
    {
        var rows = new Dictionary<string, MatrixRow>(StringComparer.Ordinal);
        if (!File.Exists(Path)) return rows;
        var lines = File.ReadAllLines(Path);
        var columns = Cells(lines[0])[Heads.Length..];
        foreach (var cells in lines.Skip(1).Select(Cells))
        {
            var row = new MatrixRow(cells[0], cells[1], cells[2], cells[3], cells[4]);
            foreach (var (column, cell) in columns.Zip(cells[Heads.Length..])) row.Cells[column] = cell;
            rows.Add(row.Key, row);
        }
        return rows;
    }

    /// <summary>Writes what was seen, to be reviewed.</summary>
    public static void Write(IReadOnlyList<string> columns, IEnumerable<MatrixRow> rows) => File.WriteAllLines(Path,
        rows.OrderBy(r => r.Route, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal).ThenBy(r => r.Form, StringComparer.Ordinal)
            .ThenByDescending(r => r.Whose, StringComparer.Ordinal).ThenBy(r => r.State, StringComparer.Ordinal)
            .Select(r => Line([r.Method, r.Route, r.Form, r.Whose, r.State, .. columns.Select(c => r.Cells.GetValueOrDefault(c, ""))])).Prepend(Line([.. Heads, .. columns])));

    /// <summary>What was answered otherwise than the table says; what is new; what is gone.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, MatrixRow> reviewed, IReadOnlyCollection<MatrixRow> seen)
    {
        foreach (var row in seen)
        {
            if (!reviewed.TryGetValue(row.Key, out var expected))
            {
                yield return $"not in the table: {row.Key}; allowed to: {string.Join(' ', row.Cells.Where(c => c.Value == "yes").Select(c => c.Key))}";
                continue;
            }
            foreach (var (column, cell) in row.Cells)
                if (expected.Cells.GetValueOrDefault(column) != cell) yield return $"{row.Key}: {column} is answered \"{cell}\", and the table says \"{expected.Cells.GetValueOrDefault(column)}\"";
        }
        foreach (var gone in reviewed.Keys.Except(seen.Select(r => r.Key))) yield return $"gone, but in the table: {gone}";
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(c => c.Contains(',', StringComparison.Ordinal) ? $"\"{c}\"" : c));

    private static string[] Cells(string line) => [.. Cell.Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)];

    [GeneratedRegex("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))")]
    private static partial Regex Cell { get; }
}
