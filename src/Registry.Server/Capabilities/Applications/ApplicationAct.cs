using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Applications;

/// <summary>A command about one application.</summary>
public interface IApplicationCommand
{
    /// <summary>Which.</summary>
    long Application { get; }
}

/// <summary>
/// A step of an application that two persons take: the owner's representatives, the named body's, or two officers.
/// Everything is checked when it is proposed and again when it is confirmed; the step is taken at the confirmation.
/// </summary>
public abstract class ApplicationAct<TCommand> : TwoPersonAct<TCommand> where TCommand : IApplicationCommand
{
    /// <summary>The step.</summary>
    protected abstract ApplicationAction Action { get; }

    /// <summary>Registry officers look at a proposal within the month; the owner's and the body's people within the week.</summary>
    public override TimeSpan Life => By.HasFlag(By.TwoOfficers) ? TimeSpan.FromDays(30) : base.Life;

    /// <summary>What must hold beside the step itself.</summary>
    protected virtual Task Check(ApplicationRecord application, TCommand command, Tx tx) => Task.CompletedTask;

    /// <summary>What the step brings with it, after the step was taken.</summary>
    protected virtual Task<object?> Effect(ApplicationRecord application, TCommand command, Confirmed by, Tx tx) => Task.FromResult<object?>(null);

    /// <summary>Why, where the step records it.</summary>
    protected virtual string? Reason(TCommand command) => null;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override async Task Prepare(TCommand command, Proposal proposal, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        var taker = await Taker(application, tx);
        ApplicationLifecycle.Table.Next(application.Status, Action, taker);
        await Check(application, command, tx);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        var taker = await Taker(application, tx);
        ApplicationLifecycle.Table.Next(application.Status, Action, taker);
        await Check(application, command, tx);
        var stepped = await application.Step(tx, Action, taker, by.Proposal.Value, Reason(command));
        return await Effect(stepped, command, by, tx);
    }

    /// <summary>A reason that is not blank.</summary>
    protected static void RequireReason(string? reason) => ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(reason));

    private async Task<By> Taker(ApplicationRecord application, Tx tx)
    {
        if (tx.Actor.Account == AccountId.RegistryBody)
        {
            GeneralRules.NotEntitled.Require(By.HasFlag(By.TwoOfficers));
            return By.TwoOfficers;
        }
        if (By.HasFlag(By.Verifier))
        {
            var body = await tx.Scalar<long?>($"select account_id from verification_body where id = {application.BodyId}");
            ApplicationRules.NotTheNamedBody.Require(body == tx.Actor.Account.Value);
            return By.Verifier;
        }
        ApplicationRules.NotTheOwner.Require(application.Owner == tx.Actor.Account);
        GeneralRules.NotEntitled.Require(By.HasFlag(By.TwoRepresentatives));
        return By.TwoRepresentatives;
    }
}
