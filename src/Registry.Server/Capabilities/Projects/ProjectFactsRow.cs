using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects;

/// <summary>A project's facts as a row has them, of the notice or final.</summary>
internal static class ProjectFactsRow
{
    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string TypeCode { get; init; } = "";
        public string? SubtypeCode { get; init; }
        public string MethodologyCode { get; init; } = "";
        public string ProvinceCode { get; init; } = "";
        public string Location { get; init; } = "";
        public string Longitude { get; init; } = "";
        public string Latitude { get; init; } = "";
        public DateOnly ConstructionOn { get; init; }
        public DateOnly? GridConnectionOn { get; init; }
        public int LifetimeYears { get; init; }
        public DateOnly CreditingFrom { get; init; }
        public DateOnly CreditingTo { get; init; }
        public long AnnualTonnes { get; init; }
        public long TotalTonnes { get; init; }
        public AdditionalityRoute Additionality { get; init; }
        public string? ArchiveCode { get; init; }
        public string Summary { get; init; } = "";
        public string Technology { get; init; } = "";
        public string Remark { get; init; } = "";
        public bool InEtsAllowance { get; init; }
        public bool MandatedReduction { get; init; }
    }

    public static Task<ProjectFacts?> Find(Reads reads, long application, DocumentStage stage) =>
        Find(reads, Sql.Of($"project_facts where application_id = {application} and stage = {stage}"));

    /// <summary>Facts of another table with the same columns.</summary>
    public static async Task<ProjectFacts?> Find(Reads reads, Sql from)
    {
        var row = await reads.Find<Row>($"""
            select name, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude, construction_on, grid_connection_on,
                   lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code, summary, technology, remark,
                   in_ets_allowance, mandated_reduction
            from {from}
            """);
        return row is null ? null : new ProjectFacts
        {
            Name = row.Name,
            TypeCode = row.TypeCode,
            SubtypeCode = row.SubtypeCode,
            MethodologyCode = row.MethodologyCode,
            ProvinceCode = row.ProvinceCode,
            Location = row.Location,
            Longitude = row.Longitude,
            Latitude = row.Latitude,
            ConstructionOn = row.ConstructionOn,
            GridConnectionOn = row.GridConnectionOn,
            LifetimeYears = row.LifetimeYears,
            CreditingFrom = row.CreditingFrom,
            CreditingTo = row.CreditingTo,
            AnnualTonnes = row.AnnualTonnes,
            TotalTonnes = row.TotalTonnes,
            Additionality = row.Additionality,
            ArchiveCode = row.ArchiveCode,
            Summary = row.Summary,
            Technology = row.Technology,
            Remark = row.Remark,
            InEtsAllowance = row.InEtsAllowance,
            MandatedReduction = row.MandatedReduction,
        };
    }

    /// <summary>Writes facts; those of a stage that has some are overwritten, for a draft is edited and a body may upload again.</summary>
    public static Task Put(Tx tx, long application, DocumentStage stage, ProjectFacts f) => tx.Guarded($"""
        insert into project_facts(application_id, stage, name, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude,
            construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code,
            summary, technology, remark, in_ets_allowance, mandated_reduction)
        values ({application}, {stage}, {f.Name}, {f.TypeCode}, {f.SubtypeCode}, {f.MethodologyCode}, {f.ProvinceCode}, {f.Location}, {f.Longitude}, {f.Latitude},
            {f.ConstructionOn}, {f.GridConnectionOn}, {f.LifetimeYears}, {f.CreditingFrom}, {f.CreditingTo}, {f.AnnualTonnes}, {f.TotalTonnes}, {f.Additionality},
            {f.ArchiveCode}, {f.Summary}, {f.Technology}, {f.Remark}, {f.InEtsAllowance}, {f.MandatedReduction})
        on conflict (application_id, stage) do update set name = excluded.name, type_code = excluded.type_code, subtype_code = excluded.subtype_code,
            methodology_code = excluded.methodology_code, province_code = excluded.province_code, location = excluded.location,
            longitude = excluded.longitude, latitude = excluded.latitude, construction_on = excluded.construction_on,
            grid_connection_on = excluded.grid_connection_on, lifetime_years = excluded.lifetime_years, crediting_from = excluded.crediting_from,
            crediting_to = excluded.crediting_to, annual_tonnes = excluded.annual_tonnes, total_tonnes = excluded.total_tonnes,
            additionality = excluded.additionality, archive_code = excluded.archive_code, summary = excluded.summary, technology = excluded.technology, remark = excluded.remark,
            in_ets_allowance = excluded.in_ets_allowance, mandated_reduction = excluded.mandated_reduction
        """);
}
