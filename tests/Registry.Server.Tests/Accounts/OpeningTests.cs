using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class OpeningTests
{
    [Theory, BothDatabases]
    public async Task Application_approved_by_two_officers_opens_an_account_with_a_number_and_two_representatives(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var holder = await A.EnterpriseAccount(world, 10, AccountSubtype.ProjectOwner, AccountSubtype.NationalKeyEmitter);

        var number = AccountNumber.Parse(holder.Number);
        (number.Type, number.Province, number.Sequence).ShouldBe((1, "32", 1));
        holder.Initiator.Person.ShouldNotBe(holder.Confirmer.Person);
        await using var reads = await world.Db.Read();
        var account = await AccountRegister.Load(reads, holder.Account);
        account.Status.ShouldBe(AccountStatus.Open);
        account.Capabilities.HasFlag(AccountCapabilities.FilesProjects | AccountCapabilities.OffsetsNational).ShouldBeTrue();
        (await AccountRegister.FindByNumber(reads, holder.Number))!.Id.ShouldBe(holder.Account.Value);
        (await AccountRegister.FindByCreditCode(reads, A.Code(10)))!.OpenedOn.ShouldBe(new DateOnly(2024, 3, 5));
        (await reads.Scalar<long>($"select count(*) from outbox_message where topic = 'account.opened'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Numbers_of_a_province_have_no_gaps_when_an_approval_fails(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var first = await A.EnterpriseAccount(world, 10);
        await Should.ThrowAsync<RefusalException>(() => A.EnterpriseAccount(world, 10));
        var second = await A.EnterpriseAccount(world, 11);

        AccountNumber.Parse(first.Number).Sequence.ShouldBe(1);
        AccountNumber.Parse(second.Number).Sequence.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task AC05_Initiator_and_confirmer_with_one_document_are_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var form = await A.EnterpriseForm(world, 10, A.Visitor(10));
        var persons = A.EnterprisePersons(10);

        await AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(10),
            new(null, form, persons with { Confirmer = persons.Initiator! with { Name = "Another Spelling" } }), A.New));
    }

    [Theory, BothDatabases]
    public async Task AC07_Person_named_in_a_waiting_application_is_refused_to_another_subject(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.Opening(world, 10);
        var form = await A.EnterpriseForm(world, 11, A.Visitor(11));

        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(11),
            new(null, form, A.EnterprisePersons(11) with { Confirmer = A.Person(102) }), A.New));
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from subject_claim")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task AC13_Due_date_is_reckoned_over_the_holidays_and_nothing_happens_by_itself_when_it_passes(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        world.GoTo(new DateOnly(2025, 9, 22));

        var submitted = await A.Opening(world, 10);
        submitted.DueOn.ShouldBe(new DateOnly(2025, 10, 17));

        world.GoTo(new DateOnly(2025, 10, 18));
        await world.Tick();
        var waiting = (await world.The<OpeningInbox>().Waiting()).Single();
        (waiting.Status, waiting.IsOverdue, waiting.DueOn).ShouldBe((OpeningStatus.AwaitingReview, true, new DateOnly(2025, 10, 17)));
    }

    [Theory, BothDatabases]
    public async Task Returned_application_is_mended_and_handed_in_again(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var submitted = await A.Opening(world, 10);
        var officers = await A.Officers(world);
        await AccountRules.ReasonMissing.ShouldRefuse(() => world.The<ReturnOpening>().Return(officers.Clerk, new(submitted.Opening, submitted.Version, []), A.New));
        await AccountRules.ReasonUnknown.ShouldRefuse(() => world.The<ReturnOpening>().Return(officers.Clerk, new(submitted.Opening, submitted.Version, [new("hat", "x")]), A.New));
        await world.The<ReturnOpening>().Return(officers.Clerk, new(submitted.Opening, submitted.Version, [new("business-licence", "The seal is missing.")]), A.New);

        await AccountRules.NotTheApplicant.ShouldRefuse(async () => await world.The<SubmitOpening>().Submit(A.Visitor(77),
            new(submitted.Opening, await A.EnterpriseForm(world, 10, A.Visitor(77)), A.EnterprisePersons(10)), A.New));
        world.GoTo(new DateOnly(2024, 3, 11));
        var again = await world.The<SubmitOpening>().Submit(A.Visitor(10),
            new(submitted.Opening, await A.EnterpriseForm(world, 10, A.Visitor(10)), A.EnterprisePersons(10) with { Confirmer = A.Person(555) }), A.New);

        (again.Opening, again.Version, again.DueOn).ShouldBe((submitted.Opening, submitted.Version + 2, new DateOnly(2024, 4, 1)));
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from representation_claim where subject_key like 'credit-code:%'")).ShouldBe(2);
        var reply = await A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(again.Opening, again.Version));
        reply.As<OpenedAccount>().Number.ShouldStartWith("132");
    }

    [Theory, BothDatabases]
    public async Task Refused_application_frees_subject_and_persons_and_another_may_follow(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var submitted = await A.Opening(world, 10);
        await A.OfficersAct<RefuseOpening, RefuseOpening.Command>(world, new(submitted.Opening, submitted.Version, [new("eligibility", "The licence is not true.")]));

        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select description from account_opening_reason where opening_id = {submitted.Opening}")).ShouldBe("The licence is not true.");
        (await reads.Scalar<long>($"select count(*) from subject_claim")).ShouldBe(0);
        (await A.EnterpriseAccount(world, 10)).Number.ShouldStartWith("132");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() =>
            A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(submitted.Opening, submitted.Version + 1)));
    }

    [Theory, BothDatabases]
    public async Task Application_that_changed_after_it_was_reviewed_is_not_approved(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var submitted = await A.Opening(world, 10);

        await GeneralRules.ChangedMeanwhile.ShouldRefuse(() => A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(submitted.Opening, submitted.Version - 1)));
    }

    [Theory, BothDatabases]
    public async Task Draft_claims_nothing_until_it_is_handed_in_and_withdrawing_frees_everything(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var draft = await world.The<SaveOpeningDraft>().Save(A.Visitor(10), new(null, await A.EnterpriseForm(world, 10, A.Visitor(10)), A.EnterprisePersons(10)), A.New);
        (await Count(world, "subject_claim")).ShouldBe(0);

        await AccountRules.NotTheApplicant.ShouldRefuse(() => world.The<WithdrawOpening>().Withdraw(A.Visitor(11), new(draft), A.New));
        await world.The<SubmitOpening>().Submit(A.Visitor(10), new(draft, await A.EnterpriseForm(world, 10, A.Visitor(10)), A.EnterprisePersons(10)), A.New);
        (await Count(world, "subject_claim")).ShouldBe(1);

        await world.The<WithdrawOpening>().Withdraw(A.Visitor(10), new(draft), A.New);
        (await Count(world, "subject_claim")).ShouldBe(0);
        (await Count(world, "representation_claim")).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Document_of_somebody_else_is_no_material(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var form = await A.EnterpriseForm(world, 10, A.Visitor(11));

        await AccountRules.MaterialNotOwn.ShouldRefuse(() => world.The<SubmitOpening>().Submit(A.Visitor(10), new(null, form, A.EnterprisePersons(10)), A.New));
    }

    [Theory, BothDatabases]
    public async Task One_officer_cannot_approve_alone_and_representatives_cannot_at_all(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        var submitted = await A.Opening(world, 11);
        var officers = await A.Officers(world);
        var proposals = world.The<Proposals>();
        var command = new ApproveOpening.Command(submitted.Opening, submitted.Version);
        var proposed = await proposals.Propose<ApproveOpening, ApproveOpening.Command>(officers.Clerk, command, A.New);

        await Should.ThrowAsync<RefusalException>(() => proposals.Confirm(officers.Clerk, new(proposed.Id), proposed.PayloadHash, A.New));
        await Should.ThrowAsync<RefusalException>(() => proposals.Propose<ApproveOpening, ApproveOpening.Command>(holder.Initiator, command, A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<ReturnOpening>().Return(holder.Initiator, new(submitted.Opening, submitted.Version, [new("contact", "x")]), A.New));
        (await Count(world, "account")).ShouldBe(1);
    }

    private static async Task<long> Count(TestWorld world, string table)
    {
        await using var reads = await world.Db.Read();
        return table switch
        {
            "subject_claim" => await reads.Scalar<long>($"select count(*) from subject_claim"),
            "representation_claim" => await reads.Scalar<long>($"select count(*) from representation_claim where subject_key like 'credit-code:%'"),
            _ => await reads.Scalar<long>($"select count(*) from account"),
        };
    }
}
