using Registry.Kernel.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Operator.Verify;

/// <summary>
/// Draws the experts of every assessment again from its recorded seed and candidates, compares the hash of each conclusion with its
/// document, and sees that what is under assessment has an open one.
/// </summary>
internal static class AssessmentCheck
{
    private sealed record Drawn
    {
        public long Id { get; init; }
        public string Seed { get; init; } = "";
        public string Candidates { get; init; } = "";
    }

    private sealed record Member
    {
        public long AssessmentId { get; init; }
        public long ExpertId { get; init; }
        public bool Leader { get; init; }
    }

    public static async Task Run(Reads reads, List<Fault> faults)
    {
        var members = (await reads.Rows<Member>($"select assessment_id, expert_id, leader from assessment_expert")).ToLookup(m => m.AssessmentId);
        foreach (var id in await reads.Rows<long>($"select id from expert_assessment order by id"))
        {
            if (members[id].Count(m => m.Leader) != 1) faults.Add(new Fault("assessment", $"expert_assessment:{id}", "has not one leader"));
        }
        foreach (var drawn in await reads.Rows<Drawn>($"select id, seed, candidates from expert_assessment where seed is not null order by id"))
        {
            var now = members[drawn.Id].ToList();
            var again = ExpertDraw.Choose(Json.Read<long[]>(drawn.Candidates), now.Count, drawn.Seed);
            if (!again.ToHashSet().SetEquals(now.Select(m => m.ExpertId)) || (now.Find(m => m.Leader) is { } leader && (again.Count == 0 || leader.ExpertId != again[0])))
                faults.Add(new Fault("assessment", $"expert_assessment:{drawn.Id}", "its experts are not those whom its seed draws"));
        }
        foreach (var id in await reads.Rows<long>($"""
            select a.id from expert_assessment a join document d on d.id = a.document_id where d.sha256 <> a.document_sha256 order by a.id
            """))
            faults.Add(new Fault("assessment", $"expert_assessment:{id}", "the hash of its conclusion is not that of the document"));
        foreach (var id in await reads.Rows<long>($"""
            select p.id from application p left join expert_assessment a on a.application_id = p.id and a.ended_at is null
            where (p.status = 'UnderAssessment') <> (a.id is not null) order by p.id
            """))
            faults.Add(new Fault("assessment", $"application:{id}", "is under assessment without an open assessment, or has one without being so"));
    }
}
