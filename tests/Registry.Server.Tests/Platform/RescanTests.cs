using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>S063: kept files are scanned again when the scanner has newer signatures.</summary>
public sealed class RescanTests
{
    [Theory, BothDatabases]
    public async Task S063_kept_file_that_newer_signatures_know_is_given_out_no_more_and_officers_are_told(Engine engine)
    {
        using var daemon = new Daemon();
        await using var world = await TestWorld.On(engine, change: services =>
        {
            var scanner = VirusScanner.Of($"127.0.0.1:{daemon.Port}");
            services.AddSingleton<IDocumentInspector>(scanner).AddSingleton(scanner).AddSingleton<Registry.Server.Platform.Time.ITick, Rescan>();
        });
        var holder = await A.EnterpriseAccount(world, 60);
        var browser = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        var good = (await world.The<Documents>().Store(holder.Initiator, "good.pdf", "E01", A.Pdf, A.New)).Id;
        byte[] other = [.. A.Pdf, .. "\n% another\n%%EOF\n"u8];
        var bad = (await world.The<Documents>().Store(holder.Initiator, "bad.pdf", "E01", other, A.New)).Id;
        var rescan = world.The<IEnumerable<Registry.Server.Platform.Time.ITick>>().OfType<Rescan>().Single();
        async Task Scanned()
        {
            while (await rescan.Tick() > 0) { }
        }
        async Task<int> Answer(long id) => (int)(await browser.Get($"/portal/documents/{id}")).StatusCode;

        await Scanned();
        var scans = daemon.Scans;
        await Scanned();
        daemon.Scans.ShouldBe(scans, "the same signatures find the same");
        ((await Answer(good)), (await Answer(bad))).ShouldBe((200, 200));

        // Newer signatures, and first a daemon that does not answer in the midst: nothing is concluded.
        (daemon.Version, daemon.Known, daemon.Silent) = ("ClamAV 1.4.3/27901/Tue Mar  5 03:00:00 2024", other, true);
        world.Time.Advance(TimeSpan.FromMinutes(11));
        await Scanned();
        (await Answer(bad)).ShouldBe(200);
        daemon.Silent = false;
        world.Time.Advance(TimeSpan.FromMinutes(11));
        await Scanned();
        ((await Answer(good)), (await Answer(bad))).ShouldBe((200, 422));
        (await (await browser.Get($"/portal/documents/{bad}")).Text()).ShouldContain(DocumentRules.Quarantined.Code);
        clerk = new Browser(await world.Http());
        await clerk.SignIn(world, "clerk01");
        (await (await clerk.Get("/me/notices?lang=en")).Text()).ShouldContain("bad.pdf");
        (await (await browser.Get("/me/notices?lang=en")).Text()).ShouldNotContain("bad.pdf");
        await DocumentRules.Malware.ShouldRefuse(() => world.The<Documents>().Store(holder.Initiator, "bad.pdf", "E01", other, A.New));

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'document.quarantine' and detail like 'Test.Late %'")).ShouldBe(1);
        (await reads.Scalar<string>($"select status from document where id = {good}")).ShouldBe("Clean");
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
        foreach (var attack in (string[])[
            "update document set status = 'Clean' where status = 'Quarantined'", "update document set file_name = 'x' where status = 'Clean'", "delete from document",
            "update document set sha256 = (select max(s.sha256) from document_scan s where s.sha256 <> document.sha256), status = 'Quarantined' where status = 'Clean'",
            "update document_scan set found = null where found is not null", "delete from document_scan",
            "insert into document select id + 1, sha256, file_name, kind, uploaded_at, uploaded_by_person_id, account_id, 'Clean' from document where status = 'Quarantined'"])
            await world.ShouldRefuse(attack);
    }

    /// <summary>A daemon that speaks the protocol of ClamAV, and knows what it is told to know.</summary>
    private sealed class Daemon : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Daemon()
        {
            listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public string Version { get; set; } = "ClamAV 1.4.3/27900/Mon Mar  4 03:00:00 2024";

        public byte[] Known { get; set; } = [];

        public bool Silent { get; set; }

        public int Scans { get; private set; }

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    var command = new List<byte>();
                    while (command.Count == 0 || command[^1] != 0) command.Add((byte)stream.ReadByte());
                    var answer = Encoding.ASCII.GetString([.. command]) == "zVERSION\0" ? Version : await Scan(stream);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task<string> Scan(NetworkStream stream)
        {
            using var content = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var piece = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length)];
                if (piece.Length == 0) break;
                await stream.ReadExactlyAsync(piece);
                content.Write(piece);
            }
            Scans++;
            return Silent ? "" : content.ToArray().AsSpan().SequenceEqual(Known) ? "stream: Test.Late FOUND" : "stream: OK";
        }
    }
}
