using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Outbox;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>Two-person control by its own mechanism, with an act that only leaves a message.</summary>
public sealed class ProposalsTests
{
    private static readonly Actor Clerk = new(new PersonId(1001), AccountId.RegistryBody, ActorRole.Clerk);
    private static readonly Actor Reviewer = new(new PersonId(1002), AccountId.RegistryBody, ActorRole.Reviewer);
    private static readonly Actor ClerkAsReviewer = Clerk with { Role = ActorRole.Reviewer };
    private static readonly Actor Stranger = new(new PersonId(1003), AccountId.RegistryBody, ActorRole.Reviewer);

    private sealed record Note(string Text);

    private sealed class LeaveNote : TwoPersonAct<Note>
    {
        public override ActionCode Code => new("test.leave-note");

        public override By By => By.TwoOfficers;

        protected override string Subject(Note command) => $"note:{command.Text}";

        protected override Task Prepare(Note command, Proposal proposal, Tx tx)
        {
            GeneralRules.ValueMissing.Require(command.Text.Length > 0, ("field", "text"));
            return Task.CompletedTask;
        }

        protected override async Task<object?> Execute(Note command, Confirmed by, Tx tx)
        {
            await tx.Send("test.left", $"note:{command.Text}", command);
            return command.Text.Length;
        }

        protected override Task Release(Note command, Proposal proposal, string? reason, Tx tx) => tx.Send("test.released", $"note:{command.Text}", command);
    }

    private static async Task<TestWorld> World(Engine engine)
    {
        var world = await TestWorld.On(engine, change: services => services.AddAct<LeaveNote>());
        foreach (var id in new[] { 1001, 1002, 1003 })
            await world.Damage($"""
                insert into person(id, name_cipher, document_kind, document_cipher, document_index, phone_cipher, phone_index, created_at, invented)
                values ({id}, 'x', 'Passport', 'x', 'test-{id}', 'x', 'x', '2024-01-01T00:00:00.000000Z', true)
                """);
        foreach (var (id, role) in new[] { (1001, "Clerk"), (1001, "Reviewer"), (1002, "Reviewer") })
            await world.Damage($"insert into officer(person_id, role, since) values ({id}, '{role}', '2024-01-01T00:00:00.000000Z')");
        return world;
    }

    private static Task<Proposed> Propose(TestWorld world, string text = "hello", string instruction = "p1", Actor? actor = null) =>
        world.The<Proposals>().Propose<LeaveNote, Note>(actor ?? Clerk, new Note(text), instruction);

    private static Task<ConfirmedReply> Confirm(TestWorld world, Proposed proposed, Actor? actor = null, string instruction = "c1", string? hash = null) =>
        world.The<Proposals>().Confirm(actor ?? Reviewer, new ProposalId(proposed.Id), hash ?? proposed.PayloadHash, instruction);

    private static async Task<Rule> Refused(Func<Task> act) => (await Should.ThrowAsync<RefusalException>(act)).Rule;

    private static async Task<(long Left, long Released)> Notes(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return (await reads.Scalar<long>($"select count(*) from outbox_message where topic = 'test.left'"),
            await reads.Scalar<long>($"select count(*) from outbox_message where topic = 'test.released'"));
    }

    [Theory, BothDatabases]
    public async Task Second_person_confirms_and_the_act_is_done_once(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);
        (await Notes(world)).ShouldBe((0, 0));

        var reply = await Confirm(world, proposed);

        reply.As<int>().ShouldBe(5);
        (await Confirm(world, proposed)).ShouldBe(reply);
        (await Refused(() => Confirm(world, proposed, instruction: "c2"))).ShouldBe(LifecycleRules.NoSuchStep);
        (await Notes(world)).ShouldBe((1, 0));
    }

    [Theory, BothDatabases]
    public async Task Confirmer_who_is_the_initiator_is_refused_in_either_role(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);

        (await Refused(() => Confirm(world, proposed, Clerk, "c1"))).ShouldBe(DualControlRules.SamePerson);
        (await Refused(() => Confirm(world, proposed, ClerkAsReviewer, "c2"))).ShouldBe(DualControlRules.SamePerson);
        (await Notes(world)).ShouldBe((0, 0));
    }

    [Theory, BothDatabases]
    public async Task Person_who_is_no_officer_neither_proposes_nor_confirms(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);

        (await Refused(() => Confirm(world, proposed, Stranger))).ShouldBe(DualControlRules.NotEntitledToConfirm);
        (await Refused(() => Propose(world, "other", "p2", Stranger))).ShouldBe(DualControlRules.NotEntitledToPropose);
        (await Refused(() => Propose(world, "other", "p3", Clerk with { Account = new AccountId(5) }))).ShouldBe(DualControlRules.NotEntitledToPropose);
    }

    [Theory, BothDatabases]
    public async Task Officer_who_left_can_no_longer_carry_a_proposal(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);
        await world.Damage("update officer set left_at = '2024-03-05T02:00:00.000000Z' where person_id = 1001");

        (await Refused(() => Confirm(world, proposed))).ShouldBe(DualControlRules.InitiatorNoLongerEntitled);
    }

    [Theory, BothDatabases]
    public async Task Hash_of_something_else_than_what_was_proposed_is_refused(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);

        (await Refused(() => Confirm(world, proposed, hash: new string('0', 64)))).ShouldBe(DualControlRules.PayloadDiffers);
    }

    [Theory, BothDatabases]
    public async Task Second_proposal_on_one_subject_waits_for_the_first(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);

        (await Refused(() => Propose(world, "hello", "p2"))).ShouldBe(ProposalRules.AlreadyWaiting);
        await world.The<Proposals>().Withdraw(Clerk, new ProposalId(proposed.Id), "w1");
        (await Propose(world, "hello", "p3")).Id.ShouldNotBe(proposed.Id);
    }

    [Theory, BothDatabases]
    public async Task Rejection_and_withdrawal_give_back_what_was_promised(Engine engine)
    {
        await using var world = await World(engine);
        var (first, second) = (await Propose(world, "a", "p1"), await Propose(world, "b", "p2"));
        var proposals = world.The<Proposals>();

        (await Refused(() => proposals.Reject(Reviewer, new ProposalId(first.Id), " ", "r0"))).ShouldBe(DualControlRules.ReasonMissing);
        await proposals.Reject(Reviewer, new ProposalId(first.Id), "not needed", "r1");
        (await Refused(() => proposals.Withdraw(Reviewer, new ProposalId(second.Id), "w0"))).ShouldBe(DualControlRules.OnlyTheInitiatorWithdraws);
        await proposals.Withdraw(Clerk, new ProposalId(second.Id), "w1");

        (await Notes(world)).ShouldBe((0, 2));
    }

    [Theory, BothDatabases]
    public async Task Proposal_that_nobody_answers_lapses_once_although_many_clocks_tick(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);
        world.GoTo(proposed.ExpiresAt.AddSeconds(-1));
        (await world.The<Proposals>().ExpireDue()).ShouldBe(0);
        world.GoTo(proposed.ExpiresAt);

        (await Refused(() => Confirm(world, proposed))).ShouldBe(DualControlRules.Expired);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.The<Proposals>().ExpireDue())));

        (await Notes(world)).ShouldBe((0, 1));
        (await Refused(() => Confirm(world, proposed, instruction: "c2"))).ShouldBe(LifecycleRules.NoSuchStep);
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_of_one_proposal_have_one_effect(Engine engine)
    {
        await using var world = await World(engine);
        var proposed = await Propose(world);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            try
            {
                await Confirm(world, proposed, instruction: $"c{i}");
                return "done";
            }
            catch (RefusalException refusal)
            {
                return refusal.Rule.Code;
            }
        })));

        outcomes.Count(o => o == "done").ShouldBe(1);
        outcomes.Where(o => o != "done").ShouldAllBe(o => o == LifecycleRules.NoSuchStep.Code || o == GeneralRules.ChangedMeanwhile.Code);
        (await Notes(world)).ShouldBe((1, 0));
    }

    [Theory, BothDatabases]
    public async Task Rule_that_fails_at_the_proposal_leaves_no_proposal(Engine engine)
    {
        await using var world = await World(engine);

        (await Refused(() => Propose(world, ""))).ShouldBe(GeneralRules.ValueMissing);

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from proposal")).ShouldBe(0);
    }
}
