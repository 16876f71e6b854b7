using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Registry.Server.Platform.Ui;

/// <summary>
/// The static files beside the program. A page asks for them by the fingerprint of their content, so a browser may keep
/// them for a year and never sees an old one; without the fingerprint they are checked by ETag each time.
/// </summary>
public sealed class StaticFiles : IDisposable
{
    private const string Fingerprint = "v";
    private readonly FrozenDictionary<string, string> fingerprints;
    private readonly PhysicalFileProvider files;

    /// <summary>Reads the folder <c>wwwroot</c> beside the program.</summary>
    /// <exception cref="DirectoryNotFoundException">The program was shipped without its static files.</exception>
    public StaticFiles()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        files = new PhysicalFileProvider(root);
        fingerprints = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'),
            path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..12],
            StringComparer.Ordinal);
    }

    /// <summary>The address of a static file with its fingerprint.</summary>
    public string Href(string name) => $"/{name}?{Fingerprint}={fingerprints[name]}";

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();

    internal StaticFileOptions Options => new()
    {
        FileProvider = files,
        OnPrepareResponse = context =>
        {
            var name = context.Context.Request.Path.Value!.TrimStart('/');
            var known = fingerprints.GetValueOrDefault(name) == context.Context.Request.Query[Fingerprint];
            context.Context.Response.Headers.CacheControl = known ? "public, max-age=31536000, immutable" : "no-cache";
        },
    };
}
