using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>The roll of experts, and their assessment of an application inside the registry's review.</summary>
public sealed class AssessmentTests
{
    private static readonly string[] Energy = ["A"];

    private static Task<RequestAssessment.Reply> Draw(ApplicationCase filed, int count) => Request(filed, new(filed.Id, "Is the baseline sound?", [], count));

    private static Task<RequestAssessment.Reply> Name(ApplicationCase filed, params long[] experts) => Request(filed, new(filed.Id, "Is the baseline sound?", experts));

    private static async Task<RequestAssessment.Reply> Request(ApplicationCase filed, RequestAssessment.Command command) =>
        (await A.OfficersAct<RequestAssessment, RequestAssessment.Command>(filed.World, command)).As<RequestAssessment.Reply>();

    private static async Task Conclude(ApplicationCase filed, string summary = "The baseline is sound.", params ConcludeAssessment.Fee[] fees)
    {
        var document = await A.Document(filed.World, (await A.Officers(filed.World)).Clerk, "conclusion");
        await A.OfficersAct<ConcludeAssessment, ConcludeAssessment.Command>(filed.World, new(filed.Id, AssessmentOutcome.Favourable, summary, document, fees));
    }

    private static async Task<IReadOnlyList<Fault>> Verified(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return [.. await HistoryCheck.Run(reads), .. await RegisterCheck.Run(reads)];
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_decided_while_experts_assess_and_the_term_runs_on(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var (leader, second) = (await A.Expert(world, 701, "A"), await A.Expert(world, 702, "A", "N"));
        var due = await filed.Value<DateOnly>($"select due_on from application where id = {filed.Id}");

        var asked = await Name(filed, leader, second);

        asked.Experts.ShouldBe([leader, second]);
        asked.Seed.ShouldBeNull();
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderAssessment);
        (await filed.Value<string>($"select status_code from public_project where id = {filed.Id}")).ShouldBe("13");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => filed.Register());
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => filed.Refuse());
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Name(filed, leader));
        await AssessmentRules.ConclusionMissing.ShouldRefuse(() => Conclude(filed, " "));
        await AssessmentRules.FeeMalformed.ShouldRefuse(() => Conclude(filed, "Sound.", new ConcludeAssessment.Fee(4, 1)));
        await Conclude(filed, "The baseline is sound.", new ConcludeAssessment.Fee(leader, 80_000), new ConcludeAssessment.Fee(second, 60_000));

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderReview);
        (await filed.Value<DateOnly>($"select due_on from application where id = {filed.Id}")).ShouldBe(due);
        (await filed.Value<string>($"select a.document_sha256 from expert_assessment a join document d on d.id = a.document_id and d.sha256 = a.document_sha256")).ShouldNotBeNull();
        (await filed.Value<long>($"select sum(fen) from expert_fee")).ShouldBe(140_000);
        (await Verified(world)).ShouldBeEmpty();
        (await filed.Register()).Number.ShouldBe("A210001");
    }

    [Theory, BothDatabases]
    public async Task Draw_takes_nobody_with_a_conflict_and_can_be_made_again_from_its_seed(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2024, 11, 4));
        var filed = await (await A.Reduction(project)).To(ApplicationStatus.UnderReview);
        var free = new List<long>();
        for (var n = 0; n < 6; n++) free.Add(await A.Expert(world, 710 + n, "A"));
        var forests = await A.Expert(world, 720, "N");
        var owners = await A.ExpertWhoIs(world, project.Owner.Initiator.Person, "A");
        var validators = await A.ExpertWhoIs(world, project.Body.Confirmer.Person, "A");
        await AssessmentRules.TooFewCandidates.ShouldRefuse(() => Draw(filed, 7));

        var drawn = await Draw(filed, 3);

        drawn.Experts.Count.ShouldBe(3);
        drawn.Experts.ShouldBeSubsetOf(free);
        drawn.Experts.ShouldBe(ExpertDraw.Choose(free, 3, drawn.Seed.ShouldNotBeNull()));
        (await filed.Value<long>($"select expert_id from assessment_expert where leader")).ShouldBe(drawn.Experts[0]);
        await A.OfficersAct<CallOffAssessment, CallOffAssessment.Command>(world, new(filed.Id, "The leader fell ill."));
        await AssessmentRules.ConflictOfInterest.ShouldRefuse(() => Name(filed, free[0], owners));
        await AssessmentRules.ConflictOfInterest.ShouldRefuse(() => Name(filed, validators));
        await AssessmentRules.ExpertNotAvailable.ShouldRefuse(() => Name(filed, forests));
        await Draw(filed, 6);
        await Conclude(filed);
        (await filed.Value<int>($"select max(round_no) from expert_assessment")).ShouldBe(2);
        (await Verified(world)).ShouldBeEmpty();
        await filed.Register();
    }

    [Theory, BothDatabases]
    public async Task Officer_is_no_expert_and_an_expert_who_came_to_represent_the_owner_concludes_nothing(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var officers = await A.Officers(world);
        await AssessmentRules.ConflictOfInterest.ShouldRefuse(() => A.ExpertWhoIs(world, officers.Clerk.Person, "A"));
        var expert = await A.Expert(world, 701, "A");
        await Name(filed, expert);
        await world.Damage($"""
            insert into representation_claim(person_id, subject_key, claimed_at)
            select e.person_id, 'credit-code:' || a.credit_code, e.entered_at from expert e join account a on a.id = {filed.Owner.Account} where e.id = {expert};
            insert into account_representative(id, account_id, role, person_id, since)
            select 1, {filed.Owner.Account}, 'Member', person_id, entered_at from expert where id = {expert}
            """);

        await AssessmentRules.ConflictOfInterest.ShouldRefuse(() => Conclude(filed));
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<CallOffAssessment, CallOffAssessment.Command>(world, new(filed.Id, "")));
        await A.OfficersAct<CallOffAssessment, CallOffAssessment.Command>(world, new(filed.Id, "The expert now represents the owner."));

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderReview);
    }

    [Theory, BothDatabases]
    public async Task Roll_is_kept_by_two_officers_and_nobody_leaves_it_without_a_trace(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var person = await A.KnownPerson(world, 701);
        await AssessmentRules.FieldMalformed.ShouldRefuse(() => A.ExpertWhoIs(world, person));
        await AssessmentRules.FieldMalformed.ShouldRefuse(() => A.ExpertWhoIs(world, person, "P"));
        await GeneralRules.Absent.ShouldRefuse(() => A.ExpertWhoIs(world, new(4), "A"));
        var expert = await A.ExpertWhoIs(world, person, "N");
        await AssessmentRules.AlreadyOnRoll.ShouldRefuse(() => A.ExpertWhoIs(world, person, "A"));
        var officers = await A.Officers(world);
        var proposed = await world.The<Proposals>().Propose<RetireExpert, RetireExpert.Command>(officers.Clerk, new(expert, "Left the field."), A.New);
        await DualControlRefuses(() => world.The<Proposals>().Confirm(officers.Clerk, new(proposed.Id), proposed.PayloadHash, A.New));
        await DualControlRefuses(() => world.The<Proposals>().Propose<RetireExpert, RetireExpert.Command>(filed.Owner.Initiator, new(expert, "Mine."), A.New));

        await world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<ReviseExpert, ReviseExpert.Command>(world, new(expert, "Wind", Energy, "Also wind.")));
        await A.OfficersAct<ReturnExpert, ReturnExpert.Command>(world, new(expert, "Came back."));
        await A.OfficersAct<ReviseExpert, ReviseExpert.Command>(world, new(expert, "Wind", Energy, "Changed the field."));

        await Name(filed, expert);
        (await filed.Value<long>($"select count(*) from expert_revision where expert_id = {expert}")).ShouldBe(2);
        (await filed.Value<string>($"select sectors from expert_revision where expert_id = {expert} and seq = 1")).ShouldBe("N");
        (await Verified(world)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Panel_is_named_or_drawn_and_has_nobody_twice(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var expert = await A.Expert(world, 701, "A");

        await AssessmentRules.PanelMalformed.ShouldRefuse(() => Name(filed, expert, expert));
        await AssessmentRules.PanelMalformed.ShouldRefuse(() => Name(filed));
        await AssessmentRules.PanelMalformed.ShouldRefuse(() => Draw(filed, RequestAssessment.Most + 1));
        await AssessmentRules.PanelMalformed.ShouldRefuse(() => Request(filed, new(filed.Id, "Which?", [expert], 1)));
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Request(filed, new(filed.Id, "", [expert])));
        await filed.Register();
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Name(filed, expert));
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_what_would_change_an_assessment(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        foreach (var n in (int[])[701, 702, 703]) await A.Expert(world, n, "A");
        await Draw(filed, 2);
        await Conclude(filed, "Sound.", [.. (await Members(filed)).Select(e => new ConcludeAssessment.Fee(e, 5))]);
        await Draw(filed, 2);
        var other = "(select id from expert where id not in (select e.expert_id from assessment_expert e join expert_assessment a on a.id = e.assessment_id where a.ended_at is not null))";
        var done = "(select id from expert_assessment where ended_at is not null)";

        foreach (var attack in (string[])
        [
            "delete from expert", "update expert set person_id = person_id + 1", "update expert set status = 'Gone'",
            "delete from expert_revision", "update expert_revision set sectors = 'O'",
            "delete from expert_assessment", "update expert_assessment set seed = '1' where ended_at is null", "update expert_assessment set question = 'x' where ended_at is null",
            $"update expert_assessment set summary = 'x' where id = {done}", $"update expert_assessment set ended_at = null where id = {done}",
            $"insert into expert_assessment select id + 1, application_id, round_no + 9, appointed, seed, candidates, question, proposal_id, asked_at, ended_at, ended_by_proposal_id, outcome, summary, document_id, document_sha256, call_off_reason from expert_assessment where ended_at is null",
            "delete from assessment_expert", "update assessment_expert set leader = true", $"insert into assessment_expert select {done}, {other}, false",
            "delete from expert_fee", "update expert_fee set fen = 0",
            $"update application set status = 'Ended' where id = {filed.Id}", $"update application set status = 'Registered', registered_at = filed_at where id = {filed.Id}",
        ])
            await world.ShouldRefuse(attack);

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderAssessment);
        (await Verified(world)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Verification_finds_experts_whom_the_seed_did_not_draw_and_a_case_without_its_assessment(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        foreach (var n in (int[])[701, 702, 703, 704]) await A.Expert(world, n, "A");
        var drawn = await Draw(filed, 1);
        await world.Damage(engine == Engine.Sqlite
            ? "drop trigger assessment_expert_no_update"
            : "drop trigger assessment_expert_no_change on assessment_expert");
        await world.Damage($"update assessment_expert set expert_id = (select min(id) from expert where id <> {drawn.Experts[0]})");

        (await Verified(world)).ShouldHaveSingleItem().Check.ShouldBe("assessment");
        await world.Damage($"update assessment_expert set expert_id = {drawn.Experts[0]}");
        await world.Damage($"update application set status = 'UnderReview' where id = {filed.Id}");
        (await Verified(world)).ShouldContain(f => f.Check == "assessment" && f.Row == $"application:{filed.Id}");
    }

    private static async Task<IReadOnlyList<long>> Members(ApplicationCase filed)
    {
        await using var reads = await filed.World.Db.Read();
        return await reads.Rows<long>($"""
            select e.expert_id from assessment_expert e join expert_assessment a on a.id = e.assessment_id where a.application_id = {filed.Id} and a.ended_at is null
            """);
    }

    private static async Task DualControlRefuses(Func<Task> act) =>
        (await Should.ThrowAsync<RefusalException>(act)).Rule.Code.ShouldStartWith("dual-control.");
}
