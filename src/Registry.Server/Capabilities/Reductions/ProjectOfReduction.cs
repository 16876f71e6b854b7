using Registry.Kernel.Applications;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Reductions;

/// <summary>What a reduction needs to know of its project.</summary>
/// <param name="AccountId">Its owner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sector">Letter of its sector.</param>
/// <param name="Known">What the checks need.</param>
internal sealed record ProjectOfReduction(long AccountId, string Name, string Sector, ReductionProject Known)
{
    private sealed record Row
    {
        public long AccountId { get; init; }
        public ProjectStatus Status { get; init; }
        public string Name { get; init; } = "";
        public string TypeCode { get; init; } = "";
        public DateOnly CreditingFrom { get; init; }
        public DateOnly CreditingTo { get; init; }
        public long AnnualTonnes { get; init; }
        public long BodyId { get; init; }
    }

    private sealed record PeriodRow
    {
        public DateOnly PeriodFrom { get; init; }
        public DateOnly PeriodTo { get; init; }
    }

    /// <summary>Reads it, with the periods that are taken by others than the given application.</summary>
    public static async Task<ProjectOfReduction> Load(Reads reads, long project, long application)
    {
        var row = await reads.Find<Row>($"""
            select p.account_id, p.status, coalesce(v.name, f.name) as name, f.type_code, f.crediting_from, f.crediting_to,
                   coalesce(v.annual_tonnes, f.annual_tonnes) as annual_tonnes, a.body_id
            from project p join application a on a.id = p.application_id
            join project_facts f on f.application_id = a.id and f.stage = 'Final'
            left join project_version v on v.project_id = p.id and v.version_no = p.facts_version
            where p.id = {project}
            """) ?? throw ReductionRules.ProjectNotRegistered.Refuse();
        var taken = await reads.Rows<PeriodRow>($"""
            select period_from, period_to from reduction where project_id = {project} and application_id <> {application}
            union all
            select f.period_from, f.period_to from application a join reduction_facts f on f.application_id = a.id
            where a.project_id = {project} and a.id <> {application}
              and a.status not in ({ApplicationStatus.Draft}, {ApplicationStatus.AwaitingConfirmer}, {ApplicationStatus.NoticeReturned},
                                   {ApplicationStatus.Registered}, {ApplicationStatus.Withdrawn}, {ApplicationStatus.Ended})
              and f.stage = (select min(x.stage) from reduction_facts x where x.application_id = a.id and x.stage in ('Notice', 'Final'))
            """);
        return new ProjectOfReduction(row.AccountId, row.Name, row.TypeCode[..1], new ReductionProject(
            row.Status == ProjectStatus.Registered, row.CreditingFrom, row.CreditingTo, row.AnnualTonnes, row.BodyId,
            [.. taken.Select(t => (t.PeriodFrom, t.PeriodTo))]));
    }
}
