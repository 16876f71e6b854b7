using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Use;

/// <summary>
/// Works out which units a cancellation took and keeps the answer for the public. Posting decides which units leave, so they are known only
/// after it; history never changes, so they are worked out once.
/// </summary>
public sealed class CancellationBlocks(Db db) : ITick
{
    private const int MostAtOnce = 100;

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        IReadOnlyList<long> missing;
        await using (var reads = await db.Read())
        {
            missing = await reads.Rows<long>($"""
                select c.id from cancellation c where not exists (select 1 from cancellation_block b where b.cancellation_id = c.id)
                order by c.id limit {MostAtOnce}
                """);
        }
        var written = 0;
        foreach (var id in missing) written += await Write(id);
        return written;
    }

    /// <summary>Writes the serial blocks of a cancellation, once.</summary>
    /// <returns>How many blocks it has.</returns>
    internal Task<int> Write(long cancellation) => db.Transaction(Actor.Clock, new ActionCode("use.write-serial-blocks"), async tx =>
    {
        var posting = await tx.Scalar<long>($"select posting_id from cancellation where id = {cancellation}");
        var written = 0;
        foreach (var line in await LedgerQueries.UnitsOfPosting(tx, posting))
        {
            for (var i = 0; i < line.Ranges.Count; i++)
            {
                var range = line.Ranges[i];
                await tx.Guarded($"""
                    insert into cancellation_block(cancellation_id, line_no, block_no, lot_id, first_unit, last_unit)
                    values ({cancellation}, {line.Entry.Line}, {i + 1}, {line.Entry.Lot.Value}, {range.First}, {range.Last})
                    """);
                written++;
            }
        }
        tx.About("cancellation", cancellation);
        return written;
    }, new Instruction("clock", $"cancellation-blocks:{cancellation}", Json.Hash($"cancellation-blocks {cancellation}")));
}
