using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Two officers enter a body that the authority approved, or add sectors and last days to one. Measures, article 30.</summary>
public sealed class ReviseVerificationBody : TwoPersonAct<ReviseVerificationBody.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="ApprovalNumber">Approval number.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="Sectors">All its sectors as they shall be.</param>
    /// <param name="Source">The announcement that it rests on.</param>
    public sealed record Command(string ApprovalNumber, string Name, string NameEn, IReadOnlyList<SectorApproval> Sectors, string Source);

    /// <inheritdoc/>
    public override ActionCode Code => new("verifiers.revise");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"verification-body:{command.ApprovalNumber}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        if (await Check(command, tx) is not { } old)
        {
            GeneralRules.ChangedMeanwhile.Require(await BodyWrites.Add(tx, command.ApprovalNumber, command.Name, command.NameEn, command.Source, command.Sectors));
            return null;
        }
        await tx.Guarded($"""
            update verification_body set name = {command.Name}, name_en = {command.NameEn}, source = {command.Source} where id = {old.Id}
            """);
        await BodyWrites.Put(tx, old.Id, command.Sectors);
        tx.About(VerificationBodies.Kept.Kind, old.Id);
        return null;
    }

    private static async Task<VerificationBody?> Check(Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Source), ("field", nameof(command.Source)));
        LegalName.Parse(command.Name);
        if (await tx.Scalar<long>($"select count(*) from verification_body where approval_number = {command.ApprovalNumber}") == 0)
        {
            VerifierRules.CheckEntry(command.ApprovalNumber, command.Sectors);
            return null;
        }
        var old = (await VerificationBodies.Approved(tx, command.ApprovalNumber)).ForRules();
        VerifierRules.CheckRevision(old, command.Sectors);
        return old;
    }
}
