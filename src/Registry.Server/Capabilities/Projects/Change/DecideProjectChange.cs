using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>
/// Approval of a change by two officers. A new version of the facts comes into force and is published with its documents; earlier
/// versions stay, and reductions that are registered keep the version under which they were.
/// </summary>
public sealed class ApproveProjectChange : ProjectChangeAct<ApproveProjectChange.Command>
{
    /// <summary>Which change, and what was found.</summary>
    public sealed record Command(long Change, string Reason) : IProjectChangeCommand;

    /// <summary>What everybody is told.</summary>
    /// <param name="Number">Project number.</param>
    /// <param name="Kind">What changed.</param>
    /// <param name="Version">Version of the facts in force from now on.</param>
    public sealed record Changed(string Number, ProjectChangeKind Kind, int Version);

    /// <inheritdoc/>
    public override ActionCode Code => new("project.approve-change");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectChangeAction Action => ProjectChangeAction.Approve;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;

    /// <inheritdoc/>
    private protected override Sql Also(Command command, Tx tx) => Sql.Of($", decided_at = {tx.Now}, decision_reason = {command.Reason}");

    /// <inheritdoc/>
    private protected override async Task Check(ProjectChangeRecord change, Command command, Tx tx)
    {
        ProjectChangeLifecycle.Table.Next(change.Status, Action, By);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        var project = await ProjectChangeChecks.Registered(tx, change.ProjectId, change.AccountId);
        var findings = new List<Finding>();
        ProjectChangeRules.OpinionNotPositive.Check(change.BodyId is null || change.Opinion == Conclusion.Positive, findings, ("opinion", change.Opinion));
        if (change.After is { } after) await ProjectChangeChecks.Facts(tx, project, change.Kind, after, tx.Today, findings);
        else await ProjectChangeChecks.NewOwner(tx, project, change.NewAccountId, tx.Today, findings);
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    private protected override async Task Effect(ProjectChangeRecord change, Command command, Confirmed by, Tx tx)
    {
        var project = await ProjectRecord.Load(tx, change.ProjectId);
        await ProjectVersions.Add(tx, project, change, change.After ?? await ProjectVersions.Current(tx, project));
        await tx.Send("project.changed", $"project:{project.Id}", new Changed(project.Number, change.Kind, project.FactsVersion + 1));
    }
}

/// <summary>Refusal of a change by two officers, with a reason; the project stays as it is.</summary>
public sealed class RefuseProjectChange : ProjectChangeAct<RefuseProjectChange.Command>
{
    /// <summary>Which change, and why.</summary>
    public sealed record Command(long Change, string Reason) : IProjectChangeCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.refuse-change");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectChangeAction Action => ProjectChangeAction.Refuse;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;

    /// <inheritdoc/>
    private protected override Sql Also(Command command, Tx tx) => Sql.Of($", decided_at = {tx.Now}, decision_reason = {command.Reason}");

    /// <inheritdoc/>
    private protected override Task Check(ProjectChangeRecord change, Command command, Tx tx)
    {
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        return Task.CompletedTask;
    }
}
