using Registry.Kernel.DualControl;
using Registry.Kernel.Issuance;
using Registry.Kernel.Ledger;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Issuance;

/// <summary>
/// Issuance (签发) of registered reductions by two officers: one lot for each vintage, credited to the owner's holding account.
/// A vintage of nothing is never issued.
/// </summary>
public sealed class IssueUnits(Db db, LedgerWriter ledger) : TwoPersonPosting<IssueUnits.Command>
{
    /// <summary>Which registered reduction, and which of its years.</summary>
    public sealed record Command(long Reduction, IReadOnlyList<int> Vintages);

    /// <summary>One lot that came to be.</summary>
    /// <param name="Code">Code of the lot.</param>
    /// <param name="Vintage">Year.</param>
    /// <param name="Tonnes">Units, tCO2e.</param>
    public sealed record IssuedLot(string Code, int Vintage, long Tonnes);

    /// <summary>The lots.</summary>
    public sealed record Reply(IReadOnlyList<IssuedLot> Lots);

    /// <inheritdoc/>
    public override ActionCode Code => new("issuance.issue");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"reduction:{command.Reduction}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        var reduction = await Load(tx, command.Reduction);
        IssuanceRules.ProjectNotRegistered.Require(reduction.ProjectStatus == ProjectStatus.Registered, ("project", reduction.ProjectNumber));
        IssuanceRules.NothingToIssue.Require(command.Vintages.Count > 0);
        foreach (var vintage in await Vintages(tx, command))
        {
            IssuanceRules.AlreadyIssued.Require(vintage.Status == VintageStatus.Registered, ("vintage", vintage.Vintage), ("status", vintage.Status));
            await Step(tx, command.Reduction, vintage, VintageAction.Propose, By.Officer);
        }
        tx.About("reduction", command.Reduction);
    }

    /// <inheritdoc/>
    protected override async Task Release(Command command, Proposal proposal, string? reason, Tx tx)
    {
        var by = tx.Actor.Role == Platform.Identity.ActorRole.Clock ? By.Clock : By.Officer;
        foreach (var vintage in await Vintages(tx, command)) await Step(tx, command.Reduction, vintage, VintageAction.Release, by);
        tx.About("reduction", command.Reduction);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Post(Command command, Confirmed by, Closing closing)
    {
        ReductionRow reduction;
        IReadOnlyList<VintageRow> vintages;
        await using (var reads = await db.Read())
        {
            reduction = await Load(reads, command.Reduction);
            vintages = await Vintages(reads, command);
        }
        IssuanceRules.ProjectNotRegistered.Require(reduction.ProjectStatus == ProjectStatus.Registered, ("project", reduction.ProjectNumber));
        var lots = new List<IssuedLot>();
        var movements = new List<Movement>();
        var writes = new List<GuardedWrite>();
        foreach (var vintage in vintages)
        {
            VintageLifecycle.Table.Next(vintage.Status, VintageAction.Issue, By.TwoOfficers);
            var code = Lot.CodeOf(reduction.ProjectNumber, vintage.Vintage, reduction.PeriodNo);
            lots.Add(new IssuedLot(code, vintage.Vintage, vintage.Tonnes));
            movements.Add(new Issue(code, reduction.ProjectId, vintage.Vintage, reduction.PeriodNo, new Units(vintage.Tonnes), new AccountId(reduction.AccountId)));
            writes.Add(new GuardedWrite($"""
                update reduction_vintage set status = {VintageStatus.Issued}, version = version + 1, issued_at = {closing.At},
                       lot_id = (select l.id from lot l where l.code = {code})
                where reduction_id = {command.Reduction} and vintage = {vintage.Vintage} and status = {VintageStatus.Issuing} and version = {vintage.Version}
                """));
        }
        writes.Add(new GuardedWrite($"""
            update project set version = version where id = {reduction.ProjectId} and status = {ProjectStatus.Registered}
            """));
        var reply = new Reply(lots);
        writes.AddRange(closing.Writes(reply));
        await ledger.Submit(new PostingRequest
        {
            Client = closing.Instruction.Client,
            InstructionId = closing.Instruction.Id,
            RequestHash = closing.Instruction.RequestHash,
            Kind = Code.Value,
            Authority = by,
            Movements = movements,
            Answer = Json.Write(reply),
        }, writes);
        return reply;
    }

    private static Task<ReductionRow> Load(Reads reads, long reduction) => reads.Get<ReductionRow>($"""
        select r.period_no, r.project_id, p.number as project_number, p.status as project_status, a.account_id
        from reduction r join project p on p.id = r.project_id join application a on a.id = r.application_id where r.id = {reduction}
        """);

    private static async Task<IReadOnlyList<VintageRow>> Vintages(Reads reads, Command command)
    {
        var rows = await reads.Rows<VintageRow>($"""
            select vintage, tonnes, status, version from reduction_vintage
            where reduction_id = {command.Reduction} and vintage in {command.Vintages} order by vintage
            """);
        foreach (var year in command.Vintages)
            IssuanceRules.NoSuchVintage.Require(rows.Any(r => r.Vintage == year), ("vintage", year));
        foreach (var row in rows)
            IssuanceRules.NothingToIssue.Require(row.Tonnes > 0, ("vintage", row.Vintage));
        return rows;
    }

    private static Task Step(Tx tx, long reduction, VintageRow vintage, VintageAction action, By by)
    {
        var to = VintageLifecycle.Table.Next(vintage.Status, action, by);
        return tx.Guarded($"""
            update reduction_vintage set status = {to}, version = version + 1
            where reduction_id = {reduction} and vintage = {vintage.Vintage} and status = {vintage.Status} and version = {vintage.Version}
            """);
    }

    private sealed record ReductionRow
    {
        public int PeriodNo { get; init; }
        public long ProjectId { get; init; }
        public string ProjectNumber { get; init; } = "";
        public ProjectStatus ProjectStatus { get; init; }
        public long AccountId { get; init; }
    }

    private sealed record VintageRow
    {
        public int Vintage { get; init; }
        public long Tonnes { get; init; }
        public VintageStatus Status { get; init; }
        public int Version { get; init; }
    }
}
