using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>The applicant takes an application back; subject and persons are free again.</summary>
public sealed class WithdrawOpening(Db db)
{
    private static readonly ActionCode Code = new("accounts.withdraw-opening");

    /// <summary>What is asked for.</summary>
    public sealed record Command(long Opening);

    /// <summary>Takes it back.</summary>
    public Task Withdraw(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            var opening = await OpeningRecord.LoadOwn(tx, command.Opening);
            opening.Lifecycle.Next(opening.Status, OpeningAction.Withdraw, By.Visitor);
            if (opening.SubjectKey is { } subject) await Claims.Release(tx, subject, opening.Id, opening.IsOfAccount);
            await opening.Step(tx, OpeningAction.Withdraw, By.Visitor, also: Sql.Of($", decided_at = {tx.Now}"));
            await Reservations.Release(tx, opening.Id);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
