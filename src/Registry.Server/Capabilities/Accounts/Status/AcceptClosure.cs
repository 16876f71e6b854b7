using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>
/// Two officers accept the closure of an account on application of its holder or lawful successor. From then on nothing can be done with it,
/// not even a query, and there is no way back. Registration rules, article 11.
/// </summary>
public sealed class AcceptClosure : AccountStep<AcceptClosure.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Ground">Why it is closed.</param>
    /// <param name="Reason">The application or document that it rests on.</param>
    public sealed record Command(long Account, ClosureGround Ground, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.accept-closure");

    /// <inheritdoc/>
    protected override AccountAction Step => AccountAction.AcceptClosure;

    /// <inheritdoc/>
    protected override AccountRequestKind? Answers => AccountRequestKind.Closure;

    /// <inheritdoc/>
    protected override long AccountOf(Command command) => command.Account;

    /// <inheritdoc/>
    protected override string ReasonOf(Command command) => string.IsNullOrWhiteSpace(command.Reason) ? "" : $"{command.Ground}: {command.Reason}";

    /// <inheritdoc/>
    protected override async Task Check(AccountView account, Command command, Tx tx)
    {
        var findings = new List<Finding>();
        await Closure.Check(tx, account.Id, findings);
        RefusalException.ThrowIfAny(findings);
    }
}
