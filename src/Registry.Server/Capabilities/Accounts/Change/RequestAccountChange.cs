using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts.Change;

/// <summary>
/// A representative reports that the holder's name, licence or a representative changed (变更). Either representative may, for the other may be the
/// one who cannot sign in: questions and answers 1.2.6. It changes nothing until two officers approve: see <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class RequestAccountChange(Db db, Calendars calendars, PersonalVault vault, People.People people)
{
    private static readonly ActionCode Code = new("accounts.request-change");

    /// <summary>What is asked for.</summary>
    /// <param name="Name">New name; none if it stays.</param>
    /// <param name="Initiator">The initiator as he or she shall be known, the same person or another; none if nothing changes.</param>
    /// <param name="Confirmer">The confirmer likewise.</param>
    /// <param name="Reason">What happened.</param>
    /// <param name="OccurredOn">On which day, where it is known; more than fifteen working days ago is late.</param>
    /// <param name="Documents">The papers that show it; one's own uploads.</param>
    /// <param name="Licence">What the licence says now; none if nothing of it changed.</param>
    /// <param name="LegalRepresentative">The legal representative likewise.</param>
    public sealed record Command(
        string? Name, PersonForm? Initiator, PersonForm? Confirmer, string Reason, DateOnly? OccurredOn = null, IReadOnlyList<AttachedMaterial>? Documents = null,
        LicenceEntry? Licence = null, PersonForm? LegalRepresentative = null);

    /// <summary>Answer to the request.</summary>
    /// <param name="Change">Id of the change.</param>
    /// <param name="DueOn">Last day for the decision.</param>
    public sealed record Requested(long Change, DateOnly DueOn);

    /// <summary>Reports it.</summary>
    public Task<Requested> Request(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            var account = await LoadOwn(tx);
            AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
            AccountRules.EventToCome.Require(command.OccurredOn is null || command.OccurredOn <= tx.Today, ("field", "occurredOn"), ("value", command.OccurredOn));
            await RequireOwnDocuments(tx, command.Documents ?? []);
            var name = command.Name is null ? null : LegalName.Parse(command.Name).Value;
            var was = await LicenceEntry.Of(tx, tx.Actor.Account);
            var licence = command.Licence?.Checked() is { } typed && typed != was ? typed : null;
            if (command.LegalRepresentative is { } legal) NaturalPerson.Read(legal, tx.Today);
            AccountRules.ChangesNothing.Require((name is not null && name != account.Name) || licence is not null || command.Initiator is not null || command.Confirmer is not null
                || command.LegalRepresentative is not null, ("what", "account"));
            var content = new ChangeContent(name, await Person(tx, command.Initiator, account), await Person(tx, command.Confirmer, account), command.Reason,
                command.OccurredOn, await IsLate(tx, command.OccurredOn), command.Documents is { Count: > 0 } ? command.Documents : null,
                licence, licence is null ? null : was, command.LegalRepresentative is not null);
            await RequireTwoPersons(tx, account.Id, content);
            await Claims.Represent(tx, await ChangeRecord.SubjectOf(tx, account.Id), await ChangeRecord.NewPersons(tx, account.Id, content));
            return await Write(tx, account.Id, content, new ChangePersons(command.Initiator, command.Confirmer, command.LegalRepresentative));
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task<AccountView> LoadOwn(Tx tx)
    {
        GeneralRules.NotEntitled.Require(await tx.Scalar<long>($"""
            select count(*) from account_representative where account_id = {tx.Actor.Account} and person_id = {tx.Actor.Person}
              and role in ('Initiator', 'Confirmer') and until is null
            """) == 1);
        (await AccountRegister.Load(tx, tx.Actor.Account)).RequireUsable();
        return await AccountRegister.View(tx, tx.Actor.Account);
    }

    private static async Task RequireOwnDocuments(Tx tx, IReadOnlyList<AttachedMaterial> attached)
    {
        var own = await tx.Rows<long>($"""
            select id from document where uploaded_by_person_id = {tx.Actor.Person} and status = 'Clean' and id in {attached.Select(a => a.Document).ToList()}
            """);
        foreach (var material in attached) AccountRules.MaterialNotOwn.Require(own.Contains(material.Document), ("material", material.Material));
    }

    private async Task<bool> IsLate(Tx tx, DateOnly? occurredOn) =>
        occurredOn is { } day && (await calendars.In(tx)).DueDate(day, Regime.On(tx.Today).AccountChangeReportWorkingDays.Value) < tx.Today;

    private async Task<long?> Person(Tx tx, PersonForm? form, AccountView account) =>
        form is null ? null : (await people.FindOrAdd(tx, NaturalPerson.Read(form, tx.Today), account.Invented)).Value;

    private static async Task RequireTwoPersons(Tx tx, long account, ChangeContent content)
    {
        var initiator = content.Initiator ?? await ChangeRecord.Current(tx, account, PersonRole.Initiator);
        var confirmer = content.Confirmer ?? await ChangeRecord.Current(tx, account, PersonRole.Confirmer);
        AccountRules.RepresentativesAreOnePerson.Require(initiator != confirmer, ("person", initiator));
    }

    private async Task<Requested> Write(Tx tx, long account, ChangeContent content, ChangePersons persons)
    {
        var id = tx.NewId();
        var dueOn = (await calendars.In(tx)).DueDate(tx.Today, Regime.On(tx.Today).AccountChangeWorkingDays.Value);
        var free = await tx.Execute($"""
            insert into account_change(id, account_id, status, version, requested_by_person_id, change, persons_cipher, received_at, due_on)
            values ({id}, {account}, {AccountChangeStatus.AwaitingReview}, 0, {tx.Actor.Person}, {Json.Write(content)},
                    {vault.Seal(ChangeRecord.PlaceOf(id), Json.Write(persons))}, {tx.Now}, {dueOn})
            on conflict do nothing
            """);
        AccountRules.ChangeWaits.Require(free == 1, ("account", account));
        await StateChange.Begin(tx, AccountLifecycle.Change, ChangeRecord.Kept, id, AccountChangeStatus.AwaitingReview, AccountChangeAction.Request, By.Initiator | By.Confirmer);
        return new(id, dueOn);
    }
}
