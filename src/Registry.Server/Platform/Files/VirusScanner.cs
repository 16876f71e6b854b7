using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Files;

/// <summary>
/// Asks a ClamAV daemon about every file (its INSTREAM command); where it is configured, nothing is let in while it does not answer.
/// </summary>
/// <param name="place">Where the daemon listens: an address with a port, or a socket file.</param>
public sealed class VirusScanner(EndPoint place) : IDocumentInspector
{
    private const int Chunk = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>host:port</c> or the path of a socket.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static VirusScanner Of(string text)
    {
        if (text.StartsWith('/')) return new(new UnixDomainSocketEndPoint(text));
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), out var port)
            ? new(new DnsEndPoint(text[..colon], port))
            : throw new FormatException("REGISTRY_CLAMD takes host:port or the path of a socket.");
    }

    /// <inheritdoc/>
    public async Task<Finding?> Inspect(string mediaType, ReadOnlyMemory<byte> content)
    {
        try
        {
            var answer = await Ask(content);
            if (answer == "stream: OK") return null;
            return answer.EndsWith(" FOUND", StringComparison.Ordinal)
                ? DocumentRules.Malware.Found(("found", answer["stream: ".Length..^" FOUND".Length]))
                : DocumentRules.NotScanned.Found();
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return DocumentRules.NotScanned.Found();
        }
    }

    /// <summary>Which signatures the daemon has (its VERSION command); null while it does not answer.</summary>
    public async Task<string?> Signatures()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var socket = Socket();
            await socket.ConnectAsync(place, patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("zVERSION\0"u8.ToArray(), patience.Token);
            var answer = await Answer(stream, patience.Token);
            return answer.Length > 0 ? answer : null;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private Socket Socket() => place is UnixDomainSocketEndPoint ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new(SocketType.Stream, ProtocolType.Tcp);

    private async Task<string> Ask(ReadOnlyMemory<byte> content)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = Socket();
        await socket.ConnectAsync(place, patience.Token);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
        var length = new byte[4];
        for (var at = 0; at < content.Length; at += Chunk)
        {
            var part = content.Slice(at, Math.Min(Chunk, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            await stream.WriteAsync(length, patience.Token);
            await stream.WriteAsync(part, patience.Token);
        }
        await stream.WriteAsync(new byte[4], patience.Token);
        return await Answer(stream, patience.Token);
    }

    private static async Task<string> Answer(Stream stream, CancellationToken patience)
    {
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, patience);
        return Encoding.UTF8.GetString(answer.ToArray()).TrimEnd('\0', '\n');
    }
}
