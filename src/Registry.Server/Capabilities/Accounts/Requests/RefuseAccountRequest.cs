using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Accounts.Requests;

/// <summary>Two officers refuse a request of a holder with a reason; a login that was suspended meanwhile is as it was.</summary>
public sealed class RefuseAccountRequest : TwoPersonAct<RefuseAccountRequest.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Request, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.refuse-request");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account-request:{command.Request}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var request = await Load(command, tx);
        await StateChange.Step(tx, AccountRequests.Lifecycle, AccountRequestRecord.Kept, request.Id, request.Status, request.Version, AccountRequestAction.Refuse, By.TwoOfficers,
            by.Proposal.Value, command.Reason, Sql.Of($", decided_at = {tx.Now}, decision = {command.Reason}"));
        return null;
    }

    private static async Task<AccountRequestRecord> Load(Command command, Tx tx)
    {
        AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        var request = await AccountRequestRecord.Load(tx, command.Request);
        AccountRequests.Lifecycle.Next(request.Status, AccountRequestAction.Refuse, By.TwoOfficers);
        tx.About("account", request.AccountId);
        return request;
    }
}
