using CsvHelper;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>The list of what waits as a table.</summary>
internal static class WorkFiles
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/portal/tasks.csv", async (HttpContext context, WorkList slice) =>
        {
            var lines = await slice.All(context.SignedIn()!.Actor, WorkQuery.Of(context.Request.Query));
            return TypedResults.Stream(stream => Write(stream, lines), "text/csv; charset=utf-8", "tasks.csv");
        }).RequireAuthorization(new DemandsAttribute(Permissions.Inbox)).ExcludeFromDescription();

    private static async Task Write(Stream stream, IReadOnlyList<WorkLine> lines)
    {
        await using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Spreadsheet.Csv);
        foreach (var head in WorkTable.Heads) csv.WriteField(head);
        await csv.NextRecordAsync();
        foreach (var line in lines)
        {
            foreach (var cell in WorkTable.Cells(line)) csv.WriteField(cell);
            await csv.NextRecordAsync();
        }
    }
}
