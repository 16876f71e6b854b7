using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Issuance;
using Registry.Kernel.Primitives;
using Registry.Kernel.Reductions;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Issuance;

/// <summary>Issuance: by two officers, one lot for each vintage, once.</summary>
public sealed class IssueUnitsTests
{
    private static readonly ReductionFacts Facts = new()
    {
        PeriodFrom = new DateOnly(2022, 4, 1),
        PeriodTo = new DateOnly(2024, 6, 30),
        Tonnes = 875_948,
        Vintages = [new(2022, 357_373), new(2023, 518_575), new(2024, 0)],
    };

    private static async Task<ApplicationCase> Registered(TestWorld world)
    {
        var project = await A.RegisteredProject(world);
        return await (await A.Reduction(project, Facts)).To(ApplicationStatus.Registered);
    }

    private static async Task<(A.Body Officers, Proposed Proposal)> Propose(ApplicationCase reduction, params int[] vintages)
    {
        var officers = await A.Officers(reduction.World);
        var proposal = await reduction.World.The<Proposals>().Propose(officers.Clerk, reduction.World.The<IssueUnits>(),
            new IssueUnits.Command(reduction.Registration!.Id, vintages), A.New);
        return (officers, proposal);
    }

    private static async Task<IReadOnlyList<string>> Statuses(ApplicationCase reduction)
    {
        await using var reads = await reduction.World.Db.Read();
        return await reads.Rows<string>($"select status from reduction_vintage where reduction_id = {reduction.Registration!.Id} order by vintage");
    }

    private static async Task<long> Units(ApplicationCase reduction)
    {
        await using var reads = await reduction.World.Db.Read();
        return (await LedgerQueries.Holdings(reads, reduction.Owner.Account)).Sum(h => h.Balance);
    }

    [Theory, BothDatabases]
    public async Task RD_14_a_vintage_of_nothing_stays_registered_while_the_others_are_issued(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022, 2023);

        var lots = (await world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, A.New)).As<IssueUnits.Reply>().Lots;

        lots.Select(l => (l.Vintage, l.Tonnes)).ShouldBe([(2022, 357_373), (2023, 518_575)]);
        lots[0].Code.ShouldBe($"CCER-{reduction.Registration!.Number}-2022-01");
        (await Statuses(reduction)).ShouldBe(["Issued", "Issued", "Registered"]);
        (await Units(reduction)).ShouldBe(875_948);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
        await IssuanceRules.NothingToIssue.ShouldRefuse(() => Propose(reduction, 2024));
    }

    [Theory, BothDatabases]
    public async Task RD_16_without_a_second_officer_nothing_is_credited(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022, 2023);

        (await Statuses(reduction)).ShouldBe(["Issuing", "Issuing", "Registered"]);
        (await Units(reduction)).ShouldBe(0);
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => world.The<Proposals>().Confirm(officers.Clerk, new ProposalId(proposal.Id), proposal.PayloadHash, A.New));
        (await Units(reduction)).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_at_once_issue_once(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022, 2023);

        var answers = await A.AtOnce(50, i => world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, $"confirm-{i}"));

        answers.Count(a => a.Answer is not null).ShouldBe(1);
        (await Units(reduction)).ShouldBe(875_948);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task The_same_confirmation_again_hears_the_same_answer_and_does_nothing(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022);
        var instruction = A.New;

        var answers = await A.AtOnce(20, _ => world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, instruction));

        answers.ShouldContain(a => a.Answer != null);
        var again = await world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, instruction);
        again.As<IssueUnits.Reply>().Lots.Single().Tonnes.ShouldBe(357_373);
        (await Units(reduction)).ShouldBe(357_373);
    }

    [Theory, BothDatabases]
    public async Task A_rejected_proposal_gives_the_vintages_back_and_they_can_be_issued_later(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022);
        await ProposalRules.AlreadyWaiting.ShouldRefuse(() => Propose(reduction, 2022));

        await world.The<Proposals>().Reject(officers.Reviewer, new ProposalId(proposal.Id), "The period is under inquiry.", A.New);

        (await Statuses(reduction)).ShouldBe(["Registered", "Registered", "Registered"]);
        var (_, second) = await Propose(reduction, 2022);
        await world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(second.Id), second.PayloadHash, A.New);
        (await Statuses(reduction)).ShouldBe(["Issued", "Registered", "Registered"]);
    }

    [Theory, BothDatabases]
    public async Task A_year_that_is_issued_is_not_issued_again_and_one_that_is_not_there_is_absent(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022);
        await world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, A.New);

        await IssuanceRules.AlreadyIssued.ShouldRefuse(() => Propose(reduction, 2022));
        await IssuanceRules.NoSuchVintage.ShouldRefuse(() => Propose(reduction, 2021));
        await IssuanceRules.NothingToIssue.ShouldRefuse(() => Propose(reduction));
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_issued_for_a_project_that_is_no_longer_registered(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        var (officers, proposal) = await Propose(reduction, 2022);
        await world.Damage($"update project set status = 'DeregistrationRequested' where id = {reduction.ProjectId}");

        await IssuanceRules.ProjectNotRegistered.ShouldRefuse(() => world.The<Proposals>().Confirm(officers.Reviewer, new ProposalId(proposal.Id), proposal.PayloadHash, A.New));
        await world.The<Proposals>().Reject(officers.Reviewer, new ProposalId(proposal.Id), "The project is being deregistered.", A.New);
        await IssuanceRules.ProjectNotRegistered.ShouldRefuse(() => Propose(reduction, 2023));
        (await Units(reduction)).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_proposal_that_lapses_gives_the_vintages_back(Engine engine)
    {
        await using var world = await A.World(engine);
        var reduction = await Registered(world);
        await Propose(reduction, 2022);
        world.GoTo(world.Clock.Now.AddDays(31));

        await world.Tick();
        await world.Tick();

        (await Statuses(reduction)).ShouldBe(["Registered", "Registered", "Registered"]);
    }
}
