using System.IO.Compression;
using System.Net.Http.Headers;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>What is kept for everybody goes out as small as the reader can take it; nothing else is ever compressed.</summary>
public sealed class CompressionTests
{
    [Theory, BothDatabases]
    public async Task Page_is_kept_and_sent_as_each_reader_can_take_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();
        var plain = await http.Text("/projects/registered");
        for (var again = 0; again < 2; again++)
        {
            var packed = await Ask(http, "/projects/registered", "br");
            packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
            packed.Headers.Vary.ShouldContain("Accept-Encoding");
            await using var unpacked = new BrotliStream(new MemoryStream(await packed.Bytes()), CompressionMode.Decompress);
            (await new StreamReader(unpacked).ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(plain);
            (await Ask(http, "/projects/registered", "identity")).Content.Headers.ContentEncoding.ShouldBeEmpty();
            (await Ask(http, "/api/v1/public/projects", "gzip")).Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_not_kept_for_everybody_is_not_compressed(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var answer = await Ask(await world.Http(), "/no-such-page", "br");
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await answer.Text()).ShouldContain("<html");
    }

    private static Task<HttpResponseMessage> Ask(HttpClient http, string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return http.Answer(request);
    }
}
