using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Projects;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>A command about one change.</summary>
public interface IProjectChangeCommand
{
    /// <summary>Which.</summary>
    long Change { get; }
}

/// <summary>A step of a change that two persons take; checked when it is proposed and again when it is confirmed.</summary>
public abstract class ProjectChangeAct<TCommand> : TwoPersonAct<TCommand> where TCommand : IProjectChangeCommand
{
    /// <summary>The step.</summary>
    protected abstract ProjectChangeAction Action { get; }

    /// <summary>Registry officers look at a proposal within the month; the others within the week.</summary>
    public override TimeSpan Life => By == By.TwoOfficers ? TimeSpan.FromDays(30) : base.Life;

    /// <summary>What must hold beside the step itself.</summary>
    private protected abstract Task Check(ProjectChangeRecord change, TCommand command, Tx tx);

    /// <summary>What goes into the row with the step: <c>, column = value</c>.</summary>
    private protected abstract Sql Also(TCommand command, Tx tx);

    /// <summary>What the step brings with it.</summary>
    private protected virtual Task Effect(ProjectChangeRecord change, TCommand command, Confirmed by, Tx tx) => Task.CompletedTask;

    /// <summary>Why, where the step records it.</summary>
    protected virtual string? Reason(TCommand command) => null;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"project-change:{command.Change}";

    /// <inheritdoc/>
    protected override Task Prepare(TCommand command, Proposal proposal, Tx tx) => Allowed(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var change = await Allowed(command, tx);
        await change.Step(tx, Action, By, by.Proposal.Value, Reason(command), Also(command, tx));
        await Effect(change, command, by, tx);
        tx.About("project", change.ProjectId);
        return null;
    }

    private async Task<ProjectChangeRecord> Allowed(TCommand command, Tx tx)
    {
        var change = await ProjectChangeRecord.Load(tx, command.Change);
        await Check(change, command, tx);
        ProjectChangeLifecycle.Table.Next(change.Status, Action, By);
        return change;
    }
}
