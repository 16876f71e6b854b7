using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Registry.Kernel.Applications;
using Registry.Kernel.Projects;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Projects.End;
using Registry.Server.Capabilities.Projects.Uniqueness;
using Registry.Server.Capabilities.Reductions.Certificates;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>
/// What the database refuses of applications, projects and reductions, whatever the code above it does. Every attack
/// comes from the owner of the tables, touches rows that are there, and must be refused as a breach of integrity.
/// </summary>
public sealed class GuardsTests
{
    private const string At = "'2024-12-02T01:00:00.000000Z'";
    private const string Running = "(select id from application where status = 'NoticeRunning')";

    private static readonly string[] Attacks =
    [
        "update application set title = 'x' where status = 'Ended'",
        "update application set status = 'Draft' where status = 'Ended'",
        "update application set status = 'Draft' where status = 'Registered'",
        "update application set status = 'Lost' where status = 'NoticeRunning'",
        "update application set status = 'Registered' where status = 'NoticeRunning'",
        "update application set notice_end = '2024-01-01' where status = 'NoticeRunning'",
        "update application set notice_start = null where status = 'NoticeRunning'",
        "update application set outside_comments = -1 where status = 'NoticeRunning'",
        "update application set version = -1 where status = 'NoticeRunning'",
        "update application set conclusion = 'Perhaps' where status = 'Registered'",
        "update application set kind = 'Other' where status = 'NoticeRunning'",
        "update application set project_id = null where kind = 'Reduction'",
        "delete from application where status = 'Ended'",
        "update project_facts set name = 'x' where stage = 'Notice' and application_id = " + Running,
        "update project_facts set annual_tonnes = 9 where stage = 'Final'",
        "delete from project_facts where stage = 'Final'",
        $"insert into project_facts select application_id, 'Final', name, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude, construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code, summary, technology, remark, in_ets_allowance, mandated_reduction from project_facts where application_id = {Running}",
        "update project_facts set crediting_to = '2000-01-01' where application_id = (select id from application where status = 'Draft')",
        "update project_facts set lifetime_years = 0 where application_id = (select id from application where status = 'Draft')",
        "update project_facts set annual_tonnes = -1 where application_id = (select id from application where status = 'Draft')",
        "update project_facts set additionality = 'None' where application_id = (select id from application where status = 'Draft')",
        "update reduction_facts set tonnes = 1",
        "delete from reduction_facts",
        "update reduction_amount set tonnes = 1",
        "delete from reduction_amount",
        "insert into reduction_amount(application_id, stage, vintage, tonnes) select application_id, stage, 2025, 1 from reduction_facts where stage = 'Final'",
        "update application_document set kind = 'Z99'",
        "delete from application_document",
        "insert into application_document(application_id, document_id, stage, kind, version_no, reason) select application_id, max(document_id), 'Final', 'Z99', 1, null from application_document group by application_id",
        "update notice_change set reason = 'x'",
        "delete from notice_change",
        "insert into notice_change select * from notice_change",
        "update notice_comment set content = 'x' where status = 'Published'",
        "update notice_comment set person_id = 1 where status = 'Published'",
        "update notice_comment set status = 'Refused', refusal_reason = 'x' where status = 'Published'",
        "update notice_comment set reply = 'x' where reply is not null",
        "update notice_comment set verifier_note = 'x' where verified_at is not null",
        "delete from notice_comment",
        $"insert into notice_comment(id, application_id, person_id, account_id, content, submitted_at, status, version) values (1, {Running}, 1, 1, '', {At}, 'Awaiting', 0)",
        $"insert into notice_comment(id, application_id, person_id, account_id, content, submitted_at, status, version) values (1, {Running}, 1, 1, 'x', {At}, 'Published', 0)",
        $"insert into notice_comment(id, application_id, person_id, account_id, content, submitted_at, status, version, moderated_at) values (1, {Running}, 1, 1, 'x', {At}, 'Refused', 0, {At})",
        "delete from commenter",
        "update commenter set warnings = -1",
        "update outside_comments set comments = 0",
        "delete from outside_comments",
        "insert into outside_comments select application_id, seq + 1, -1, source, proposal_id, at from outside_comments",
        "insert into outside_comments select application_id, seq + 1, 1, '', proposal_id, at from outside_comments",
        "update filing_ban set until_on = '2024-01-01'",
        "delete from filing_ban",
        "update fingerprint_clearance set reason = 'x'",
        "delete from fingerprint_clearance",
        "update allowance_attestation set statement = 'x'",
        "delete from allowance_attestation",
        "update allowance_finding set document_no = 'x'",
        "delete from allowance_finding",
        "update application_flag set document_no = 'x'",
        "delete from application_flag",
        "insert into application_flag(application_id, kind, proposal_id, at) select application_id, 'Other', proposal_id, at from application_flag",
        "update project set number = 'A219999' where status = 'Registered'",
        "update project set series = 'A0101' where status = 'Registered'",
        "update project set sequence_no = 99 where status = 'Registered'",
        "update project set application_id = (select id from application where status = 'Draft') where status = 'Registered'",
        "update project set status = 'Lost' where status = 'Registered'",
        "update project set status = 'Deregistered' where status = 'Registered'",
        "update project set ended_on = '2024-12-02' where status = 'Registered'",
        "update project set periods = -1 where status = 'Registered'",
        "update project set status = 'Registered', ended_on = null where status = 'Revoked'",
        "update project set end_reason = 'x' where status = 'Revoked'",
        "delete from project",
        $"insert into project(id, number, series, sequence_no, application_id, account_id, status, version, registered_at, registered_on) select 1, 'A219999', series, sequence_no, {Running}, account_id, 'Registered', 0, registered_at, registered_on from project where status = 'Registered'",
        $"insert into project(id, number, series, sequence_no, application_id, account_id, status, version, registered_at, registered_on) select 1, number, series, 9999, {Running}, account_id, 'Registered', 0, registered_at, registered_on from project where status = 'Registered'",
        "update project_fingerprint set project_id = 1",
        "delete from project_fingerprint",
        "insert into project_fingerprint(kind, value, project_id) select 'colour', value, project_id from project_fingerprint",
        "insert into project_fingerprint(kind, value, project_id) select kind, value, project_id from project_fingerprint",
        "update reduction set tonnes = tonnes + 1",
        "delete from reduction",
        $"insert into reduction select 1, {Running}, project_id, period_no + 1, '2024-06-30', '2024-07-31', tonnes, registered_at, registered_on, facts_version from reduction",
        $"insert into reduction select 1, {Running}, project_id, period_no, '2025-01-01', '2025-07-31', tonnes, registered_at, registered_on, facts_version from reduction",
        $"insert into reduction select 1, {Running}, project_id, period_no + 1, '2025-01-02', '2025-01-01', tonnes, registered_at, registered_on, facts_version from reduction",
        "update reduction_vintage set tonnes = tonnes + 1 where status = 'Registered'",
        "update reduction_vintage set vintage = 2030 where status = 'Registered'",
        "update reduction_vintage set status = 'Registered', lot_id = null, issued_at = null where status = 'Issued'",
        $"update reduction_vintage set status = 'Issued', lot_id = 9, issued_at = {At} where status = 'Registered'",
        "update reduction_vintage set status = 'Lost' where status = 'Registered'",
        "update reduction_vintage set lot_id = 9 where status = 'Registered'",
        "insert into reduction_vintage(reduction_id, vintage, tonnes, status, version) select reduction_id, 2030, -1, 'Registered', 0 from reduction_vintage where status = 'Issued'",
        "insert into reduction_vintage(reduction_id, vintage, tonnes, status, version) select reduction_id, 2030, 0, 'Issuing', 0 from reduction_vintage where status = 'Issued'",
        "delete from reduction_vintage",
        "update traded_certificate set mwh = 0",
        "delete from traded_certificate",
        "insert into traded_certificate select archive_code, month, seq + 1, -1, source, proposal_id, at from traded_certificate",
    ];

    private static readonly string[] Kept =
    [
        "application", "project_facts", "reduction_facts", "reduction_amount", "application_document", "notice_change", "notice_comment", "commenter",
        "outside_comments", "filing_ban", "fingerprint_clearance", "allowance_attestation", "allowance_finding", "application_flag", "project",
        "project_fingerprint", "reduction", "reduction_vintage", "traded_certificate",
        "expert", "expert_revision", "expert_assessment", "assessment_expert", "expert_fee", "project_change", "project_change_document", "project_version",
    ];

    [Theory, BothDatabases]
    public async Task Every_attack_on_what_is_kept_is_refused_by_the_database(Engine engine)
    {
        await using var world = await A.World(engine);
        await Everything(world);
        await using (var reads = await world.Db.Read())
        {
            (await HistoryCheck.Run(reads)).ShouldBeEmpty();
            (await RegisterCheck.Run(reads)).ShouldBeEmpty();
        }
        var survived = new List<string>();
        foreach (var attack in Attacks)
            if (await Outcome(world, attack) is { } outcome) survived.Add($"{outcome}: {attack}");

        survived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Truncation_is_refused_even_to_the_owner_of_the_tables()
    {
        await using var world = await TestWorld.On(Engine.Postgres);
        var survived = new List<string>();
        foreach (var table in Kept)
            if (await Outcome(world, $"truncate {table} cascade") is { } outcome) survived.Add($"{outcome}: {table}");

        survived.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_nothing_is_found_to_have_passed(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        (await Outcome(world, "update application set title = 'x' where 1 = 0")).ShouldBe("passed");
        (await Outcome(world, "update no_such_table set title = 'x'")).ShouldNotBeNull().ShouldStartWith("not a breach");
    }

    /// <summary>Null where the statement was refused as a breach of integrity.</summary>
    private static async Task<string?> Outcome(TestWorld world, string attack)
    {
        try
        {
            await world.Damage(attack);
            return "passed";
        }
        catch (DbException e)
        {
            return Refusals.IsBreach(e) ? null : $"not a breach ({e.Message})";
        }
    }

    /// <summary>A registry in which everything that is guarded exists.</summary>
    private static async Task Everything(TestWorld world)
    {
        var owner = await A.EnterpriseAccount(world);
        var other = await A.EnterpriseAccount(world, 12);
        var body = await A.BodyAccount(world, A.Validator);
        var registered = await A.RegisteredProject(world, A.OffshoreWind(2), owner, body);
        await A.RegisteredProject(world, A.OffshoreWind(1), other, body);
        var running = await (await A.Project(world, A.OffshoreWind() with { ArchiveCode = null, Name = "Third" }, owner, body)).Draft();
        await A.OfficersAct<ClearFingerprint, ClearFingerprint.Command>(world, new(running.Id, "site", ProjectFingerprint.Of(running.Project!).Single(m => m.Kind == "site").Value, "Another phase."));
        await A.Act<AttestAllowance, AttestAllowance.Command>(world, owner.Initiator, owner.Confirmer, new(running.Id, "Outside."));
        await A.OfficersAct<ConfirmAllowance, ConfirmAllowance.Command>(world, new(running.Id, "no. 7", "On the list."));
        var discarded = await (await A.Project(world, A.OffshoreWind(4), owner, body)).Draft();
        await world.The<Drafts>().Discard(owner.Initiator, discarded.Id, A.New);
        await (await A.Project(world, A.OffshoreWind(5), other, body)).Draft();
        var revoked = await running.Value<long>($"select id from project where account_id = {other.Account}");
        await A.OfficersAct<Revoke, Revoke.Command>(world, new(revoked, "no. 12", world.Clock.Today, "Falsified."));
        world.GoTo(new DateOnly(2024, 12, 2));
        var reduction = await (await A.Reduction(registered, A.Period(new(2023, 1, 1), new(2024, 6, 30)))).To(ApplicationStatus.Registered);
        await running.To(ApplicationStatus.NoticeRunning);
        await Discussed(world, running);
        await Issued(world, reduction.Registration!.Id);
        await A.OfficersAct<RecordTradedCertificates, RecordTradedCertificates.Command>(world, new(registered.Project!.ArchiveCode!, new(2024, 5, 1), 1, "letter 3"));
    }

    private static async Task Discussed(TestWorld world, ApplicationCase running)
    {
        world.GoTo((await running.Load()).NoticeStart!.Value);
        var member = await A.Member(world, 900);
        var clerk = (await A.Officers(world)).Clerk;
        var comment = (await world.The<PostComment>().Post(member, new(running.Id, "Words."), A.New)).Comment;
        var refused = (await world.The<PostComment>().Post(member, new(running.Id, "Other words."), A.New)).Comment;
        await world.The<ModerateComment>().Moderate(clerk, new(comment, true, null), A.New);
        await world.The<ModerateComment>().Moderate(clerk, new(refused, false, "Unrelated."), A.New);
        await A.Act<ReplyToComment, ReplyToComment.Command>(world, running.Owner.Initiator, running.Owner.Confirmer, new(comment, "Answer."));
        await A.Act<VerifyReply, VerifyReply.Command>(world, running.Body.Initiator, running.Body.Confirmer, new(comment, "Note."));
        await A.OfficersAct<RecordOutsideComments, RecordOutsideComments.Command>(world, new(running.Id, 1, "elsewhere"));
        await A.OfficersAct<ChangeNotice, ChangeNotice.Command>(world, new(running.Id, NoticeChangeKind.Suspend, null, null, "Late."));
    }

    private static async Task Issued(TestWorld world, long reduction)
    {
        var officers = await A.Officers(world);
        var proposed = await world.The<Proposals>().Propose(officers.Clerk, world.The<IssueUnits>(), new IssueUnits.Command(reduction, [2023]), A.New);
        await world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New);
    }
}
