using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Suggestions;

/// <summary>What the database itself refuses of methodology suggestions, whoever writes to it.</summary>
public sealed class SuggestionGuardsTests
{
    private const string Next = "update methodology_suggestion set version = version + 1, ";

    private static string Copy(string columns, string values, string status) => $"""
        insert into methodology_suggestion(id, account_id, status, version, round_no, title, sector, summary, applicability, baseline, additionality, monitoring, created_at, created_by_person_id{columns})
        select s.id + 1, {values}, s.summary, s.applicability, s.baseline, s.additionality, s.monitoring, s.created_at, s.created_by_person_id{columns.Replace(", ", ", s.", StringComparison.Ordinal)}
        from methodology_suggestion s where s.status = '{status}'
        """;

    private static readonly string[] Attacks =
    [
        // Where it begins, and of whom.
        Copy("", "s.account_id, 'Withdrawn', 0, 0, s.title, s.sector", "Draft"),
        Copy("", "s.account_id, 'Draft', 1, 0, s.title, s.sector", "Draft"),
        Copy("", "(select id from account where type = 'IndividualPublic'), 'Draft', 0, 0, s.title, s.sector", "Draft"),
        Copy("", "s.account_id, 'Draft', 0, 0, '', s.sector", "Draft"),
        Copy("", "s.account_id, 'Draft', 0, 0, s.title, 'P'", "Draft"),
        Copy(", draft_document_id", "(select max(id) from account where type = 'Enterprise' and id <> s.account_id), 'Draft', 0, 0, s.title, s.sector", "Draft"),
        // Its steps.
        "delete from methodology_suggestion",
        Next + "status = 'Assessment' where status = 'Submitted'",
        Next + "status = 'FormCheck' where status = 'Draft'",
        Next + "status = 'Withdrawn' where status = 'PublicComment'",
        Next + "status = 'Draft' where status = 'Withdrawn'",
        Next + "status = 'Submitted' where status = 'Draft'",
        Next + "status = 'Other' where status = 'Draft'",
        "update methodology_suggestion set title = 'x' where status = 'Draft'",
        "update methodology_suggestion set version = version + 2 where status = 'Draft'",
        Next + "round_no = round_no + 1 where status = 'Assessment'",
        // What it says is fixed once it is handed in.
        Next + "title = 'x' where status = 'Assessment'",
        Next + "summary = 'x', status = 'FormCheck' where status = 'Submitted'",
        Next + "account_id = (select max(id) from account where type = 'Enterprise' and id <> account_id) where status = 'Draft'",
        Next + "explanation_document_id = draft_document_id where status = 'Draft'",
        Next + "revises_code = 'CCER-99-999-V01' where status = 'Draft'",
        Next + "draft_document_id = 7 where status = 'Draft'",
        // What goes with a state.
        Next + "status = 'Adopted', decided_at = submitted_at, decision = 'x', public_at = submitted_at where status = 'Assessment' and id not in (select suggestion_id from methodology_suggestion_opinion)",
        Next + "status = 'Adopted' where status = 'PublicComment'",
        Next + "status = 'Published' where status = 'Adopted'",
        Next + "status = 'Published', methodology_code = 'CCER-99-999-V01' where status = 'Adopted'",
        Next + "status = 'Published', methodology_code = 'CCER-01-002-V01', decision = 'y' where status = 'Adopted'",
        Next + "status = 'NotAdopted', decided_at = submitted_at, decision = 'x', comment_until = '2001-01-01' where status = 'PublicComment'",
        Next + "decision = 'x' where status = 'Draft'",
        Next + "methodology_code = 'CCER-01-002-V01' where status = 'Draft'",
        Next + "comment_from = '2026-01-02', comment_until = '2026-01-01' where status = 'Draft'",
        Next + "submitted_at = created_at where status = 'Draft'",
        // What was handed in, answered and said stays.
        "update methodology_suggestion_filing set content = 'x'",
        "delete from methodology_suggestion_filing",
        "insert into methodology_suggestion_filing(suggestion_id, round_no, content, content_hash, filed_at, filed_by_person_id) select suggestion_id, round_no + 1, content, content_hash, filed_at, filed_by_person_id from methodology_suggestion_filing",
        "update methodology_suggestion_reason set description = 'x'",
        "delete from methodology_suggestion_reason",
        "insert into methodology_suggestion_reason(suggestion_id, round_no, line_no, item, description, raised_at) select f.suggestion_id, f.round_no, 9, 'title', 'x', f.filed_at from methodology_suggestion_filing f join methodology_suggestion s on s.id = f.suggestion_id where s.status = 'Assessment'",
        "insert into methodology_suggestion_reason(suggestion_id, round_no, line_no, item, description, raised_at) select suggestion_id, round_no, 9, 'colour', description, raised_at from methodology_suggestion_reason",
        "update methodology_suggestion_opinion set opinion = 'x'",
        "delete from methodology_suggestion_opinion",
        "insert into methodology_suggestion_opinion(suggestion_id, round_no, expert_id, conclusion, opinion, recorded_at, proposal_id) select f.suggestion_id, f.round_no, o.expert_id, o.conclusion, o.opinion, o.recorded_at, o.proposal_id from methodology_suggestion_filing f join methodology_suggestion s on s.id = f.suggestion_id, methodology_suggestion_opinion o where s.status = 'FormCheck'",
        "insert into methodology_suggestion_opinion(suggestion_id, round_no, expert_id, conclusion, opinion, recorded_at, proposal_id) select s.id, s.round_no, o.expert_id, 'Splendid', o.opinion, o.recorded_at, o.proposal_id from methodology_suggestion s, methodology_suggestion_opinion o where s.status = 'Assessment'",
        "insert into notice_kind(side, event, place, fixed, open, sms, email) select side, 'Gossip', place, fixed, open, sms, email from notice_kind where event = 'SuggestionMoved'",
    ];

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await A.EnterpriseAccount(world, 11);
        await A.Member(world, 80);
        foreach (var status in Enum.GetValues<SuggestionStatus>()) await A.SuggestionAt(world, holder.Initiator, status);
        foreach (var attack in Attacks) await world.ShouldRefuse(attack);
        await world.Damage(Next + "title = 'Another' where status = 'Draft'");
        await world.Damage(Copy("", "s.account_id, 'Draft', 0, 0, s.title, s.sector", "Draft"));
    }
}
