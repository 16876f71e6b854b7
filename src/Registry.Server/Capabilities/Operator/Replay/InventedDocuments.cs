using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>A document that the real registry lists.</summary>
/// <param name="Kind">Its kind, for example <c>E01</c>.</param>
/// <param name="FileName">Its name.</param>
internal sealed record ListedDocument(string Kind, string FileName);

/// <summary>
/// Documents of the replay. Their names and kinds are real where the record lists them; their content is not public, so a
/// page or a sheet that says so stands in its place.
/// </summary>
internal sealed class InventedDocuments
{
    private static readonly DateTimeOffset ZipTime = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<(string ApplyId, bool Final), List<ListedDocument>> listed = [];

    /// <summary>Reads the list that lies beside the records, if there is one.</summary>
    public static InventedDocuments Beside(string recordsPath)
    {
        var documents = new InventedDocuments();
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(recordsPath)) ?? ".", "documents.csv");
        if (!File.Exists(path)) return documents;
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            if (csv["category_code"] is "2" or "4") continue;
            var key = (csv["entity_id"] ?? "", csv["source_field"]?.EndsWith('3') == true);
            if (!documents.listed.TryGetValue(key, out var list)) documents.listed[key] = list = [];
            var document = new ListedDocument(csv["file_type_no"] ?? "", csv["original_name"] ?? "");
            if (!list.Contains(document)) list.Add(document);
        }
        return documents;
    }

    /// <summary>What an application files in a part, with what the rules demand beside what is listed.</summary>
    public IReadOnlyList<ListedDocument> Of(string applyId, bool final, params ReadOnlySpan<string> demanded)
    {
        var list = new List<ListedDocument>(listed.GetValueOrDefault((applyId, final), []));
        foreach (var kind in demanded)
            if (!list.Any(d => d.Kind == kind)) list.Add(new ListedDocument(kind, $"{kind}-{applyId}.pdf"));
        return list;
    }

    /// <summary>Content that says what it stands for.</summary>
    public static byte[] Content(string applyId, string part, ListedDocument document, int number)
    {
        var text = $"Placeholder made by a replay of public records. The document itself is not public. Application {applyId}, part {part}, kind {document.Kind}, no. {number}.";
        return document.FileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Sheet(text) : Page(text);
    }

    private static byte[] Page(string text)
    {
        var body = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        var stream = $"BT /F1 9 Tf 40 780 Td ({text}) Tj ET";
        foreach (var item in new[]
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            $"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream",
        })
        {
            offsets.Add(body.Length);
            body.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{item}\nendobj\n");
        }
        var start = body.Length;
        body.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) body.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        body.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(body.ToString());
    }

    private static byte[] Sheet(string text)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Add(archive, "_rels/.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(archive, "xl/workbook.xml", """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Add(archive, "xl/_rels/workbook.xml.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet1.xml"/></Relationships>""");
            Add(archive, "xl/sheet1.xml", $"""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>""");
        }
        return buffer.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = ZipTime;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
