using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Identity.Dormancy;

/// <summary>Two officers enable a login that was disabled because nobody used it, after they made sure who its holder is.</summary>
public sealed class EnableLogin : TwoPersonAct<EnableLogin.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Login">The login.</param>
    /// <param name="Reason">Why, and how its holder was recognised.</param>
    public sealed record Command(long Login, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("sign-in.enable-login");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"login:{command.Login}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    private static async Task Check(Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        SignInRules.NotDormant.Require(await tx.Scalar<long>($"select count(*) from login_dormancy where login_id = {command.Login} and enabled_at is null") == 1, ("login", command.Login));
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"update login_dormancy set enabled_at = {tx.Now}, proposal_id = {by.Proposal} where login_id = {command.Login} and enabled_at is null");
        tx.About("login", command.Login);
        return null;
    }
}
