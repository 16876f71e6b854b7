using System.Collections.Frozen;
using System.Text;
using Registry.Kernel.Rules;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Registry.Server.Platform.Files;

/// <summary>
/// Lets a PDF pass only if a parser opens it, it is neither encrypted nor without pages, and none of its objects acts by itself or carries another file.
/// Names are compared as a reader understands them (<c>/J#61vaScript</c> is JavaScript), and objects within object streams are opened too.
/// </summary>
public sealed class PdfInspector : IDocumentInspector
{
    private const int DeepestNesting = 100;

    /// <summary>Actions that run, send, open or play something; going to a page of the same document and a link to an address are let be.</summary>
    private static readonly FrozenSet<string> Actions =
        FrozenSet.ToFrozenSet(["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "Rendition", "Movie", "Sound", "RichMediaExecute"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Kinds =
        FrozenSet.ToFrozenSet(["EmbeddedFile", "RichMedia", "Movie", "Sound", "Screen", "3D", "FileAttachment"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Entries = FrozenSet.ToFrozenSet(["JS", "JavaScript", "EF", "EmbeddedFiles", "XFA", "RichMediaContent"], StringComparer.Ordinal);

    /// <summary>Names that nothing harmless has, looked for in the bytes too: a lenient reader finds objects that the table of contents hides.</summary>
    private static readonly FrozenSet<string> Anywhere = FrozenSet.ToFrozenSet(["JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Finding?> Inspect(string mediaType, ReadOnlyMemory<byte> content) =>
        Task.FromResult(mediaType == "application/pdf" ? Look(content.ToArray()) : null);

    private static Finding? Look(byte[] content)
    {
        try
        {
            using var document = PdfDocument.Open(content);
            if (document.IsEncrypted) return DocumentRules.Inspection.Found(("found", "encrypted"));
            if (document.NumberOfPages == 0) return DocumentRules.Inspection.Found(("found", "no-pages"));
            var structure = document.Structure;
            var found = NameInBytes(content) ?? Active(structure.Catalog.CatalogDictionary, 0)
                ?? structure.CrossReferenceTable.ObjectOffsets.Keys.Select(reference => Active(structure.GetObject(reference).Data, 0)).FirstOrDefault(f => f is not null);
            return found is null ? null : DocumentRules.ActiveContent.Found(("found", found));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser throws whatever it stumbles over; what it cannot read is not let in.
            return DocumentRules.Inspection.Found(("found", "unreadable"));
        }
    }

    private static string? Active(IToken? token, int depth)
    {
        if (depth > DeepestNesting) return "nesting";
        return token switch
        {
            StreamToken stream => Active(stream.StreamDictionary, depth + 1),
            ObjectToken inner => Active(inner.Data, depth + 1),
            ArrayToken array => array.Data.Select(item => Active(item, depth + 1)).FirstOrDefault(f => f is not null),
            DictionaryToken dictionary => OfDictionary(dictionary, depth),
            _ => null,
        };
    }

    private static string? OfDictionary(DictionaryToken dictionary, int depth)
    {
        foreach (var (name, value) in dictionary.Data)
        {
            if (Entries.Contains(name)) return name;
            if (name == "S" && value is NameToken action && Actions.Contains(action.Data)) return action.Data;
            if (name is "Type" or "Subtype" && value is NameToken kind && Kinds.Contains(kind.Data)) return kind.Data;
            if (Active(value, depth + 1) is { } found) return found;
        }
        return null;
    }

    private static string? NameInBytes(ReadOnlySpan<byte> content)
    {
        var name = new StringBuilder();
        for (var at = content.IndexOf((byte)'/'); at >= 0;)
        {
            name.Clear();
            var next = at + 1;
            for (; next < content.Length && name.Length < 16 && IsRegular(content[next]); next++)
            {
                if (content[next] == '#' && next + 2 < content.Length && IsHex(content[next + 1]) && IsHex(content[next + 2]))
                {
                    name.Append((char)Convert.FromHexString([(char)content[next + 1], (char)content[next + 2]])[0]);
                    next += 2;
                }
                else name.Append((char)content[next]);
            }
            if (Anywhere.Contains(name.ToString())) return name.ToString();
            var rest = content[next..].IndexOf((byte)'/');
            at = rest < 0 ? -1 : next + rest;
        }
        return null;
    }

    private static bool IsHex(byte sign) => char.IsAsciiHexDigit((char)sign);

    private static bool IsRegular(byte sign) => sign > ' ' && !"()<>[]{}/%"u8.Contains(sign);
}
