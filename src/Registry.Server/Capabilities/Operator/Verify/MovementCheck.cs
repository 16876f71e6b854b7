using Registry.Kernel.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>
/// Checks what stands beside the ledger: each public record of a cancellation and its posting, both ways, the serial numbers that were
/// published, each promise and the proposal that it waits with, and the codes with which both persons signed what needs them.
/// </summary>
internal static class MovementCheck
{
    private sealed record Record
    {
        public long Id { get; init; }
        public long PostingId { get; init; }
    }

    private sealed record Block
    {
        public int LineNo { get; init; }
        public long LotId { get; init; }
        public long FirstUnit { get; init; }
        public long LastUnit { get; init; }
    }

    internal static async Task Run(Reads reads, ICollection<Fault> faults)
    {
        await Records(reads, faults);
        await Blocks(reads, faults);
        await Promises(reads, faults);
        await Signatures(reads, faults);
    }

    private static async Task Records(Reads reads, ICollection<Fault> faults)
    {
        foreach (var id in await reads.Rows<long>($"""
            select c.id from cancellation c
            left join posting o on o.id = c.posting_id and o.kind = 'use.voluntary-cancellation' and o.authority = 'proposal:' || cast(c.id as text) and o.booked_at = c.cancelled_at
            where o.id is null or c.tonnes <> coalesce((select sum(e.quantity) from entry e join position t on t.id = e.to_position join position f on f.id = e.from_position
              where e.posting_id = c.posting_id and t.place = 'cancelled-voluntary' and f.account_id = c.account_id), 0)
            order by c.id
            """))
            faults.Add(new Fault("cancellation", $"cancellation:{id}", "its posting is missing or took something else"));
        foreach (var id in await reads.Rows<long>($"""
            select distinct e.posting_id from position t join entry e on e.to_position = t.id
            where t.place = 'cancelled-voluntary' and not exists (select 1 from cancellation c where c.posting_id = e.posting_id)
            order by e.posting_id
            """))
            faults.Add(new Fault("cancellation", $"posting:{id}", "cancels units, and no record of it is published"));
    }

    private static async Task Blocks(Reads reads, ICollection<Fault> faults)
    {
        foreach (var record in await reads.Rows<Record>($"select id, posting_id from cancellation order by id"))
        {
            var written = await reads.Rows<Block>($"""
                select line_no, lot_id, first_unit, last_unit from cancellation_block where cancellation_id = {record.Id} order by line_no, block_no
                """);
            var units = await LedgerQueries.UnitsOfPosting(reads, record.PostingId);
            var follows = units.SelectMany(u => u.Ranges.Select(r => (u.Entry.Line, u.Entry.Lot, r)));
            if (!written.Select(b => (b.LineNo, new LotId(b.LotId), new SerialRange(b.FirstUnit, b.LastUnit))).SequenceEqual(follows))
                faults.Add(new Fault("cancellation", $"cancellation_block:{record.Id}", "its serial numbers are not those that the entries give"));
        }
    }

    private static async Task Promises(Reads reads, ICollection<Fault> faults)
    {
        foreach (var reference in await reads.Rows<string>($"""
            select distinct r.reference from reservation r left join proposal p on 'proposal:' || cast(p.id as text) = r.reference and p.status = 'Pending'
            where r.status = 'Open' and substr(r.reference, 1, 9) = 'proposal:' and p.id is null
            order by r.reference
            """))
            faults.Add(new Fault("promise", $"reservation:{reference}", "units are promised to a proposal that does not wait"));
        foreach (var id in await reads.Rows<long>($"""
            select p.id from proposal p
            where p.status = 'Pending' and p.action in ('transfers.to-trading-account', 'transfers.to-holding-account', 'use.voluntary-cancellation')
              and not exists (select 1 from reservation r where r.reference = 'proposal:' || cast(p.id as text) and r.status = 'Open')
            order by p.id
            """))
            faults.Add(new Fault("promise", $"proposal:{id}", "waits, and no units are promised to it"));
    }

    private static async Task Signatures(Reads reads, ICollection<Fault> faults)
    {
        foreach (var id in await reads.Rows<long>($"""
            select p.id from intent i join proposal p on p.id = i.id
            where p.payload <> i.payload or p.action <> i.action or p.account_id <> i.account_id or p.initiator_person_id <> i.initiator_person_id or p.expires_at <> i.expires_at
              or coalesce(p.op_hash, '') <> coalesce(i.op_hash, '') or p.account_version <> i.account_version
            order by p.id
            """))
            faults.Add(new Fault("signature", $"proposal:{id}", "is not what its initiator wrote down"));
        foreach (var id in await reads.Rows<long>($"""
            select p.id from proposal p join intent i on i.id = p.id
            where i.op_hash is not null and (
              not exists (select 1 from step_up u join login l on l.id = u.login_id where u.op_hash = i.op_hash and u.used_at is not null and l.person_id = p.initiator_person_id)
              or p.status = 'Confirmed'
                and not exists (select 1 from step_up u join login l on l.id = u.login_id where u.op_hash = i.op_hash and u.used_at is not null and l.person_id = p.decided_by_person_id))
            order by p.id
            """))
            faults.Add(new Fault("signature", $"proposal:{id}", "a person acted without the code that this act needs"));
    }
}
