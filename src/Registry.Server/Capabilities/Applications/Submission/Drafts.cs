using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications.Submission;

/// <summary>
/// Drafts of an owner. One representative writes them: a draft binds nobody and nobody else sees it, until both have
/// submitted it.
/// </summary>
public sealed class Drafts(Db db)
{
    /// <summary>Makes the row of a new draft, in the transaction of the slice that knows its facts.</summary>
    internal static async Task<long> Begin(Tx tx, ApplicationKind kind, long body, long? project, string title)
    {
        await RequireInitiator(tx);
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into application(id, kind, status, version, account_id, body_id, project_id, title, created_at, updated_at)
            values ({id}, {kind}, {ApplicationStatus.Draft}, 0, {tx.Actor.Account}, {body}, {project}, {title}, {tx.Now}, {tx.Now})
            """);
        await StateChange.Begin(tx, ApplicationLifecycle.Table, ApplicationRecord.Thing, id, ApplicationStatus.Draft, ApplicationAction.Begin, By.Initiator);
        await ApplicationSearch.Put(tx, id);
        return id;
    }

    /// <summary>Loads a draft that the actor may write, and takes what is new of its head.</summary>
    internal static async Task<ApplicationRecord> Edit(Tx tx, long id, long body, string title)
    {
        await RequireInitiator(tx);
        var application = await ApplicationRecord.LoadOwn(tx, id);
        LifecycleRules.NoSuchStep.Require(application.Status == ApplicationStatus.Draft,
            ("lifecycle", "application"), ("state", application.Status), ("action", "Edit"));
        await tx.Guarded($"""
            update application set body_id = {body}, title = {title}, updated_at = {tx.Now}
            where id = {id} and status = {ApplicationStatus.Draft} and version = {application.Version}
            """);
        await ApplicationSearch.Put(tx, id);
        return application;
    }

    /// <summary>Files documents with a draft.</summary>
    public Task Attach(Actor actor, long application, IReadOnlyList<FiledDocument> documents, string instructionId) =>
        db.Transaction(actor, new ActionCode("application.attach"), async tx =>
        {
            await RequireInitiator(tx);
            var record = await ApplicationRecord.LoadOwn(tx, application);
            LifecycleRules.NoSuchStep.Require(record.Status == ApplicationStatus.Draft,
                ("lifecycle", "application"), ("state", record.Status), ("action", "Attach"));
            await FiledDocuments.File(tx, application, DocumentStage.Notice, documents);
            tx.About("application", application);
        }, Instruction.For($"person:{actor.Person}", instructionId, new { application, documents }));

    /// <summary>Takes up an application that the registry returned before its notice.</summary>
    public Task Revise(Actor actor, long application, string instructionId) => Step(actor, application, ApplicationAction.Revise, instructionId);

    /// <summary>Gives up a draft; it is kept, but never comes back.</summary>
    public Task Discard(Actor actor, long application, string instructionId) => Step(actor, application, ApplicationAction.Discard, instructionId);

    private Task Step(Actor actor, long application, ApplicationAction action, string instructionId) =>
        db.Transaction(actor, new ActionCode($"application.{action.ToString().ToLowerInvariant()}"), async tx =>
        {
            await RequireInitiator(tx);
            var record = await ApplicationRecord.LoadOwn(tx, application);
            await record.Step(tx, action, By.Initiator);
        }, Instruction.For($"person:{actor.Person}", instructionId, new { application, action }));

    private static async Task RequireInitiator(Tx tx) =>
        DualControlRules.NotEntitledToPropose.Require(
            tx.Actor.Account != AccountId.RegistryBody && await Entitlements.MayPropose(tx, tx.Actor.Person, tx.Actor.Account), ("action", "draft"));
}
