using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>One class tells the time; nobody else asks for it.</summary>
public sealed partial class ClockTests
{
    private static IEnumerable<string> ClockCalls(IEnumerable<SourceFile> files) =>
        from file in files
        from row in file.Lines
        where Call().IsMatch(row.Line) || (row.Line.Contains("TimeProvider.System", StringComparison.Ordinal) && !Composes(file))
        select $"{file.Path}:{row.Number}: time comes from RegistryClock, ids from IIdSource: {row.Line.Trim()}";

    private static bool Composes(SourceFile file) => file.Path is "src/Registry.Server/Program.cs" or "src/Registry.Server/Composition.cs";

    [Fact]
    public void Nobody_asks_the_machine_for_the_time() => ClockCalls(Tree.Product).ShouldBeEmpty();

    [Theory]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var day = DateTime.Today;")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var clock = new RegistryClock(TimeProvider.System);")]
    public void Clock_call_is_found(string line) =>
        ClockCalls([new("src/Registry.Server/Capabilities/X.cs", line)]).Count().ShouldBe(1);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\(")]
    private static partial Regex Call();
}
