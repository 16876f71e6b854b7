using Microsoft.AspNetCore.OutputCaching;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>
/// How public pages and lists are kept for a short while: the same for everybody, one copy per address, language and size
/// of type. Never for a page with a form that posts, nor for a signed-in visitor.
/// </summary>
public static class PublicCache
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "public";

    private const int Seconds = 15;

    internal static void Build(OutputCachePolicyBuilder policy) => policy
        .Expire(TimeSpan.FromSeconds(Seconds))
        .SetVaryByQuery("*")
        .VaryByValue(static context => KeyValuePair.Create("display", Display(context)));

    private static string Display(HttpContext context) =>
        $"{(Language.AskedFor(context.Request) ?? Language.Chinese).Name} {DisplayChoice.Of(context.Request).Type}";
}
