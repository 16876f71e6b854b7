using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Registry.Server.Capabilities.PublicSite.Bulk;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>S067: who wants everything public fetches one file, made once a day on one node, and asks for it again at no cost.</summary>
public sealed class BulkFileTests
{
    [Theory, BothDatabases]
    public async Task S067_file_of_all_public_data_equals_the_exports_is_made_once_and_is_asked_for_again_at_no_cost(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await PublishedRecords.Insert(world);
        var http = await world.Http();
        (await http.Answer("/data/registry.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var nodes = Enumerable.Range(0, 4).Select(_ => new BulkFileTick(world.Db, world.Clock)).ToList();
        (await Task.WhenAll(nodes.Select(node => Task.Run(node.Tick)))).Sum().ShouldBe(1);
        await nodes[0].Tick();

        var answer = await http.Answer("/data/registry.zip");
        var bytes = await answer.Bytes();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        answer.Headers.ETag!.Tag.ShouldBe($"\"{hash}\"");
        answer.Headers.GetValues("Repr-Digest").Single().ShouldBe($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        zip.Entries.Count.ShouldBe(2 * BulkList.All.Count);
        var rows = 0;
        foreach (var entry in zip.Entries)
        {
            using var part = new MemoryStream();
            await using (var stream = await entry.OpenAsync(TestContext.Current.CancellationToken)) await stream.CopyToAsync(part, TestContext.Current.CancellationToken);
            var (name, form) = (Path.GetFileNameWithoutExtension(entry.Name), Path.GetExtension(entry.Name));
            var address = name == "lots" ? $"/reductions/{LotList.Key}{form}" : $"/{name.Replace("projects-", "projects/", StringComparison.Ordinal).Replace("reductions-", "reductions/", StringComparison.Ordinal)}{form}";
            var export = await (await http.Answer(address)).Bytes();
            part.ToArray().AsSpan().SequenceEqual(export).ShouldBeTrue(address);
            rows += System.Text.Encoding.UTF8.GetString(export).Split('\n').Length;
        }
        rows.ShouldBeGreaterThan(100);

        // Asked for again with its tag it is not sent again.
        using var again = new HttpRequestMessage(HttpMethod.Get, "/data/registry.zip");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{hash}\""));
        var same = await http.Answer(again);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await same.Bytes()).ShouldBeEmpty();

        // Of the next day another is made; a turn that was not finished is taken again; what is old goes.
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Damage($"insert into bulk_file(made_for, taken_at) values ('{world.Clock.Today:yyyy-MM-dd}', '{world.Clock.Now:yyyy-MM-ddTHH:mm:ss.ffffffZ}')");
        (await nodes[1].Tick()).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromMinutes(11));
        (await nodes[1].Tick()).ShouldBe(1);
        world.Time.Advance(TimeSpan.FromDays(3));
        await nodes[2].Tick();
        await using (var reads = await world.Db.Read()) (await reads.Scalar<long>($"select count(*) from bulk_file")).ShouldBe(1);

        // Machines are told of it, pages lead to it, and what they must not walk through is said.
        (await http.Text("/robots.txt")).ShouldContain("/data/registry.zip");
        (await http.Text("/projects")).ShouldContain("/data/registry.zip");
    }
}
