using Registry.Server.Capabilities.PublicSite.Bulk;
using Registry.Server.Capabilities.PublicSite.Cancellations;
using Registry.Server.Capabilities.PublicSite.Documents;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Projects;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite;

/// <summary>What everybody may see: pages, exports and a JSON interface over the public views. It writes nothing but the file that holds all of it.</summary>
public static class PublicSiteModule
{
    /// <summary>Registers the running figures and the places in the navigation.</summary>
    public static IServiceCollection AddPublicSite(this IServiceCollection services)
    {
        services.AddSingleton<PublicFigures>();
        services.AddSingleton<ReviewFigures>();
        services.AddSingleton<BulkFile>().AddSingleton<ITick, BulkFileTick>();
        var texts = Texts.For<PublicSiteText>();
        string[] sections = ["projects", "reductions", "cancellations", "methodologies", "bodies", "statistics", "rules"];
        services.AddSingleton(new NavigationLink(0, "/", "/", texts, "nav.home"));
        for (var i = 0; i < sections.Length; i++)
            services.AddSingleton(new NavigationLink(i + 1, $"/{sections[i]}", $"/{sections[i]}", texts, "nav." + sections[i]));
        return services;
    }

    /// <summary>Maps exports, downloads and the JSON interface; the pages are found by themselves.</summary>
    public static void MapPublicSite(this IEndpointRouteBuilder routes)
    {
        PublicApi.Map(routes);
        OldAddresses.Map(routes);
        routes.MapGet(BulkFile.Address, BulkFile.Get).ExcludeFromDescription();
        routes.MapGet("/documents/{id:long}", DocumentDownload.Get).ExcludeFromDescription();
        var exports = routes.MapGroup("").CacheOutput(PublicCache.Policy).ExcludeFromDescription();
        foreach (var form in (string[])["csv", "json"])
        {
            foreach (var tab in ProjectTabs.Tabs)
                exports.MapGet($"/projects/{tab.Key}.{form}", (Db db, HttpRequest request) => Export(db, request, form, $"projects-{tab.Key}", tab.Columns, tab.Export));
            foreach (var tab in ReductionTabs.Tabs)
                exports.MapGet($"/reductions/{tab.Key}.{form}", (Db db, HttpRequest request) => Export(db, request, form, $"reductions-{tab.Key}", tab.Columns, tab.Export));
            exports.MapGet($"/statistics/reviews.{form}", async (ReviewFigures figures) => ListExport.Answer(form, "reviews", ReviewFigures.DecidedColumns, (await figures.Read()).Decided));
            exports.MapGet($"/statistics/open-reviews.{form}", async (ReviewFigures figures) => ListExport.Answer(form, "open-reviews", ReviewFigures.OpenColumns, (await figures.Read()).Open));
            exports.MapGet($"/cancellations.{form}", (Db db, HttpRequest request) => Export(db, request, form, "cancellations", CancellationList.Columns, CancellationList.Export));
            exports.MapGet($"/reductions/{LotList.Key}.{form}", (Db db, HttpRequest request) => Export(db, request, form, "lots", LotList.Columns, LotList.Export));
        }
    }

    private static async Task<IResult> Export<TRow>(
        Db db, HttpRequest request, string form, string name, IReadOnlyList<ListColumn<TRow>> columns, Func<Reads, Asked, Task<IReadOnlyList<TRow>>> read)
    {
        await using var reads = await db.PublicRead();
        return ListExport.Answer(form, name, columns, await read(reads, Asked.Of(request.Query)));
    }
}
