using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Transfers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Transfers;

/// <summary>Transfers between the holding and the trading account of one holder, by its two representatives.</summary>
public sealed class TransferTests
{
    [Theory, BothDatabases]
    public async Task Units_go_to_the_trading_account_and_come_back(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);

        var proposed = await m.ToTrading("250");
        (await m.In(Place.Holding)).ShouldBe((600, 250, 350));
        (await m.Confirm(proposed)).As<Moved>().Lots.ShouldBe([new(Movements.Lot, 250)]);
        (await m.In(Place.Holding)).ShouldBe((350, 0, 350));
        (await m.In(Place.Trading)).ShouldBe((250, 0, 250));

        await m.Both(m.ToHolding("250"));
        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));
        (await m.In(Place.Trading)).ShouldBe((0, 0, 0));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Several_lots_move_together_or_not_at_all(Engine engine)
    {
        await using var m = await Movements.On(engine, 600, other: 90);
        var act = m.World.The<TransferToTradingAccount>();

        await LedgerRules.NotEnoughAvailable.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, act,
            new PlaceTransfer.Command([new(Movements.Lot, "10"), new(Movements.Other, "91")]), A.New));
        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));

        await m.Both(m.Proposals.Propose(m.Holder.Initiator, act, new PlaceTransfer.Command([new(Movements.Other, "90"), new(Movements.Lot, "10")]), A.New));
        (await m.In(Place.Trading)).ShouldBe((10, 0, 10));
        (await m.In(Place.Trading, Movements.Other)).ShouldBe((90, 0, 90));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task LG_02_same_person_cannot_confirm_by_any_route(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var proposed = await m.ToTrading("100");
        var initiator = m.Holder.Initiator;

        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, initiator));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, initiator with { Role = ActorRole.Confirmer }));
        var officers = await A.Officers(m.World);
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, officers.Reviewer));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, officers.Reviewer with { Account = m.Holder.Account, Role = ActorRole.Confirmer }));
        await DualControlRules.NotEntitledToPropose.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Confirmer, m.World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Movements.Of("1")), A.New));
        await m.World.ShouldRefuse(
            $"update proposal set status = 'Confirmed', decided_at = proposed_at, decided_by_person_id = initiator_person_id where id = {proposed.Id}");

        (await m.In(Place.Holding)).ShouldBe((600, 100, 500));
        (await m.Ask<long>($"select count(*) from audit_entry where rule_code = {DualControlRules.NotEntitledToConfirm.Code}")).ShouldBe(4);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task LG_04_initiator_withdraws_before_the_confirmation_and_not_after(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var first = await m.ToTrading("100");
        await DualControlRules.OnlyTheInitiatorWithdraws.ShouldRefuse(() => m.Proposals.Withdraw(m.Holder.Confirmer, new ProposalId(first.Id), A.New));
        var instruction = A.New;
        await m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(first.Id), instruction);
        await m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(first.Id), instruction);
        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Confirm(first));

        var second = await m.ToTrading("100");
        await m.Confirm(second);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(second.Id), A.New));
        (await m.In(Place.Trading)).ShouldBe((100, 0, 100));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task LG_06_of_two_requests_of_400_of_600_at_once_exactly_one_succeeds(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);

        var answers = await A.AtOnce(2, _ => m.ToTrading("400"));

        answers.Count(a => a.Answer is not null).ShouldBe(1);
        answers.Single(a => a.Answer is null).Refused.ShouldBe(LedgerRules.NotEnoughAvailable);
        (await m.In(Place.Holding)).ShouldBe((600, 400, 200));
        (await m.Ask<long>($"select count(*) from proposal where action = 'transfers.to-trading-account'")).ShouldBe(1);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Fifty_requests_at_once_never_promise_more_than_there_is(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);

        var answers = await A.AtOnce(50, _ => m.ToTrading("40"));

        answers.Count(a => a.Answer is not null).ShouldBe(15);
        (await m.In(Place.Holding)).ShouldBe((600, 600, 0));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_at_once_have_one_effect(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        var proposed = await m.ToTrading("100");

        var answers = await A.AtOnce(50, _ => m.Confirm(proposed));

        answers.Count(a => a.Answer is not null).ShouldBe(1);
        (await m.In(Place.Holding)).ShouldBe((500, 0, 500));
        (await m.In(Place.Trading)).ShouldBe((100, 0, 100));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Same_instruction_sent_twenty_times_is_done_once_and_always_hears_the_same(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        var instruction = A.New;

        var proposals = await A.AtOnce(20, _ => m.ToTrading("100", instruction));
        proposals.Where(p => p.Answer is not null).Select(p => p.Answer!.Id).Distinct().Count().ShouldBe(1);
        var proposed = await m.ToTrading("100", instruction);
        (await m.In(Place.Holding)).ShouldBe((600, 100, 500));
        await GeneralRules.InstructionReused.ShouldRefuse(() => m.ToTrading("101", instruction));

        var confirmation = A.New;
        await A.AtOnce(20, _ => m.Confirm(proposed, instruction: confirmation));
        (await m.Confirm(proposed, instruction: confirmation)).As<Moved>().Lots.ShouldBe([new(Movements.Lot, 100)]);
        (await m.In(Place.Trading)).ShouldBe((100, 0, 100));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Rejection_gives_the_units_back_and_says_why(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var proposed = await m.ToTrading("600");
        await DualControlRules.ReasonMissing.ShouldRefuse(() => m.Proposals.Reject(m.Holder.Confirmer, new ProposalId(proposed.Id), " ", A.New));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Proposals.Reject(m.Holder.Initiator, new ProposalId(proposed.Id), "No", A.New));

        await m.Proposals.Reject(m.Holder.Confirmer, new ProposalId(proposed.Id), "Not this month", A.New);

        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));
        (await m.Ask<string>($"select reason from proposal where id = {proposed.Id}")).ShouldBe("Not this month");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Confirm(proposed));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Proposal_lapses_after_five_working_days_and_gives_the_units_back_once(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var proposed = await m.ToTrading("600");
        // Proposed on Tuesday 5 March 2024: the fifth working day after it is Tuesday the 12th, to its end in Beijing.
        proposed.ExpiresAt.ShouldBe(new DateTimeOffset(2024, 3, 12, 16, 0, 0, TimeSpan.Zero));

        m.World.GoTo(proposed.ExpiresAt.AddSeconds(-1));
        await m.World.Tick();
        (await m.In(Place.Holding)).ShouldBe((600, 600, 0));
        m.World.GoTo(proposed.ExpiresAt);
        await DualControlRules.Expired.ShouldRefuse(() => m.Confirm(proposed));
        await A.AtOnce(5, async _ => await m.Proposals.ExpireDue());

        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));
        (await m.Ask<string>($"select status from proposal where id = {proposed.Id}")).ShouldBe("Expired");
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Confirmation_and_withdrawal_at_once_have_one_winner(Engine engine)
    {
        await using var m = await Movements.On(engine);
        for (var i = 0; i < 5; i++)
        {
            var proposed = await m.ToTrading("100");
            await A.AtOnce(10, async n =>
            {
                if (n % 2 == 0) await m.Confirm(proposed);
                else await m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(proposed.Id), A.New);
                return true;
            });
            var status = await m.Ask<string>($"select status from proposal where id = {proposed.Id}");
            status.ShouldBeOneOf("Confirmed", "Withdrawn");
        }

        (await m.In(Place.Holding)).Reserved.ShouldBe(0);
        (await m.In(Place.Trading)).Balance.ShouldBe(100 * await m.Ask<long>($"select count(*) from proposal where status = 'Confirmed' and action = 'transfers.to-trading-account'"));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Without_a_bound_trading_account_units_do_not_leave_the_holding(Engine engine)
    {
        await using var m = await Movements.On(engine, bound: false);

        await TransferRules.NoTradingAccount.ShouldRefuse(() => m.ToTrading("100"));

        (await m.In(Place.Holding)).ShouldBe((600, 0, 600));
    }

    [Theory, BothDatabases]
    public async Task Trading_account_that_is_unbound_meanwhile_stops_the_confirmation(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var proposed = await m.ToTrading("100");
        await m.World.Damage("update trading_binding set unbound_at = bound_at, unbound_by = 'x'");

        await TransferRules.NoTradingAccount.ShouldRefuse(() => m.Confirm(proposed));

        (await m.In(Place.Holding)).ShouldBe((600, 100, 500));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Limited_account_sends_nothing_to_trading_but_takes_its_units_home(Engine engine)
    {
        await using var m = await Movements.On(engine);
        await m.Both(m.ToTrading("100"));
        var waiting = await m.ToTrading("50");
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(m.World, new(m.Holder.Account.Value, RestrictionLevel.Trading, "Licence not true"));

        await AccountRules.UseLimited.ShouldRefuse(() => m.ToTrading("1"));
        await AccountRules.UseLimited.ShouldRefuse(() => m.Confirm(waiting));
        await m.Both(m.ToHolding("100"));

        (await m.In(Place.Trading)).ShouldBe((0, 0, 0));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Closing_account_proposes_and_confirms_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var waiting = await m.ToTrading("50");
        await m.World.Damage("update account set status = 'Closing', version = version + 1");

        await DualControlRules.NotEntitledToPropose.ShouldRefuse(() => m.ToTrading("1"));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(waiting));
        await AccountRules.ClosedToEverything.ShouldRefuse(() => m.In(Place.Holding));
    }

    [Theory, BothDatabases]
    public async Task Dry_run_says_everything_at_once_and_does_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine, 600, other: 5, bound: false);
        var act = m.World.The<TransferToTradingAccount>();
        PlaceTransfer.Command wrong = new([new(Movements.Lot, "601"), new(Movements.Other, "1.5"), new(Movements.Lot, "1"), new("CCER-A210009-2023-01", "0")]);

        var findings = await act.DryRun(m.Holder.Initiator, wrong);

        findings.Select(f => f.Rule).ShouldBe([TransferRules.NoTradingAccount, LedgerRules.NotEnoughAvailable, TransferRules.QuantityNotWhole,
            TransferRules.LotChosenTwice, TransferRules.LotNotHere, LedgerRules.QuantityNotPositive]);
        var refusal = await TransferRules.NoTradingAccount.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, act, wrong, A.New));
        refusal.Findings.Select(f => f.Rule).ShouldBe(findings.Select(f => f.Rule));
        (await act.DryRun(m.Holder.Initiator, new PlaceTransfer.Command([]))).Select(f => f.Rule).ShouldContain(TransferRules.NothingChosen);
        (await m.Ask<long>($"select count(*) from reservation")).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Another_holder_can_move_none_of_it(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var stranger = await A.EnterpriseAccount(m.World, 20);
        var proposed = await m.ToTrading("100");

        await TransferRules.LotNotHere.ShouldRefuse(() => m.Proposals.Propose(stranger.Initiator, m.World.The<TransferToHoldingAccount>(), new PlaceTransfer.Command(Movements.Of("1")), A.New));
        await DualControlRules.NotEntitledToPropose.ShouldRefuse(() => m.Proposals.Propose(stranger.Initiator with { Account = m.Holder.Account },
            m.World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Movements.Of("1")), A.New));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, stranger.Confirmer));
        await DualControlRules.PayloadDiffers.ShouldRefuse(() => m.Confirm(proposed, hash: "00"));
        await m.ShouldBeWhole();
    }
}
