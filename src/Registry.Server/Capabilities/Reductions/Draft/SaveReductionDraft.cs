using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Reductions.Draft;

/// <summary>Writing of a reduction's application by the initiator of the project's owner.</summary>
public sealed class SaveReductionDraft(Db db)
{
    /// <summary>The draft: project, the body that the owner has chosen, and the facts of the accounting report.</summary>
    /// <param name="Application">The draft that is rewritten; null for a new one.</param>
    /// <param name="Project">The project.</param>
    /// <param name="Body">The body that will verify.</param>
    /// <param name="Facts">The facts.</param>
    public sealed record Command(long? Application, long Project, long Body, ReductionFacts Facts);

    /// <summary>The draft.</summary>
    public sealed record Reply(long Application);

    /// <summary>Saves it.</summary>
    public Task<Reply> Save(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("reduction.save-draft"), async tx =>
        {
            ReductionFactsRow.CheckInput(command.Facts);
            var findings = new List<Finding>();
            await Applicants.Check(tx, actor.Account, tx.Today, findings);
            var project = await ProjectOfReduction.Load(tx, command.Project, command.Application ?? 0);
            ReductionRules.NotTheProjectsOwner.Check(project.AccountId == actor.Account.Value, findings);
            ReductionRules.ProjectNotRegistered.Check(project.Known.Registered, findings);
            ReductionRules.VerifierIsValidator.Check(command.Body != project.Known.ValidatedBy, findings);
            (await VerificationBodies.Load(tx, command.Body)).CheckMayWork(findings, project.Sector, tx.Today);
            RefusalException.ThrowIfAny(findings);
            var id = command.Application is { } draft
                ? (await Drafts.Edit(tx, draft, command.Body, project.Name)).Id
                : await Drafts.Begin(tx, ApplicationKind.Reduction, command.Body, command.Project, project.Name);
            await ReductionFactsRow.Put(tx, id, DocumentStage.Notice, command.Facts);
            return new Reply(id);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
