using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>
/// Two officers close an account whose closure was accepted. Its history and the claim on its subject stay for ever; its representatives are
/// free to represent somebody else.
/// </summary>
public sealed class CompleteClosure : AccountStep<CompleteClosure.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Reason">What was found when it was checked.</param>
    public sealed record Command(long Account, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.complete-closure");

    /// <inheritdoc/>
    protected override AccountAction Step => AccountAction.CompleteClosure;

    /// <inheritdoc/>
    protected override long AccountOf(Command command) => command.Account;

    /// <inheritdoc/>
    protected override string ReasonOf(Command command) => command.Reason;

    /// <inheritdoc/>
    protected override Sql Also(Tx tx) => Sql.Of($", closed_on = {tx.Today}");

    /// <inheritdoc/>
    protected override async Task Check(AccountView account, Command command, Tx tx)
    {
        var findings = new List<Finding>();
        await Closure.Check(tx, account.Id, findings);
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    protected override async Task Complete(AccountView account, Tx tx)
    {
        await tx.Execute($"""
            delete from representation_claim where person_id in (select person_id from account_representative where account_id = {account.Id} and until is null)
            """);
        await tx.Execute($"update account_representative set until = {tx.Now} where account_id = {account.Id} and until is null");
    }
}
