using System.Data.Common;
using Npgsql;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

public sealed class LedgerWriterTests
{
    private static Post Move(long tonnes, Place to = Place.Trading) => new(A.At(Place.Holding), A.At(to), new Units(tonnes));

    private static GuardedWrite Note(string id, int rows = 1) => new($"""
        insert into instruction(client, instruction_id, request_hash, received_at) values ({"note"}, {id}, {"00"}, {A.Noon})
        """, rows);

    private static async Task<long> Notes(LedgerWorld world) => await world.Ask(r => r.Scalar<long>($"select count(*) from instruction where client = {"note"}"));

    [Theory, BothDatabases]
    public async Task Fifty_parallel_requests_of_one_instruction_have_one_effect_and_one_answer(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        var request = A.Posting("m", Move(10)) with { Answer = "moved" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Writer.Submit(request, [Note("once")]))));

        answers.Select(a => a.Posting).Distinct().ShouldHaveSingleItem()!.Answer.ShouldBe("moved");
        answers.Count(a => !a.Repeated).ShouldBe(1);
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(10);
        (await Notes(world)).ShouldBe(1);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Of_fifty_parallel_moves_of_the_whole_balance_exactly_one_succeeds(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => LedgerWorld.Refusal(() => world.Writer.Submit(A.Posting($"m{i}", Move(1_000)))))));

        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Where(r => r is not null).ShouldAllBe(r => r!.Rule == LedgerRules.NotEnoughAvailable);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Two_nodes_may_write_at_once_and_nothing_is_lost_or_doubled(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        LedgerWriter[] nodes = [world.Writer, world.AnotherNode()];

        var refusals = await Task.WhenAll(Enumerable.Range(0, 240).Select(i => Task.Run(() =>
            LedgerWorld.Refusal(() => nodes[i % 2].Submit(A.Posting($"m{i / 2}-{i % 4}", i % 3 == 0 ? Move(5, Place.CancelledVoluntary) : Move(5)))))));

        refusals.Count(r => r is null).ShouldBe(200);
        refusals.Where(r => r is not null).ShouldAllBe(r => r!.Rule == LedgerRules.NotEnoughAvailable);
        (await world.Position(A.At(Place.Holding))).Balance.ShouldBe(Units.Zero);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task One_instruction_sent_to_two_nodes_has_one_effect(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        LedgerWriter[] nodes = [world.Writer, world.AnotherNode()];

        for (var round = 0; round < 10; round++)
        {
            var request = A.Posting($"m{round}", Move(10));
            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => nodes[i % 2].Submit(request))));
            answers.Count(a => !a.Repeated).ShouldBe(1);
        }
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(100);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Refusal_is_never_decided_on_what_another_node_has_changed_meanwhile(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        var other = world.AnotherNode();
        await world.Writer.Submit(A.Posting("a", Move(1_000)));
        await other.Submit(A.Posting("b", new Post(A.At(Place.Trading), A.At(Place.Holding), new Units(1_000))));

        (await world.Writer.Submit(A.Posting("c", Move(600)))).Posting!.Id.ShouldBe(3);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Failing_companion_fails_alone_and_takes_its_movement_with_it(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("taken", Move(1)), [Note("n7")]);

        var work = Enumerable.Range(0, 20).Select(i => i switch
        {
            7 => world.Writer.Submit(A.Posting("m7", Move(10)), [Note("x7"), Note("n7")]),
            11 => world.Writer.Submit(A.Posting("m11", Move(10)), [new($"update instruction set request_hash = {"11"} where client = {"nobody"}")]),
            13 => world.Writer.Submit(A.Posting("m13", Move(10)), [Note("x13"), new($"insert into no_such_table(id) values ({1})")]),
            _ => world.Writer.Submit(A.Posting($"m{i}", Move(10)), [Note($"n{i}")]),
        }).ToList();

        (await LedgerWorld.Refusal(() => work[7]))!.Rule.ShouldBe(GeneralRules.ChangedMeanwhile);
        (await LedgerWorld.Refusal(() => work[11]))!.Rule.ShouldBe(GeneralRules.ChangedMeanwhile);
        await Should.ThrowAsync<DbException>(() => work[13]);
        foreach (var (task, i) in work.Select((t, i) => (t, i)).Where(x => x.i is not (7 or 11 or 13))) (await task).Repeated.ShouldBeFalse($"request {i}");
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(171);
        (await Notes(world)).ShouldBe(18);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Companion_that_touches_more_rows_than_it_may_is_refused(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        await world.Writer.Submit(A.Posting("a", Move(1)), [Note("1"), Note("2")]);

        var refusal = await LedgerWorld.Refusal(() => world.Writer.Submit(A.Posting("b", Move(1)), [new($"update instruction set request_hash = {"11"} where client = {"note"}")]));

        refusal!.Rule.ShouldBe(GeneralRules.ChangedMeanwhile);
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Reservation_that_two_ask_to_end_ends_once(Engine engine)
    {
        await using var world = await LedgerWorld.WithLot(engine);
        LedgerWriter[] nodes = [world.Writer, world.AnotherNode()];
        for (var i = 0; i < 20; i++)
        {
            var reference = $"proposal:{i}";
            await nodes[i % 2].Submit(A.Promise($"p{i}", new Reserve(reference, A.At(Place.Holding), new Units(10))));
            var ends = await Task.WhenAll(
                LedgerWorld.Refusal(() => nodes[0].Submit(A.Promise($"r{i}", new Release(reference)))),
                LedgerWorld.Refusal(() => nodes[1].Submit(A.Posting($"u{i}", new Post(A.At(Place.Holding), A.At(Place.CancelledVoluntary), new Units(10), reference)))));
            ends.Count(e => e is null).ShouldBe(1);
            ends.Single(e => e is not null)!.Rule.ShouldBe(LedgerRules.ReservationClosed);
        }
        (await world.Position(A.At(Place.Holding))).Reserved.ShouldBe(0);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Answer_that_was_lost_after_the_commit_is_found_again_and_nothing_happens_twice(Engine engine)
    {
        LossyStore? lossy = null;
        await using var world = await LedgerWorld.WithLot(engine, store => lossy = new LossyStore(store));
        lossy!.LoseNext = 3;

        (await world.Writer.Submit(A.Posting("m", Move(10)), [Note("m")])).Posting!.Id.ShouldBe(1);
        await world.Writer.Submit(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), new Units(10))), [Note("p")]);
        await world.Writer.Submit(A.Promise("r", new Release("proposal:1")), [Note("r")]);

        lossy.LoseNext.ShouldBe(0);
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(10);
        (await Notes(world)).ShouldBe(3);
        await world.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Who_comes_when_too_much_waits_is_told_so_and_the_others_are_served(Engine engine)
    {
        LossyStore? gated = null;
        await using var world = await LedgerWorld.WithLot(engine, store => gated = new LossyStore(store));
        var gate = gated!.Gate = new TaskCompletionSource();
        var work = new List<Task<LedgerAnswer>>();

        RefusalException? busy = null;
        for (var i = 0; busy is null && i < 10_000; i++)
            busy = await LedgerWorld.Refusal(() =>
            {
                work.Add(world.Writer.Submit(A.Promise($"p{i}", new Reserve($"proposal:{i}", A.At(Place.Trading), new Units(1)))));
                return Task.CompletedTask;
            });
        gate.SetResult();

        busy!.Rule.ShouldBe(GeneralRules.Busy);
        work.Count.ShouldBeGreaterThanOrEqualTo(4_096);
        foreach (var task in work) (await LedgerWorld.Refusal(() => task))!.Rule.ShouldBe(LedgerRules.PositionUnknown);
    }

    [Fact]
    public async Task Connection_killed_in_the_middle_of_a_commit_leaves_nothing_half_done_and_the_work_is_done_once()
    {
        await using var world = await LedgerWorld.WithLot(Engine.Postgres);
        var killed = world.Writer.Submit(A.Posting("m", Move(10)), [Note("before"), new($"update log_head set size = size where id = 1 and pg_sleep(2) is not null"), Note("after")]);
        while (await world.Sql("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()") is not true)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        (await killed).Posting!.Id.ShouldBe(1);
        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(10);
        (await Notes(world)).ShouldBe(2);
        await world.ShouldBeWhole();
    }

    [Fact]
    public async Task Connections_killed_again_and_again_lose_and_double_nothing()
    {
        await using var world = await LedgerWorld.WithLot(Engine.Postgres);
        var work = Enumerable.Range(0, 4).Select(c => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) await world.Writer.Submit(A.Posting($"c{c}-{i}", Move(1)), [Note($"c{c}-{i}")]);
        })).ToList();
        for (var kill = 0; kill < 12; kill++)
        {
            await Task.Delay(20 + 10 * kill, TestContext.Current.CancellationToken);
            await world.Sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()");
        }
        await Task.WhenAll(work);
        NpgsqlConnection.ClearAllPools();

        (await world.Position(A.At(Place.Trading))).Balance.Tonnes.ShouldBe(400);
        (await Notes(world)).ShouldBe(400);
        await world.ShouldBeWhole();
    }

    /// <summary>Commits, and then the answer is lost on the way; or lets nobody load.</summary>
    private sealed class LossyStore(ILedgerStore inner) : ILedgerStore
    {
        public int LoseNext { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public async Task<HeldRows?> Load(Wanted wanted, LedgerState state, bool locked)
        {
            if (Gate is { } gate) await gate.Task;
            return await inner.Load(wanted, state, locked);
        }

        public async Task<CommitOutcome> Commit(LedgerBatch batch, HeldRows? held)
        {
            var outcome = await inner.Commit(batch, held);
            if (LoseNext == 0) return outcome;
            LoseNext--;
            throw new NpgsqlException("The connection was lost after the commit.");
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
