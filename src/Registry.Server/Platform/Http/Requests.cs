using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Http;

/// <summary>What every request passes before its endpoint sees it.</summary>
internal static class Requests
{
    /// <summary>Answers HEAD as GET without the content, so that no page has to offer both.</summary>
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        // The server counts no content for a request whose method it finds to be HEAD when the answer starts.
        context.Response.OnStarting(static state =>
        {
            ((HttpRequest)state).Method = HttpMethods.Head;
            return Task.CompletedTask;
        }, context.Request);
        await next(context);
        context.Request.Method = HttpMethods.Head;
    });

    /// <summary>Refuses what would change something and was sent from a page of another site, before anything is read. S036.</summary>
    public static IApplicationBuilder UseOwnSiteOnly(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        RequestRules.CrossSite.Require(ChangesNothing(context.Request.Method) || IsOfThisSite(context.Request));
        return next(context);
    });

    private static bool ChangesNothing(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsOfThisSite(HttpRequest request)
    {
        // A browser says where a form was sent from; what is no browser says neither, and has no cookies that another's page could use.
        if (request.Headers["Sec-Fetch-Site"] is [{ } site]) return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ } origin]) return request.Headers.Origin.Count == 0;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
            && string.Equals(from.Authority, here.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
