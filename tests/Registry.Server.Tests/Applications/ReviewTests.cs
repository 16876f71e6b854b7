using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>The later part of an application's course: who may take which step, and what brings it back.</summary>
public sealed class ReviewTests
{
    [Theory, BothDatabases]
    public async Task Review_is_due_fifteen_working_days_after_receipt_and_nothing_decides_by_itself(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingAcceptance);
        world.GoTo(new DateOnly(2025, 9, 22));

        (await filed.Accept()).ShouldBe(new DateOnly(2025, 10, 17));

        world.GoTo(new DateOnly(2026, 5, 6));
        await world.Tick();
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderReview);
    }

    [Theory, BothDatabases]
    public async Task Return_names_deficiencies_and_each_is_answered(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        await ApplicationRules.DeficiencyMissing.ShouldRefuse(() => Return(filed));
        await Return(filed, new("S03", "The letter is not sealed."), new("S01", "The date is missing."));

        await ApplicationRules.DeficiencyUnanswered.ShouldRefuse(() => Complete(filed, "Sealed."));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => filed.Register());
        await Complete(filed, "Sealed.", "Dated.");

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.UnderReview);
        (await filed.Value<long>($"select count(*) from deficiency where application_id = {filed.Id} and answered_at is not null")).ShouldBe(2);
        (await filed.Register()).Number.ShouldBe("A210001");
    }

    [Theory, BothDatabases]
    public async Task Owner_returns_an_upload_and_the_next_one_stands_beside_it(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingOwner);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => ReturnUpload(filed, ""));
        await ReturnUpload(filed, "The report names another owner.");

        await filed.Upload();

        (await filed.Value<long>($"select count(*) from application_document where application_id = {filed.Id} and stage = 'Final' and kind = 'E03'")).ShouldBe(2);
        (await filed.Value<int>($"select max(version_no) from application_document where application_id = {filed.Id} and stage = 'Final' and kind = 'E03'")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Final_facts_that_differ_need_a_note(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        var changed = filed.Project! with { AnnualTonnes = 497_191, TotalTonnes = 4_971_913 };

        await ApplicationRules.ModificationNoteMissing.ShouldRefuse(() => filed.Upload(project: changed));
        await ApplicationRules.BodyTeamNotSeparate.ShouldRefuse(() => filed.Upload(team: new(["Zhao"], "Sun", "Li")));
        await filed.Upload(project: changed, note: "The annual amount was measured anew.");

        (await filed.Value<long>($"select annual_tonnes from project_facts where application_id = {filed.Id} and stage = 'Notice'")).ShouldBe(500_000);
        (await filed.Value<long>($"select annual_tonnes from project_facts where application_id = {filed.Id} and stage = 'Final'")).ShouldBe(497_191);
    }

    [Theory, BothDatabases]
    public async Task Only_the_named_body_uploads(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        var other = await A.BodyAccount(world, A.Verifier, 7);

        await ApplicationRules.NotTheNamedBody.ShouldRefuse(() => filed.Upload(other));
        await ApplicationRules.NotTheNamedBody.ShouldRefuse(() => filed.Upload(filed.Owner));
    }

    [Theory, BothDatabases]
    public async Task Owner_or_registry_ends_an_application_before_it_is_filed_with_a_reason(Engine engine)
    {
        await using var world = await A.World(engine);
        var first = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        var second = await (await A.Project(world, A.OffshoreWind(2), first.Owner, first.Body)).To(ApplicationStatus.AwaitingFiling);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<AbortApplication, AbortApplication.Command>(world, new(first.Id, " ")));

        await A.Act<AbortApplication, AbortApplication.Command>(world, first.Owner.Initiator, first.Owner.Confirmer, new(first.Id, "The project is not built."));
        await A.OfficersAct<AbortApplication, AbortApplication.Command>(world, new(second.Id, "The owner does not answer."));

        (await first.Load()).Status.ShouldBe(ApplicationStatus.Ended);
        (await second.Load()).Status.ShouldBe(ApplicationStatus.Ended);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => first.Upload());
    }

    [Theory, BothDatabases]
    public async Task Application_of_another_looks_as_if_it_were_not_there(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft();
        var other = await A.EnterpriseAccount(world, 12);

        await ApplicationRules.NotTheOwner.ShouldRefuse(() => A.Act<SubmitApplication, SubmitApplication.Command>(world, other.Initiator, other.Confirmer, new(filed.Id)));
        await ApplicationRules.NotTheOwner.ShouldRefuse(() => world.The<Drafts>().Discard(other.Initiator, filed.Id, A.New));
        await GeneralRules.Absent.ShouldRefuse(() => A.Act<SubmitApplication, SubmitApplication.Command>(world, other.Initiator, other.Confirmer, new(4)));
    }

    [Theory, BothDatabases]
    public async Task Account_that_is_no_project_owners_files_nothing(Engine engine)
    {
        await using var world = await A.World(engine);
        var trader = await A.EnterpriseAccount(world, 13, Kernel.Primitives.AccountSubtype.OtherTrader);

        var filed = await A.Project(world, owner: trader);

        await ApplicationRules.OwnerNotEligible.ShouldRefuse(() => filed.Draft());
    }

    [Theory, BothDatabases]
    public async Task Notice_that_is_returned_is_revised_and_submitted_again(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<ReturnNotice, ReturnNotice.Command>(world, new(filed.Id, "")));
        await A.OfficersAct<ReturnNotice, ReturnNotice.Command>(world, new(filed.Id, "The document is not legible."));

        await world.The<Drafts>().Revise(filed.Owner.Initiator, filed.Id, A.New);
        await world.The<Drafts>().Attach(filed.Owner.Initiator, filed.Id, await filed.Documents(filed.Owner.Initiator, DocumentKinds.ProjectDesign), A.New);

        await filed.To(ApplicationStatus.NoticeRunning);
    }

    [Theory, BothDatabases]
    public async Task Submission_without_the_design_document_is_refused(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft(documents: false);

        var refusal = await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.Submit());

        refusal.Facts.Single(f => f.Name == "kind").Value.ShouldBe("E01");
    }

    [Theory, BothDatabases]
    public async Task Proposal_that_nobody_answers_gives_the_application_back_to_its_initiator(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft();
        var proposed = await filed.ProposeSubmission();
        world.GoTo(proposed.ExpiresAt.AddSeconds(-1));
        (await world.The<Proposals>().ExpireDue()).ShouldBe(0);
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingConfirmer);
        world.GoTo(proposed.ExpiresAt);

        await DualControlRules.Expired.ShouldRefuse(() => world.The<Proposals>().Confirm(filed.Owner.Confirmer, new(proposed.Id), proposed.PayloadHash, A.New));
        (await world.The<Proposals>().ExpireDue()).ShouldBe(1);

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.Draft);
        (await filed.Value<string>($"select actor from state_history where subject_id = {filed.Id} and action = 'ReturnToDraft'")).ShouldBe("Clock");
        await filed.To(ApplicationStatus.AwaitingFiling);
        var filing = await world.The<Proposals>().Propose<FileApplication, FileApplication.Command>(filed.Owner.Initiator, await filed.FilingCommand(), A.New);
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.FilingAwaitingConfirmer);
        await world.The<Proposals>().Withdraw(filed.Owner.Initiator, new(filing.Id), A.New);
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingFiling);
    }

    [Theory, BothDatabases]
    public async Task Person_cannot_confirm_their_own_proposal_by_any_route(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft();
        var other = await A.EnterpriseAccount(world, 12);
        var proposals = world.The<Proposals>();
        var proposed = await filed.ProposeSubmission();
        Task Confirm(Actor actor) => proposals.Confirm(actor, new(proposed.Id), proposed.PayloadHash, A.New);
        var initiator = filed.Owner.Initiator;

        // As the same role, in the other role, for another account, and as somebody else's confirmer.
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => Confirm(initiator));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => Confirm(initiator with { Role = ActorRole.Confirmer }));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => Confirm(initiator with { Account = other.Account, Role = ActorRole.Confirmer }));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => Confirm(other.Confirmer));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => Confirm(other.Confirmer with { Account = filed.Owner.Account }));

        // Made the confirmer of the account after the proposal.
        await world.Damage($"update account_representative set until = '2024-09-02T01:00:00.000000Z' where account_id = {filed.Owner.Account.Value}");
        await world.Damage($"""
            insert into account_representative(id, account_id, role, person_id, since) values
              (1, {filed.Owner.Account.Value}, 'Confirmer', {initiator.Person.Value}, '2024-09-02T01:00:00.000000Z')
            """);
        await DualControlRules.SamePerson.ShouldRefuse(() => Confirm(initiator with { Role = ActorRole.Confirmer }));
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingConfirmer);
    }

    [Theory, BothDatabases]
    public async Task Officer_who_is_clerk_and_reviewer_cannot_confirm_what_they_proposed(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var officers = await A.Officers(world);
        await world.Damage($"insert into officer(person_id, role, since) values ({officers.Clerk.Person.Value}, 'Reviewer', '2024-09-02T01:00:00.000000Z')");
        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(filed.Id), A.New);

        await DualControlRules.SamePerson.ShouldRefuse(() => proposals.Confirm(officers.Clerk with { Role = ActorRole.Reviewer }, new(proposed.Id), proposed.PayloadHash, A.New));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => proposals.Confirm(filed.Owner.Confirmer, new(proposed.Id), proposed.PayloadHash, A.New));
        await DualControlRules.NotEntitledToPropose.ShouldRefuse(() => A.Act<RefuseApplication, RefuseApplication.Command>(world, filed.Owner.Initiator, filed.Owner.Confirmer, new(filed.Id, "x")));
    }

    [Theory, BothDatabases]
    public async Task Day_of_the_application_is_that_of_Beijing_to_the_second(Engine engine)
    {
        await using var world = await A.World(engine);
        var first = await (await A.Project(world)).To(ApplicationStatus.AwaitingFiling);
        var second = await (await A.Project(world, A.OffshoreWind(2), first.Owner, first.Body)).To(ApplicationStatus.AwaitingFiling);
        var midnight = RegistryClock.StartOf(new DateOnly(2025, 1, 1));
        world.GoTo(midnight.AddSeconds(-1));
        await first.File();
        world.GoTo(midnight);
        await second.File();

        (await first.Load()).FiledOn.ShouldBe(new DateOnly(2024, 12, 31));
        (await second.Load()).FiledOn.ShouldBe(new DateOnly(2025, 1, 1));
        world.GoTo(RegistryClock.StartOf(new DateOnly(2025, 1, 3)).AddSeconds(-1));
        await first.Accept();
        await first.Register();
        (await first.Value<DateOnly>($"select registered_on from project where application_id = {first.Id}")).ShouldBe(new DateOnly(2025, 1, 2));
    }

    [Theory, BothDatabases]
    public async Task Notice_approved_at_the_last_second_of_a_day_may_start_on_the_next_and_a_second_later_not(Engine engine)
    {
        await using var world = await A.World(engine);
        var first = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var second = await (await A.Project(world, A.OffshoreWind(2), first.Owner, first.Body)).To(ApplicationStatus.AwaitingNoticeApproval);
        var midnight = RegistryClock.StartOf(new DateOnly(2024, 9, 4));
        world.GoTo(midnight.AddSeconds(-1));
        (await first.ApproveNotice(new DateOnly(2024, 9, 4))).Start.ShouldBe(new DateOnly(2024, 9, 4));
        world.GoTo(midnight);

        await ApplicationRules.NoticeStartNotLater.ShouldRefuse(() => second.ApproveNotice(new DateOnly(2024, 9, 4)));
    }

    private static Task Return(ApplicationCase filed, params ReturnForCompletion.Deficiency[] deficiencies) =>
        A.OfficersAct<ReturnForCompletion, ReturnForCompletion.Command>(filed.World, new(filed.Id, deficiencies));

    private static Task Complete(ApplicationCase filed, params string[] answers) =>
        A.Act<CompleteApplication, CompleteApplication.Command>(filed.World, filed.Owner.Initiator, filed.Owner.Confirmer, new(filed.Id, answers, []));

    private static Task ReturnUpload(ApplicationCase filed, string reason) =>
        A.Act<ReturnUpload, ReturnUpload.Command>(filed.World, filed.Owner.Initiator, filed.Owner.Confirmer, new(filed.Id, reason));
}
