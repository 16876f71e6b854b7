using System.Security.Cryptography;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>Checks what the registers say of themselves: documents, proposals, numbers, and that vintages, reductions and lots agree.</summary>
public static class RegisterCheck
{
    private sealed record ProposalRow
    {
        public long Id { get; init; }
        public string Payload { get; init; } = "";
        public string PayloadHash { get; init; } = "";
    }

    private sealed record ContentRow
    {
        public string Sha256 { get; init; } = "";
        public long Size { get; init; }
        public byte[] Content { get; init; } = [];
    }

    private sealed record ProjectRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public string Series { get; init; } = "";
        public int SequenceNo { get; init; }
    }

    private sealed record VintageRow
    {
        public long ReductionId { get; init; }
        public int Vintage { get; init; }
        public string Problem { get; init; } = "";
    }

    /// <summary>Checks everything.</summary>
    public static async Task<IReadOnlyList<Fault>> Run(Reads reads)
    {
        var faults = new List<Fault>();
        await Contents(reads, faults);
        await ProposalHashes(reads, faults);
        await Numbers(reads, faults);
        await Vintages(reads, faults);
        await AssessmentCheck.Run(reads, faults);
        await VersionCheck.Run(reads, faults);
        await MovementCheck.Run(reads, faults);
        await LegacyCheck.Run(reads, faults);
        await ParticularsCheck.Run(reads, faults);
        await AuditCheck.Run(reads, faults);
        return faults;
    }

    private static async Task Contents(Reads reads, List<Fault> faults)
    {
        // One at a time: a registry's documents do not fit into memory.
        foreach (var key in await reads.Rows<string>($"select sha256 from document_content order by sha256"))
        {
            var row = await reads.Get<ContentRow>($"select sha256, size, content from document_content where sha256 = {key}");
            var actual = Convert.ToHexStringLower(SHA256.HashData(row.Content));
            if (actual != row.Sha256) faults.Add(new Fault("document", $"document_content:{key}", $"its content has the hash {actual}"));
            if (row.Content.Length != row.Size) faults.Add(new Fault("document", $"document_content:{key}", $"it has {row.Content.Length} bytes, not {row.Size}"));
        }
    }

    private static async Task ProposalHashes(Reads reads, List<Fault> faults)
    {
        foreach (var row in await reads.Rows<ProposalRow>($"select id, payload, payload_hash from proposal order by id"))
        {
            if (Json.Hash(row.Payload) != row.PayloadHash) faults.Add(new Fault("proposal", $"proposal:{row.Id}", "its payload is not the one that was proposed"));
        }
    }

    private static async Task Numbers(Reads reads, List<Fault> faults)
    {
        var expected = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in await reads.Rows<ProjectRow>($"select id, number, series, sequence_no from project order by series, sequence_no"))
        {
            var next = expected[row.Series] = expected.GetValueOrDefault(row.Series) + 1;
            if (row.SequenceNo != next) faults.Add(new Fault("number", $"project:{row.Id}", $"is no. {row.SequenceNo} of {row.Series}, where {next} comes next"));
            var number = ProjectNumber.Of(ProjectTypeCode.Parse(row.Series), row.SequenceNo).Value;
            if (row.Number != number) faults.Add(new Fault("number", $"project:{row.Id}", $"has the number {row.Number}, where {number} follows from its type"));
        }
    }

    private static async Task Vintages(Reads reads, List<Fault> faults)
    {
        foreach (var id in await reads.Rows<long>($"""
            select r.id from reduction r left join reduction_vintage v on v.reduction_id = r.id group by r.id, r.tonnes having coalesce(sum(v.tonnes), 0) <> r.tonnes
            """))
            faults.Add(new Fault("reduction", $"reduction:{id}", "its years do not sum to its tonnes"));
        foreach (var row in await reads.Rows<VintageRow>($"""
            select v.reduction_id, v.vintage, 'is issued, and its lot is missing or differs' as problem
            from reduction_vintage v join reduction r on r.id = v.reduction_id left join lot l on l.id = v.lot_id
            where v.status = 'Issued' and (l.id is null or l.quantity <> v.tonnes or l.vintage <> v.vintage or l.project_id <> r.project_id or l.period_no <> r.period_no)
            """))
            faults.Add(new Fault("issuance", $"reduction_vintage:{row.ReductionId}/{row.Vintage}", row.Problem));
        foreach (var id in await reads.Rows<long>($"select l.id from lot l where not exists (select 1 from reduction_vintage v where v.lot_id = l.id)"))
            faults.Add(new Fault("issuance", $"lot:{id}", "no registered vintage was issued as this lot"));
    }
}
