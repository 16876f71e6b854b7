using Registry.Kernel.Rules;
using UglyToad.PdfPig;

namespace Registry.Server.Platform.Files;

/// <summary>Lets a PDF pass only if a parser opens it and it is neither encrypted nor without pages.</summary>
public sealed class PdfInspector : IDocumentInspector
{
    /// <inheritdoc/>
    public Task<string?> Inspect(string mediaType, ReadOnlyMemory<byte> content)
    {
        if (mediaType != "application/pdf") return Task.FromResult<string?>(null);
        return Task.FromResult(Look(content.ToArray()));
    }

    private static string? Look(byte[] content)
    {
        try
        {
            using var document = PdfDocument.Open(content);
            if (document.IsEncrypted) return "encrypted";
            return document.NumberOfPages > 0 ? null : "no-pages";
        }
        catch (Exception e) when (e is not RefusalException and not OutOfMemoryException)
        {
            // The parser throws whatever it stumbles over; what it cannot read is not let in.
            return "unreadable";
        }
    }
}
