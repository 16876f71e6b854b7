using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>
/// Request of the owner's two representatives to change a registered project (登记后变更), with a new version of its design document.
/// The rule that governs changes was not found in public; this course is our own proposal.
/// </summary>
public sealed class RequestProjectChange : TwoPersonAct<RequestProjectChange.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Project">Which project.</param>
    /// <param name="Kind">What it is about.</param>
    /// <param name="Facts">All facts as they are to be; null for a change of the owner.</param>
    /// <param name="NewOwner">Account of the new owner, for a change of the owner.</param>
    /// <param name="Body">The body that gives its opinion, where the kind needs one.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Documents">The new version of the design document (E01), and what else shows the change.</param>
    public sealed record Command(long Project, ProjectChangeKind Kind, ProjectFacts? Facts, long? NewOwner, long? Body, string Reason, IReadOnlyList<FiledDocument> Documents);

    /// <summary>The change.</summary>
    public sealed record Reply(long Change, ProjectChangeStatus Status);

    /// <inheritdoc/>
    public override ActionCode Code => new("project.request-change");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"project:{command.Project}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var status = await Check(command, tx);
        var id = tx.NewId();
        var body = status == ProjectChangeStatus.AwaitingOpinion ? command.Body : null;
        await tx.Guarded($"""
            insert into project_change(id, project_id, kind, status, version, account_id, new_account_id, body_id, facts, reason, proposal_id, requested_at)
            values ({id}, {command.Project}, {command.Kind}, {status}, 0, {tx.Actor.Account}, {command.NewOwner}, {body},
                    {(command.Facts is null ? null : Json.Write(command.Facts))}, {command.Reason}, {by.Proposal}, {tx.Now})
            """);
        await StateChange.Begin(tx, ProjectChangeLifecycle.Table, ProjectChangeRecord.Thing, id, status, ProjectChangeAction.Request, By);
        await ProjectChangeRecord.File(tx, id, "Owner", command.Documents);
        tx.About("project", command.Project);
        return new Reply(id, status);
    }

    private static async Task<ProjectChangeStatus> Check(Command command, Tx tx)
    {
        var project = await ProjectChangeChecks.Registered(tx, command.Project, tx.Actor.Account.Value);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        ProjectChangeRules.AnotherOpen.Require(await tx.Scalar<long>($"""
            select count(*) from project_change where project_id = {project.Id} and status in ('AwaitingNewOwner', 'AwaitingOpinion', 'AwaitingReview')
            """) == 0);
        await ProjectChangeRecord.CheckDocuments(tx, command.Documents, DocumentKinds.ProjectDesign);
        var findings = new List<Finding>();
        await Applicants.Check(tx, tx.Actor.Account, tx.Today, findings);
        if (command.Kind == ProjectChangeKind.Owner)
        {
            GeneralRules.ValueMalformed.Require(command.Facts is null, ("field", "facts"), ("value", command.Kind));
            await ProjectChangeChecks.NewOwner(tx, project, command.NewOwner, tx.Today, findings);
        }
        else
        {
            ProjectChangeRules.NewOwnerUnfit.Require(command.NewOwner is null);
            GeneralRules.ValueMissing.Require(command.Facts is not null, ("field", "facts"));
            await ProjectChangeChecks.Facts(tx, project, command.Kind, command.Facts!, tx.Today, findings);
        }
        var first = ProjectChangeLifecycle.First(command.Kind, tx.Today);
        if (first == ProjectChangeStatus.AwaitingOpinion)
        {
            GeneralRules.ValueMissing.Require(command.Body is not null, ("field", "body"));
            (await VerificationBodies.Load(tx, command.Body!.Value)).CheckMayWork(findings, command.Facts!.Sector, tx.Today);
        }
        RefusalException.ThrowIfAny(findings);
        return first;
    }
}
