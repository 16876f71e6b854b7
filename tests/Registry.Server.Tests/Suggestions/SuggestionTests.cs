using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Suggestions;
using Registry.Server.Capabilities.Suggestions.Filing;
using Registry.Server.Capabilities.Suggestions.Review;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Suggestions;

/// <summary>Methodology suggestions from draft to the methodology in the register, and what is refused on the way.</summary>
public sealed class SuggestionTests
{
    private const string Published = "CCER-01-002-V01";

    [Theory, BothDatabases]
    public async Task Suggestion_goes_from_draft_to_a_registered_methodology_and_verify_finds_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        var officers = await A.Officers(world);
        var it = await A.SuggestionDraft(world, holder.Initiator);
        // The other representative may go on with it; who read an older version is told.
        await world.The<SaveSuggestion>().Save(holder.Confirmer, new(it.Id, 0, it.Content with { Title = "Methodology for heat pumps" }, it.Files), A.New);
        await GeneralRules.ChangedMeanwhile.ShouldRefuse(() => world.The<SaveSuggestion>().Save(holder.Initiator, new(it.Id, 0, it.Content, it.Files), A.New));
        await world.The<SubmitSuggestion>().Submit(holder.Initiator, new(it.Id, 1), A.New);
        await world.The<TakeBackSuggestion>().Recall(holder.Confirmer, new(it.Id, 2), A.New);
        await world.The<SubmitSuggestion>().Submit(holder.Initiator, new(it.Id, 3), A.New);
        await world.The<BeginFormCheck>().Begin(officers.Clerk, new(it.Id, 4), A.New);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => world.The<TakeBackSuggestion>().Recall(holder.Initiator, new(it.Id, 5), A.New));
        await A.OfficersAct<ReturnSuggestion, ReturnSuggestion.Command>(world, new(it.Id, 5, [new("baseline", "Say how it is found.")]));
        it = await A.SuggestionNow(world, it.Id);
        (it.Status, it.RoundNo, it.Title).ShouldBe((SuggestionStatus.Returned, 2, "Methodology for heat pumps"));
        await world.The<SaveSuggestion>().Save(holder.Initiator, new(it.Id, it.Version, it.Content with { Baseline = "Found by a survey." }, it.Files), A.New);
        await world.The<SubmitSuggestion>().Submit(holder.Initiator, new(it.Id, it.Version + 1), A.New);
        await world.The<BeginFormCheck>().Begin(officers.Reviewer, new(it.Id, it.Version + 2), A.New);
        await A.OfficersAct<PassFormCheck, PassFormCheck.Command>(world, new(it.Id, it.Version + 3));
        it = await A.SuggestionNow(world, it.Id);
        await SuggestionRules.OpinionMissing.ShouldRefuse(() => A.OfficersAct<AdoptSuggestion, AdoptSuggestion.Command>(world, new(it.Id, it.Version, "Good")));
        await SuggestionRules.OpinionMissing.ShouldRefuse(() => A.OfficersAct<OpenForComment, OpenForComment.Command>(world, new(it.Id, it.Version, 20)));
        it = await A.SuggestionAssessed(world, it);
        await A.OfficersAct<OpenForComment, OpenForComment.Command>(world, new(it.Id, it.Version, 20));
        it = await A.SuggestionNow(world, it.Id);
        await using (var reads = await world.Db.Read())
            it.CommentUntil.ShouldBe((await world.The<Calendars>().In(reads)).DueDate(world.Clock.Today, 20));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => world.The<TakeBackSuggestion>().Withdraw(holder.Initiator, new(it.Id, it.Version), A.New));
        await SuggestionRules.CommentRunning.ShouldRefuse(() => A.OfficersAct<DeclineSuggestion, DeclineSuggestion.Command>(world, new(it.Id, it.Version, "No")));
        world.GoTo(it.CommentUntil!.Value.AddDays(1));
        await A.OfficersAct<AdoptSuggestion, AdoptSuggestion.Command>(world, new(it.Id, it.Version, "Widely usable."));
        it = await A.SuggestionNow(world, it.Id);
        await MethodologyRules.Unknown.ShouldRefuse(() => A.OfficersAct<PublishSuggestion, PublishSuggestion.Command>(world, new(it.Id, it.Version, "CCER-01-099-V01")));
        await SuggestionRules.AnotherSector.ShouldRefuse(() => A.OfficersAct<PublishSuggestion, PublishSuggestion.Command>(world, new(it.Id, it.Version, "CCER-14-001-V01")));
        await A.OfficersAct<PublishSuggestion, PublishSuggestion.Command>(world, new(it.Id, it.Version, Published));
        it = await A.SuggestionNow(world, it.Id);
        (it.Status, it.MethodologyCode, it.Decision).ShouldBe((SuggestionStatus.Published, Published, "Widely usable."));

        await using var all = await world.Db.Read();
        (await all.Scalar<long>($"select count(*) from methodology_suggestion_filing where suggestion_id = {it.Id}")).ShouldBe(3);
        (await all.Scalar<string>($"select content from methodology_suggestion_filing where suggestion_id = {it.Id} and round_no = 2"))!.ShouldContain("A coal boiler of the same output.");
        (await all.Scalar<long>($"select count(*) from audit_entry where subjects like {$"%methodology-suggestion:{it.Id}%"} and result = 'done'")).ShouldBeGreaterThan(10);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_suggest_is_refused_and_the_suggestion_of_another_looks_absent(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var (holder, other) = (await A.EnterpriseAccount(world, 10), await A.EnterpriseAccount(world, 11));
        var individual = await A.Member(world, 80);
        var member = await world.The<RegisterMember>().Register(A.Visitor(81), new(A.Person(81), "320000", new("Society of the coast", A.Code(81)), Invented: true), A.New);
        var organisation = new Actor(member.Person, new AccountId(member.Account), ActorRole.Visitor);
        Task Save(Actor actor) => world.The<SaveSuggestion>().Save(actor, new(null, null, A.Suggestion(), new(null, null, null)), A.New);
        foreach (var actor in (Actor[])[organisation, holder.Confirmer, (await A.BodyAccount(world, A.Validator, 7)).Initiator]) await Save(actor);
        await AccountRules.NotForThisType.ShouldRefuse(() => Save(individual));
        await GeneralRules.NotEntitled.ShouldRefuse(() => Save(A.Visitor(82)));
        await GeneralRules.NotEntitled.ShouldRefuse(async () => await Save((await A.Officers(world)).Clerk));
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(other.Account.Value, RestrictionLevel.Business, "Licence not true"));
        await AccountRules.UseLimited.ShouldRefuse(() => Save(other.Initiator));

        var it = await A.SuggestionDraft(world, holder.Initiator);
        foreach (var stranger in (Actor[])[organisation, (await A.BodyAccount(world, A.Verifier, 6)).Initiator])
        {
            await GeneralRules.Absent.ShouldRefuse(() => world.The<SaveSuggestion>().Save(stranger, new(it.Id, it.Version, it.Content, new(null, null, null)), A.New));
            await GeneralRules.Absent.ShouldRefuse(() => world.The<SubmitSuggestion>().Submit(stranger, new(it.Id, it.Version), A.New));
            await GeneralRules.Absent.ShouldRefuse(() => world.The<TakeBackSuggestion>().Withdraw(stranger, new(it.Id, it.Version), A.New));
            // A file of another account is none of one's own.
            await SuggestionRules.DocumentMissing.ShouldRefuse(() => world.The<SaveSuggestion>().Save(stranger, new(null, null, A.Suggestion(), it.Files), A.New));
        }
        await GeneralRules.Absent.ShouldRefuse(async () => await world.The<BeginFormCheck>().Begin((await A.Officers(world)).Clerk, new(it.Id, it.Version), A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<BeginFormCheck>().Begin(holder.Initiator, new(it.Id, it.Version), A.New));
        await MethodologyRules.Unknown.ShouldRefuse(() => world.The<SaveSuggestion>().Save(holder.Initiator, new(it.Id, it.Version, it.Content with { Revises = "CCER-01-099-V01" }, it.Files), A.New));
        await SuggestionRules.DocumentMissing.ShouldRefuse(() => world.The<SaveSuggestion>().Save(holder.Initiator, new(it.Id, it.Version, it.Content, it.Files with { Draft = it.Files.Explanation }), A.New));
        var bare = await world.The<SaveSuggestion>().Save(holder.Initiator, new(null, null, new("Only a title", null, null, "", "", "", "", ""), new(null, null, null)), A.New);
        await SuggestionRules.TextMissing.ShouldRefuse(() => world.The<SubmitSuggestion>().Submit(holder.Initiator, new(bare, 0), A.New));
    }

    [Theory, BothDatabases]
    public async Task Officers_need_two_persons_reasons_and_an_expert_without_a_conflict(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        var officers = await A.Officers(world);
        var form = await A.SuggestionAt(world, holder.Initiator, SuggestionStatus.FormCheck);
        await SuggestionRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<ReturnSuggestion, ReturnSuggestion.Command>(world, new(form.Id, form.Version, [])));
        await SuggestionRules.ReasonUnknown.ShouldRefuse(() => A.OfficersAct<ReturnSuggestion, ReturnSuggestion.Command>(world, new(form.Id, form.Version, [new("colour", "Green")])));
        await GeneralRules.ChangedMeanwhile.ShouldRefuse(() => A.OfficersAct<PassFormCheck, PassFormCheck.Command>(world, new(form.Id, form.Version - 1)));
        var proposed = await world.The<Proposals>().Propose<PassFormCheck, PassFormCheck.Command>(officers.Clerk, new(form.Id, form.Version), A.New);
        await Should.ThrowAsync<RefusalException>(() => world.The<Proposals>().Confirm(officers.Clerk, new ProposalId(proposed.Id), proposed.PayloadHash, A.New));
        (await A.SuggestionNow(world, form.Id)).Status.ShouldBe(SuggestionStatus.FormCheck);

        var it = await A.SuggestionAt(world, holder.Initiator, SuggestionStatus.Assessment);
        AssessSuggestion.Command Opinion(long expert, string words = "Sound.") => new(it.Id, it.Version, expert, OpinionConclusion.Favourable, words);
        Task Assess(AssessSuggestion.Command command) => A.OfficersAct<AssessSuggestion, AssessSuggestion.Command>(world, command);
        var (fit, another, own) = (await A.Expert(world, 801, "A"), await A.Expert(world, 802, "N"), await A.ExpertWhoIs(world, holder.Confirmer.Person, "A"));
        await SuggestionRules.ReasonMissing.ShouldRefuse(() => Assess(Opinion(fit, " ")));
        await SuggestionRules.TextTooLong.ShouldRefuse(() => Assess(Opinion(fit, new string('x', 4001))));
        await AssessmentRules.ExpertNotAvailable.ShouldRefuse(() => Assess(Opinion(another)));
        await AssessmentRules.ConflictOfInterest.ShouldRefuse(() => Assess(Opinion(own)));
        it = await A.SuggestionAssessed(world, it, fit);
        await SuggestionRules.OpinionTwice.ShouldRefuse(() => Assess(Opinion(fit)));
        await SuggestionRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<AdoptSuggestion, AdoptSuggestion.Command>(world, new(it.Id, it.Version, "")));
        await SuggestionRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<DeclineSuggestion, DeclineSuggestion.Command>(world, new(it.Id, it.Version, " ")));
        await SuggestionRules.CommentDays.ShouldRefuse(() => A.OfficersAct<OpenForComment, OpenForComment.Command>(world, new(it.Id, it.Version, 4)));
        await A.OfficersAct<DeclineSuggestion, DeclineSuggestion.Command>(world, new(it.Id, it.Version, "Too few projects."));
        (await A.SuggestionNow(world, it.Id)).Status.ShouldBe(SuggestionStatus.NotAdopted);
    }
}
