using System.Runtime.CompilerServices;

namespace Registry.Server.Tests.Tidy;

/// <summary>A text file of the tree.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">What it says.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Its lines with their numbers, from 1.</summary>
    public IEnumerable<(int Number, string Line)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line.TrimEnd('\r')));

    /// <summary>Extension with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>Whether it lies under a folder.</summary>
    public bool Under(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The project's own files, as the tidy tests read them.</summary>
public static class Tree
{
    private static readonly string[] Foreign = ["artifacts", "node_modules", "bin", "obj", "var", ".git", "test-results"];
    private static readonly string[] Texts = [".cs", ".razor", ".sql", ".resx", ".csproj", ".props", ".slnx", ".md", ".json", ".css", ".js", ".sh", ".txt", ".csv", ".yml", ""];
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() => [.. Walk(Root)]);

    /// <summary>Every text file.</summary>
    public static IReadOnlyList<SourceFile> All => Read.Value;

    /// <summary>What is compiled or run: C#, Razor and SQL.</summary>
    public static IEnumerable<SourceFile> Code => All.Where(f => f.Extension is ".cs" or ".razor" or ".sql");

    /// <summary>What is compiled or run into the product itself.</summary>
    public static IEnumerable<SourceFile> Product => Code.Where(f => f.Under("src"));

    /// <summary>The one file of a path.</summary>
    public static SourceFile File(string path) => All.FirstOrDefault(f => f.Path == path) ?? throw new FileNotFoundException(path);

    private static IEnumerable<SourceFile> Walk(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(p => Texts.Contains(Path.GetExtension(p))))
            yield return new(Path.GetRelativePath(Root, path).Replace('\\', '/'), System.IO.File.ReadAllText(path));
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => !Foreign.Contains(Path.GetFileName(d))))
            foreach (var file in Walk(inner)) yield return file;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            if (System.IO.File.Exists(Path.Combine(folder, "Registry.slnx"))) return folder;
        throw new DirectoryNotFoundException("The tests run from their own tree; Registry.slnx is not above " + here);
    }
}
