using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>
/// How public pages and lists are kept for a short while: the same for everybody, one copy per address, language and size
/// of type. Never for a page with a form that posts, nor for a signed-in visitor. What is kept is kept as it is sent, compressed
/// where the reader takes it; other answers are never compressed, for beside a secret the length of an answer would tell of it.
/// </summary>
public static class PublicCache
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "public";

    private const int Seconds = 15;

    internal static void Build(OutputCachePolicyBuilder policy) => policy
        .Expire(TimeSpan.FromSeconds(Seconds))
        .SetVaryByQuery("*")
        .SetVaryByHeader("Accept-Encoding")
        .VaryByValue(static context => KeyValuePair.Create("display", Display(context)));

    internal static void Compress(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/problem+json"];
    }

    /// <summary>Whether the answer of this request's endpoint is one that is kept.</summary>
    internal static bool Keeps(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<OutputCacheAttribute>() is not null || metadata.GetMetadata<IOutputCachePolicy>() is not null);

    private static string Display(HttpContext context) =>
        $"{(Language.AskedFor(context.Request) ?? Language.Chinese).Name} {DisplayChoice.Of(context.Request).Type}";
}
