using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Capabilities.Projects;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Reductions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>Reads a case for those whom it concerns; to others it is not there.</summary>
public sealed class CaseReader(Db db, People people, Calendars calendars, RegistryClock clock, RegisterApplication register)
{
    private static readonly Texts Text = Texts.For<CasesText>();

    /// <summary>Everything of it that the reader may see.</summary>
    /// <exception cref="RefusalException">There is none, or it is not the reader's to see.</exception>
    internal async Task<CaseView> Read(Actor actor, long id)
    {
        await using var reads = await db.Read();
        var sight = await CaseSight.Of(reads, actor);
        var head = await Head(reads, sight, id);
        var officer = sight.Side == CaseSide.Registry;
        var application = await ApplicationRecord.Load(reads, id);
        var isProject = head.Kind == ApplicationKind.Project;
        var comments = await Comments(reads, id, officer);
        var vintages = await Vintages(reads, id);
        var noticed = isProject ? await ProjectFactsRow.Find(reads, id, DocumentStage.Notice) : null;
        var final = isProject ? await ProjectFactsRow.Find(reads, id, DocumentStage.Final) : null;
        return new CaseView
        {
            Side = sight.Side,
            Head = head,
            Today = clock.Today,
            NoticeProject = noticed,
            FinalProject = final,
            NoticeReduction = isProject ? null : await ReductionFactsRow.Load(reads, id, DocumentStage.Notice),
            FinalReduction = isProject || head.UploadedAt is null ? null : await ReductionFactsRow.Load(reads, id, DocumentStage.Final),
            Documents = await Documents(reads, id),
            Comments = comments,
            Deficiencies = await reads.Rows<CaseDeficiency>($"""
                select round_no, line_no, item, description, raised_at, answered_at, answer from deficiency where application_id = {id} order by round_no, line_no
                """),
            NoticeChanges = await reads.Rows<CaseNoticeChange>($"""
                select old_start, old_end, new_start, new_end, reason, at from notice_change where application_id = {id} order by seq
                """),
            Steps = await Steps(reads, sight.Side, id),
            Assessments = officer ? await Assessments(reads, id) : [],
            Vintages = vintages,
            Marks = officer && application.Kind == ApplicationKind.Project && ApplicationLifecycle.IsOpen(head.Status) ? await Marks(reads, id, final ?? noticed) : [],
            Pending = await Pending(reads, actor, id, comments, vintages),
            Allowance = await AllowanceRecords.Load(reads, application),
        };
    }

    /// <summary>What would refuse registration today.</summary>
    internal async Task<IReadOnlyList<Finding>> AgainstRegistration(long id)
    {
        await using var reads = await db.Read();
        return await register.Findings(await ApplicationRecord.Load(reads, id), clock.Today, reads);
    }

    /// <summary>Who of the roll may assess it.</summary>
    internal async Task<IReadOnlyList<CaseExpert>> Experts(long id)
    {
        await using var reads = await db.Read();
        var candidates = await Applications.Assessment.Experts.Candidates(reads, await ApplicationRecord.Load(reads, id));
        return await Named(reads, candidates);
    }

    /// <summary>Who assesses it now.</summary>
    internal async Task<IReadOnlyList<CaseExpert>> Panel(long id)
    {
        await using var reads = await db.Read();
        return await Named(reads, (await OpenAssessment.Load(reads, id)).Experts);
    }

    /// <summary>Names of documents that the actor's account has stored.</summary>
    internal async Task<IReadOnlyList<KeptFile>> Stored(Actor actor, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        await using var reads = await db.Read();
        return await reads.Rows<KeptFile>($"""
            select d.id, d.kind, d.file_name, d.sha256, c.size from document d join document_content c on c.sha256 = d.sha256
            where d.id in {ids} and d.account_id = {actor.Account} and d.status = 'Clean' order by d.uploaded_at, d.id
            """);
    }

    /// <summary>Days until deadlines, as reckoned today.</summary>
    internal async Task<DaysLeft> Days()
    {
        await using var reads = await db.Read();
        return new((await calendars.In(reads)).AsOf(clock.Today), clock.Today);
    }

    /// <summary>The working day after today, on which a notice may start at the earliest; null where the year is not loaded.</summary>
    internal async Task<DateOnly?> NextWorkingDay()
    {
        await using var reads = await db.Read();
        var calendar = (await calendars.In(reads)).AsOf(clock.Today);
        return calendar.Covers(clock.Today.Year) && calendar.Covers(clock.Today.AddDays(31).Year) ? calendar.NextWorkingDayAfter(clock.Today) : null;
    }

    private async Task<IReadOnlyList<CaseExpert>> Named(Reads reads, IReadOnlyList<long> ids)
    {
        var named = new List<CaseExpert>();
        foreach (var id in ids)
        {
            var expert = await Applications.Assessment.Experts.Load(reads, id);
            named.Add(new(id, await people.NameOf(reads, new PersonId(expert.PersonId)), expert.Field));
        }
        return named;
    }

    private static async Task<CaseHead> Head(Reads reads, CaseSight sight, long id) => await reads.Find<CaseHead>($"""
        select a.id, a.kind, a.status, a.title, a.account_id, v.owner, o.number as owner_number, v.body, b.approval_number, v.number,
          (select p.id from project p where p.application_id = a.id) as registered_project,
          a.created_at, a.submitted_at, a.published_at, a.notice_start, a.notice_end, a.notice_suspended_at, a.notice_closed_at, a.uploaded_at, a.owner_confirmed_at,
          a.filed_at, a.accepted_at, a.due_on, a.registered_at, a.ended_at, a.end_reason, a.conclusion, a.comment_statement, a.modification_note, a.team,
          a.recall_requested_at, a.recall_reason, a.outside_comments, a.warnings
        from case_list v join application a on a.id = v.id join account o on o.id = a.account_id join verification_body b on b.id = a.body_id
        where v.id = {id} and {sight.Own}
        """) ?? throw GeneralRules.Absent.Refuse(("what", "application"));

    private static Task<IReadOnlyList<CaseDocument>> Documents(Reads reads, long id) => reads.Rows<CaseDocument>($"""
        select d.id, f.stage, f.kind, f.version_no, f.reason, d.file_name, d.sha256, c.size, d.uploaded_at
        from application_document f join document d on d.id = f.document_id join document_content c on c.sha256 = d.sha256
        where f.application_id = {id} order by d.uploaded_at, d.id
        """);

    /// <summary>Officers see every comment, and from which account; the parties see those that are published.</summary>
    private static async Task<IReadOnlyList<CaseComment>> Comments(Reads reads, long id, bool officer)
    {
        var all = await reads.Rows<CaseComment>($"""
            select c.id, c.content, c.submitted_at, c.status, c.refusal_reason, c.reply, c.replied_at, c.verified_at, c.verifier_note, o.name as account
            from notice_comment c join account o on o.id = c.account_id where c.application_id = {id} order by c.submitted_at, c.id
            """);
        return officer ? all : [.. all.Where(c => c.Status == CommentStatus.Published).Select(c => c with { Account = null })];
    }

    private static Task<IReadOnlyList<CaseAssessment>> Assessments(Reads reads, long id) => reads.Rows<CaseAssessment>($"""
        select id, round_no, question, asked_at, ended_at, outcome, summary, document_id, call_off_reason from expert_assessment where application_id = {id} order by round_no
        """);

    private static Task<IReadOnlyList<CaseVintage>> Vintages(Reads reads, long id) => reads.Rows<CaseVintage>($"""
        select y.reduction_id, y.vintage, y.tonnes, y.status from reduction r join reduction_vintage y on y.reduction_id = r.id where r.application_id = {id} order by y.vintage
        """);

    private static async Task<IReadOnlyList<CaseMark>> Marks(Reads reads, long id, ProjectFacts? facts)
    {
        if (facts is null) return [];
        var marks = new List<CaseMark>();
        foreach (var mark in ProjectFingerprint.Of(facts))
        {
            var other = await reads.Scalar<string>($"""
                select p.number from project_fingerprint f join project p on p.id = f.project_id
                where f.kind = {mark.Kind} and f.value = {mark.Value} and p.application_id <> {id} and not exists (
                    select 1 from fingerprint_clearance c where c.application_id = {id} and c.kind = f.kind and c.value = f.value)
                """);
            if (other is not null) marks.Add(new(mark.Kind, mark.Value, other));
        }
        return marks;
    }

    private static async Task<IReadOnlyList<ProposalLine>> Pending(Reads reads, Actor actor, long id, IReadOnlyList<CaseComment> comments, IReadOnlyList<CaseVintage> vintages)
    {
        List<string> subjects = [$"application:{id}", .. comments.Select(c => $"comment:{c.Id}"), .. vintages.Select(v => $"reduction:{v.ReductionId}").Distinct()];
        subjects.AddRange(((string[])["name", "archive-code", "site"]).Select(mark => $"application:{id}:{mark}"));
        return await reads.Rows<ProposalLine>($"""
            select p.id, p.action, p.subject, p.initiator_person_id, p.proposed_at, p.expires_at, p.status, p.decided_at from proposal p
            where p.subject in {subjects} and p.status = 'Pending' and p.account_id = {actor.Account} order by p.expires_at, p.id
            """);
    }

    private async Task<IReadOnlyList<CaseStep>> Steps(Reads reads, CaseSide side, long id)
    {
        var steps = await reads.Rows<CaseStep>($"""
            select h.action, h.to_state, h.at, h.person_id, h.actor, h.reason, p.initiator_person_id
            from state_history h left join proposal p on p.id = h.proposal_id where h.subject_kind = 'application' and h.subject_id = {id} order by h.seq
            """);
        var names = await people.NamesOf(reads, steps.SelectMany(s => Known(side, s)));
        var shown = new List<CaseStep>();
        foreach (var step in steps)
        {
            var by = Enum.Parse<By>(step.Actor);
            var who = Known(side, step).Select(person => names[person]).Distinct().ToList();
            // What experts were asked and said is between them and the officers.
            var told = side == CaseSide.Registry || !step.Action.EndsWith("Assessment", StringComparison.Ordinal);
            shown.Add(step with { Reason = told ? step.Reason : null, Who = who.Count > 0 ? string.Join(Text["between"], who) : Text["by." + by] });
        }
        return shown;
    }

    /// <summary>Who took a step, as far as a side may know it.</summary>
    private static long[] Known(CaseSide side, CaseStep step)
    {
        var by = Enum.Parse<By>(step.Actor);
        return by != By.Clock && (side == CaseSide.Registry || (by & CaseSight.Capacities(side)) != 0) ? [step.InitiatorPersonId ?? step.PersonId, step.PersonId] : [];
    }
}
