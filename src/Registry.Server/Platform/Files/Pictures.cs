using System.Buffers.Binary;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Files;

/// <summary>Pictures: how large they unfold, and without what a camera wrote beside them (place, time, owner); only which side is up stays.</summary>
public sealed class Pictures : IDocumentInspector
{
    private const long MostPixels = 40_000_000;
    private const ushort Orientation = 0x0112;

    private static readonly string[] Described = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"];

    /// <inheritdoc/>
    public Task<Finding?> Inspect(string mediaType, ReadOnlyMemory<byte> content)
    {
        if (mediaType is not ("image/png" or "image/jpeg")) return Task.FromResult<Finding?>(null);
        var pixels = mediaType == "image/png" ? PngPixels(content.Span) : JpegPixels(content.Span);
        return Task.FromResult(pixels switch
        {
            null or 0 => DocumentRules.Inspection.Found(("found", "unreadable")),
            > MostPixels => DocumentRules.Picture.Found(("pixels", pixels), ("most", MostPixels)),
            _ => (Finding?)null,
        });
    }

    /// <summary>The picture without what was written beside it; anything else as it is. What cannot be read is left for the inspection to refuse.</summary>
    public static byte[] WithoutDescription(string mediaType, byte[] content) => mediaType switch
    {
        "image/png" => StripPng(content),
        "image/jpeg" => StripJpeg(content),
        _ => content,
    };

    private static long? PngPixels(ReadOnlySpan<byte> content) =>
        content.Length > 33 && content[12..16].SequenceEqual("IHDR"u8)
            ? (long)BinaryPrimitives.ReadUInt32BigEndian(content[16..]) * BinaryPrimitives.ReadUInt32BigEndian(content[20..])
            : null;

    private static byte[] StripPng(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content, 0, 8);
        var at = 8;
        while (at + 12 <= content.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - at - 12) return content;
            var name = System.Text.Encoding.ASCII.GetString(content, at + 4, 4);
            if (!Described.Contains(name)) kept.Write(content, at, (int)length + 12);
            at += (int)length + 12;
            if (name == "IEND") return kept.ToArray();
        }
        return content;
    }

    private static long? JpegPixels(ReadOnlySpan<byte> content)
    {
        foreach (var (marker, at, length) in Segments(content.ToArray()))
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 7)
                return (long)BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]);
        return null;
    }

    private static byte[] StripJpeg(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content, 0, 2);
        var (up, scan) = ((ushort)1, -1);
        var segments = Segments(content).ToArray();
        foreach (var (marker, at, length) in segments)
        {
            if (marker == 0xE1) up = OrientationOf(content.AsSpan(at + 4, length - 2)) ?? up;
            if (marker == 0xDA) scan = at;
        }
        if (scan < 0) return content;
        if (up is > 1 and <= 8) kept.Write([0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\b\0\u0001"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)up, 0, 0, 0, 0, 0, 0]);
        foreach (var (marker, at, length) in segments)
            if (marker is not (0xE1 or 0xED or 0xFE or 0xDA)) kept.Write(content, at, length + 2);
        kept.Write(content, scan, content.Length - scan);
        return kept.ToArray();
    }

    /// <summary>The segments before the picture itself, and the one that begins it: marker, place, length without the marker.</summary>
    private static IEnumerable<(byte Marker, int At, int Length)> Segments(byte[] content)
    {
        for (var at = 2; at + 4 <= content.Length && content[at] == 0xFF;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > content.Length) yield break;
            yield return (content[at + 1], at, length);
            if (content[at + 1] == 0xDA) yield break;
            at += 2 + length;
        }
    }

    private static ushort? OrientationOf(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8)) return null;
        var tiff = exif[6..];
        var big = tiff.StartsWith("MM"u8);
        uint Long(ReadOnlySpan<byte> s) => big ? BinaryPrimitives.ReadUInt32BigEndian(s) : BinaryPrimitives.ReadUInt32LittleEndian(s);
        ushort Short(ReadOnlySpan<byte> s) => big ? BinaryPrimitives.ReadUInt16BigEndian(s) : BinaryPrimitives.ReadUInt16LittleEndian(s);
        var first = Long(tiff[4..]);
        if (first > tiff.Length - 2) return null;
        var count = Short(tiff[(int)first..]);
        for (var n = 0; n < count && first + 2 + (n + 1) * 12 <= tiff.Length; n++)
        {
            var entry = tiff.Slice((int)first + 2 + n * 12, 12);
            if (Short(entry) == Orientation) return Short(entry[8..]);
        }
        return null;
    }
}
