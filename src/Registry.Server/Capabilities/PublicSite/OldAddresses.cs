using System.Globalization;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite;

/// <summary>Addresses under which the register has been known, so that links in papers and on other sites keep working: each leads to our page for good.</summary>
internal static class OldAddresses
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var old = routes.MapGroup("").ExcludeFromDescription();
        old.MapGet("/client/home", static () => TypedResults.Redirect("/", permanent: true));
        old.MapGet("/projectPublicity/projectPublicityList", static () => TypedResults.Redirect("/projects", permanent: true));
        old.MapGet("/projectPublicity/projectPublicityDetail", Detail);
    }

    /// <summary>The page of an application by its number; an application that is not published is not found, so that nobody keeps a wrong address.</summary>
    private static async Task<IResult> Detail(Db db, string? applyId)
    {
        if (!long.TryParse(applyId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return TypedResults.NotFound();
        await using var reads = await db.PublicRead();
        return await reads.Scalar<string>($"select kind from public_listing where id = {id}") switch
        {
            Kinds.Project => TypedResults.Redirect($"/projects/{id}", permanent: true),
            Kinds.Reduction => TypedResults.Redirect($"/reductions/{id}", permanent: true),
            _ => TypedResults.NotFound(),
        };
    }
}
