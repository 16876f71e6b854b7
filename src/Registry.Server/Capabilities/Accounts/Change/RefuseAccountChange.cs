using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Accounts.Change;

/// <summary>Two officers refuse a change with a reason; persons whom it named and who do not represent the account are free again.</summary>
public sealed class RefuseAccountChange : TwoPersonAct<RefuseAccountChange.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Change, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.refuse-change");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account-change:{command.Change}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        return ChangeRecord.LoadWaiting(tx, command.Change, AccountChangeAction.Refuse);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var change = await ChangeRecord.LoadWaiting(tx, command.Change, AccountChangeAction.Refuse);
        var subject = await ChangeRecord.SubjectOf(tx, change.AccountId);
        foreach (var person in await ChangeRecord.NewPersons(tx, change.AccountId, change.Content)) await Claims.StopRepresenting(tx, subject, person);
        await StateChange.Step(tx, AccountLifecycle.Change, ChangeRecord.Kept, change.Id, change.Status, change.Version, AccountChangeAction.Refuse, By.TwoOfficers,
            by.Proposal.Value, command.Reason, Sql.Of($", decided_at = {tx.Now}, reason = {command.Reason}"));
        return null;
    }
}
