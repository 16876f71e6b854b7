namespace Registry.Server.Tests.Tidy;

/// <summary>Lists that a person approved. <c>REGISTRY_APPROVE=1 ./test server --filter Tidy</c> writes them anew; read the difference before you commit it.</summary>
public static class Approved
{
    /// <summary>The approved lines of a list.</summary>
    public static string[] Read(string name) => File.Exists(Full(name)) ? File.ReadAllLines(Full(name)) : [];

    /// <summary>Complains about every line that is new or gone.</summary>
    public static IEnumerable<string> Differences(IReadOnlyCollection<string> approved, IReadOnlyCollection<string> actual) =>
        actual.Except(approved).Select(l => $"not approved yet: {l}").Concat(approved.Except(actual).Select(l => $"gone: {l}"));

    /// <summary>The list must equal the approved one.</summary>
    public static void ShouldEqual(string name, IEnumerable<string> lines)
    {
        var actual = lines.Order(StringComparer.Ordinal).ToArray();
        if (Environment.GetEnvironmentVariable("REGISTRY_APPROVE") == "1") File.WriteAllLines(Full(name), actual);
        Differences(Read(name), actual).ShouldBeEmpty($"tests/Registry.Server.Tests/approved/{name} differs");
    }

    private static string Full(string name) => Path.Combine(Tree.Root, "tests", "Registry.Server.Tests", "approved", name);
}
