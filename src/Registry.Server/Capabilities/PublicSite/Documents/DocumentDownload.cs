using Microsoft.Net.Http.Headers;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Http;

namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>
/// Gives a published document to anybody (Measures, articles 12, 15, 19, 22): as a download, never shown in our pages, in a
/// sandbox where a browser opens it all the same. Its hash is its ETag, for its content never changes.
/// </summary>
internal static class DocumentDownload
{
    public static async Task<IResult> Get(long id, Db db, HttpContext context)
    {
        await using var reads = await db.PublicRead();
        var document = await reads.Get<Found>($"select file_name, sha256, media_type, uploaded_at from public_document where id = {id} limit 1");
        context.Response.InSandbox();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        var tag = new EntityTagHeaderValue($"\"{document.Sha256}\"");
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var content = await reads.Scalar<byte[]>($"select content from public_document_content where id = {id} limit 1")
            ?? throw GeneralRules.Absent.Refuse(("what", "document"));
        return TypedResults.File(content, document.MediaType, document.FileName, enableRangeProcessing: true, document.UploadedAt, tag);
    }

    private sealed record Found
    {
        public string FileName { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string MediaType { get; init; } = "";
        public DateTimeOffset UploadedAt { get; init; }
    }
}
