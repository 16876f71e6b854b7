using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.DualControl;

public sealed class TwoPersonsTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly PersonId Initiator = new(1001);
    private static readonly PersonId Confirmer = new(1002);

    private static Proposal AProposal(ProposalStatus status = ProposalStatus.Pending) => new()
    {
        Id = new(7),
        Action = new("account.open"),
        Payload = "{}",
        PayloadHash = "abc",
        Account = new(42),
        Initiator = Initiator,
        ProposedAt = Now.AddHours(-1),
        ExpiresAt = Now.AddDays(1),
        Status = status,
    };

    private static Rule Refused(Action act) => Should.Throw<RefusalException>(act).Rule;

    [Fact]
    public void Second_person_gets_an_authority_that_names_both()
    {
        var confirmed = TwoPersons.Confirm(AProposal(), Confirmer, true, true, "abc", Now);

        confirmed.Initiator.ShouldBe(Initiator);
        confirmed.Confirmer.ShouldBe(Confirmer);
        confirmed.Account.ShouldBe(new AccountId(42));
        confirmed.At.ShouldBe(Now);
        confirmed.Reference.ShouldBe("proposal:7");
    }

    [Fact]
    public void Confirmer_who_is_the_initiator_is_refused() =>
        Refused(() => TwoPersons.Confirm(AProposal(), Initiator, true, true, "abc", Now)).ShouldBe(DualControlRules.SamePerson);

    [Fact]
    public void Confirmer_without_entitlement_is_refused() =>
        Refused(() => TwoPersons.Confirm(AProposal(), Confirmer, false, true, "abc", Now)).ShouldBe(DualControlRules.NotEntitledToConfirm);

    [Fact]
    public void Confirmation_after_the_initiator_left_is_refused() =>
        Refused(() => TwoPersons.Confirm(AProposal(), Confirmer, true, false, "abc", Now)).ShouldBe(DualControlRules.InitiatorNoLongerEntitled);

    [Fact]
    public void Confirmation_of_another_payload_is_refused() =>
        Refused(() => TwoPersons.Confirm(AProposal(), Confirmer, true, true, "abd", Now)).ShouldBe(DualControlRules.PayloadDiffers);

    [Fact]
    public void Confirmation_at_the_instant_of_expiry_is_refused_and_one_tick_earlier_is_not()
    {
        var proposal = AProposal();
        Refused(() => TwoPersons.Confirm(proposal, Confirmer, true, true, "abc", proposal.ExpiresAt)).ShouldBe(DualControlRules.Expired);
        TwoPersons.Confirm(proposal, Confirmer, true, true, "abc", proposal.ExpiresAt.AddTicks(-1)).Proposal.ShouldBe(proposal.Id);
    }

    [Fact]
    public void Rejection_needs_the_second_person_and_a_reason()
    {
        TwoPersons.Reject(AProposal(), Confirmer, true, "wrong account").ShouldBe(ProposalStatus.Rejected);
        Refused(() => TwoPersons.Reject(AProposal(), Confirmer, true, " ")).ShouldBe(DualControlRules.ReasonMissing);
        Refused(() => TwoPersons.Reject(AProposal(), Initiator, true, "mine")).ShouldBe(DualControlRules.SamePerson);
    }

    [Fact]
    public void Only_the_initiator_withdraws()
    {
        TwoPersons.Withdraw(AProposal(), Initiator).ShouldBe(ProposalStatus.Withdrawn);
        Refused(() => TwoPersons.Withdraw(AProposal(), Confirmer)).ShouldBe(DualControlRules.OnlyTheInitiatorWithdraws);
    }

    [Theory]
    [InlineData(ProposalStatus.Confirmed)]
    [InlineData(ProposalStatus.Rejected)]
    [InlineData(ProposalStatus.Withdrawn)]
    [InlineData(ProposalStatus.Expired)]
    public void Nothing_follows_a_final_state(ProposalStatus status)
    {
        TwoPersons.Table.IsFinal(status).ShouldBeTrue();
        Refused(() => TwoPersons.Confirm(AProposal(status), Confirmer, true, true, "abc", Now)).ShouldBe(LifecycleRules.NoSuchStep);
        Refused(() => TwoPersons.Reject(AProposal(status), Confirmer, true, "late")).ShouldBe(LifecycleRules.NoSuchStep);
        Refused(() => TwoPersons.Withdraw(AProposal(status), Initiator)).ShouldBe(LifecycleRules.NoSuchStep);
    }

    [Fact]
    public void Authority_is_checked_before_state_and_state_before_expiry()
    {
        var late = AProposal(ProposalStatus.Rejected) with { ExpiresAt = Now };

        Refused(() => TwoPersons.Confirm(late, Initiator, false, false, "x", Now)).ShouldBe(DualControlRules.NotEntitledToConfirm);
        Refused(() => TwoPersons.Confirm(late, Initiator, true, false, "x", Now)).ShouldBe(DualControlRules.SamePerson);
        Refused(() => TwoPersons.Confirm(late, Confirmer, true, false, "x", Now)).ShouldBe(LifecycleRules.NoSuchStep);
        Refused(() => TwoPersons.Confirm(late with { Status = ProposalStatus.Pending }, Confirmer, true, false, "x", Now)).ShouldBe(DualControlRules.Expired);
    }

    [Fact]
    public void Outside_instruction_needs_a_sender_and_an_id()
    {
        Instructed.Verified("exchange", "T-1").Reference.ShouldBe("instruction:exchange:T-1");
        Should.Throw<ArgumentException>(() => Instructed.Verified("", "T-1"));
        Should.Throw<ArgumentException>(() => Instructed.Verified("exchange", " "));
    }
}
