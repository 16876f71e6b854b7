using System.Globalization;
using CsvHelper;

namespace Registry.Kernel.Tests;

/// <summary>
/// Facts of public registers that lie outside the repository, in <c>../shared/data</c>. A test that needs them is skipped where
/// they are absent, and fails where the environment says <c>CI=true</c>.
/// </summary>
internal static class SharedFiles
{
    /// <summary>Root of the repository: the folder of <c>Registry.slnx</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Path of a file or folder below <c>../shared/data</c>.</summary>
    public static string Require(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data", relative));
        var present = File.Exists(path) || Directory.Exists(path);
        if (!present && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail($"The continuous build needs ../shared/data/{relative}.");
        Assert.SkipUnless(present, $"../shared/data/{relative} is absent.");
        return path;
    }

    /// <summary>Rows of a CSV file below <c>../shared/data</c>, by column name.</summary>
    public static IReadOnlyList<IDictionary<string, object>> Rows(string relative)
    {
        using var reader = new StreamReader(Require(relative));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>()];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Registry.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("Registry.slnx is in no folder above the tests.");
    }
}
