using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>Two officers suspend an account: nobody signs in or acts for it.</summary>
public sealed class SuspendAccount : AccountStep<SuspendAccount.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Reason">Which breach.</param>
    public sealed record Command(long Account, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.suspend");

    /// <inheritdoc/>
    protected override AccountAction Step => AccountAction.Suspend;

    /// <inheritdoc/>
    protected override long AccountOf(Command command) => command.Account;

    /// <inheritdoc/>
    protected override string ReasonOf(Command command) => command.Reason;
}
