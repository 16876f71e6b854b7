using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Applications.Filing;

/// <summary>
/// Application for registration with its form and letter of commitment, by both representatives of the owner. Its day is
/// the day that the second confirms; the five years count from it. Measures, articles 14, 17 and 21.
/// </summary>
public sealed class FileApplication(ApplicationKinds kinds) : TwoPersonAct<FileApplication.Command>
{
    /// <summary>Which application, with the form and the signed letter.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Documents">The application form (S01 or S02) and the letter of commitment (S03).</param>
    /// <param name="Committed">That the owner commits itself to truth, completeness, validity and, for projects, uniqueness.</param>
    /// <param name="Tonnes">For reductions, the amount that the form applies for, tCO2e; null where the form names none.</param>
    public sealed record Command(long Application, IReadOnlyList<FiledDocument> Documents, bool Committed, long? Tonnes = null);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.file");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        await Check(application, command, tx);
        await application.Step(tx, ApplicationAction.File, By.Initiator, proposal.Id.Value);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        await Check(application, command, tx);
        await application.Step(tx, ApplicationAction.ConfirmFiling, By.TwoRepresentatives, by.Proposal.Value);
        await FiledDocuments.File(tx, application.Id, DocumentStage.Filing, command.Documents);
        await tx.Guarded($"""
            update application set filed_at = {tx.Now}, filed_on = {tx.Today}, committed_at = {tx.Now} where id = {application.Id}
            """);
        return null;
    }

    /// <inheritdoc/>
    protected override async Task Release(Command command, Proposal proposal, string? reason, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        await application.Step(tx, ApplicationAction.ReturnFiling, ApplicationRecord.UndoneBy(tx.Actor), proposal.Id.Value, reason);
    }

    private async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        var findings = new List<Finding>();
        ApplicationRules.ConclusionNotPositive.Check(application.Conclusion == Conclusion.Positive, findings, ("conclusion", application.Conclusion));
        foreach (var kind in DocumentTemplate.Demanded(application.Kind, DocumentStage.Filing, argued: false).Where(k => k != DocumentKinds.Commitment))
            ApplicationRules.DocumentMissing.Check(command.Documents.Any(d => d.Kind == kind), findings, ("kind", kind));
        ApplicationRules.CommitmentMissing.Check(command.Committed && command.Documents.Any(d => d.Kind == DocumentKinds.Commitment), findings);
        if (command.Tonnes is { } applied)
        {
            var verified = await tx.Scalar<long?>($"select tonnes from reduction_facts where application_id = {application.Id} and stage = {DocumentStage.Final}");
            ReductionRules.NotTheVerifiedAmount.Check(applied == verified, findings, ("applied", applied), ("verified", verified));
        }
        await Applicants.Check(tx, application.Owner, tx.Today, findings);
        await kinds.Of(application).CheckFiling(application, tx.Today, tx, findings);
        RefusalException.ThrowIfAny(findings);
    }
}
