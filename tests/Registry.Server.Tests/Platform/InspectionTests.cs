using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>S056 to S063: what the store finds inside of a file before it keeps it.</summary>
public sealed class InspectionTests
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A PDF of one page whose catalog has further entries, with further objects from number 4 on.</summary>
    private static byte[] Pdf(string catalog = "", params string[] further)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        string[] objects = [$"<</Type/Catalog/Pages 2 0 R {catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", .. further];
        foreach (var (body, n) in objects.Select((b, n) => (b, n + 1)))
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n{body}\nendobj\n");
        }
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        return Encoding.Latin1.GetBytes(text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").ToString());
    }

    /// <summary>A stream of objects, compressed, with a JavaScript action in it.</summary>
    private static string ObjectStream()
    {
        const string Inner = "9 0 <</S/JavaScript/JS(app.alert\\(1\\))>>";
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true)) zip.Write(Encoding.ASCII.GetBytes(Inner));
        var bytes = packed.ToArray();
        return $"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {bytes.Length}>>stream\n{Encoding.Latin1.GetString(bytes)}\nendstream";
    }

    private static byte[] Package(string mediaType, params (string Name, byte[] Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts.Prepend(("[Content_Types].xml", Encoding.UTF8.GetBytes($"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" ContentType=\"{mediaType}.main+xml\"/></Types>"))))
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        return file.ToArray();
    }

    private static byte[] Package(string mediaType, string name, string content) => Package(mediaType, (name, Encoding.UTF8.GetBytes(content)));

    private static string Link(string type, string mode = "External") =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" Target=\"https://elsewhere.example/x\" TargetMode=\"{mode}\"/></Relationships>";

    private static async Task<Rule?> Refused(IDocumentInspector inspector, string mediaType, byte[] content) => (await inspector.Inspect(mediaType, content))?.Rule;

    [Fact]
    public async Task S058_PDF_that_acts_by_itself_or_carries_a_file_is_refused_however_it_hides_it()
    {
        byte[][] harmful =
        [
            Pdf("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), Pdf("/OpenAction<</S/J#61vaScript/J#53(x)>>"), Pdf("/OpenAction 4 0 R", "<</S/#4aava#53cript/JS 5 0 R>>", "(x)"),
            Pdf("/OpenAction<</S/Launch/F(cmd.exe)>>"), Pdf("/AA<</WC<</S/Launch/F(x)>>>>"), Pdf("/Names<</JavaScript 4 0 R>>", "<</Names[(a)<</S/JavaScript/JS(x)>>]>>"),
            Pdf("/Names<</EmbeddedFiles 4 0 R>>", "<</Names[(a.exe)5 0 R]>>", "<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>", "<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream"),
            Pdf("/AcroForm<</XFA 4 0 R>>", "<</Length 5>>stream\n<xdp>\nendstream"), Pdf("", "<</Type/Annot/Subtype/RichMedia/Rect[0 0 1 1]>>"), Pdf("", "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 1 1]>>"),
            Pdf("", "<</S/SubmitForm/F(https://elsewhere.example)>>"), Pdf("", "<</S/ImportData/F(x)>>"), Pdf("", "<</S/GoToR/F(other.pdf)>>"), Pdf("", "[[[<</Next<</S/Rendition/JS(x)>>>>]]]"),
            [.. Pdf()[..^6], .. "8 0 obj\n<</S/Java#53cript>>\nendobj\n%%EOF\n"u8],
        ];
        foreach (var content in harmful) (await Refused(new PdfInspector(), "application/pdf", content)).ShouldBe(DocumentRules.ActiveContent, Encoding.Latin1.GetString(content));
        foreach (var content in (byte[][])[Pdf(), Pdf("/OpenAction[3 0 R/XYZ null null 0]"), Pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"), Pdf("", "<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>"), A.Pdf])
            (await new PdfInspector().Inspect("application/pdf", content)).ShouldBeNull();
        (await new PdfInspector().Inspect("application/pdf", Pdf("", new string('[', 300_000) + new string(']', 300_000)))).ShouldNotBeNull();
        (await Refused(new PdfInspector(), "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7\nnothing\n%%EOF\n"))).ShouldBe(DocumentRules.Inspection);
    }

    [Fact]
    public async Task S058_objects_in_a_compressed_stream_of_objects_are_opened_too()
    {
        var plain = Encoding.Latin1.GetString(Pdf("", ObjectStream()));
        // A table of contents in a stream, as writers of PDF 1.5 and later make it: object 9 lies in stream 4.
        var body = plain[..plain.IndexOf("xref\n", StringComparison.Ordinal)];
        var rows = new List<byte>();
        void Row(byte kind, int second, byte third) => rows.AddRange([kind, (byte)(second >> 8), (byte)(second & 0xFF), third]);
        Row(0, 0, 255);
        for (var n = 1; n <= 4; n++) Row(1, body.IndexOf($"{n} 0 obj", StringComparison.Ordinal), 0);
        for (var n = 5; n <= 8; n++) Row(0, 0, 0);
        Row(2, 4, 0);
        Row(1, body.Length, 0);
        var table = $"10 0 obj\n<</Type/XRef/Size 11/Root 1 0 R/W[1 2 1]/Length {rows.Count}>>stream\n{Encoding.Latin1.GetString([.. rows])}\nendstream\nendobj\nstartxref\n{body.Length}\n%%EOF\n";

        (await Refused(new PdfInspector(), "application/pdf", Encoding.Latin1.GetBytes(body + table))).ShouldBe(DocumentRules.ActiveContent);
    }

    [Fact]
    public async Task S059_S049_Office_document_with_macros_links_objects_commands_or_a_false_size_is_refused()
    {
        var office = new OfficeInspector();
        (string Type, byte[] Content, Rule Rule)[] harmful =
        [
            (Sheet, Package(Sheet, "xl/vbaProject.bin", "x"), DocumentRules.ActiveContent), (Word, Package(Word, "word/vbaData.xml", "<x/>"), DocumentRules.ActiveContent),
            (Word, Package(Word, "word/activeX/activeX1.xml", "<x/>"), DocumentRules.ActiveContent), (Word, Package(Word, "word/embeddings/oleObject1.bin", "x"), DocumentRules.ActiveContent),
            (Sheet, Package(Sheet, "xl/externalLinks/externalLink1.xml", "<x/>"), DocumentRules.ActiveContent), (Word, Package(Word, "word/_rels/settings.xml.rels", Link("attachedTemplate")), DocumentRules.ActiveContent),
            (Word, Package(Word, "word/document.xml", "<w:p xmlns:w=\"w\"><w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText></w:p>"), DocumentRules.ActiveContent),
            (Word, Package(Word, "word/document.xml", "<w:p xmlns:w=\"w\"><w:fldSimple w:instr=\"DDE cmd\"/></w:p>"), DocumentRules.ActiveContent),
            (Sheet, Package(Sheet, "xl/x.xml", "<c><f>cmd|'/C calc'!A0</f></c>"), DocumentRules.ActiveContent), (Sheet, Package(Sheet, "xl/x.xml", "<ddeLink ddeService=\"cmd\"/>"), DocumentRules.ActiveContent), (Sheet, Package("application/vnd.ms-excel.sheet.macroEnabled"), DocumentRules.ActiveContent),
            (Word, Package(Sheet, "xl/workbook.xml", "<x/>"), DocumentRules.Inspection), (Sheet, Package(Sheet, "../../etc/cron.d/x", "x"), DocumentRules.Package), (Sheet, Package(Sheet, "/etc/x", "x"), DocumentRules.Package),
            (Sheet, Package(Sheet, ("xl/sheet1.xml", new byte[20_000_000])), DocumentRules.Package), (Sheet, Package(Sheet, [.. Enumerable.Range(0, 1001).Select(n => ($"xl/{n}.xml", "<x/>"u8.ToArray()))]), DocumentRules.Package),
            (Sheet, Package(Sheet, "xl/x.xml", "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>"), DocumentRules.Inspection),
            (Sheet, Package(Sheet, "xl/x.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"), DocumentRules.Inspection), (Sheet, [0x50, 0x4B, 3, 4, 0], DocumentRules.Inspection),
        ];
        foreach (var (type, content, rule) in harmful.Select(h => h)) (await Refused(office, type, content)).ShouldBe(rule);
        (await office.Inspect(Word, Package(Word, "word/_rels/document.xml.rels", Link("hyperlink")))).ShouldBeNull();
        (await office.Inspect(Sheet, Package(Sheet, "xl/sheet1.xml", "<c><t>DDE is a word</t><f>A1+B2</f></c>"))).ShouldBeNull();
    }

    [Fact]
    public async Task S060_picture_with_too_many_pixels_is_refused_and_what_the_camera_wrote_is_taken_out()
    {
        static byte[] Chunk(string name, params byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
        static byte[] Png(byte high) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", 0, 0, high, 0, 0, 0, high, 0, 8, 2, 0, 0, 0), .. Chunk("tEXt", [.. "Author\0someone"u8]), .. Chunk("IDAT", 1), .. Chunk("IEND")];
        byte[] gps = [.. "Exif\0\0II*\0\b\0\0\0\u0002\0"u8, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, .. "39.9N116.4E"u8];
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(gps.Length + 2), .. gps, 0xFF, 0xFE, 0, 6, .. "note"u8, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 100, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 7, 7, 0xFF, 0xD9];
        var pictures = new Pictures();

        (await Refused(pictures, "image/png", Png(40))).ShouldBe(DocumentRules.Picture);
        (await pictures.Inspect("image/png", Png(4))).ShouldBeNull();
        (await pictures.Inspect("image/jpeg", jpeg)).ShouldBeNull();
        (await Refused(pictures, "image/jpeg", jpeg[..20])).ShouldBe(DocumentRules.Inspection);
        Encoding.Latin1.GetString(Pictures.WithoutDescription("image/png", Png(4))).ShouldSatisfyAllConditions(png => png.ShouldNotContain("someone"), png => png.ShouldContain("IDAT"), png => png.ShouldEndWith("IEND\0\0\0\0"));
        var stripped = Pictures.WithoutDescription("image/jpeg", jpeg);
        Encoding.Latin1.GetString(stripped).ShouldSatisfyAllConditions(j => j.ShouldNotContain("39.9N"), j => j.ShouldNotContain("note"));
        stripped[^4..].ShouldBe([7, 7, 0xFF, 0xD9]);
        // Which side is up stays, so that the picture is seen as it was taken.
        stripped.AsSpan().IndexOf(new byte[] { 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6 }).ShouldBeGreaterThan(0);
        Pictures.WithoutDescription("image/jpeg", stripped).ShouldBe(stripped);
    }

    [Theory, BothDatabases]
    public async Task S061_S063_nothing_is_kept_that_the_scanner_knows_or_did_not_see(Engine engine)
    {
        using var daemon = new TcpListener(IPAddress.Loopback, 0);
        daemon.Start();
        var port = ((IPEndPoint)daemon.LocalEndpoint).Port;
        var answers = new Queue<string>(["stream: OK\0", "stream: Eicar-Test-Signature FOUND\0", "INSTREAM size limit exceeded. ERROR\0", ""]);
        var seen = new List<byte[]>();
        var serving = Task.Run(async () =>
        {
            while (answers.TryDequeue(out var answer))
            {
                using var client = await daemon.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                seen.Add(await Received(client.GetStream()));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
            }
        }, TestContext.Current.CancellationToken);
        await using var world = await TestWorld.On(engine, change: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IDocumentInspector>(services, VirusScanner.Of($"127.0.0.1:{port}")));
        Task<StoredDocument> Store() => world.The<Documents>().Store(A.Visitor(1), "design.pdf", "E01", A.Pdf, A.New);

        await Store();
        await DocumentRules.Malware.ShouldRefuse(Store);
        await DocumentRules.NotScanned.ShouldRefuse(Store);
        await DocumentRules.NotScanned.ShouldRefuse(Store);
        await serving;
        daemon.Stop();
        await DocumentRules.NotScanned.ShouldRefuse(Store);

        seen[0].ShouldBe(A.Pdf);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from document")).ShouldBe(1);
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'document.store' and result = 'refused'")).ShouldBe(4);
        Should.Throw<FormatException>(() => VirusScanner.Of("nowhere"));
    }

    /// <summary>What a scanner is sent: the command, then pieces with their lengths, then an empty one.</summary>
    private static async Task<byte[]> Received(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command);
        Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            var size = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0) return content.ToArray();
            var piece = new byte[size];
            await stream.ReadExactlyAsync(piece);
            content.Write(piece);
        }
    }
}
