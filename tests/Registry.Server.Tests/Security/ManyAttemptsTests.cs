using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.StepUp;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S021 and S031: what is refused once is refused every time, however often and in whatever mixture it is tried.</summary>
public sealed class ManyAttemptsTests
{
    private const int Tries = 2_000;
    private const int Attempts = 100_000;

    private sealed record Step(string Id, string Amount);

    private static Operation Of(string id, string amount = "200") => Operation.Of(new Step(id, amount), "voluntary cancellation", "0317");

    [Fact]
    public async Task S021_none_of_two_thousand_codes_of_others_wrong_used_or_late_is_accepted()
    {
        await using var world = await TestWorld.On(Engine.Sqlite, messages: new() { Inbox = true });
        var officers = await A.Officers(world);
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        async Task<SignedIn> Seen(string name) => (await world.The<SessionStore>().See(await Visitors.Enter(world, name))).SignedIn!;
        var (older, reviewer) = (await Seen("clerk01"), await Seen("reviewer01"));
        var clerk = await Seen("clerk01");
        var steps = world.The<StepUpCodes>();
        // Of the clerk one that is good, one that was used and one that is late; of the reviewer one that is good.
        var late = await StepUps.Asked(world, clerk, Of("late"));
        world.Time.Advance(TimeSpan.FromMinutes(6));
        var (good, used, others) = (await StepUps.Asked(world, clerk, Of("good")), await StepUps.Asked(world, clerk, Of("used")), await StepUps.Asked(world, reviewer, Of("other")));
        var proof = await steps.Verify(clerk, Of("used"), used);
        await world.Db.Transaction(clerk.Actor, new("test.step"), tx => proof.Use(tx, Of("used")));

        var random = new Random(21);
        (SignedIn Who, string Id, string Amount, string Code)[] kinds =
        [
            (reviewer, "good", "200", good), (older, "good", "200", good), (clerk, "good", "201", good), (clerk, "other", "200", others), (clerk, "used", "200", used), (clerk, "late", "200", late),
            (reviewer, "other", "200", StepUps.Wrong(others)), (reviewer, "other", "2000", others), (reviewer, "used", "200", used), (clerk, "unknown", "200", good),
        ];
        var refused = 0;
        for (var n = 0; n < Tries; n++)
        {
            var (who, id, amount, code) = kinds[random.Next(kinds.Length)];
            try
            {
                await steps.Verify(who, Of(id, amount), code);
            }
            catch (RefusalException refusal) when (refusal.Rule == SignInRules.StepUpNotAccepted || refusal.Rule == SignInRules.StepUpSpent)
            {
                refused++;
            }
        }
        refused.ShouldBe(Tries);
        await steps.Verify(clerk, Of("good"), good);
    }

    [Fact]
    public void S031_none_of_a_hundred_thousand_random_confirmations_gets_past_the_two_persons()
    {
        var now = TestWorld.Beginning;
        var random = new Random(31);
        var states = Enum.GetValues<ProposalStatus>();
        var (confirmed, bypassed) = (0, 0);
        for (var n = 0; n < Attempts; n++)
        {
            var proposal = new Proposal
            {
                Id = new(n + 1),
                Action = new("use.voluntary-cancellation"),
                Payload = "{}",
                PayloadHash = $"{random.Next(3)}",
                Account = new(random.Next(1, 4)),
                Initiator = new(random.Next(1, 4)),
                ProposedAt = now.AddHours(-random.Next(1, 100)),
                ExpiresAt = now.AddHours(random.Next(-3, 5)),
                Status = states[random.Next(states.Length)],
            };
            var (person, entitled, still, seen) = (new PersonId(random.Next(1, 4)), random.Next(3) > 0, random.Next(3) > 0, $"{random.Next(3)}");
            var may = proposal.Status == ProposalStatus.Pending && person != proposal.Initiator && entitled && still && seen == proposal.PayloadHash && now < proposal.ExpiresAt;
            try
            {
                var by = TwoPersons.Confirm(proposal, person, entitled, still, seen, now);
                confirmed++;
                if (!may || by.Initiator == by.Confirmer) bypassed++;
            }
            catch (RefusalException) when (!may)
            {
                // As it should be.
            }
        }
        bypassed.ShouldBe(0);
        confirmed.ShouldBeInRange(Attempts / 200, Attempts / 10);
    }
}
