using System.Globalization;
using CsvHelper;
using Microsoft.Net.Http.Headers;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Http;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>Files about cases: the list as a table, and the documents, for those who may see the case.</summary>
internal static class CaseFiles
{
    private static readonly Texts Text = Texts.For<CasesText>();
    private static readonly Texts Words = Texts.For<ApplicationsText>();

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/portal").RequireAuthorization(new DemandsAttribute(Permissions.Cases)).ExcludeFromDescription();
        files.MapGet("/applications.csv", async (HttpContext context, CaseList slice) =>
        {
            var lines = await slice.All(context.SignedIn()!.Actor, CaseQuery.Of(context.Request.Query));
            return TypedResults.Stream(stream => Write(stream, lines), "text/csv; charset=utf-8", "applications.csv");
        });
        files.MapGet("/documents/{id:long}", Document);
    }

    /// <summary>A document of a case that one sees, or one that one's own account has stored. It is never shown in our pages.</summary>
    private static async Task<IResult> Document(long id, Db db, HttpContext context)
    {
        var actor = context.SignedIn()!.Actor;
        await using var reads = await db.Read();
        var sight = await CaseSight.Of(reads, actor);
        var document = await reads.Get<Found>($"""
            select d.file_name, d.sha256, c.media_type, d.uploaded_at from document d join document_content c on c.sha256 = d.sha256
            where d.id = {id} and (d.account_id = {actor.Account} or exists (
                select 1 from application_document f join case_list v on v.id = f.application_id where f.document_id = d.id and {sight.Own}))
            """);
        await Platform.Files.Documents.RequireClean(reads, id);
        context.Response.InSandbox();
        context.Response.Headers.CacheControl = "private, no-store";
        var content = await reads.Scalar<byte[]>($"select content from document_content where sha256 = {document.Sha256}")
            ?? throw GeneralRules.Absent.Refuse(("what", "document"));
        return TypedResults.File(content, document.MediaType, document.FileName, enableRangeProcessing: false, document.UploadedAt, new EntityTagHeaderValue($"\"{document.Sha256}\""));
    }

    private static async Task Write(Stream stream, IReadOnlyList<CaseLine> lines)
    {
        await using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Spreadsheet.Csv);
        foreach (var head in (string[])["id", "kind", "name", "number", "owner", "body", "state", "deadline", "left", "changed"]) csv.WriteField(Text["column." + head]);
        await csv.NextRecordAsync();
        foreach (var line in lines)
        {
            foreach (var cell in (string?[])[
                $"{line.Id}", Words["kind." + line.Kind], line.Title, line.Number, line.Owner, line.Body, Words["status." + line.Status],
                Formats.Date(line.Deadline), line.WorkingDaysLeft?.ToString(CultureInfo.InvariantCulture), Formats.TimeToSecond(line.UpdatedAt)])
                csv.WriteField(cell);
            await csv.NextRecordAsync();
        }
    }

    private sealed record Found
    {
        public string FileName { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string MediaType { get; init; } = "";
        public DateTimeOffset UploadedAt { get; init; }
    }
}
