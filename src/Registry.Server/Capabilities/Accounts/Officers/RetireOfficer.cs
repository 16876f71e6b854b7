using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Officers;

/// <summary>Two officers end the capacity of one. Enough stay for two different persons to act.</summary>
public sealed class RetireOfficer : TwoPersonAct<RetireOfficer.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Person, ActorRole Role);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.retire-officer");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"person:{command.Person}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) =>
        OfficerList.CheckRemoval(tx, new PersonId(command.Person), command.Role);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await OfficerList.Remove(tx, new PersonId(command.Person), command.Role);
        return null;
    }
}
