using System.IO.Compression;
using System.Xml;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Files;

/// <summary>
/// Lets an Office document pass only if it is a package of sound size without macros, controls, embedded objects, links that load something from elsewhere, fields
/// that run a program, or definitions of types in its XML.
/// </summary>
public sealed class OfficeInspector : IDocumentInspector
{
    private const int MostParts = 1000;
    private const int MostRatio = 100;
    private const long MostBytes = 300L * 1024 * 1024;
    private const long SmallBytes = 1024 * 1024;

    /// <inheritdoc/>
    public Task<Finding?> Inspect(string mediaType, ReadOnlyMemory<byte> content)
    {
        if (!mediaType.StartsWith("application/vnd.openxmlformats-officedocument.", StringComparison.Ordinal)) return Task.FromResult<Finding?>(null);
        try
        {
            using var package = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            return Task.FromResult(Look(package, mediaType, content.Length));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return Task.FromResult<Finding?>(DocumentRules.Inspection.Found(("found", "unreadable")));
        }
    }

    private static Finding? Look(ZipArchive package, string mediaType, long size)
    {
        if (package.Entries.Count > MostParts) return Package("parts");
        if (package.GetEntry("[Content_Types].xml") is null) return DocumentRules.Inspection.Found(("found", "unreadable"));
        var total = 0L;
        foreach (var part in package.Entries)
        {
            if (IsOutside(part)) return Package("path");
            if (ForbiddenPart(part.FullName) is { } name) return DocumentRules.ActiveContent.Found(("found", name));
            if (Read(part, mediaType, ref total, size) is { } found) return found;
        }
        return null;
    }

    private static Finding Package(string found) => DocumentRules.Package.Found(("found", found));

    private static bool IsOutside(ZipArchiveEntry part) =>
        part.FullName.StartsWith('/') || part.FullName.Contains('\\') || part.FullName.Contains(':') || part.FullName.Split('/').Contains("..")
        || ((part.ExternalAttributes >> 16) & 0xF000) == 0xA000;

    private static string? ForbiddenPart(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (file.Contains("vbaproject", StringComparison.Ordinal) || file.Contains("vbadata", StringComparison.Ordinal)) return "macro";
        foreach (var folder in (string[])["activeX", "embeddings", "externalLinks", "macrosheets", "ctrlProps"])
            if (name.Contains($"/{folder}/", StringComparison.OrdinalIgnoreCase)) return folder;
        return file.EndsWith(".bin", StringComparison.Ordinal) && !file.StartsWith("printersettings", StringComparison.Ordinal) ? "binary part" : null;
    }

    /// <summary>Reads a part to its end, so that its real size counts and not the one it claims.</summary>
    private static Finding? Read(ZipArchiveEntry part, string mediaType, ref long total, long size)
    {
        var isXml = part.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
        using var content = new MemoryStream();
        using (var stream = part.Open())
        {
            var buffer = new byte[81920];
            for (int n; (n = stream.Read(buffer)) > 0;)
            {
                total += n;
                if (total > MostBytes || (total > SmallBytes && total > size * MostRatio)) return Package("ratio");
                if (isXml) content.Write(buffer, 0, n);
            }
        }
        if (!isXml) return null;
        content.Position = 0;
        try
        {
            return LookAtXml(content, part.FullName, mediaType);
        }
        catch (XmlException)
        {
            return DocumentRules.Inspection.Found(("found", "unreadable"));
        }
    }

    private static Finding? LookAtXml(Stream content, string name, string mediaType)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes };
        using var xml = XmlReader.Create(content, settings);
        var (main, element) = (false, "");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Text && (element == "instrText" ? IsCommand(xml.Value) : element == "f" && IsLinkFormula(xml.Value))) return DocumentRules.ActiveContent.Found(("found", "DDE"));
            if (xml.NodeType != XmlNodeType.Element) continue;
            element = xml.LocalName;
            if (xml.LocalName == "fldSimple" && IsCommand(xml.GetAttribute("instr", xml.NamespaceURI) ?? "")) return DocumentRules.ActiveContent.Found(("found", "DDE"));
            if (xml.LocalName is "ddeLink" or "oleLink" or "oleObject") return DocumentRules.ActiveContent.Found(("found", xml.LocalName));
            if (xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") == "External" && !(xml.GetAttribute("Type") ?? "").EndsWith("/hyperlink", StringComparison.Ordinal))
                return DocumentRules.ActiveContent.Found(("found", "external link"));
            if (name != "[Content_Types].xml" || xml.GetAttribute("ContentType") is not { } type) continue;
            if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) return DocumentRules.ActiveContent.Found(("found", "macro"));
            main |= type == mediaType + ".main+xml";
        }
        // A document of another kind under this extension says so in its list of types.
        return name == "[Content_Types].xml" && !main ? DocumentRules.Inspection.Found(("found", "other-kind")) : null;
    }

    private static bool IsCommand(string text)
    {
        var field = text.AsSpan().TrimStart();
        return field.StartsWith("DDEAUTO", StringComparison.OrdinalIgnoreCase) || field.StartsWith("DDE ", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A formula of the form <c>program|'arguments'!item</c>.</summary>
    private static bool IsLinkFormula(string formula) => formula.IndexOf('|') is var bar and >= 0 && formula.IndexOf('!', bar) > bar;
}
