using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Issuance;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Reductions.Certificates;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Reductions;

/// <summary>What an application for registration of reductions checks and does.</summary>
public sealed class ReductionApplications : IApplicationKind
{
    /// <inheritdoc/>
    public ApplicationKind Kind => ApplicationKind.Reduction;

    /// <inheritdoc/>
    public async Task CheckSubmission(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals, List<Finding> warnings)
    {
        var facts = await ReductionFactsRow.Load(reads, application.Id, DocumentStage.Notice);
        var project = await ProjectOfReduction.Load(reads, application.ProjectId!.Value, application.Id);
        ReductionChecks.AtSubmission(facts, project.Known, application.BodyId, day, refusals);
        await CheckBody(application, day, reads, refusals);
        await TradedCertificates.Check(application, facts, reads, refusals);
        await DocumentTemplate.CheckFiled(reads, application, DocumentStage.Notice, argued: false, refusals);
        ReductionChecks.Window(facts, day, warnings);
        ReductionChecks.Plausibility(facts, project.Known, warnings);
    }

    /// <inheritdoc/>
    public async Task CheckBody(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals)
    {
        var project = await ProjectOfReduction.Load(reads, application.ProjectId!.Value, application.Id);
        // Who gave the opinion on which an approved change rests stands with who validated the project (Measures, article 18).
        var judged = await reads.Scalar<long>($"""
            select count(*) from project_change where project_id = {application.ProjectId} and body_id = {application.BodyId} and status = 'Approved'
            """);
        ReductionRules.VerifierIsValidator.Check(application.BodyId != project.Known.ValidatedBy && judged == 0, refusals);
        (await VerificationBodies.Load(reads, application.BodyId)).CheckMayWork(refusals, project.Sector, day);
    }

    /// <inheritdoc/>
    public async Task CheckFiling(ApplicationRecord application, DateOnly filedOn, Reads reads, List<Finding> refusals)
    {
        await CheckFinal(application, filedOn, reads, refusals);
        var facts = await ReductionFactsRow.Load(reads, application.Id, DocumentStage.Final);
        ReductionChecks.Window(facts, filedOn, refusals);
    }

    /// <inheritdoc/>
    public async Task CheckRegistration(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals)
    {
        await CheckFinal(application, day, reads, refusals);
        var facts = await ReductionFactsRow.Load(reads, application.Id, DocumentStage.Final);
        ReductionChecks.Window(facts, application.FiledOn ?? day, refusals);
    }

    /// <inheritdoc/>
    public async Task<bool> CheckFinalFacts(ApplicationRecord application, UploadedFacts facts, Reads reads)
    {
        var final = Final(facts);
        ReductionFactsRow.CheckInput(final);
        var findings = new List<Finding>();
        ReductionChecks.Amounts(final, findings);
        RefusalException.ThrowIfAny(findings);
        var noticed = await ReductionFactsRow.Load(reads, application.Id, DocumentStage.Notice);
        return final.PeriodFrom != noticed.PeriodFrom || final.PeriodTo != noticed.PeriodTo || final.Tonnes != noticed.Tonnes
            || !final.Vintages.OrderBy(v => v.Year).SequenceEqual(noticed.Vintages);
    }

    /// <inheritdoc/>
    public Task StoreFinal(ApplicationRecord application, UploadedFacts facts, Tx tx) => ReductionFactsRow.Put(tx, application.Id, DocumentStage.Final, Final(facts));

    /// <inheritdoc/>
    public async Task<RegistrationReply> Register(ApplicationRecord application, Confirmed by, Tx tx)
    {
        var projectId = application.ProjectId!.Value;
        // Taking the period's number locks the project's row, so that two registrations of one project follow each other.
        await tx.Guarded($"update project set periods = periods + 1 where id = {projectId} and status = {ProjectStatus.Registered}");
        var facts = await ReductionFactsRow.Load(tx, application.Id, DocumentStage.Final);
        var period = await tx.Scalar<int>($"select periods from project where id = {projectId}");
        var number = await tx.Scalar<string>($"select number from project where id = {projectId}");
        await RefuseOverlap(facts, projectId, tx);
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into reduction(id, application_id, project_id, period_no, period_from, period_to, tonnes, registered_at, registered_on, facts_version)
            values ({id}, {application.Id}, {projectId}, {period}, {facts.PeriodFrom}, {facts.PeriodTo}, {facts.Tonnes}, {tx.Now}, {tx.Today},
                    (select facts_version from project where id = {projectId}))
            """);
        foreach (var vintage in facts.Vintages)
        {
            await tx.Guarded($"""
                insert into reduction_vintage(reduction_id, vintage, tonnes, status, version)
                values ({id}, {vintage.Year}, {vintage.Tonnes}, {VintageStatus.Registered}, 0)
                """);
        }
        tx.About("reduction", id);
        return new RegistrationReply(id, number!, period);
    }

    private static ReductionFacts Final(UploadedFacts facts) => facts.Reduction ?? throw GeneralRules.ValueMissing.Refuse(("field", "facts.reduction"));

    private static async Task CheckFinal(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals)
    {
        var facts = await ReductionFactsRow.Load(reads, application.Id, DocumentStage.Final);
        var project = await ProjectOfReduction.Load(reads, application.ProjectId!.Value, application.Id);
        ReductionChecks.AtSubmission(facts, project.Known, application.BodyId, day, refusals);
        await TradedCertificates.Check(application, facts, reads, refusals);
    }

    private static async Task RefuseOverlap(ReductionFacts facts, long project, Tx tx)
    {
        var overlapping = await tx.Rows<PeriodRow>($"""
            select period_from, period_to from reduction where project_id = {project} and period_from <= {facts.PeriodTo} and period_to >= {facts.PeriodFrom}
            """);
        foreach (var other in overlapping)
            ReductionRules.PeriodOverlaps.Require(false, ("from", facts.PeriodFrom), ("to", facts.PeriodTo), ("otherFrom", other.PeriodFrom), ("otherTo", other.PeriodTo));
    }

    private sealed record PeriodRow
    {
        public DateOnly PeriodFrom { get; init; }
        public DateOnly PeriodTo { get; init; }
    }
}
