using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications.Assessment;

/// <summary>An entry of the roll of experts.</summary>
public sealed record Expert
{
    internal static readonly Stateful Thing = new("expert", Sql.Of($"expert"));

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The natural person.</summary>
    public long PersonId { get; init; }

    /// <summary>Whether the person may be appointed.</summary>
    public ExpertStatus Status { get; init; }

    /// <summary>How many steps it has taken.</summary>
    public int Version { get; init; }

    /// <summary>Field of work, in words.</summary>
    public string Field { get; init; } = "";

    /// <summary>Letters of the sectors.</summary>
    public string Sectors { get; init; } = "";
}

/// <summary>Reads the roll of experts, and who of it may assess an application.</summary>
public static class Experts
{
    private static readonly Sql Roll = Sql.Of($"""
        select e.id, e.person_id, e.status, e.version, v.field, v.sectors
        from expert e join expert_revision v on v.expert_id = e.id and v.seq = (select max(x.seq) from expert_revision x where x.expert_id = e.id)
        """);

    /// <summary>The whole roll.</summary>
    public static Task<IReadOnlyList<Expert>> All(Reads reads) => reads.Rows<Expert>($"{Roll} order by e.id");

    /// <summary>Reads one.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Task<Expert> Load(Reads reads, long id) => reads.Get<Expert>($"{Roll} where e.id = {id}");

    /// <summary>Letter of the sector of an application.</summary>
    internal static async Task<string> SectorOf(Reads reads, ApplicationRecord application) => (await reads.Scalar<string>($"""
        select f.type_code from project_facts f
        where f.stage = 'Final' and f.application_id = coalesce((select p.application_id from project p where p.id = {application.ProjectId}), {application.Id})
        """) ?? throw GeneralRules.Absent.Refuse(("what", "project facts")))[..1];

    /// <summary>Who of the roll may be appointed, by id: on the roll, of the sector, and without a conflict of interest.</summary>
    internal static async Task<IReadOnlyList<long>> Candidates(Reads reads, ApplicationRecord application)
    {
        var sector = await SectorOf(reads, application);
        var barred = (await Conflicted(reads, application)).ToHashSet();
        return [.. (await All(reads)).Where(e => Available(e, sector) && !barred.Contains(e.Id)).Select(e => e.Id)];
    }

    /// <summary>Checks that experts who are named may be appointed.</summary>
    internal static async Task Check(Reads reads, ApplicationRecord application, IReadOnlyList<long> experts, List<Finding> findings)
    {
        var sector = await SectorOf(reads, application);
        foreach (var id in experts)
            AssessmentRules.ExpertNotAvailable.Check(Available(await Load(reads, id), sector), findings, ("expert", id), ("sector", sector));
        await CheckConflicts(reads, application, experts, findings);
    }

    /// <summary>Checks that experts have no conflict of interest, now.</summary>
    internal static async Task CheckConflicts(Reads reads, ApplicationRecord application, IReadOnlyList<long> experts, List<Finding> findings)
    {
        foreach (var id in (await Conflicted(reads, application)).Intersect(experts))
            AssessmentRules.ConflictOfInterest.Check(false, findings, ("expert", id));
    }

    private static bool Available(Expert expert, string sector) =>
        expert.Status == ExpertStatus.In && expert.Sectors.Contains(sector, StringComparison.Ordinal);

    // Officers; and whoever represents the owner or the body of the case, and for reductions also the project's present owner and its validator.
    private static Task<IReadOnlyList<long>> Conflicted(Reads reads, ApplicationRecord application) => reads.Rows<long>($"""
        select e.id from expert e
        where exists (select 1 from officer o where o.person_id = e.person_id and o.left_at is null)
           or exists (select 1 from account_representative r where r.person_id = e.person_id and r.until is null and r.account_id in (
                select a.account_id from application a where a.id = {application.Id}
                union all select b.account_id from application a join verification_body b on b.id = a.body_id where a.id = {application.Id}
                union all select p.account_id from project p where p.id = {application.ProjectId}
                union all select b.account_id from project p join application a on a.id = p.application_id
                    join verification_body b on b.id = a.body_id where p.id = {application.ProjectId}))
        """);
}
