using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>Two officers lift the limit or the suspension of an account, after the holder applied and mended what was wrong.</summary>
public sealed class RestoreAccount : AccountStep<RestoreAccount.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Reason">What was mended.</param>
    public sealed record Command(long Account, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.restore");

    /// <inheritdoc/>
    protected override AccountAction Step => AccountAction.Restore;

    /// <inheritdoc/>
    protected override AccountRequestKind? Answers => AccountRequestKind.Recovery;

    /// <inheritdoc/>
    protected override long AccountOf(Command command) => command.Account;

    /// <inheritdoc/>
    protected override string ReasonOf(Command command) => command.Reason;
}
