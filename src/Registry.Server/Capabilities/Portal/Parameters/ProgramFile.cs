using System.Security.Cryptography;
using System.Text.Json;

namespace Registry.Server.Capabilities.Portal.Parameters;

/// <summary>A dictionary or list that came with the program.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Source">What it says of where it comes from; null where it says nothing.</param>
/// <param name="Sha256">Hash of its content, which tells two editions apart.</param>
internal sealed record ProgramFile(string Name, string? Source, string Sha256)
{
    /// <summary>Those of a folder, by name.</summary>
    public static IReadOnlyList<ProgramFile> In(string folder) => [.. Directory.EnumerateFiles(folder, "*.*").Where(f => Path.GetExtension(f) is ".json" or ".txt").Order(StringComparer.Ordinal).Select(Read)];

    private static ProgramFile Read(string path)
    {
        var content = File.ReadAllBytes(path);
        return new(Path.GetFileName(path), Path.GetExtension(path) == ".json" ? SourceOf(content) : null, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static string? SourceOf(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("source", out var source) ? source.GetString() : null;
    }
}
