using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>An entry of the register of validation and verification bodies, as it is shown.</summary>
public sealed record BodyEntry
{
    /// <summary>Its id in the register.</summary>
    public long Id { get; init; }

    /// <summary>Its account, if it has one.</summary>
    public long? AccountId { get; init; }

    /// <summary>Approval number.</summary>
    public string ApprovalNumber { get; init; } = "";

    /// <summary>Chinese name.</summary>
    public string Name { get; init; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public BodyStatus Status { get; init; }

    /// <summary>Version of the entry.</summary>
    public int Version { get; init; }

    /// <summary>Where the entry comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its sectors with their dates.</summary>
    public IReadOnlyList<SectorApproval> Sectors { get; init; } = [];

    /// <summary>The entry as rules look at it.</summary>
    public VerificationBody ForRules() => new() { Id = Id, ApprovalNumber = ApprovalNumber, Name = Name, Status = Status, Sectors = Sectors };
}

/// <summary>Reads the register of validation and verification bodies, for this capability and for others.</summary>
public static class VerificationBodies
{
    private static readonly Sql Columns = Sql.Of($"id, account_id, approval_number, name, name_en, status, version, source");

    /// <summary>Where bodies keep their status.</summary>
    internal static readonly Stateful Kept = new("verification-body", Sql.Of($"verification_body"));

    /// <summary>A body as rules look at it.</summary>
    /// <exception cref="RefusalException">There is none of this id.</exception>
    public static async Task<VerificationBody> Load(Reads reads, long id) => (await Entry(reads, Sql.Of($"id = {id}"), $"{id}")).ForRules();

    /// <summary>The entry of an approval number.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<BodyEntry> Approved(Reads reads, string approvalNumber) => Entry(reads, Sql.Of($"approval_number = {approvalNumber}"), approvalNumber);

    /// <summary>The entry of an account.</summary>
    /// <exception cref="RefusalException">The account is that of no body.</exception>
    public static Task<BodyEntry> OfAccount(Reads reads, long account) => Entry(reads, Sql.Of($"account_id = {account}"), $"{account}");

    /// <summary>All entries by approval number.</summary>
    public static async Task<IReadOnlyList<BodyEntry>> All(Reads reads)
    {
        var bodies = await reads.Rows<BodyEntry>($"select {Columns} from verification_body order by approval_number");
        var sectors = (await reads.Rows<SectorRow>($"select body_id, sector, from_date, until_date, approval from verification_body_sector order by sector, from_date"))
            .ToLookup(s => s.BodyId);
        return [.. bodies.Select(b => b with { Sectors = [.. sectors[b.Id].Select(s => s.Approved)] })];
    }

    private static async Task<BodyEntry> Entry(Reads reads, Sql where, string named)
    {
        var body = await reads.Find<BodyEntry>($"select {Columns} from verification_body where {where}") ?? throw VerifierRules.Unknown.Refuse(("body", named));
        var sectors = await reads.Rows<SectorRow>($"""
            select body_id, sector, from_date, until_date, approval from verification_body_sector where body_id = {body.Id} order by sector, from_date
            """);
        return body with { Sectors = [.. sectors.Select(s => s.Approved)] };
    }

    private sealed record SectorRow
    {
        public long BodyId { get; init; }
        public string Sector { get; init; } = "";
        public DateOnly FromDate { get; init; }
        public DateOnly? UntilDate { get; init; }
        public string Approval { get; init; } = "";

        public SectorApproval Approved => new(Sector, FromDate, UntilDate, Approval);
    }
}
