using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Reads the register of validation and verification bodies.</summary>
public static class VerificationBodies
{
    private sealed record Row
    {
        public long Id { get; init; }
        public string ApprovalNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public BodyStatus Status { get; init; }
    }

    private sealed record SectorRow
    {
        public string Sector { get; init; } = "";
        public DateOnly FromDate { get; init; }
        public DateOnly? UntilDate { get; init; }
        public string Approval { get; init; } = "";
    }

    /// <summary>A body by its id.</summary>
    /// <exception cref="Kernel.Rules.RefusalException">There is none: <c>verifier.unknown</c>.</exception>
    public static async Task<VerificationBody> Load(Reads reads, long id)
    {
        var row = await reads.Find<Row>($"select id, approval_number, name, status from verification_body where id = {id}")
            ?? throw VerifierRules.Unknown.Refuse(("body", id));
        var sectors = await reads.Rows<SectorRow>($"select sector, from_date, until_date, approval from verification_body_sector where body_id = {id} order by sector, from_date");
        return new VerificationBody
        {
            Id = row.Id,
            ApprovalNumber = row.ApprovalNumber,
            Name = row.Name,
            Status = row.Status,
            Sectors = [.. sectors.Select(s => new SectorApproval(s.Sector, s.FromDate, s.UntilDate, s.Approval))],
        };
    }
}
