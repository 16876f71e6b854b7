using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Projects;

/// <summary>What an application for registration of a project checks and does.</summary>
public sealed class ProjectApplications : IApplicationKind
{
    /// <inheritdoc/>
    public ApplicationKind Kind => ApplicationKind.Project;

    /// <inheritdoc/>
    public async Task CheckSubmission(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals, List<Finding> warnings)
    {
        var facts = await Facts(reads, application.Id, DocumentStage.Notice);
        var methodology = await MethodologyEntries.Load(reads, facts.MethodologyCode);
        if (!methodology.IsInForce(day)) methodology.RequireInForce(day);
        ProjectChecks.AtSubmission(facts, methodology, day, refusals);
        await CheckBody(application, facts, day, reads, refusals);
        await DocumentTemplate.CheckFiled(reads, application, DocumentStage.Notice, facts.Additionality == AdditionalityRoute.General, refusals);
        DocumentTemplate.CheckSections(facts, refusals);
        await CheckUnique(reads, application.Id, facts, refusals);
        ProjectChecks.AtRegistration(facts, methodology, day, warnings);
        ProjectChecks.Allowance(await AllowanceRecords.Load(reads, application), warnings);
        ProjectChecks.Plausibility(facts, warnings);
    }

    /// <inheritdoc/>
    public async Task CheckBody(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals) =>
        await CheckBody(application, await Facts(reads, application.Id, DocumentStage.Notice), day, reads, refusals);

    /// <inheritdoc/>
    public async Task CheckFiling(ApplicationRecord application, DateOnly filedOn, Reads reads, List<Finding> refusals)
    {
        var facts = await Facts(reads, application.Id, DocumentStage.Final);
        var methodology = await MethodologyEntries.Load(reads, facts.MethodologyCode);
        ProjectChecks.AtSubmission(facts, methodology, filedOn, refusals);
        ProjectChecks.Allowance(await AllowanceRecords.Load(reads, application), refusals);
    }

    /// <inheritdoc/>
    public async Task CheckRegistration(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals)
    {
        var facts = await Facts(reads, application.Id, DocumentStage.Final);
        var methodology = await MethodologyEntries.Load(reads, facts.MethodologyCode);
        ProjectChecks.AtSubmission(facts, methodology, day, refusals);
        ProjectChecks.AtRegistration(facts, methodology, day, refusals);
        ProjectChecks.Allowance(await AllowanceRecords.Load(reads, application), refusals);
        await CheckUnique(reads, application.Id, facts, refusals);
    }

    /// <inheritdoc/>
    public async Task<bool> CheckFinalFacts(ApplicationRecord application, UploadedFacts facts, Reads reads)
    {
        var final = Final(facts);
        ProjectInput.Check(final);
        var noticed = await Facts(reads, application.Id, DocumentStage.Notice);
        return (final with { SubtypeCode = noticed.SubtypeCode }) != noticed;
    }

    /// <inheritdoc/>
    public Task StoreFinal(ApplicationRecord application, UploadedFacts facts, Tx tx) => ProjectFactsRow.Put(tx, application.Id, DocumentStage.Final, Final(facts));

    /// <inheritdoc/>
    public async Task<RegistrationReply> Register(ApplicationRecord application, Confirmed by, Tx tx)
    {
        var facts = await Facts(tx, application.Id, DocumentStage.Final);
        var type = ProjectTypeCode.Parse(facts.TypeCode);
        var sequence = checked((int)await NumberSequence.Next(tx, $"project.{facts.TypeCode}"));
        var number = ProjectNumber.Of(type, sequence);
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into project(id, number, series, sequence_no, application_id, account_id, status, version, registered_at, registered_on)
            values ({id}, {number.Value}, {facts.TypeCode}, {sequence}, {application.Id}, {application.AccountId}, {ProjectStatus.Registered}, 0, {tx.Now}, {tx.Today})
            """);
        await StateChange.Begin(tx, ProjectLifecycle.Table, ProjectRecord.Thing, id, ProjectStatus.Registered, ProjectAction.Register, By.TwoOfficers);
        foreach (var mark in ProjectFingerprint.Of(facts))
        {
            await tx.Execute($"""
                insert into project_fingerprint(kind, value, project_id) values ({mark.Kind}, {mark.Value}, {id}) on conflict do nothing
                """);
        }
        await ApplicationSearch.Add(tx, application.Id, facts.Name, number.Value);
        return new RegistrationReply(id, number.Value, null);
    }

    /// <summary>Refuses where a mark of the project is that of one that is or was registered, unless two officers have cleared it.</summary>
    private static async Task CheckUnique(Reads reads, long application, ProjectFacts facts, List<Finding> refusals)
    {
        foreach (var mark in ProjectFingerprint.Of(facts))
        {
            var other = await reads.Scalar<string>($"""
                select p.number from project_fingerprint f join project p on p.id = f.project_id
                where f.kind = {mark.Kind} and f.value = {mark.Value} and not exists (
                    select 1 from fingerprint_clearance c where c.application_id = {application} and c.kind = f.kind and c.value = f.value)
                """);
            ProjectRules.NotUnique.Check(other is null, refusals, ("mark", mark.Kind), ("project", other));
        }
    }

    private static async Task CheckBody(ApplicationRecord application, ProjectFacts facts, DateOnly day, Reads reads, List<Finding> refusals)
    {
        var body = await VerificationBodies.Load(reads, application.BodyId);
        body.CheckMayWork(refusals, facts.Sector, day);
    }

    private static ProjectFacts Final(UploadedFacts facts) => facts.Project ?? throw GeneralRules.ValueMissing.Refuse(("field", "facts.project"));

    private static async Task<ProjectFacts> Facts(Reads reads, long application, DocumentStage stage) =>
        await ProjectFactsRow.Find(reads, application, stage) ?? throw GeneralRules.Absent.Refuse(("what", "project facts"));
}
