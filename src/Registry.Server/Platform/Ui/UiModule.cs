using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>Pages: rendered on the server, without script, in two languages, under a strict content policy.</summary>
public static class UiModule
{
    /// <summary>Registers rendering, static files, languages and the pages for faults.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<StaticFiles>();
        services.AddSingleton<KeptForms>();
        services.AddOptions<ServiceDesk>().BindConfiguration("Service");
        services.AddOptions<RequestLimits>().BindConfiguration("Limits");
        services.AddSingleton<RequestCounter>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.AddExceptionHandler<Problems>();
        services.AddExceptionHandler<PageFaults>();
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
        services.ConfigureHttpJsonOptions(options => Wire.Configure(options.SerializerOptions));
        services.AddOutputCache(options => options.AddPolicy(PublicCache.Policy, PublicCache.Build));
        services.AddResponseCompression(PublicCache.Compress);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        return services;
    }

    /// <summary>Puts headers, languages and static files into the pipeline, and serves every page. Call it before the endpoints of the API are mapped.</summary>
    public static void MapUi(this WebApplication app)
    {
        app.UseProxy();
        app.UseSecurityHeaders();
        app.UseHead();
        app.Use(DisplayChoice.Keep);
        app.UseRouting();
        // What is kept is answered before anything else is done with the request.
        app.UseWhen(static context => PublicCache.Keeps(context) && !SessionCookies.Carries(context.Request), static kept => kept.UseOutputCache());
        app.UseRequestLocalization(Language.Localization);
        app.UseExceptionHandler(static faults => faults.Run(static _ => Task.CompletedTask));
        app.UseWhen(static context => Problems.Concerns(context.Request.Path), static api => api.UseStatusCodePages());
        app.UseWhen(
            static context => !Problems.Concerns(context.Request.Path),
            static pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseOwnSiteOnly();
        app.UseStaticFiles(app.Services.GetRequiredService<StaticFiles>().Options);
        // Once more, for the page that stands in for a missing one.
        app.UseRouting();
        app.UseAuthentication();
        app.Use(static (context, next) =>
        {
            if (context.GetEndpoint() is not null) context.RequestServices.GetRequiredService<RequestCounter>().Count(context);
            return next(context);
        });
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseWhen(PublicCache.Keeps, static kept => kept.UseResponseCompression());
        app.MapOpenApi("/openapi/{documentName:length(2)}.json").CacheOutput(PublicCache.Policy);
        app.MapRazorComponents<App>();
    }
}
