using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>
/// Writes the result of a search as CSV or JSON: the rows, the order and the columns of the page, all pages together. A
/// cell of CSV that a spreadsheet would take for a formula is written with an apostrophe before it.
/// </summary>
internal static class ListExport
{
    /// <summary>Most rows of an export; the API pages through more.</summary>
    public const int MaxRows = 10_000;

    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>An answer in the form that the last part of the path names.</summary>
    public static IResult Answer<TRow>(string form, string name, IReadOnlyList<ListColumn<TRow>> columns, IReadOnlyList<TRow> rows) => form == "csv"
        ? TypedResults.Stream(stream => WriteCsv(stream, columns, rows), "text/csv; charset=utf-8", $"{name}.csv")
        : TypedResults.Stream(stream => WriteJson(stream, columns, rows), "application/json; charset=utf-8", $"{name}.json");

    /// <summary>Writes the rows in a form.</summary>
    public static Task Write<TRow>(string form, Stream stream, IReadOnlyList<ListColumn<TRow>> columns, IReadOnlyList<TRow> rows) =>
        form == "csv" ? WriteCsv(stream, columns, rows) : WriteJson(stream, columns, rows);

    private static async Task WriteCsv<TRow>(Stream stream, IReadOnlyList<ListColumn<TRow>> columns, IReadOnlyList<TRow> rows)
    {
        await using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Spreadsheet.Csv);
        foreach (var column in columns)
            csv.WriteField(column.Kind == ColumnKind.Tonnes ? $"{column.Title} ({Formats.Tonne})" : column.Title);
        await csv.NextRecordAsync();
        foreach (var row in rows)
        {
            foreach (var column in columns) csv.WriteField((column.Words ?? column.Value)(row));
            await csv.NextRecordAsync();
        }
    }

    private static async Task WriteJson<TRow>(Stream stream, IReadOnlyList<ListColumn<TRow>> columns, IReadOnlyList<TRow> rows)
    {
        await using var json = new Utf8JsonWriter(stream, Json);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WriteString(column.Key, column.Value(row));
                if (column.Words is { } words) json.WriteString(column.Key + "Text", words(row));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
