using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Files;

/// <summary>
/// Has every kept file scanned again when the scanner has other signatures than before, some files with each tick. A file that it knows now is given
/// out no more, and the officers are told. While the scanner does not answer nothing is concluded; the files wait.
/// </summary>
public sealed class Rescan(Db db, VirusScanner scanner, RegistryClock clock) : ITick
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Asking = TimeSpan.FromMinutes(10);
    private static readonly ActionCode Code = new("document.quarantine");

    private DateTimeOffset asked = DateTimeOffset.MinValue;
    private string signatures = "";
    private string? after;

    private sealed record Kept
    {
        public string Sha256 { get; init; } = "";
        public string MediaType { get; init; } = "";
    }

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        if (clock.Now - asked >= Asking) await Ask();
        if (after is null) return 0;
        IReadOnlyList<Kept> files;
        await using (var reads = await db.Read())
            files = await reads.Rows<Kept>($"""
                select c.sha256, c.media_type from document_content c left join document_scan s on s.sha256 = c.sha256
                where c.sha256 > {after} and (s.sha256 is null or (s.signatures <> {signatures} and s.found is null)) order by c.sha256 limit {AtOnce}
                """);
        if (files.Count == 0) after = null;
        foreach (var file in files)
            if (await Scan(file)) after = file.Sha256;
            else return 0;
        return files.Count;
    }

    private async Task Ask()
    {
        asked = clock.Now;
        if (await scanner.Signatures() is not { } now || now == signatures) return;
        (signatures, after) = (now, "");
    }

    /// <returns>Whether the scanner answered.</returns>
    private async Task<bool> Scan(Kept file)
    {
        byte[] content;
        await using (var reads = await db.Read()) content = (await reads.Scalar<byte[]>($"select content from document_content where sha256 = {file.Sha256}"))!;
        var finding = await scanner.Inspect(file.MediaType, content);
        if (finding is null)
        {
            await db.Note($"""
                insert into document_scan(sha256, signatures, scanned_at) values ({file.Sha256}, {signatures}, {clock.Now})
                on conflict (sha256) do update set signatures = excluded.signatures, scanned_at = excluded.scanned_at where document_scan.found is null
                """);
            return true;
        }
        if (finding.Rule != DocumentRules.Malware) return false;
        var found = $"{finding.Facts.Single(f => f.Name == "found").Value}";
        await db.Transaction(Actor.Clock, Code, async tx =>
        {
            foreach (var id in await tx.Rows<long>($"select id from document where sha256 = {file.Sha256} order by id")) tx.About("document", id);
            tx.Detail = $"{found} {signatures}";
            await tx.Execute($"""
                insert into document_scan(sha256, signatures, scanned_at, found) values ({file.Sha256}, {signatures}, {tx.Now}, {found})
                on conflict (sha256) do update set signatures = excluded.signatures, scanned_at = excluded.scanned_at, found = excluded.found where document_scan.found is null
                """);
        });
        return true;
    }
}
