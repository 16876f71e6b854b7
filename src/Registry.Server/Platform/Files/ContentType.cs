namespace Registry.Server.Platform.Files;

/// <summary>Tells the type of a file from its content; the name must agree.</summary>
public static class ContentType
{
    private static readonly (string Extension, string MediaType, byte[] Magic)[] Known =
    [
        (".pdf", "application/pdf", "%PDF-"u8.ToArray()),
        (".png", "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 0x03, 0x04]),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [0x50, 0x4B, 0x03, 0x04]),
    ];

    /// <summary>Media type of a file, or null where content and name do not agree on one that is taken.</summary>
    public static string? Of(ReadOnlySpan<byte> content, string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (extension == ".jpeg") extension = ".jpg";
        foreach (var (known, mediaType, magic) in Known)
            if (known == extension && content.StartsWith(magic)) return IsWhole(mediaType, content) ? mediaType : null;
        return null;
    }

    private static bool IsWhole(string mediaType, ReadOnlySpan<byte> content) =>
        mediaType != "application/pdf" || content[^Math.Min(1024, content.Length)..].IndexOf("%%EOF"u8) >= 0;
}
