using System.Text.RegularExpressions;
using Registry.Server.Tests.Tidy;

namespace Registry.Server.Tests.Security;

/// <summary>The map of the security checklist (<c>docs/security/asvs.csv</c>): each row names tests that there are, or says what is open.</summary>
public sealed partial class ChecklistTests
{
    private static readonly IReadOnlyList<string> Expected =
        [.. Enumerable.Range(1, 68).Concat(Enumerable.Range(74, 23)).Select(n => $"S{n:000}")];

    [Fact]
    public void Every_row_is_there_once_and_names_tests_that_exist_or_says_what_is_open()
    {
        var rows = Tree.File("docs/security/asvs.csv").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells).ToList();
        rows.Select(r => r[0]).ShouldBe(Expected);
        Faults(rows, Names(Tree.Code.Where(f => f.Under("tests")).Select(f => f.Text))).ShouldBeEmpty();
    }

    [Fact]
    public void Row_that_names_no_test_of_ours_or_nothing_at_all_is_found()
    {
        var names = Names(["public sealed class SomeTests\n{\n    [Fact]\n    public void It_holds()\n"]);
        Faults([Cells("S001,\"a, b\",c,SomeTests.It_holds,"), Cells("S002,a,c,,not made")], names).ShouldBeEmpty();
        Faults([Cells("S001,a,c,SomeTests.It_held,"), Cells("S002,a,c,,"), Cells("S003,a,c")], names).Count().ShouldBe(3);
    }

    private static IEnumerable<string> Faults(IEnumerable<string[]> rows, IReadOnlySet<string> names)
    {
        foreach (var row in rows)
        {
            if (row.Length != 5) { yield return $"{row[0]} has {row.Length} cells"; continue; }
            var tests = row[3].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (tests.Length == 0 && row[4].Length == 0) yield return $"{row[0]} names no test and says nothing of it";
            foreach (var test in tests.Where(t => !names.Contains(t))) yield return $"{row[0]}: there is no test {test}";
        }
    }

    private static HashSet<string> Names(IEnumerable<string> files)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var type = TypeName.Match(file).Groups[1].Value;
            foreach (Match test in TestName.Matches(file)) names.Add($"{type}.{test.Groups[1].Value}");
        }
        return names;
    }

    private static string[] Cells(string line) => [.. Cell.Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)];

    [GeneratedRegex("public sealed (?:partial )?class ([A-Za-z]+)")]
    private static partial Regex TypeName { get; }

    [GeneratedRegex(@"public (?:static )?(?:async Task|Task|void) ([A-Za-z0-9_]+)\(")]
    private static partial Regex TestName { get; }

    [GeneratedRegex("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))")]
    private static partial Regex Cell { get; }
}
