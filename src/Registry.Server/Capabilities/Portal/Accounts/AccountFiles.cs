using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Accounts;

/// <summary>The papers of changes, for officers; always a download, in a sandbox.</summary>
internal static class AccountFiles
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/portal/account-changes/{id:long}/documents/{document:long}", async (long id, long document, HttpContext context, AccountReader reader) =>
        {
            var (name, mediaType, content) = await reader.File(id, document);
            return Downloads.File(context, name, mediaType, content);
        }).RequireAuthorization(new DemandsAttribute(Permissions.Desk)).ExcludeFromDescription();
}
