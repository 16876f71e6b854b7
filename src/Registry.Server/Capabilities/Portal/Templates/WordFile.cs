using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Registry.Server.Capabilities.Portal.Templates;

/// <summary>Writes a document of paragraphs for word processors (Office Open XML, ECMA-376), the same bytes for the same words.</summary>
internal static class WordFile
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Types = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""";
    private const string Relations = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""";
    private static readonly DateTimeOffset Written = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file of a title and its paragraphs, with a line in small letters at the end.</summary>
    public static byte[] Of(string title, IEnumerable<string> paragraphs, string last)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", stream => stream.Write(Encoding.UTF8.GetBytes(Types)));
            Add(archive, "_rels/.rels", stream => stream.Write(Encoding.UTF8.GetBytes(Relations)));
            Add(archive, "word/document.xml", stream => Write(stream, title, paragraphs, last));
        }
        return buffer.ToArray();
    }

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Written;
        using var stream = entry.Open();
        write(stream);
    }

    private static void Write(Stream stream, string title, IEnumerable<string> paragraphs, string last)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("w", "document", Word);
        xml.WriteStartElement("w", "body", Word);
        Paragraph(xml, title, size: 36, centred: true, bold: true);
        foreach (var paragraph in paragraphs) Paragraph(xml, paragraph, size: 24);
        Paragraph(xml, last, size: 16);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>One paragraph; sizes are half points.</summary>
    private static void Paragraph(XmlWriter xml, string text, int size, bool centred = false, bool bold = false)
    {
        xml.WriteStartElement("w", "p", Word);
        xml.WriteStartElement("w", "pPr", Word);
        Property(xml, "spacing", ("after", "160"), ("line", "400"));
        if (centred) Property(xml, "jc", ("val", "center"));
        xml.WriteEndElement();
        xml.WriteStartElement("w", "r", Word);
        xml.WriteStartElement("w", "rPr", Word);
        Property(xml, "rFonts", ("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", "SimSun"));
        if (bold) Property(xml, "b");
        Property(xml, "sz", ("val", size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        xml.WriteEndElement();
        xml.WriteStartElement("w", "t", Word);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement("w", name, Word);
        foreach (var (attribute, value) in attributes) xml.WriteAttributeString("w", attribute, Word, value);
        xml.WriteEndElement();
    }
}
