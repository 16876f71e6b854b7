using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Capabilities.Accounts.Open;

/// <summary>A visitor keeps an unfinished application: nothing is claimed, checked or shown to the registry body yet.</summary>
public sealed class SaveOpeningDraft(Db db, PersonalVault vault)
{
    private static readonly ActionCode Code = new("accounts.save-opening-draft");

    /// <summary>What is asked for.</summary>
    /// <param name="Opening">The draft to replace; none for a new one.</param>
    /// <param name="Form">The organisation.</param>
    /// <param name="Persons">The persons.</param>
    public sealed record Command(long? Opening, OpeningForm Form, OpeningPersons Persons);

    /// <summary>Keeps it.</summary>
    /// <returns>Id of the draft.</returns>
    public Task<long> Save(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            GeneralRules.NotEntitled.Require(actor.IsVisitor);
            if (command.Opening is { } id)
            {
                var draft = await OpeningRecord.LoadOwn(tx, id);
                draft.Lifecycle.Next(draft.Status, OpeningAction.Save, By.Visitor);
                RequireRoute(draft.Route, command.Form);
                await tx.Guarded($"""
                    update account_opening set form = {Json.Write(command.Form)}, persons_cipher = {vault.Seal(OpeningRecord.PlaceOf(id), Json.Write(command.Persons))}
                    where id = {id} and status = {draft.Status} and version = {draft.Version}
                    """);
                return id;
            }
            return await Begin(tx, vault, command.Form, command.Persons, invented: false);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Refuses a form of a joint opening for another one, and the other way round.</summary>
    internal static void RequireRoute(OpeningRoute route, OpeningForm form) =>
        AccountRules.RouteFixed.Require((route is OpeningRoute.Joint) == (form.Route is OpeningRoute.Joint));

    /// <summary>Writes a new draft.</summary>
    internal static async Task<long> Begin(Tx tx, PersonalVault vault, OpeningForm form, OpeningPersons persons, bool invented)
    {
        var known = await LegacyCompletion.RouteOf(tx, tx.Actor.Person);
        RequireRoute(known is OpeningRoute.Legacy ? known : form.Route, form);
        var route = form.Route is OpeningRoute.Joint ? OpeningRoute.Joint : known;
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into account_opening(id, route, status, version, applicant_id, form, persons_cipher, round_no, created_at, invented)
            values ({id}, {route}, {OpeningStatus.Draft}, 0, {tx.Actor.Person}, {Json.Write(form)},
                    {vault.Seal(OpeningRecord.PlaceOf(id), Json.Write(persons))}, 0, {tx.Now}, {invented})
            """);
        await StateChange.Begin(tx, AccountLifecycle.OpeningBy(route), OpeningRecord.Kept, id, OpeningStatus.Draft, OpeningAction.Save, By.Visitor);
        return id;
    }
}
