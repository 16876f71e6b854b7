using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Registry.Server.Platform.Ui;

/// <summary>The address of a page with its query: what sort links, pagers, filters and exports are made from.</summary>
public sealed class PageAddress
{
    private readonly IReadOnlyList<KeyValuePair<string, string?>> query;

    private PageAddress(string path, IReadOnlyList<KeyValuePair<string, string?>> query)
    {
        Path = path;
        this.query = query;
    }

    /// <summary>The path, without its query.</summary>
    public string Path { get; }

    /// <summary>The address without its query.</summary>
    public PageAddress Bare => new(Path, []);

    /// <summary>The address of a request.</summary>
    public static PageAddress Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.PathBase + request.Path, Pairs(request.Query));
    }

    /// <summary>A path with no query.</summary>
    public static PageAddress To(string path) => new(path, []);

    /// <summary>The same address with one parameter replaced, or taken away where the value is null or empty.</summary>
    public PageAddress With(string key, string? value)
    {
        var kept = query.Where(pair => pair.Key != key);
        return new(Path, [.. string.IsNullOrEmpty(value) ? kept : kept.Append(new(key, value))]);
    }

    /// <summary>The same query on another path.</summary>
    public PageAddress At(string path) => new(path, query);

    /// <summary>The value of a parameter.</summary>
    public string? this[string key] => query.FirstOrDefault(pair => pair.Key == key).Value;

    /// <inheritdoc/>
    public override string ToString() => QueryHelpers.AddQueryString(Path, query);

    private static List<KeyValuePair<string, string?>> Pairs(IEnumerable<KeyValuePair<string, StringValues>> query) =>
        [.. query.Where(p => !StringValues.IsNullOrEmpty(p.Value)).Select(p => new KeyValuePair<string, string?>(p.Key, p.Value[0]))];
}
