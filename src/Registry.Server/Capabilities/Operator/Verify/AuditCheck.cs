using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>Computes the chain of the audit trail again, from its first row to its last, and looks for rows that are neither in it nor waiting for it.</summary>
internal static class AuditCheck
{
    private const int Page = 2000;

    private sealed record Link
    {
        public long Seq { get; init; }
        public long EntryId { get; init; }
        public string Hash { get; init; } = "";
    }

    /// <summary>Adds what is wrong. A row that was changed is named; the rows behind it are compared with the hash that it had.</summary>
    public static async Task Run(Reads reads, List<Fault> faults)
    {
        var (last, before) = (0L, AuditChain.Beginning);
        while (true)
        {
            var links = await reads.Rows<Link>($"select seq, entry_id, hash from audit_link where seq > {last} order by seq limit {Page}");
            if (links.Count == 0) break;
            var rows = (await reads.Rows<AuditRow>($"select {AuditRow.Columns} from audit_link l join audit_entry e on e.id = l.entry_id where l.seq > {last} and l.seq <= {links[^1].Seq}"))
                .ToDictionary(row => row.Id);
            foreach (var link in links)
            {
                if (link.Seq != last + 1) faults.Add(new("audit", $"audit_link:{link.Seq}", $"does not follow {last}: links are missing"));
                if (!rows.TryGetValue(link.EntryId, out var row)) faults.Add(new("audit", $"audit_entry:{link.EntryId}", $"is link {link.Seq} of the chain, and gone"));
                else if (AuditChain.After(before, row) != link.Hash) faults.Add(new("audit", $"audit_entry:{link.EntryId}", $"is not what was linked as {link.Seq}, or the link before it is not"));
                (last, before) = (link.Seq, link.Hash);
            }
        }
        var loose = await reads.Rows<long>($"""
            select e.id from audit_entry e where not exists (select 1 from audit_link l where l.entry_id = e.id) and not exists (select 1 from audit_waiting w where w.entry_id = e.id)
            order by e.id limit 100
            """);
        faults.AddRange(loose.Select(id => new Fault("audit", $"audit_entry:{id}", "is neither in the chain nor waiting for it")));
    }
}
