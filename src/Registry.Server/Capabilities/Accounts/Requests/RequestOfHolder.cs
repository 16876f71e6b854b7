using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Requests;

/// <summary>
/// A representative asks to close the account, or to lift the limit on its use. It changes nothing until two officers decide: see
/// <c>docs/single-person-acts.md</c>. Registration rules, articles 10 and 11.
/// </summary>
public sealed class RequestOfHolder(Db db)
{
    private static readonly ActionCode Closing = new("accounts.request-closure");
    private static readonly ActionCode Recovering = new("accounts.request-recovery");

    /// <summary>Asks for closure; what must be settled first is refused, all of it at once.</summary>
    /// <param name="Ground">Why.</param>
    /// <param name="Reason">In words.</param>
    public sealed record Closure(ClosureGround Ground, string Reason);

    /// <summary>Asks for recovery.</summary>
    /// <param name="Reason">What was mended.</param>
    public sealed record Recovery(string Reason);

    /// <summary>What stands against the closure of an account now.</summary>
    public async Task<IReadOnlyList<Finding>> Obstacles(AccountId account)
    {
        var findings = new List<Finding>();
        await using var reads = await db.Read();
        await Status.Closure.Check(reads, account.Value, findings);
        return findings;
    }

    /// <summary>Asks for closure.</summary>
    public Task<long> Close(Actor actor, Closure command, string instructionId) => db.Transaction(actor, Closing, async tx =>
    {
        var account = await LoadOwn(tx);
        AccountLifecycle.Account.Next(account.Status, AccountAction.AcceptClosure, By.TwoOfficers);
        var findings = new List<Finding>();
        await Status.Closure.Check(tx, account.Id, findings);
        RefusalException.ThrowIfAny(findings);
        return await AccountRequestRecord.Write(tx, tx.Actor.Account, AccountRequestKind.Closure, command.Reason, command.Ground);
    }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Asks for recovery.</summary>
    public Task<long> Recover(Actor actor, Recovery command, string instructionId) => db.Transaction(actor, Recovering, async tx =>
    {
        var account = await LoadOwn(tx);
        AccountLifecycle.Account.Next(account.Status, AccountAction.Restore, By.TwoOfficers);
        return await AccountRequestRecord.Write(tx, tx.Actor.Account, AccountRequestKind.Recovery, command.Reason);
    }, Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task<AccountView> LoadOwn(Tx tx)
    {
        GeneralRules.NotEntitled.Require(await tx.Scalar<long>($"""
            select count(*) from account_representative where account_id = {tx.Actor.Account} and person_id = {tx.Actor.Person} and role in ('Initiator', 'Confirmer') and until is null
            """) == 1);
        (await AccountRegister.Load(tx, tx.Actor.Account)).RequireUsable();
        return await AccountRegister.View(tx, tx.Actor.Account);
    }
}
