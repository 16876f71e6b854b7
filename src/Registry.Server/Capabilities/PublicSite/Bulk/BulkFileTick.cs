using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.PublicSite.Bulk;

/// <summary>
/// Makes the file of all public data once for each day, in the first hours of it in Beijing, or at once where there is none. The node that enters the day's row has the turn; a turn that was
/// not finished within ten minutes is taken by another. The same data make the same bytes. The last three are kept.
/// </summary>
public sealed class BulkFileTick(Db db, RegistryClock clock) : ITick
{
    private const int KeptDays = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly ActionCode Code = new("public.bulk-file");
    private static readonly string[] Forms = ["csv", "json"];

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        var (day, now) = (clock.Today, clock.Now);
        await using (var reads = await db.Read())
            if (await reads.Scalar<long>($"select count(*) from bulk_file where made_for = {day} and (made_at is not null or taken_at > {now - Patience})") > 0) return 0;
        if (await db.Note($"""
            insert into bulk_file(made_for, taken_at) values ({day}, {now})
            on conflict (made_for) do update set taken_at = excluded.taken_at where bulk_file.made_at is null and bulk_file.taken_at <= {now - Patience}
            """) == 0) return 0;
        var content = await Make(day);
        await db.Transaction(Actor.Clock, Code, async tx =>
        {
            tx.Detail = Convert.ToHexStringLower(SHA256.HashData(content));
            await tx.Execute($"update bulk_file set made_at = {tx.Now}, sha256 = {tx.Detail}, content = {content} where made_for = {day} and made_at is null");
            await tx.Execute($"delete from bulk_file where made_for <= {day.AddDays(-KeptDays)}");
        });
        return 1;
    }

    private async Task<byte[]> Make(DateOnly day)
    {
        var told = CultureInfo.CurrentUICulture;
        // A file for everybody, in the language of law.
        CultureInfo.CurrentUICulture = Language.Chinese;
        try
        {
            using var stream = new MemoryStream();
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                await using var reads = await db.PublicRead();
                foreach (var list in BulkList.All)
                {
                    var write = await list.Read(reads);
                    foreach (var form in Forms)
                    {
                        var entry = zip.CreateEntry($"{list.Name}.{form}", CompressionLevel.Optimal);
                        entry.LastWriteTime = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                        await using var part = await entry.OpenAsync();
                        await write(form, part);
                    }
                }
            }
            return stream.ToArray();
        }
        finally
        {
            CultureInfo.CurrentUICulture = told;
        }
    }
}
