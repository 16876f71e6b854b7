using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Suggestions;

/// <summary>The files of suggestions, for their account and for officers; always a download, in a sandbox.</summary>
internal static class SuggestionDownloads
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/portal/suggestions/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, SuggestionReader reader) =>
            await Answer(context, reader, await reader.ReadOwn(context.SignedIn()!.Actor, id), document))
            .RequireAuthorization(new DemandsAttribute(Permissions.Suggest)).ExcludeFromDescription();
        routes.MapGet("/portal/suggestion-review/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, SuggestionReader reader) =>
            await Answer(context, reader, await reader.ReadForReview(id), document))
            .RequireAuthorization(new DemandsAttribute(Permissions.Desk)).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext context, SuggestionReader reader, SuggestionCase suggestion, long document)
    {
        var (file, mediaType, content) = await reader.File(suggestion, document);
        return Downloads.File(context, file.FileName, mediaType, content);
    }
}
