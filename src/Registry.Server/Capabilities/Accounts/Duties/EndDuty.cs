using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Duties;

/// <summary>Two officers end the duty of an administrator, an auditor or an operator of the exchange.</summary>
public sealed class EndDuty : TwoPersonAct<EndDuty.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Person, ActorRole Role);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.end-duty");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"person:{command.Person}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx) =>
        AccountRules.OfficerUnchanged.Require(await DutyList.Has(tx, new PersonId(command.Person), command.Role), ("person", command.Person), ("role", command.Role));

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await tx.Guarded($"update duty set until = {tx.Now} where person_id = {command.Person} and role = {command.Role} and until is null");
        await Claims.StopRepresenting(tx, DutyList.Side(command.Role), new PersonId(command.Person));
        tx.About("person", command.Person);
        return null;
    }
}
