using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>
/// Two officers open the account that was applied for; its number is given out in the same transaction, and in a joint opening its trading account is bound
/// in it. Registration rules, article 7.
/// </summary>
public sealed class ApproveOpening(PersonalVault vault, People.People people, JointBinding joint) : TwoPersonAct<ApproveOpening.Command>
{
    /// <summary>What is asked for.</summary>
    /// <param name="Opening">The application.</param>
    /// <param name="Version">Its version as reviewed.</param>
    public sealed record Command(long Opening, int Version);

    /// <inheritdoc/>
    public override ActionCode Code => new("accounts.approve-opening");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"account-opening:{command.Opening}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var opening = await Load(command, tx);
        var form = opening.Organisation;
        var subject = opening.SubjectKey!;
        var persons = await tx.Rows<OpeningPerson>($"select role, person_id from account_opening_person where opening_id = {opening.Id} order by role desc");
        await UpdatePersons(tx, persons, opening.Persons(vault), tx.Today);
        var account = new NewAccount
        {
            Type = form.Type,
            Subtypes = [.. form.Subtypes.Order()],
            Name = LegalName.Parse(form.Name),
            CreditCode = CreditCode.Parse(form.CreditCode),
            Province = DivisionCode.Parse(form.ProvinceCode),
            Address = form.Address.Trim(),
            Opening = opening.Id,
            Proposal = by.Proposal.Value,
            By = By.TwoOfficers,
            Invented = opening.Invented,
            Persons = [.. persons.Select(p => (p.Role, new PersonId(p.PersonId)))],
        };
        if (opening.IsOfAccount)
        {
            await Approve(tx, opening, by);
            return await LegacyCompletion.Write(tx, opening, account);
        }
        var id = tx.NewId();
        var opened = await account.Write(tx, id);
        await Claims.Keep(tx, subject, opening.Id, id);
        if (opening.Route is OpeningRoute.Joint) await joint.Bind(tx, opening, opened);
        await Approve(tx, opening, by);
        await Reservations.Release(tx, opening.Id);
        return opened;
    }

    private static Task<OpeningStatus> Approve(Tx tx, OpeningRecord opening, Confirmed by) =>
        opening.Step(tx, OpeningAction.Approve, By.TwoOfficers, by.Proposal.Value, also: Sql.Of($", decided_at = {tx.Now}"));

    private static async Task<OpeningRecord> Load(Command command, Tx tx)
    {
        var opening = await OpeningRecord.Load(tx, command.Opening);
        opening.Lifecycle.Next(opening.Status, OpeningAction.Approve, By.TwoOfficers);
        GeneralRules.ChangedMeanwhile.Require(opening.Version == command.Version);
        tx.About("account-opening", opening.Id);
        return opening;
    }

    /// <summary>What the officers checked against the papers is now what is known of the representatives.</summary>
    private async Task UpdatePersons(Tx tx, IReadOnlyList<OpeningPerson> persons, OpeningPersons forms, DateOnly today)
    {
        foreach (var person in persons.OrderBy(p => p.PersonId))
        {
            var form = person.Role == nameof(PersonRole.Initiator) ? forms.Initiator! : forms.Confirmer!;
            await people.Update(tx, new PersonId(person.PersonId), NaturalPerson.Read(form, today));
        }
    }

    private sealed record OpeningPerson
    {
        public string Role { get; init; } = "";
        public long PersonId { get; init; }
    }
}
