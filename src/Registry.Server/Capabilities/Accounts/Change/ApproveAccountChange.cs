using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Access;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Outbox;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Accounts.Change;

/// <summary>Two officers put a change into effect; the trading body is told. Old names stay in the history. Registration rules, article 8.</summary>
public sealed class ApproveAccountChange(PersonalVault vault, People.People people, AccessNotice notice) : TwoPersonAct<ApproveAccountChange.Command>
{
    private static readonly Texts Text = Texts.For<AccountsText>();

    /// <summary>What is asked for.</summary>
    public sealed record Command(long Change);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.approve-change");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account-change:{command.Change}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => ChangeRecord.LoadWaiting(tx, command.Change, AccountChangeAction.Approve);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var change = await ChangeRecord.LoadWaiting(tx, command.Change, AccountChangeAction.Approve);
        var (content, persons) = (change.Content, change.Persons(vault));
        if (content.Name is not null) await Rename(tx, change.AccountId, LegalName.Parse(content.Name), by.Proposal.Value);
        if (content.Licence is { } licence)
            await tx.Guarded($"update account set address = {licence.Address}, province_code = {licence.ProvinceCode}, licence_until = {licence.LicenceUntil} where id = {change.AccountId}");
        var incoming = await ChangeRecord.NewPersons(tx, change.AccountId, content);
        var before = await AccessNotice.Representatives(tx, new(change.AccountId));
        var leaving = new List<(PersonRole Role, long Person)>();
        foreach (var (role, wanted) in new[] { (PersonRole.Initiator, content.Initiator), (PersonRole.Confirmer, content.Confirmer) })
            if (wanted is not null) leaving.Add((role, await ChangeRecord.Current(tx, change.AccountId, role)));
        await End(tx, change.AccountId, content);
        // Who was changed or replaced signs in anew: the old login ends with its sessions, and a code goes to the number that holds now.
        foreach (var (role, person) in leaving) await LoginEnds.End(tx, new PersonId(person), new AccountId(change.AccountId), $"{role}");
        await Appoint(tx, change.AccountId, PersonRole.Initiator, content.Initiator, persons.Initiator);
        await Appoint(tx, change.AccountId, PersonRole.Confirmer, content.Confirmer, persons.Confirmer);
        // What was written down or proposed before names the account as it was.
        var was = await AccountRegister.View(tx, new AccountId(change.AccountId));
        await StateChange.Step(tx, AccountLifecycle.Account, NewAccount.Kept, was.Id, was.Status, was.Version, AccountAction.Change, By.TwoOfficers, by.Proposal.Value, content.Reason);
        if (content.Initiator is not null || content.Confirmer is not null)
            await notice.Tell(tx, new(change.AccountId), Wording.Of(Text, "what.representatives"), before.Concat(await AccessNotice.Representatives(tx, new(change.AccountId))));
        await StateChange.Step(tx, AccountLifecycle.Change, ChangeRecord.Kept, change.Id, change.Status, change.Version, AccountChangeAction.Approve, By.TwoOfficers,
            by.Proposal.Value, content.Reason, Sql.Of($", decided_at = {tx.Now}"));
        var account = await AccountRegister.View(tx, new AccountId(change.AccountId));
        await tx.Send("account.changed", $"account:{account.Id}",
            new { account = $"{account.Id}", number = account.Number, name = account.Name, province = account.ProvinceCode, licenceChanged = content.Licence is not null || content.LegalRepresentative, representativesChanged = incoming.Count > 0 });
        return null;
    }

    private static async Task Rename(Tx tx, long account, LegalName name, long proposal)
    {
        await tx.Guarded($"update account set name = {name.Value}, name_key = {name.SearchKey} where id = {account}");
        await tx.Guarded($"""
            insert into account_name_history(account_id, seq, name, from_at, proposal_id)
            select {account}, max(seq) + 1, {name.Value}, {tx.Now}, {proposal} from account_name_history where account_id = {account}
            """);
    }

    /// <summary>Ends every representation that the change replaces before any new one begins, so that two persons may also swap.</summary>
    private static async Task End(Tx tx, long account, ChangeContent content)
    {
        var subject = await ChangeRecord.SubjectOf(tx, account);
        var kept = new List<long>();
        var ended = new List<long>();
        foreach (var (role, wanted) in new[] { (PersonRole.Initiator, content.Initiator), (PersonRole.Confirmer, content.Confirmer) })
        {
            var current = await ChangeRecord.Current(tx, account, role);
            kept.Add(wanted ?? current);
            if (wanted is null || wanted == current) continue;
            await tx.Guarded($"update account_representative set until = {tx.Now} where account_id = {account} and role = {role} and until is null");
            ended.Add(current);
        }
        foreach (var person in ended.Except(kept)) await Claims.StopRepresenting(tx, subject, new PersonId(person));
    }

    private async Task Appoint(Tx tx, long account, PersonRole role, long? person, PersonForm? form)
    {
        if (person is not { } id) return;
        await people.Update(tx, new PersonId(id), NaturalPerson.Read(form!, tx.Today));
        if (await ChangeRecord.Current(tx, account, role) == 0) await NewAccount.AddRepresentative(tx, account, $"{role}", new PersonId(id));
    }
}
