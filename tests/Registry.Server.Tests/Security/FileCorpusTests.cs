using System.Globalization;
using System.IO.Compression;
using System.Text;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S057 and S058: three hundred files that are not what they say, and sixty PDFs that act by themselves, made by the test.</summary>
public sealed class FileCorpusTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", 0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0), .. Chunk("IDAT", 1), .. Chunk("IEND")];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 100, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 7, 7, 0xFF, 0xD9];
    private static readonly (string Extension, byte[] Content)[] Sound =
    [
        ("pdf", A.Pdf), ("png", Png), ("jpg", Jpeg), ("xlsx", Package("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")), ("docx", Package("application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    ];

    private static readonly string[] Others = ["exe", "html", "svg", "js", "txt", "zip", "xls", "doc", "docm", "bat", "", "gif"];

    /// <summary>How other kinds of files begin.</summary>
    private static readonly byte[][] Beginnings =
    [
        [.. "MZ\u0090\0"u8], [0x7F, .. "ELF"u8], [.. "#!/bin/sh\n"u8], [.. "<!doctype html><script>alert(1)</script>"u8], [.. "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>"u8], [.. "GIF89a"u8], [.. "BM6"u8],
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [.. "Rar!\u001a\u0007"u8], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0xCA, 0xFE, 0xBA, 0xBE], [.. "{\\rtf1"u8], [.. "<?xml version=\"1.0\"?><a/>"u8], [.. "GIF89a/*"u8], [.. "PK\u0005\u0006"u8],
    ];

    private static byte[] Chunk(string name, params byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];

    private static byte[] Package(string mediaType)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = zip.CreateEntry("[Content_Types].xml").Open())
                types.Write(Encoding.UTF8.GetBytes($"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" ContentType=\"{mediaType}.main+xml\"/></Types>"));
            using var main = zip.CreateEntry("main.xml").Open();
            main.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(n => $"<a n=\"{n * 7919 % 1009}\"/>")).Insert(0, "<x>") + "</x>"));
        }
        return file.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Content)> Corpus()
    {
        foreach (var (extension, content) in Sound)
        {
            foreach (var other in Others) yield return ($"a.{other}", content);
            foreach (var (further, _) in Sound.Where(s => s.Extension != extension)) yield return ($"a.{further}", content);
            foreach (var beginning in Beginnings)
            {
                yield return ($"a.{extension}", beginning);
                yield return ($"a.{extension}", [.. beginning, .. content]);
            }
            for (var n = 0; n < 4; n++) yield return ($"a.{extension}", [.. content[..n], (byte)(content[n] ^ 0x20), .. content[(n + 1)..]]);
            if (extension is "png" or "jpg") continue;
            // Cut off: a reader does not open these any more.
            for (var n = 1; n <= 12; n++) yield return ($"a.{extension}", content[..(content.Length * n / 16)]);
        }
        for (var n = 0; n < 20; n++) yield return ("a.pdf", [.. A.Pdf, .. new byte[2000 + n], .. Sound[3].Content]);
    }

    [Fact]
    public async Task S057_none_of_three_hundred_files_that_are_not_what_they_say_is_kept_and_sound_ones_are()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var store = world.The<Documents>();
        var corpus = Corpus().ToList();
        corpus.Count.ShouldBeGreaterThanOrEqualTo(300);
        var kept = new List<string>();
        foreach (var (name, content) in corpus)
        {
            try
            {
                await store.Store(A.Visitor(1), name, "E01", content, A.New);
                kept.Add($"{name} {content.Length} {Convert.ToHexString(content.AsSpan(0, Math.Min(16, content.Length)))}");
            }
            catch (RefusalException refusal) when (refusal.Rule.Code.StartsWith("document.", StringComparison.Ordinal))
            {
                // As it should be.
            }
        }
        kept.ShouldBeEmpty();
        foreach (var (extension, content) in Sound) await store.Store(A.Visitor(1), $"a.{extension}", "E01", content, A.New);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from document")).ShouldBe(Sound.Length);
    }

    /// <summary>A PDF of one page with more in its catalog, its page and behind it.</summary>
    private static byte[] Pdf(string catalog, string page, params string[] further)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        string[] objects = [$"<</Type/Catalog/Pages 2 0 R {catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]{page}>>", .. further];
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

    /// <summary>A name as it is, with its first, its last or each letter written as a number.</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        static string Number(char letter) => $"#{(int)letter:x2}";
        yield return name;
        yield return Number(name[0]) + name[1..];
        yield return name[..^1] + Number(name[^1]).ToUpperInvariant();
        yield return string.Concat(name.Select(Number));
    }

    [Fact]
    public async Task S058_none_of_sixty_PDFs_that_act_by_themselves_is_let_in_however_the_name_is_spelt_and_wherever_it_stands()
    {
        var corpus = new List<byte[]>();
        foreach (var action in (string[])["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"])
            foreach (var name in Spellings(action))
            {
                corpus.Add(Pdf($"/OpenAction<</S/{name}/X 1>>", ""));
                corpus.Add(Pdf("", $"/AA<</O<</S/GoTo/D[3 0 R/Fit]/Next[<</S/{name}>>]>>>>"));
                corpus.Add(Pdf("", "/Annots[4 0 R]", $"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A 5 0 R>>", $"<</S/{name}/F(x)>>"));
            }
        foreach (var kind in (string[])["EmbeddedFile", "RichMedia"])
            foreach (var name in Spellings(kind)) corpus.Add(Pdf("", "/Annots[4 0 R]", $"<</Type/Annot/Subtype/{name}/Rect[0 0 9 9]>>"));
        foreach (var name in Spellings("XFA")) corpus.Add(Pdf($"/AcroForm<</{name} 4 0 R>>", "", "<</Length 5>>stream\n<xdp>\nendstream"));
        corpus.Count.ShouldBeGreaterThanOrEqualTo(60);

        var inspector = new PdfInspector();
        foreach (var content in corpus) (await inspector.Inspect("application/pdf", content))?.Rule.ShouldBe(DocumentRules.ActiveContent, Encoding.Latin1.GetString(content));
        foreach (var content in corpus) (await inspector.Inspect("application/pdf", content)).ShouldNotBeNull(Encoding.Latin1.GetString(content));
        (await inspector.Inspect("application/pdf", Pdf("", "/Annots[4 0 R]", "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A 5 0 R>>", "<</S/GoTo/D[3 0 R/Fit]>>"))).ShouldBeNull();
    }
}
