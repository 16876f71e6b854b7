using System.Text.RegularExpressions;

namespace Registry.Server.Tests.Tidy;

/// <summary>Who may name whom. The compiler holds Kernel and Contracts apart; these tests hold what lies inside Server.</summary>
public sealed partial class WallsTests
{
    /// <summary>A capability on the left may use the public records and queries of those on the right; whoever adds one says so here.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Accounts"] = ["Messages", "Verifiers"],
        ["Applications"] = ["Accounts", "Methodologies", "Verifiers"],
        ["Projects"] = ["Accounts", "Applications", "Methodologies", "Verifiers"],
        ["Reductions"] = ["Accounts", "Applications", "Methodologies", "Projects", "Verifiers"],
        ["Suggestions"] = ["Accounts", "Applications", "Methodologies"],
        ["Identity"] = ["Accounts", "Messages"],
        ["Broadcasts"] = ["Accounts", "Messages"],
        ["Issuance"] = ["Ledger"],
        ["Holdings"] = ["Accounts", "Ledger"],
        ["Transfers"] = ["Accounts", "Holdings", "Ledger"],
        ["Use"] = ["Accounts", "Holdings", "Ledger"],
        ["ProvinceFeed"] = ["Accounts", "PublicSite"],
        ["Portal"] = ["Accounts", "Applications", "Broadcasts", "Calendar", "Holdings", "Identity", "Issuance", "Ledger", "Messages", "Methodologies", "Operator", "Projects", "ProvinceFeed", "PublicSite", "Reductions",
            "Suggestions", "Transfers", "Use", "Verifiers"],
        ["Operator"] = ["Accounts", "Applications", "Issuance", "Ledger", "Projects", "Reductions"],
    };

    private static readonly string[] KernelGround = ["Primitives", "Rules", "Lifecycle", "Calendar", "DualControl", "Identity"];

    private static IEnumerable<string> PlatformNaming(IEnumerable<SourceFile> files) =>
        from file in files.Where(f => f.Under("src/Registry.Server/Platform"))
        from row in file.Lines
        where CapabilityName().IsMatch(row.Line) || KernelName().Matches(row.Line).Any(m => !KernelGround.Contains(m.Groups[1].Value))
        select $"{file.Path}:{row.Number}: the platform names a capability: {row.Line.Trim()}";

    private static IEnumerable<string> Crossings(IEnumerable<SourceFile> files) =>
        from file in files.Where(f => f.Under("src/Registry.Server/Capabilities"))
        let own = file.Path.Split('/')[3]
        from row in file.Lines
        from Match match in CapabilityName().Matches(row.Line)
        let other = match.Groups[1].Value
        where other != own && !Allowed.GetValueOrDefault(own, []).Contains(other)
        select $"{file.Path}:{row.Number}: {own} may not use {other}";

    private static IEnumerable<string> Outsiders(IEnumerable<SourceFile> files) =>
        from file in files.Where(f => f.Under("src/Registry.Server/Integrations"))
        from row in file.Lines
        where CapabilityName().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: an integration is reached through the outbox and names no capability";

    private static IEnumerable<string> References(IEnumerable<SourceFile> files) =>
        from file in files.Where(f => f.Path is "src/Registry.Kernel/Registry.Kernel.csproj" or "src/Registry.Contracts/Registry.Contracts.csproj")
        from row in file.Lines
        where row.Line.Contains("Reference Include=", StringComparison.Ordinal)
        select $"{file.Path}:{row.Number}: nothing may be referenced here";

    private static IEnumerable<string> HiddenUsings(IEnumerable<SourceFile> files) =>
        from file in files.Where(f => f.Under("src"))
        from row in file.Lines
        where GlobalUsing().IsMatch(row.Line)
        select $"{file.Path}:{row.Number}: a global using would hide who uses whom";

    [Fact]
    public void Platform_never_names_a_capability() => PlatformNaming(Tree.Product).ShouldBeEmpty();

    [Fact]
    public void Capability_uses_another_only_through_the_table() => Crossings(Tree.Product).ShouldBeEmpty();

    private static bool Reaches(IReadOnlyDictionary<string, string[]> table, string from, string to, int steps = 20) =>
        steps > 0 && table.GetValueOrDefault(from, []).Any(next => next == to || Reaches(table, next, to, steps - 1));

    [Fact]
    public void No_capability_uses_itself_by_a_detour() => Allowed.Keys.Where(c => Reaches(Allowed, c, c)).ShouldBeEmpty();

    [Fact]
    public void Detour_is_found() =>
        Reaches(new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"] }, "A", "A").ShouldBeTrue();

    [Fact]
    public void Integration_names_no_capability() => Outsiders(Tree.Product).ShouldBeEmpty();

    [Fact]
    public void Kernel_and_contracts_reference_nothing() => References(Tree.All).ShouldBeEmpty();

    [Fact]
    public void No_global_using_hides_a_crossing() => HiddenUsings(Tree.All).ShouldBeEmpty();

    [Theory]
    [InlineData("using Registry.Server.Capabilities.Accounts;")]
    [InlineData("@using Registry.Server.Capabilities.Accounts")]
    [InlineData("var account = Capabilities.Accounts.AccountsModule.Find(id);")]
    [InlineData("using Registry.Kernel.Projects;")]
    public void Platform_that_names_a_capability_is_found(string line) =>
        PlatformNaming([new("src/Registry.Server/Platform/Http/X.cs", "using Registry.Kernel.Rules;\n" + line)]).Count().ShouldBe(1);

    [Theory]
    [InlineData("Accounts", "Ledger", 1)]
    [InlineData("PublicSite", "Projects", 1)]
    [InlineData("Projects", "Accounts", 0)]
    [InlineData("Accounts", "Accounts", 0)]
    public void Crossing_that_the_table_does_not_allow_is_found(string own, string other, int found) =>
        Crossings([new($"src/Registry.Server/Capabilities/{own}/Open/X.cs", $"using Registry.Server.Capabilities.{other};")]).Count().ShouldBe(found);

    [Fact]
    public void Integration_that_names_a_capability_is_found() =>
        Outsiders([new("src/Registry.Server/Integrations/Exchange/X.cs", "using Registry.Server.Capabilities.Ledger;")]).Count().ShouldBe(1);

    [Theory]
    [InlineData("<PackageReference Include=\"Dapper\" />")]
    [InlineData("<ProjectReference Include=\"../X/X.csproj\" />")]
    [InlineData("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")]
    public void Reference_of_the_kernel_is_found(string line) =>
        References([new("src/Registry.Kernel/Registry.Kernel.csproj", line)]).Count().ShouldBe(1);

    [Theory]
    [InlineData("src/Registry.Server/Usings.cs", "global using Registry.Server.Capabilities.Ledger;")]
    [InlineData("src/Registry.Server/Registry.Server.csproj", "<Using Include=\"Registry.Server.Capabilities.Ledger\" />")]
    public void Global_using_is_found(string path, string line) => HiddenUsings([new(path, line)]).Count().ShouldBe(1);

    [GeneratedRegex(@"\bCapabilities\.(\w+)")]
    private static partial Regex CapabilityName();

    [GeneratedRegex(@"\bKernel\.([A-Z]\w+)")]
    private static partial Regex KernelName();

    [GeneratedRegex(@"^\s*(global using |<Using Include=""Registry\.)")]
    private static partial Regex GlobalUsing();
}
