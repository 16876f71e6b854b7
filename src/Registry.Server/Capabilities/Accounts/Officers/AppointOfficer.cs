using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Officers;

/// <summary>Two officers appoint a further one. An officer represents no account: Measures, article 37.</summary>
public sealed class AppointOfficer : TwoPersonAct<AppointOfficer.Command>
{
    /// <summary>What is asked for.</summary>
    public sealed record Command(long Person, ActorRole Role);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.appoint-officer");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"person:{command.Person}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        GeneralRules.ValueMalformed.Require(command.Role is ActorRole.Clerk or ActorRole.Reviewer, ("field", nameof(command.Role)), ("value", command.Role));
        GeneralRules.Absent.Require(await tx.Scalar<long>($"select count(*) from person where id = {command.Person}") == 1, ("what", "person"));
        await DutyList.RequireNone(tx, command.Person);
        var represents = await tx.Scalar<string>($"select subject_key from representation_claim where person_id = {command.Person}");
        AccountRules.RepresentsAnotherSubject.Require(represents is null or Claims.RegistryBody, ("person", command.Person));
        AccountRules.OfficerUnchanged.Require(await tx.Scalar<long>($"""
            select count(*) from officer where person_id = {command.Person} and role = {command.Role} and left_at is null
            """) == 0, ("person", command.Person), ("role", command.Role));
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await OfficerList.TakeTurn(tx);
        await DutyList.RequireNone(tx, command.Person);
        await Claims.Represent(tx, Claims.RegistryBody, new PersonId(command.Person));
        await OfficerList.Add(tx, new PersonId(command.Person), command.Role);
        return null;
    }
}
