using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>Every variable that the program reads stands in the page for operators, and the page names no other.</summary>
public sealed partial class ConfigurationTests
{
    [Fact]
    public void Page_for_operators_names_the_variables_that_are_read() =>
        Named(Tree.File("docs/configuration.md").Text).ShouldBe(Named(string.Concat(Tree.Code.Where(f => f.Under("src")).Select(f => f.Text))));

    [Fact]
    public void Variables_are_found_once_each() => Named("`REGISTRY_A`, \"REGISTRY_B_C\" REGISTRY_A").ShouldBe(["REGISTRY_A", "REGISTRY_B_C"]);

    private static IEnumerable<string> Named(string text) => Variable.Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("REGISTRY_[A-Z]+(_[A-Z]+)*")]
    private static partial Regex Variable { get; }
}
