using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>A step of an account that two officers take with a reason; the holder and the trading body are told. Registration rules, articles 10 and 11.</summary>
/// <typeparam name="TCommand">What is asked for.</typeparam>
public abstract class AccountStep<TCommand> : TwoPersonAct<TCommand>
{
    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <summary>The step.</summary>
    protected abstract AccountAction Step { get; }

    /// <summary>Which account.</summary>
    protected abstract long AccountOf(TCommand command);

    /// <summary>Why; kept with the history.</summary>
    protected abstract string ReasonOf(TCommand command);

    /// <summary>How far the use is limited after the step.</summary>
    protected virtual RestrictionLevel? LimitOf(TCommand command) => null;

    /// <summary>Further columns that change with the status.</summary>
    protected virtual Sql Also(Tx tx) => Sql.Empty;

    /// <summary>Which request of the holder the step answers; none unless told.</summary>
    protected virtual AccountRequestKind? Answers => null;

    /// <summary>Further conditions.</summary>
    protected virtual Task Check(AccountView account, TCommand command, Tx tx) => Task.CompletedTask;

    /// <summary>What else comes with the step.</summary>
    protected virtual Task Complete(AccountView account, Tx tx) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"account:{AccountOf(command)}";

    /// <inheritdoc/>
    protected override Task Prepare(TCommand command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var account = await Load(command, tx);
        var limit = LimitOf(command);
        var status = await StateChange.Step(tx, AccountLifecycle.Account, NewAccount.Kept, account.Id, account.Status, account.Version, Step, By.TwoOfficers,
            by.Proposal.Value, ReasonOf(command), Sql.Of($", restriction = {limit}{Also(tx)}"));
        if (Answers is { } kind) await AccountRequestRecord.Grant(tx, account.Id, kind, by.Proposal.Value);
        await Complete(account, tx);
        await tx.Send("account.changed", $"account:{account.Id}", new { account = $"{account.Id}", number = account.Number, status, restriction = limit });
        return null;
    }

    private async Task<AccountView> Load(TCommand command, Tx tx)
    {
        AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(ReasonOf(command)), ("field", "reason"));
        var account = await AccountRegister.View(tx, new AccountId(AccountOf(command)));
        AccountLifecycle.Account.Next(account.Status, Step, By.TwoOfficers);
        await Check(account, command, tx);
        tx.About(NewAccount.Kept.Kind, account.Id);
        return account;
    }
}
