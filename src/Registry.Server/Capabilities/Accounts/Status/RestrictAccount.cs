using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Accounts.Status;

/// <summary>Two officers limit the use of an account to a degree, or change the degree (限制使用).</summary>
public sealed class RestrictAccount : AccountStep<RestrictAccount.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Level">How far.</param>
    /// <param name="Reason">Which breach.</param>
    public sealed record Command(long Account, RestrictionLevel Level, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.restrict");

    /// <inheritdoc/>
    protected override AccountAction Step => AccountAction.Restrict;

    /// <inheritdoc/>
    protected override long AccountOf(Command command) => command.Account;

    /// <inheritdoc/>
    protected override string ReasonOf(Command command) => command.Reason;

    /// <inheritdoc/>
    protected override RestrictionLevel? LimitOf(Command command) => command.Level;

    /// <inheritdoc/>
    protected override Task Check(AccountView account, Command command, Tx tx)
    {
        AccountRules.ChangesNothing.Require(account.Restriction != command.Level, ("what", command.Level));
        return Task.CompletedTask;
    }
}
