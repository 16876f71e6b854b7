using Registry.Kernel.Ledger;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Holdings;

/// <summary>What a holder sees of its units, and that nobody else does.</summary>
public sealed class HoldingsTests
{
    [Theory, BothDatabases]
    public async Task Holdings_tell_what_is_promised_and_to_what(Engine engine)
    {
        await using var m = await Movements.On(engine, 600, other: 40);
        await m.Both(m.ToTrading("100"));
        var proposed = await m.Cancellation(Movements.Cancel(new(Movements.Lot, "70"), new(Movements.Other, "40")));

        var holdings = await m.World.The<AccountHoldings>().Holdings(m.Holder.Confirmer);
        var promised = await m.World.The<AccountHoldings>().Promised(m.Holder.Confirmer);

        holdings.Select(h => (h.LotCode, h.Place, h.Balance, h.Reserved, h.Available)).ShouldBe(
            [(Movements.Lot, "holding", 500, 70, 430), (Movements.Lot, "trading", 100, 0, 100), (Movements.Other, "holding", 40, 40, 0)]);
        promised.Select(p => (p.Proposal, p.Action, p.LotCode, p.Place, p.Tonnes)).ShouldBe(
            [(proposed.Id, "use.voluntary-cancellation", Movements.Lot, "holding", 70), (proposed.Id, "use.voluntary-cancellation", Movements.Other, "holding", 40)]);
    }

    [Theory, BothDatabases]
    public async Task History_pages_through_every_movement_once(Engine engine)
    {
        await using var m = await Movements.On(engine, 600, other: 40);
        for (var i = 1; i <= 5; i++) await m.Both(m.ToTrading($"{i}"));
        await m.Both(m.ToHolding("15"));
        await m.Both(m.Cancellation(Movements.Cancel(new(Movements.Lot, "7"), new(Movements.Other, "40"))));
        var asked = m.World.The<AccountHoldings>();

        var whole = await asked.History(m.Holder.Initiator, postings: 100);
        whole.Before.ShouldBeNull();
        whole.Lines.Count.ShouldBe(10);
        whole.Lines.Select(l => l.Kind).Take(3).ShouldBe(["use.voluntary-cancellation", "use.voluntary-cancellation", "transfers.to-holding-account"]);
        whole.Lines[0].ShouldSatisfyAllConditions(l => l.FromOwn.ShouldBe("holding"), l => l.ToOwn.ShouldBeNull(), l => l.ToPlace.ShouldBe("cancelled-voluntary"), l => l.Tonnes.ShouldBe(7));
        whole.Lines[^1].ShouldSatisfyAllConditions(l => l.FromOwn.ShouldBeNull(), l => l.ToOwn.ShouldBe("holding"), l => l.Tonnes.ShouldBe(600));
        for (var size = 1; size <= 4; size++)
        {
            var lines = new List<MovementLine>();
            long? before = null;
            do
            {
                var page = await asked.History(m.Holder.Initiator, before, size);
                page.Lines.Select(l => l.Posting).Distinct().Count().ShouldBeLessThanOrEqualTo(size);
                lines.AddRange(page.Lines);
                before = page.Before;
            }
            while (before is not null);
            lines.ShouldBe(whole.Lines);
        }
        await GeneralRules.ValueMalformed.ShouldRefuse(() => asked.History(m.Holder.Initiator, postings: 0));
    }

    [Theory, BothDatabases]
    public async Task Nobody_else_sees_what_a_holder_has(Engine engine)
    {
        await using var m = await Movements.On(engine);
        var stranger = await A.EnterpriseAccount(m.World, 20);
        var officers = await A.Officers(m.World);
        var asked = m.World.The<AccountHoldings>();

        (await asked.Holdings(stranger.Initiator)).ShouldBeEmpty();
        await GeneralRules.Absent.ShouldRefuse(() => asked.Holdings(stranger.Initiator with { Account = m.Holder.Account }));
        await GeneralRules.Absent.ShouldRefuse(() => asked.History(stranger.Confirmer with { Account = m.Holder.Account }));
        await GeneralRules.Absent.ShouldRefuse(() => asked.Promised(officers.Clerk with { Account = m.Holder.Account }));
        (await m.In(Place.Holding)).Balance.ShouldBe(600);
    }
}
