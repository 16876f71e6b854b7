using Microsoft.Net.Http.Headers;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Bulk;

/// <summary>
/// The file of all public data, for whoever wants all of it: fetched once a day instead of page by page. Its hash is its ETag, so that asking again costs one row; the newest is kept in
/// memory, so that giving it out reads nothing. ASVS, API6.
/// </summary>
public sealed class BulkFile(Db db)
{
    /// <summary>Where it is.</summary>
    public const string Address = "/data/registry.zip";

    private volatile Kept? kept;

    private sealed record Kept(string Sha256, byte[] Content);

    private sealed record Made
    {
        public string Sha256 { get; init; } = "";
        public DateTimeOffset MadeAt { get; init; }
    }

    internal static async Task<IResult> Get(BulkFile file, HttpContext context)
    {
        await using var reads = await file.db.PublicRead();
        var made = (await reads.Rows<Made>($"select sha256, made_at from public_bulk_file order by made_for desc limit 1")).SingleOrDefault() ?? throw GeneralRules.Absent.Refuse(("what", "file"));
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Public = true, MaxAge = TimeSpan.FromMinutes(10) };
        context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(made.Sha256))}:";
        var tag = new EntityTagHeaderValue($"\"{made.Sha256}\"");
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            headers.ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        if (file.kept is not { } held || held.Sha256 != made.Sha256)
            file.kept = held = new(made.Sha256, (await reads.Scalar<byte[]>($"select content from public_bulk_file where sha256 = {made.Sha256} limit 1"))!);
        return TypedResults.File(held.Content, "application/zip", "registry.zip", enableRangeProcessing: true, made.MadeAt, tag);
    }

    private readonly Db db = db;
}
