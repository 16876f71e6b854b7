using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Server.Tests.Tidy;

/// <summary>Types are nouns of the field.</summary>
public sealed partial class NamesTests
{
    private static IEnumerable<string> EmptyWords(IEnumerable<SourceFile> files) =>
        from file in files
        from row in file.Lines
        from Match match in Declaration().Matches(row.Line)
        where Suffix().IsMatch(match.Groups["name"].Value)
        select $"{file.Path}:{row.Number}: {match.Groups["name"].Value} says nothing about the field";

    [Fact]
    public void No_type_is_named_by_an_empty_word() => EmptyWords(Tree.Code).ShouldBeEmpty();

    [Fact]
    public void Public_types_of_the_kernel_are_those_that_were_approved() => Approved.ShouldEqual("kernel-types.txt",
        typeof(Rule).Assembly.GetExportedTypes().Where(t => !t.IsNested).Select(t => $"{t.Namespace}.{t.Name.Split('`')[0]}").Distinct());

    [Theory]
    [InlineData("public sealed class AccountManager", 1)]
    [InlineData("internal static class TextHelper", 1)]
    [InlineData("public sealed record ProjectDto(int Id);", 1)]
    [InlineData("public readonly record struct LotData(int Id);", 1)]
    [InlineData("public abstract class SliceBase", 1)]
    [InlineData("public interface IProjectProcessor", 1)]
    [InlineData("public sealed class Database", 0)]
    [InlineData("public sealed record Account(int Id);", 0)]
    public void Empty_word_is_found(string line, int found) => EmptyWords([new("src/X.cs", line)]).Count().ShouldBe(found);

    [GeneratedRegex(@"^[^/""]*\b(class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utility|Utilities|Processor|Dto|Impl|Base|Data)$")]
    private static partial Regex Suffix();
}
