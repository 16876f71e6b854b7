using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.DualControl;

public sealed class TwoPersonsProductTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly PersonId First = new(1);
    private static readonly PersonId Second = new(2);
    private static readonly bool[] Both = [false, true];

    private static Proposal Stored(ProposalStatus status, bool lapsed) => new()
    {
        Id = new(7),
        Action = new("use.voluntary-cancellation"),
        Payload = "{}",
        PayloadHash = "hash",
        Account = new(3),
        Initiator = First,
        ProposedAt = Now.AddHours(-2),
        ExpiresAt = lapsed ? Now : Now.AddHours(1),
        Status = status,
    };

    private static Rule? Refused(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Rule;
        }
    }

    [Fact]
    public void Confirmation_succeeds_in_one_case_of_all_and_is_refused_by_precedence_in_the_others()
    {
        var confirmed = 0;
        var cases =
            from status in Enum.GetValues<ProposalStatus>()
            from same in Both
            from entitled in Both
            from still in Both
            from seen in Both
            from lapsed in Both
            select (status, same, entitled, still, seen, lapsed);
        foreach (var (status, same, entitled, still, seen, lapsed) in cases)
        {
            var expected =
                !entitled ? DualControlRules.NotEntitledToConfirm
                : same ? DualControlRules.SamePerson
                : status is not ProposalStatus.Pending ? LifecycleRules.NoSuchStep
                : lapsed ? DualControlRules.Expired
                : !still ? DualControlRules.InitiatorNoLongerEntitled
                : !seen ? DualControlRules.PayloadDiffers
                : null;
            Refused(() => TwoPersons.Confirm(Stored(status, lapsed), same ? First : Second, entitled, still, seen ? "hash" : "other", Now))
                .ShouldBe(expected, $"{status} same={same} entitled={entitled} still={still} seen={seen} lapsed={lapsed}");
            if (expected is null) confirmed++;
        }
        confirmed.ShouldBe(1);
    }

    [Fact]
    public void Rejection_succeeds_in_one_case_of_all_and_is_refused_by_precedence_in_the_others()
    {
        var rejected = 0;
        var cases =
            from status in Enum.GetValues<ProposalStatus>()
            from same in Both
            from entitled in Both
            from reason in new[] { "", "not ours" }
            select (status, same, entitled, reason);
        foreach (var (status, same, entitled, reason) in cases)
        {
            var expected =
                !entitled ? DualControlRules.NotEntitledToConfirm
                : same ? DualControlRules.SamePerson
                : reason == "" ? DualControlRules.ReasonMissing
                : status is not ProposalStatus.Pending ? LifecycleRules.NoSuchStep
                : null;
            Refused(() => TwoPersons.Reject(Stored(status, lapsed: false), same ? First : Second, entitled, reason)).ShouldBe(expected);
            if (expected is null) rejected++;
        }
        rejected.ShouldBe(1);
    }

    [Fact]
    public void Withdrawal_is_the_initiators_and_only_while_pending()
    {
        foreach (var status in Enum.GetValues<ProposalStatus>())
            foreach (var person in new[] { First, Second })
                Refused(() => TwoPersons.Withdraw(Stored(status, lapsed: false), person)).ShouldBe(
                    person != First ? DualControlRules.OnlyTheInitiatorWithdraws : status is not ProposalStatus.Pending ? LifecycleRules.NoSuchStep : null);
    }

    [Fact]
    public void Full_product_of_states_actions_and_actors_allows_four_steps()
    {
        var allowed =
            from status in Enum.GetValues<ProposalStatus>()
            from action in Enum.GetValues<ProposalAction>()
            from actor in Enum.GetValues<By>()
            where Refused(() => TwoPersons.Table.Next(status, action, actor)) is null
            select (status, action, actor);
        allowed.ShouldBe(
        [
            (ProposalStatus.Pending, ProposalAction.Confirm, By.Confirmer),
            (ProposalStatus.Pending, ProposalAction.Reject, By.Confirmer),
            (ProposalStatus.Pending, ProposalAction.Withdraw, By.Initiator),
            (ProposalStatus.Pending, ProposalAction.Expire, By.Clock),
        ]);
    }
}
