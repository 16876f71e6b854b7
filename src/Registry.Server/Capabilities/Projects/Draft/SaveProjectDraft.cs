using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Projects.Draft;

/// <summary>Writing of a project's application by the owner's initiator. What can be wrong only from submission on is kept as typed.</summary>
public sealed class SaveProjectDraft(Db db)
{
    /// <summary>The draft: the body that the owner has chosen, and the facts of the design document.</summary>
    /// <param name="Application">The draft that is rewritten; null for a new one.</param>
    /// <param name="Body">The body that will validate.</param>
    /// <param name="Facts">The facts.</param>
    public sealed record Command(long? Application, long Body, ProjectFacts Facts);

    /// <summary>The draft.</summary>
    public sealed record Reply(long Application);

    /// <summary>Saves it.</summary>
    public Task<Reply> Save(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("project.save-draft"), async tx =>
        {
            ProjectInput.Check(command.Facts);
            var findings = new List<Finding>();
            await Applicants.Check(tx, actor.Account, tx.Today, findings);
            (await MethodologyEntries.Load(tx, command.Facts.MethodologyCode)).RequireInForce(tx.Today);
            (await VerificationBodies.Load(tx, command.Body)).CheckMayWork(findings, command.Facts.Sector, tx.Today);
            RefusalException.ThrowIfAny(findings);
            var id = command.Application is { } draft
                ? (await Drafts.Edit(tx, draft, command.Body, command.Facts.Name)).Id
                : await Drafts.Begin(tx, ApplicationKind.Project, command.Body, null, command.Facts.Name);
            await ProjectFactsRow.Put(tx, id, DocumentStage.Notice, command.Facts);
            return new Reply(id);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
