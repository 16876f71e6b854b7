using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

/// <summary>Damage of each kind, made behind the guards, is found and the wrong row is named.</summary>
public sealed class LedgerVerifyTests(LedgerVerifyTests.Worlds worlds) : IClassFixture<LedgerVerifyTests.Worlds>
{
    /// <summary>One world for each engine: each damage is undone.</summary>
    public sealed class Worlds : IAsyncLifetime
    {
        private readonly Dictionary<Engine, LedgerWorld> made = [];

        internal LedgerWorld this[Engine engine] => made[engine];

        public async ValueTask InitializeAsync()
        {
            foreach (var engine in Enum.GetValues<Engine>()) made[engine] = await World(engine);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var world in made.Values)
            {
                await world.ShouldBeWhole();
                await world.DisposeAsync();
            }
        }
    }

    /// <summary>Positions: 1 source, 2 holding, 3 trading, 4 sink. Postings: 0 issue, 1 and 2 two equal moves, 3 cancel by proposal, 4 freeze.</summary>
    private static async Task<LedgerWorld> World(Engine engine)
    {
        var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("m1", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(100))));
        world.Time.SetUtcNow(A.Noon.AddDays(1));
        await world.Writer.Submit(A.Posting("m2", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(100))));
        await world.Writer.Submit(A.Promise("p", new Reserve("proposal:17", A.At(Place.Holding), new Units(50))));
        var cancel = A.Posting("c", new Post(A.At(Place.Holding), A.At(Place.CancelledVoluntary), new Units(50), "proposal:17")) with { Authority = HistoryScript.TwoPeople(17) };
        await world.Writer.Submit(cancel, LedgerWorld.ProposalOf(cancel));
        await world.Writer.Submit(A.Posting("f", new PlaceHold(new HoldId(1), A.At(Place.Trading), new Units(40), A.Freeze)));
        await world.Writer.Submit(A.Promise("q", new Reserve("proposal:18", A.At(Place.Holding), new Units(10))));
        await world.ShouldBeWhole();
        return world;
    }

    public static TheoryData<Engine, string, string> Damages
    {
        get
        {
            (string Sql, string Expected)[] cases =
            [
                ("update lot set quantity = 1001", "L1 lot CCER-A210001-2023-01"),
                ("update position set received = received + 1 where id = 3", "L3 position 3"),
                ("update position set sent = sent + 1 where id = 2", "L3 position 2"),
                ("update position set sent = sent - 1 where id = 2", "L3 position 2"),
                ("update entry set quantity = 99 where posting_id = 1", "L3 entry 2/1"),
                ("delete from entry where posting_id = 1", "L3 entry 2/1"),
                ("update entry set to_offset = 500 where posting_id = 2", "L3 entry 2/1"),
                ("update entry set lot_id = 2 where posting_id = 1", "L4 entry 1/1"),
                ("update posting set confirmer_person_id = 3 where id = 3", "L5 posting 3"),
                ("update posting set authority = 'proposal:99', initiator_person_id = 1, confirmer_person_id = 2 where id = 1", "L5 posting 1"),
                ("update posting set instruction_id = 'other' where id = 1", "order posting 1"),
                ("update entry set from_position = 4, from_offset = 0 where posting_id = 2", "L7 entry 2/1"),
                ("update position set reserved = 11 where id = 2", "L8 position 2"),
                ("update position set frozen = 0 where id = 3", "L8 position 3"),
                ("update hold set released_at = '2026-03-07T00:00:00.000000Z', released_in = 4", "L8 position 3"),
                ("update reservation set quantity = 60 where reference = 'proposal:17'", "L8 reservation proposal:17 2"),
                ("delete from reservation where reference = 'proposal:18'", "L8 position 2"),
                ("update posting set answer = 'x' where id = 2", "order posting 2"),
                ("update posting set booked_at = '2026-03-06T03:00:00.000000Z' where id = 1", "order posting 1"),
                ("update log_head set size = 6", "order log_head size"),
                ("update day set last_posting = 3 where last_posting = 4", "order day 2026-03-07"),
                ("delete from day where last_posting = 0 or last_posting = 1", "order day 2026-03-06"),
                ("update lot set project_id = 8", "order posting 0"),
            ];
            var data = new TheoryData<Engine, string, string>();
            foreach (var engine in Enum.GetValues<Engine>())
                foreach (var (sql, expected) in cases) data.Add(engine, sql, expected);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_found(Engine engine, string damage, string expected)
    {
        (await worlds[engine].Damaged(damage)).Select(v => $"{v.Invariant} {v.Table} {v.Row}").ShouldContain(expected);
    }

    [Theory, BothDatabases]
    public async Task Two_equal_ranges_that_change_places_are_found_although_every_sum_agrees(Engine engine)
    {
        var found = await worlds[engine].Damaged("""
            update entry set from_offset = 900 where posting_id = 1;
            update entry set from_offset = 0 where posting_id = 2;
            update entry set from_offset = 100 where posting_id = 1
            """);
        found.ShouldNotContain(v => v.Invariant == "L1");
        found.Select(v => $"{v.Invariant} {v.Table} {v.Row}").ShouldContain("L4 entry 1/1");
        found.Select(v => $"{v.Invariant} {v.Table} {v.Row}").ShouldContain("order posting 1");
    }
}
