using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>Agreement of the new owner's two representatives to take a project over.</summary>
public sealed class ConfirmAsNewOwner : ProjectChangeAct<ConfirmAsNewOwner.Command>
{
    /// <summary>Which change.</summary>
    public sealed record Command(long Change) : IProjectChangeCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.confirm-as-new-owner");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override ProjectChangeAction Action => ProjectChangeAction.ConfirmAsNewOwner;

    /// <inheritdoc/>
    private protected override Sql Also(Command command, Tx tx) => Sql.Of($", new_owner_at = {tx.Now}");

    /// <inheritdoc/>
    private protected override async Task Check(ProjectChangeRecord change, Command command, Tx tx)
    {
        ProjectChangeRules.NotTheNewOwner.Require(change.NewAccountId == tx.Actor.Account.Value);
        var findings = new List<Finding>();
        await Applicants.Check(tx, tx.Actor.Account, tx.Today, findings);
        RefusalException.ThrowIfAny(findings);
    }
}

/// <summary>Opinion of the body that a change names, by its two representatives, with a document.</summary>
public sealed class GiveChangeOpinion : ProjectChangeAct<GiveChangeOpinion.Command>
{
    /// <summary>The opinion.</summary>
    /// <param name="Change">Which change.</param>
    /// <param name="Conclusion">Whether the project stays eligible and can be monitored.</param>
    /// <param name="Note">In words.</param>
    /// <param name="Documents">The opinion as a report (E03).</param>
    public sealed record Command(long Change, Conclusion Conclusion, string Note, IReadOnlyList<FiledDocument> Documents) : IProjectChangeCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.give-change-opinion");

    /// <inheritdoc/>
    public override By By => By.Verifier;

    /// <inheritdoc/>
    protected override ProjectChangeAction Action => ProjectChangeAction.GiveOpinion;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Note;

    /// <inheritdoc/>
    private protected override Sql Also(Command command, Tx tx) => Sql.Of($", opinion = {command.Conclusion}, opinion_note = {command.Note}, opinion_at = {tx.Now}");

    /// <inheritdoc/>
    private protected override async Task Check(ProjectChangeRecord change, Command command, Tx tx)
    {
        var body = await tx.Scalar<long?>($"select account_id from verification_body where id = {change.BodyId}");
        ApplicationRules.NotTheNamedBody.Require(body == tx.Actor.Account.Value);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Note));
        await ProjectChangeRecord.CheckDocuments(tx, command.Documents, DocumentKinds.ValidationReport);
        var findings = new List<Finding>();
        (await VerificationBodies.Load(tx, change.BodyId!.Value)).CheckMayWork(findings, change.After!.Sector, tx.Today);
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    private protected override Task Effect(ProjectChangeRecord change, Command command, Confirmed by, Tx tx) =>
        ProjectChangeRecord.File(tx, change.Id, "Body", command.Documents);
}

/// <summary>The owner takes a change back.</summary>
public sealed class WithdrawProjectChange : ProjectChangeAct<WithdrawProjectChange.Command>
{
    /// <summary>Which change, and why.</summary>
    public sealed record Command(long Change, string Reason) : IProjectChangeCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.withdraw-change");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override ProjectChangeAction Action => ProjectChangeAction.Withdraw;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;

    /// <inheritdoc/>
    private protected override Sql Also(Command command, Tx tx) => Sql.Of($", decided_at = {tx.Now}, decision_reason = {command.Reason}");

    /// <inheritdoc/>
    private protected override Task Check(ProjectChangeRecord change, Command command, Tx tx)
    {
        ProjectRules.NotTheOwner.Require(change.AccountId == tx.Actor.Account.Value);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        return Task.CompletedTask;
    }
}
