using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

public sealed class LedgerQueriesTests
{
    [Theory, BothDatabases]
    public async Task Account_sees_what_it_holds_and_what_of_it_is_free(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(300))));
        await world.Writer.Submit(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), new Units(100))));
        await world.Writer.Submit(A.Posting("h", new PlaceHold(new HoldId(1), A.At(Place.Holding), new Units(50), A.Freeze)));

        var holdings = await world.Ask(r => LedgerQueries.Holdings(r, A.Owner));

        holdings.Select(h => (h.Place, h.Balance, h.Reserved, h.Frozen, h.Available)).ShouldBe([("holding", 700, 100, 50, 550), ("trading", 300, 0, 0, 300)]);
        holdings[0].LotCode.ShouldBe(A.LotCode);
        holdings[0].Vintage.ShouldBe(2023);
        (await world.Ask(r => LedgerQueries.Holdings(r, A.Buyer))).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Past_is_exact_at_an_instant_at_the_end_of_a_day_and_before_everything(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        for (var i = 1; i <= 6; i++)
        {
            world.Time.SetUtcNow(A.Noon.AddHours(5 * i));
            await world.Writer.Submit(A.Posting($"m{i}", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(10))));
        }

        async Task<long> Trading(DateTimeOffset at) => (await world.Ask(r => LedgerQueries.HoldingsAsOf(r, A.Owner, at))).SingleOrDefault(h => h.Place == "trading")?.Balance ?? 0;
        for (var i = 1; i <= 6; i++)
        {
            (await Trading(A.Noon.AddHours(5 * i))).ShouldBe(10 * i);
            (await Trading(A.Noon.AddHours(5 * i).AddTicks(-10))).ShouldBe(10 * (i - 1));
        }
        (await Trading(A.Noon.AddYears(1))).ShouldBe(60);
        (await world.Ask(r => LedgerQueries.HoldingsAsOf(r, A.Owner, A.Noon.AddTicks(-10)))).ShouldBeEmpty();
        // Noon is 12:00 in Beijing: two movements follow on that day, at 17:00 and 22:00.
        (await world.Ask(r => LedgerQueries.HoldingsAtEndOf(r, A.Owner, new DateOnly(2026, 3, 6)))).Single(h => h.Place == "trading").Balance.ShouldBe(20);
        (await world.Ask(r => LedgerQueries.HoldingsAtEndOf(r, A.Owner, new DateOnly(2026, 3, 5)))).ShouldBeEmpty();
        (await world.Ask(r => LedgerQueries.HoldingsAtEndOf(r, A.Owner, new DateOnly(2026, 4, 1)))).Single(h => h.Place == "trading").Balance.ShouldBe(60);
    }

    [Theory, BothDatabases]
    public async Task Unit_tells_every_owner_it_has_had(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(300))));
        await world.Writer.Submit(A.Posting("x", new Post(A.At(Place.Trading), A.At(Place.Exchange), new Units(200))));
        await world.Writer.Submit(A.Posting("t", new Post(A.At(Place.Exchange), A.At(Place.Exchange, A.Buyer), new Units(150))));

        var chain = await world.Ask(r => LedgerQueries.OwnerChain(r, A.LotCode, 150));
        chain.Select(c => (c.Posting, c.AccountId, c.Place)).ShouldBe([(0, 101, "holding"), (1, 101, "trading"), (2, 101, "exchange"), (3, 102, "exchange")]);
        (await world.Ask(r => LedgerQueries.OwnerChain(r, A.LotCode, 151)))[^1].AccountId.ShouldBe(101);
        (await world.Ask(r => LedgerQueries.OwnerChain(r, A.LotCode, 1_000))).ShouldHaveSingleItem().Place.ShouldBe("holding");
        (await LedgerWorld.Refusal(() => world.Ask(r => LedgerQueries.OwnerChain(r, A.LotCode, 1_001))))!.Rule.ShouldBe(GeneralRules.Absent);
        (await LedgerWorld.Refusal(() => world.Ask(r => LedgerQueries.OwnerChain(r, A.LotCode, 0))))!.Rule.ShouldBe(GeneralRules.Absent);
    }

    [Theory, BothDatabases]
    public async Task Posting_names_its_units_as_a_serial_block(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(300))));
        await world.Writer.Submit(A.Posting("c", new Post(A.At(Place.Holding), A.At(Place.CancelledVoluntary), new Units(200))));

        var line = (await world.Ask(r => LedgerQueries.UnitsOfPosting(r, 2))).ShouldHaveSingleItem();
        line.Ranges.Select(r => r.Written(line.LotCode)).ShouldBe(["CCER-A210001-2023-01-0000000301-0000000500"]);
    }
}
