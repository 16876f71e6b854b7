using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>A file is read in one sitting and a method on one screen.</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 70;

    private static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        from file in files
        let count = file.Text.Count(c => c == '\n')
        where count > LongestFile
        select $"{file.Path}: {count} lines";

    /// <summary>
    /// Reads by indentation, which the formatter keeps: a block opens with a brace alone on its line and closes at the
    /// same depth; the lines above it say what it is.
    /// </summary>
    private static IEnumerable<string> LongMethods(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(f => f.Extension is ".cs" or ".razor"))
        {
            var lines = file.Text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var end = lines[i].Trim() == "{" ? EndOfBlock(lines, i) : lines[i].TrimEnd().EndsWith("=>", StringComparison.Ordinal) ? EndOfExpression(lines, i) : i;
                if (end - i > LongestMethod && MethodHeader().IsMatch(Header(lines, i))) yield return $"{file.Path}:{i}: {end - i} lines";
            }
        }
    }

    private static int EndOfBlock(string[] lines, int open)
    {
        var depth = Depth(lines[open]);
        for (var i = open + 1; i < lines.Length; i++)
            if (lines[i].StartsWith(depth + "}", StringComparison.Ordinal)) return i;
        return open;
    }

    private static int EndOfExpression(string[] lines, int start)
    {
        var depth = Depth(lines[start]).Length;
        for (var i = start + 1; i < lines.Length; i++)
            if (lines[i].Trim().Length > 0 && Depth(lines[i]).Length <= depth && lines[i].Trim() is not ("{" or "};" or "]);")) return i;
        return lines.Length;
    }

    private static string Header(string[] lines, int at)
    {
        var first = lines[at].Trim() == "{" ? at - 1 : at;
        var header = "";
        for (var i = first; i >= 0 && i > first - 12; i--)
        {
            var line = lines[i].Trim();
            if (i < first && (line.Length == 0 || line[^1] is ';' or '{' or '}' or ']' || line.StartsWith("//", StringComparison.Ordinal))) break;
            header = line + " " + header;
        }
        return header;
    }

    private static string Depth(string line) => line[..(line.Length - line.TrimStart().Length)];

    private static SourceFile Sample(string header, int lines) => new("src/X.cs",
        "public sealed class X\n{\n    " + header + "\n    {\n" + string.Concat(Enumerable.Repeat("        Step();\n", lines)) + "    }\n}\n");

    [Fact]
    public void No_file_is_longer_than_400_lines() => LongFiles(Tree.Code).ShouldBeEmpty();

    [Fact]
    public void No_method_is_longer_than_70_lines() => LongMethods(Tree.Code).ShouldBeEmpty();

    [Fact]
    public void Long_file_is_found()
    {
        LongFiles([new("src/X.sql", new string('\n', 400))]).ShouldBeEmpty();
        LongFiles([new("src/X.sql", new string('\n', 401))]).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("public void Run(int a)")]
    [InlineData("public X(int a)")]
    [InlineData("private static async Task<IReadOnlyList<int>> Run(\n        int a,\n        int b)")]
    [InlineData("internal static T Run<T>(T a) where T : class")]
    public void Long_method_is_found(string header)
    {
        LongMethods([Sample(header, 71)]).Count().ShouldBe(1);
        LongMethods([Sample(header, 60)]).ShouldBeEmpty();
    }

    [Fact]
    public void Long_expression_is_found() =>
        LongMethods([new("src/X.cs", "public sealed class X\n{\n    public int Run(int a) =>\n" + string.Concat(Enumerable.Repeat("        a +\n", 75)) + "        a;\n\n    public int B;\n}\n")])
            .Count().ShouldBe(1);

    [Fact]
    public void Long_type_is_not_a_long_method() => LongMethods([new("src/X.cs",
        "public sealed class X(int a)\n{\n" + string.Concat(Enumerable.Repeat("    public int A;\n", 100)) + "}\n")]).ShouldBeEmpty();

    [GeneratedRegex(@"^(?!([a-z]+ )*(class|struct|record|interface|enum|namespace)\b)(?!(if|for|foreach|while|switch|using|lock|catch|return|await)\b)[^=]*\w(<[^=]*>)?\(.*\)( where .*)?( =>)?\s*$|^@code")]
    private static partial Regex MethodHeader();
}
