using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>Two officers withdraw what was announced. Its notices stay, marked; messages that have not gone out yet do not go.</summary>
public sealed class WithdrawBroadcast : TwoPersonAct<WithdrawBroadcast.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Broadcast">What was announced.</param>
    /// <param name="Reason">Why it is withdrawn; its readers see it.</param>
    public sealed record Command(long Broadcast, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("notices.withdraw-broadcast");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"broadcast:{command.Broadcast}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    private static async Task Check(Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        BroadcastRules.TooLong.Require(command.Reason.Length <= BroadcastLimits.Text.Value, ("field", "reason"), ("max", BroadcastLimits.Text.Value));
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from broadcast where id = {command.Broadcast}") == 1, ("what", "broadcast"));
        BroadcastRules.Ended.Require(await tx.Scalar<long>($"select count(*) from broadcast where id = {command.Broadcast} and withdrawn_at is null and until_on >= {tx.Today}") == 1);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            update broadcast set withdrawn_at = {tx.Now}, withdrawn_reason = {command.Reason}, withdrawn_proposal_id = {by.Proposal} where id = {command.Broadcast} and withdrawn_at is null
            """);
        await tx.Execute($"update notice_delivery set settled_at = {tx.Now}, outcome = 'Over' where event = 'Broadcast' and subject_id = {command.Broadcast} and settled_at is null");
        await Post.GiveUp(tx, Sql.Of($"select message_id from notice_delivery where event = 'Broadcast' and subject_id = {command.Broadcast} and message_id is not null"), "Withdrawn");
        tx.About("broadcast", command.Broadcast);
        return null;
    }
}
