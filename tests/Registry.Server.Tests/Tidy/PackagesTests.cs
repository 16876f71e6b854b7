using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>No package comes in by the way: its version is exact, and a page says why it is here.</summary>
public sealed partial class PackagesTests
{
    private static IEnumerable<string> Unexplained(string props, string decisions) =>
        from Match match in Package().Matches(props)
        let name = match.Groups["name"].Value
        where !decisions.Contains(name, StringComparison.OrdinalIgnoreCase)
        select $"{name}: no page in docs/decisions names it";

    private static IEnumerable<string> Floating(string props) =>
        from Match match in Package().Matches(props)
        where !ExactVersion().IsMatch(match.Groups["version"].Value)
        select $"{match.Groups["name"].Value}: {match.Groups["version"].Value} is not one exact version in brackets";

    private static string Props => Tree.File("Directory.Packages.props").Text;

    [Fact]
    public void Every_package_is_explained() =>
        Unexplained(Props, string.Concat(Tree.All.Where(f => f.Under("docs/decisions")).Select(f => f.Text))).ShouldBeEmpty();

    [Fact]
    public void Every_version_is_exact() => Floating(Props).ShouldBeEmpty();

    [Fact]
    public void Unexplained_package_and_floating_version_are_found()
    {
        const string Props = "<PackageVersion Include=\"Other\" Version=\"1.*\" /><PackageVersion Include=\"Known\" Version=\"[1.2.3]\" />";
        Unexplained(Props, "Package: Known 1.2.3").Single().ShouldStartWith("Other");
        Floating(Props).Single().ShouldStartWith("Other");
    }

    [GeneratedRegex(@"<PackageVersion Include=""(?<name>[^""]+)"" Version=""(?<version>[^""]+)""")]
    private static partial Regex Package();

    [GeneratedRegex(@"^\[[\d.]+(-[\w.]+)?\]$")]
    private static partial Regex ExactVersion();
}
