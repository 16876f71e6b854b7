using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>Answer to an application handed in.</summary>
/// <param name="Opening">Id of the application.</param>
/// <param name="Version">Its version; a decision names it.</param>
/// <param name="DueOn">Last day for the decision; none while the exchange reviews a joint one.</param>
public sealed record SubmittedOpening(long Opening, int Version, DateOnly? DueOn);

/// <summary>
/// A visitor hands in an application for an enterprise account, for the first time or again after a return: to the registry body, or in a joint opening to the
/// exchange. From now on
/// nobody else can apply for the subject, and its representatives represent nobody else. Registration rules, articles 6 and 7.
/// </summary>
public sealed class SubmitOpening(Db db, Calendars calendars, PersonalVault vault, OpeningMaterials materials, People.People people)
{
    private static readonly ActionCode Code = new("accounts.submit-opening");

    /// <summary>What is asked for.</summary>
    /// <param name="Opening">The draft or returned application; none to hand in at once.</param>
    /// <param name="Form">The organisation.</param>
    /// <param name="Persons">The persons.</param>
    /// <param name="Invented">Whether subject and persons are made up.</param>
    public sealed record Command(long? Opening, OpeningForm Form, OpeningPersons Persons, bool Invented = false);

    /// <summary>Hands it in.</summary>
    public Task<SubmittedOpening> Submit(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            GeneralRules.NotEntitled.Require(actor.IsVisitor);
            var id = command.Opening ?? await SaveOpeningDraft.Begin(tx, vault, command.Form, command.Persons, command.Invented);
            var opening = await OpeningRecord.LoadOwn(tx, id);
            opening.Lifecycle.Next(opening.Status, OpeningAction.Submit, By.Visitor);
            SaveOpeningDraft.RequireRoute(opening.Route, command.Form);
            var form = Openings.Check(command.Form, command.Persons, materials.On(tx.Today), tx.Today);
            await RequireOwnDocuments(tx, command.Form.Materials);
            await Claim(tx, opening, form, command.Invented);
            return await Write(tx, opening, command, form, await calendars.In(tx));
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task RequireOwnDocuments(Tx tx, IReadOnlyList<AttachedMaterial> attached)
    {
        var documents = attached.Select(m => m.Document).Distinct().ToList();
        var own = await tx.Rows<long>($"""
            select id from document where uploaded_by_person_id = {tx.Actor.Person} and status = 'Clean' and id in {documents}
            """);
        foreach (var material in attached)
            AccountRules.MaterialNotOwn.Require(own.Contains(material.Document), ("material", material.Material));
    }

    /// <summary>The subject first, then the persons: the same order everywhere, so that two applications never wait for each other.</summary>
    private async Task Claim(Tx tx, OpeningRecord opening, CheckedOpening form, bool invented)
    {
        var subject = Claims.Of(form.CreditCode);
        if (opening.SubjectKey is { } before) await Claims.Release(tx, before, opening.Id, opening.IsOfAccount);
        if (opening.IsOfAccount) await LegacyCompletion.RequireOwn(tx, opening, form.CreditCode);
        else await Claims.ClaimForOpening(tx, subject, opening.Id);
        var ids = await people.FindOrAdd(tx, [form.Of(PersonRole.Initiator), form.Of(PersonRole.Confirmer), .. form.Operators], invented);
        await Claims.Represent(tx, subject, ids.Take(2));
        await tx.Execute($"delete from account_opening_person where opening_id = {opening.Id}");
        await tx.Guarded($"insert into account_opening_person(opening_id, role, person_id) values ({opening.Id}, {PersonRole.Initiator}, {ids[0]})");
        await tx.Guarded($"insert into account_opening_person(opening_id, role, person_id) values ({opening.Id}, {PersonRole.Confirmer}, {ids[1]})");
        if (opening.Route is not OpeningRoute.Joint) return;
        await tx.Execute($"delete from account_opening_operator where opening_id = {opening.Id}");
        for (var line = 1; line <= form.Operators.Count; line++)
            await tx.Guarded($"insert into account_opening_operator(opening_id, line_no, person_id) values ({opening.Id}, {line}, {ids[line + 1]})");
    }

    private async Task<SubmittedOpening> Write(Tx tx, OpeningRecord opening, Command command, CheckedOpening form, Kernel.Calendar.WorkingCalendar calendar)
    {
        // The registry body's term begins when it receives the application: a joint one is with the exchange first.
        DateOnly? receivedOn = opening.Route is OpeningRoute.Joint ? null : tx.Today;
        var dueOn = receivedOn is { } day ? Openings.DueOn(day, calendar) : (DateOnly?)null;
        var round = opening.RoundNo + 1;
        await opening.Step(tx, OpeningAction.Submit, By.Visitor, also: Sql.Of($"""
            , form = {Json.Write(command.Form)}, persons_cipher = {vault.Seal(OpeningRecord.PlaceOf(opening.Id), Json.Write(command.Persons))},
              subject_key = {Claims.Of(form.CreditCode)}, round_no = {round}, submitted_at = {tx.Now}, received_on = {receivedOn}, due_on = {dueOn}
            """));
        foreach (var material in command.Form.Materials.Distinct())
            await tx.Guarded($"""
                insert into account_opening_material(opening_id, round_no, material, document_id) values ({opening.Id}, {round}, {material.Material}, {material.Document})
                """);
        return new(opening.Id, opening.Version + 1, dueOn);
    }
}
