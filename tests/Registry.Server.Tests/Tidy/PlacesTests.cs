using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>The tree runs on any machine: it names no folder of one, and carries no left-overs.</summary>
public sealed partial class PlacesTests
{
    private static IEnumerable<string> MachinePaths(IEnumerable<SourceFile> files) =>
        from file in files
        from row in file.Lines
        where MachinePath().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: names a folder of one machine: {row.Line.Trim()}";

    private static IEnumerable<string> LeftOvers(IEnumerable<SourceFile> files) =>
        from file in files
        from row in file.Lines
        where LeftOver().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: {row.Line.Trim()}";

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => MachinePaths(Tree.All).ShouldBeEmpty();

    [Fact]
    public void No_file_carries_left_overs() => LeftOvers(Tree.Code).ShouldBeEmpty();

    [Theory]
    [InlineData("home/somebody/registry")]
    [InlineData("Users/somebody/registry")]
    [InlineData("work/main")]
    [InlineData("tmp/wt/x")]
    [InlineData("root/.nuget")]
    public void Folder_of_one_machine_is_found(string path) => MachinePaths([new("docs/x.md", $"see /{path}")]).Count().ShouldBe(1);

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    [InlineData("#reg" + "ion Fields")]
    public void Left_over_is_found(string line) => LeftOvers([new("src/X.cs", line)]).Count().ShouldBe(1);

    [GeneratedRegex(@"(?<![\w.$}])/((home|Users)/[a-z]+/|(work|farm|root)/|tmp/wt\b)|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b|NotImplemented[E]xception|^\s*#regio[n]\b|#pragma warning disabl[e]|\bSkip\s*=\s*""")]
    private static partial Regex LeftOver();
}
