using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Registry.Contracts.Province;
using Registry.Contracts.Public;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>What may be asked of the feed.</summary>
internal sealed record FeedQuery(
    [property: Description("what the last answer said under since; without it everything")] string? Since,
    [property: Description("applications of one answer, 1 to 200, 100 unless told")] int? PageSize);

/// <summary>The feed of a provincial site, version 1: the public data of its own province, what changed since it last asked. Registration rules, article 18.</summary>
internal static class FeedApi
{
    private const int UsualSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/province").WithTags("Province")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
        const string How = "The key goes into the header Authorization: Bearer. Send the since of the last answer to get what changed after it, and If-None-Match with its ETag; more says that more waits now.";
        api.MapGet("/projects", (FeedDoor door, Db db, HttpContext context, [AsParameters] FeedQuery query) =>
                Answer(door, db, context, "projects", (reads, province) => ProvinceSlice.Projects(reads, province, query.Since, query.PageSize ?? UsualSize)))
            .WithName("pullProvinceProjects").WithSummary("Projects of the key's province").WithDescription(How).Produces<ProvinceChanges<ProjectSummary>>();
        api.MapGet("/reductions", (FeedDoor door, Db db, HttpContext context, [AsParameters] FeedQuery query) =>
                Answer(door, db, context, "reductions", (reads, province) => ProvinceSlice.Reductions(reads, province, query.Since, query.PageSize ?? UsualSize)))
            .WithName("pullProvinceReductions").WithSummary("Reductions of the key's province").WithDescription(How).Produces<ProvinceChanges<ReductionSummary>>();
        api.MapGet("/lots", (FeedDoor door, Db db, HttpContext context, [AsParameters] FeedQuery query) =>
                Answer(door, db, context, "lots", (reads, province) => ProvinceSlice.Lots(reads, province, query.Since, query.PageSize ?? UsualSize)))
            .WithName("pullProvinceLots").WithSummary("Issued lots of the key's province").WithDescription(How).Produces<ProvinceChanges<LotSummary>>();
        api.MapGet("/notices", (FeedDoor door, Db db, HttpContext context) => Answer(door, db, context, "notices", ProvinceSlice.Notices))
            .WithName("pullProvinceNotices").WithSummary("Public notices set or running in the key's province").Produces<IReadOnlyList<NoticeSummary>>();
    }

    /// <summary>The answer with its hash as ETag, or that nothing changed.</summary>
    private static async Task<IResult> Answer<T>(FeedDoor door, Db db, HttpContext context, string resource, Func<Reads, string, Task<T>> read)
    {
        var province = await door.Open(context, resource);
        await using var reads = await db.PublicRead();
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(await read(reads, province), options);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        context.Response.Headers.Vary = HeaderNames.Authorization;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }
}
