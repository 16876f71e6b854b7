using Registry.Server.Capabilities.Operator.AuditTrails;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Trail;

/// <summary>The audit trail as a file, with the filters of the page.</summary>
internal static class AuditFiles
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/portal").RequireAuthorization(new DemandsAttribute(Permissions.Audit)).ExcludeFromDescription()
        .MapGet("/audit.csv", async (HttpContext context, Db db, AuditSearch slice) =>
        {
            var question = await TrailQuestion.Read(db, context.Request.Query);
            return Results.Stream(stream => slice.WriteCsv(context.SignedIn()!.Actor, question, stream), "text/csv; charset=utf-8", "audit.csv");
        });
}
