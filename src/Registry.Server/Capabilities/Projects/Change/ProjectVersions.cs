using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>The versions of a project's facts: the first is what was registered, each later one was made by an approved change.</summary>
internal static class ProjectVersions
{
    /// <summary>The facts in force.</summary>
    public static async Task<ProjectFacts> Current(Reads reads, ProjectRecord project)
    {
        var found = project.FactsVersion == 1
            ? await ProjectFactsRow.Find(reads, project.ApplicationId, DocumentStage.Final)
            : await ProjectFactsRow.Find(reads, Sql.Of($"project_version where project_id = {project.Id} and version_no = {project.FactsVersion}"));
        return found ?? throw GeneralRules.Absent.Refuse(("what", "project facts"));
    }

    /// <summary>Adds a version and puts it in force; owner, marks and search follow.</summary>
    public static async Task Add(Tx tx, ProjectRecord project, ProjectChangeRecord change, ProjectFacts f)
    {
        var (version, account) = (project.FactsVersion + 1, change.NewAccountId ?? project.AccountId);
        await tx.Guarded($"""
            insert into project_version(project_id, version_no, change_id, account_id, at, name, type_code, subtype_code, methodology_code, province_code, location,
                longitude, latitude, construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality,
                archive_code, summary, technology, remark, in_ets_allowance, mandated_reduction)
            values ({project.Id}, {version}, {change.Id}, {account}, {tx.Now}, {f.Name}, {f.TypeCode}, {f.SubtypeCode}, {f.MethodologyCode}, {f.ProvinceCode}, {f.Location},
                {f.Longitude}, {f.Latitude}, {f.ConstructionOn}, {f.GridConnectionOn}, {f.LifetimeYears}, {f.CreditingFrom}, {f.CreditingTo}, {f.AnnualTonnes}, {f.TotalTonnes},
                {f.Additionality}, {f.ArchiveCode}, {f.Summary}, {f.Technology}, {f.Remark}, {f.InEtsAllowance}, {f.MandatedReduction})
            """);
        await tx.Guarded($"""
            update project set facts_version = {version}, account_id = {account}
            where id = {project.Id} and facts_version = {project.FactsVersion} and account_id = {project.AccountId} and status = {ProjectStatus.Registered}
            """);
        foreach (var mark in ProjectFingerprint.Of(f))
        {
            await tx.Execute($"""
                insert into project_fingerprint(kind, value, project_id) values ({mark.Kind}, {mark.Value}, {project.Id}) on conflict do nothing
                """);
        }
        await FindByNewNames(tx, project, f.Name, await tx.Scalar<string>($"select name from account where id = {account}"));
    }

    // The project and its published reductions are found by their old names and by the new ones.
    private static async Task FindByNewNames(Tx tx, ProjectRecord project, string name, string? owner)
    {
        await ApplicationSearch.Add(tx, project.ApplicationId, name, owner);
        foreach (var reduction in await tx.Rows<Published>($"""
            select t.application_id from application_text t join application a on a.id = t.application_id
            where a.project_id = {project.Id} and a.kind = 'Reduction'
            """))
            await ApplicationSearch.Add(tx, reduction.ApplicationId, name);
    }

    private sealed record Published
    {
        public long ApplicationId { get; init; }
    }

    /// <summary>Refuses marks that belong to another project that is or was registered.</summary>
    public static async Task CheckUnique(Reads reads, ProjectRecord project, ProjectFacts facts, List<Finding> findings)
    {
        foreach (var mark in ProjectFingerprint.Of(facts))
        {
            var other = await reads.Scalar<string>($"""
                select p.number from project_fingerprint f join project p on p.id = f.project_id
                where f.kind = {mark.Kind} and f.value = {mark.Value} and p.id <> {project.Id}
                  and not exists (select 1 from fingerprint_clearance c where c.application_id = {project.ApplicationId} and c.kind = f.kind and c.value = f.value)
                """);
            ProjectRules.NotUnique.Check(other is null, findings, ("mark", mark.Kind), ("project", other));
        }
    }
}
