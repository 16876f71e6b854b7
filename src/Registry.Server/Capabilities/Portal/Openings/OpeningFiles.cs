using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>The files of openings, for their applicant, for officers and for the exchange; always a download, in a sandbox.</summary>
internal static class OpeningFiles
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/opening/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, OpeningView view) =>
            await Answer(context, view, await view.ReadOwn(context.SignedIn()!.Actor, id), document))
            .RequireAuthorization(new DemandsAttribute(Permissions.Opening)).ExcludeFromDescription();
        routes.MapGet("/portal/openings/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, OpeningView view) =>
            await Answer(context, view, await view.ReadForReview(id), document))
            .RequireAuthorization(new DemandsAttribute(Permissions.Desk)).ExcludeFromDescription();
        routes.MapGet("/portal/exchange/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, OpeningView view) =>
            await Answer(context, view, await view.ReadForExchange(id), document))
            .RequireAuthorization(new DemandsAttribute(Permissions.Exchange)).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext context, OpeningView view, OpeningCase opening, long document)
    {
        var (file, mediaType, content) = await view.File(opening, document);
        return Downloads.File(context, file.FileName, mediaType, content);
    }
}
