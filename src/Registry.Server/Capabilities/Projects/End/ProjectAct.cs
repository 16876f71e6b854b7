using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Projects.End;

/// <summary>A command about one project, with its reason.</summary>
public interface IProjectCommand
{
    /// <summary>Which.</summary>
    long Project { get; }

    /// <summary>Why.</summary>
    string Reason { get; }
}

/// <summary>What everybody is told when a project's state changes.</summary>
/// <param name="Number">Project number.</param>
/// <param name="Status">Its new state.</param>
/// <param name="On">Day of law.</param>
public sealed record ProjectStatusChanged(string Number, ProjectStatus Status, DateOnly On);

/// <summary>
/// A step of a registered project that two persons take: the owner's representatives, or two officers. Checked when it is
/// proposed and again when it is confirmed; published with the confirmation. Measures, article 16.
/// </summary>
public abstract class ProjectAct<TCommand> : TwoPersonAct<TCommand> where TCommand : IProjectCommand
{
    /// <summary>The step.</summary>
    protected abstract ProjectAction Action { get; }

    /// <summary>Registry officers look at a proposal within the month; the owner's people within the week.</summary>
    public override TimeSpan Life => By == By.TwoOfficers ? TimeSpan.FromDays(30) : base.Life;

    /// <summary>What must hold beside the step itself.</summary>
    protected virtual void Check(TCommand command, Tx tx)
    {
    }

    /// <summary>Number of the authority's document, where there is one.</summary>
    protected virtual string? Document(TCommand command) => null;

    /// <summary>What the step brings with it.</summary>
    private protected virtual Task Effect(ProjectRecord project, TCommand command, Confirmed by, Tx tx) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"project:{command.Project}";

    /// <inheritdoc/>
    protected override Task Prepare(TCommand command, Proposal proposal, Tx tx) => Allowed(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var (project, to) = await Allowed(command, tx);
        if (ProjectLifecycle.Table.IsFinal(to)) await project.End(tx, Action, by.Proposal.Value, command.Reason, Document(command));
        else await project.Step(tx, Action, By, by.Proposal.Value, command.Reason);
        await Effect(project, command, by, tx);
        await tx.Send($"project.{Word(to)}", $"project:{project.Id}", new ProjectStatusChanged(project.Number, to, tx.Today));
        return null;
    }

    private async Task<(ProjectRecord Project, ProjectStatus To)> Allowed(TCommand command, Tx tx)
    {
        var project = await ProjectRecord.Load(tx, command.Project);
        if (By == By.TwoRepresentatives) ProjectRules.NotTheOwner.Require(project.AccountId == tx.Actor.Account.Value);
        var to = ProjectLifecycle.Table.Next(project.Status, Action, By);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        Check(command, tx);
        return (project, to);
    }

    private static string Word(ProjectStatus status) => status switch
    {
        ProjectStatus.Registered => "remains-registered",
        ProjectStatus.DeregistrationRequested => "deregistration-requested",
        ProjectStatus.Deregistered => "deregistered",
        ProjectStatus.Revoked => "revoked",
    };
}
