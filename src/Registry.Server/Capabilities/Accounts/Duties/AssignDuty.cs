using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Duties;

/// <summary>
/// Two officers make a person the system's administrator (系统管理员), its auditor (审计管理员) or an operator of the exchange (交易机构): one duty a person, and no officer
/// of the business. GB/T 22239-2019.
/// </summary>
public sealed class AssignDuty : TwoPersonAct<AssignDuty.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Person, ActorRole Role);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.assign-duty");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"person:{command.Person}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await OfficerList.TakeTurn(tx);
        await Check(command, tx);
        await Claims.Represent(tx, DutyList.Side(command.Role), new PersonId(command.Person));
        await tx.Guarded($"insert into duty(id, person_id, role, since) values ({tx.NewId()}, {command.Person}, {command.Role}, {tx.Now})");
        tx.About("person", command.Person);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        GeneralRules.ValueMalformed.Require(command.Role is ActorRole.Administrator or ActorRole.Auditor or ActorRole.ExchangeOperator, ("field", nameof(command.Role)), ("value", command.Role));
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from person where id = {command.Person}") == 1, ("what", "person"));
        await DutyList.RequireNone(tx, command.Person);
        AccountRules.DutiesSeparate.Require(await tx.Scalar<long>($"select count(*) from officer where person_id = {command.Person} and left_at is null") == 0, ("person", command.Person));
        var represents = await tx.Scalar<string>($"select subject_key from representation_claim where person_id = {command.Person}");
        AccountRules.RepresentsAnotherSubject.Require(represents is null || represents == DutyList.Side(command.Role), ("person", command.Person));
    }
}
