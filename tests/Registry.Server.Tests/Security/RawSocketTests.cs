using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S046: requests that two servers could read differently are not answered as two, and not as good ones, by the server that listens.</summary>
public sealed partial class RawSocketTests
{
    private const string Hidden = "GET /planted-and-hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [GeneratedRegex(@"^HTTP/1\.\d (\d{3})", RegexOptions.Multiline)]
    private static partial Regex StatusLine { get; }

    private static string Post(string headers, string body, string host = "Host: localhost\r\n") => $"POST /sign-in HTTP/1.1\r\n{host}{headers}\r\n{body}";

    private static string Get(string line, string headers = "Host: localhost\r\n") => $"{line}\r\n{headers}\r\n";

    /// <summary>Requests of which a careless reader finds a second within the first, or which are none.</summary>
    private static readonly string[] Cases =
    [
        .. from coding in (string[])["chunked", " chunked", "chunked ", "CHUNKED", "chunked, identity", "identity, chunked", "xchunked", "chunkedx", "\"chunked\"", "gzip, chunked", "chunked, chunked", "\tchunked", "chunked;q=1", "identity"]
           select Post($"Content-Length: {Hidden.Length + 5}\r\nTransfer-Encoding: {coding}\r\n", "0\r\n\r\n" + Hidden),
        .. from name in (string[])["Transfer-Encoding ", " Transfer-Encoding", "Transfer_Encoding\0", "Transfer-Encoding\t", "X: y\nTransfer-Encoding", "X: y\rTransfer-Encoding", "Transfer\u00ADEncoding"]
           select Post($"Content-Length: {Hidden.Length + 5}\r\n{name}: chunked\r\n", "0\r\n\r\n" + Hidden),
        .. from length in (string[])["-1", "0x5", "5, 5", "5,6", " 5 6", "5\0", "1e1", "99999999999999999999", "5;", "\uFF15", "", "\"5\""]
           select Post($"Content-Length: {length}\r\n", "a=b&c" + Hidden),
        Post("Content-Length: 5\r\nContent-Length: 6\r\n", "a=b&c" + Hidden), Post("Content-Length: 6\r\nContent-Length: 5\r\n", "a=b&c" + Hidden),
        .. from chunk in (string[])["-1\r\n", "0x5\r\na=b&c\r\n0\r\n\r\n", "g\r\n", "ffffffffffffffff1\r\n", "5\na=b&c\n0\n\n", "5 \r\r\na=b&c\r\n0\r\n\r\n", "5\r\na=b&cXX\r\n0\r\n\r\n", "\r\n\r\n", "+5\r\na=b&c\r\n0\r\n\r\n", "5;\0\r\na=b&c0\r\n\r\n"]
           select Post("Transfer-Encoding: chunked\r\n", chunk + Hidden),
        .. from line in (string[])["GET / HTTP/1.1 HTTP/1.1", "GET  / HTTP/1.1", "GET\t/ HTTP/1.1", " GET / HTTP/1.1", "GET /\0 HTTP/1.1", "GET / HTTP/9.9", "GET / HTTQ/1.1", "GET /a b HTTP/1.1", "G\0ET / HTTP/1.1", "GET \\ HTTP/1.1", "GET /%zz\r HTTP/1.1", "PRI * HTTP/2.0"]
           select Get(line),
        Get("GET / HTTP/1.1", ""), Get("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n"), Get("GET / HTTP/1.1", "Host: a b\r\n"), Get("GET / HTTP/1.1", "Host: localhost\r\nX\r\n"), Get("GET / HTTP/1.1", "Host: localhost\r\n: x\r\n"),
        Get("GET / HTTP/1.1", "Host: localhost\r\nA: b\r\n c: d\r\n"), Get("GET / HTTP/1.1", "Host: localhost\r\nA: b\0c\r\n"), Get("GET / HTTP/1.1", "Host: localhost\r\nA\0: b\r\n"), Get("GET / HTTP/1.1", $"Host: localhost\r\nA: {new string('x', 40_000)}\r\n"),
        Get("GET / HTTP/1.1", "Host: localhost\r\n" + string.Concat(Enumerable.Range(0, 200).Select(n => $"H{n}: x\r\n"))), Get($"GET /{new string('x', 20_000)} HTTP/1.1"),
    ];

    [Fact]
    public async Task S046_sixty_requests_that_could_be_read_as_two_are_answered_as_none_or_one_and_the_server_goes_on()
    {
        Cases.Length.ShouldBeGreaterThanOrEqualTo(60);
        await using var world = await TestWorld.Listening();
        var place = new Uri(world.Address);
        var answers = await Task.WhenAll(Cases.Select(async (text, n) => (n, text, Answer: await Ask(place, text))));
        var wrong = new List<string>();
        foreach (var (n, text, answer) in answers)
        {
            var states = StatusLine.Matches(answer).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            // A good answer may come once, to the request that stands in front; the hidden one is never reached after a body that is read in two ways.
            if (states.Any(s => s is >= 200 and < 400) || states.Count > 1) wrong.Add($"{n}: {string.Join(' ', states)} to {text[..Math.Min(text.Length, 160)].ReplaceLineEndings("|")}");
        }
        wrong.ShouldBeEmpty();
        (await Ask(place, Get("GET /sign-in HTTP/1.1", "Host: localhost\r\nConnection: close\r\n"))).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task S046_two_plain_requests_in_one_piece_are_seen_as_two()
    {
        await using var world = await TestWorld.Listening();
        var answer = await Ask(new(world.Address), Get("GET /planted-and-hidden HTTP/1.1") + Get("GET /sign-in HTTP/1.1", "Host: localhost\r\nConnection: close\r\n"));
        StatusLine.Matches(answer).Select(m => m.Groups[1].Value).ShouldBe(["404", "200"]);
    }

    /// <summary>Sends bytes as they are and reads until the server is silent for a while or closes.</summary>
    private static async Task<string> Ask(Uri place, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(place.Host, place.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(4));
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server closed, or waits for more of a request that never comes.
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
