using CsCheck;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Tests.Ledger;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;

namespace Registry.Server.Tests.Ledger;

using A = Registry.Kernel.Tests.Ledger.A;

public sealed class LedgerHistoryTests
{
    private static readonly Gen<(long Scale, int[] Randoms)> Histories = Gen.Select(
        Gen.OneOf(Gen.Const(1L), Gen.Const(1L << 31), Gen.Const((1L << 53) + 1), Gen.Const(1_000_000_000_000L)), Gen.Int[0, int.MaxValue].Array[40, 80]);

    [Fact]
    public Task The_same_history_ends_alike_on_both_databases_in_the_kernel_and_in_the_model() => Histories.SampleAsync(async h =>
    {
        var model = new UnitModel(h.Scale);
        var script = new HistoryScript(model);
        var memory = new MemoryLedger();
        var past = new List<Dictionary<PositionKey, long>>();
        await using var sqlite = await LedgerWorld.On(Engine.Sqlite);
        await using var postgres = await LedgerWorld.On(Engine.Postgres);
        for (var i = 0; i < h.Randoms.Length; i++)
        {
            var request = script.Next(h.Randoms[i]);
            var now = A.Noon.AddHours(i);
            var expected = Refused(() => memory.Do(request, now));
            model.Do(request).ShouldBe(expected is null);
            foreach (var world in new[] { sqlite, postgres })
            {
                world.Time.SetUtcNow(now);
                var refusal = await LedgerWorld.Refusal(() => world.Writer.Submit(request, LedgerWorld.ProposalOf(request)));
                refusal?.Rule.Code.ShouldBe(expected?.Rule.Code);
                (refusal is null).ShouldBe(expected is null);
            }
            while (past.Count < memory.State.Head.Size) past.Add(model.Positions.Where(p => !p.Place.BelongsToLot()).ToDictionary(p => p, model.Balance));
        }
        foreach (var world in new[] { sqlite, postgres })
        {
            SameRows(memory.Rows, await LedgerVerify.Rows(world.Db));
            await world.ShouldBeWhole();
            await SameAnswers(world, model, memory, past);
        }
    }, iter: 6, threads: 1);

    private static RefusalException? Refused(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }

    private static void SameRows(LedgerRows expected, LedgerRows stored)
    {
        stored.Head.ShouldBe(expected.Head);
        stored.Lots.ShouldBe(expected.Lots);
        stored.Positions.ShouldBe(expected.Positions.OrderBy(p => p.Id.Value));
        stored.Postings.ShouldBe(expected.Postings);
        stored.Entries.ShouldBe(expected.Entries);
        stored.Reservations.ShouldBe(expected.Reservations, ignoreOrder: true);
        stored.Holds.ShouldBe(expected.Holds.OrderBy(x => x.Id.Value));
        stored.Days.ShouldBe(expected.Days);
    }

    private static async Task SameAnswers(LedgerWorld world, UnitModel model, MemoryLedger memory, List<Dictionary<PositionKey, long>> past)
    {
        await using var reads = await world.Db.Read();
        var lots = memory.Rows.Lots.ToDictionary(l => l.Id);
        foreach (var key in model.Positions)
        {
            var ranges = await LedgerQueries.SerialRangesOf(reads, memory.Position(key).Id);
            ranges.ShouldBe(model.Ranges(key));
            if (ranges.Count == 0 || key.Place == Place.Issuance) continue;
            var chain = await LedgerQueries.OwnerChain(reads, lots[key.Lot].Code, ranges[^1].Last);
            (chain[^1].AccountId, chain[^1].Place).ShouldBe((key.Account.Value, key.Place.Code()));
        }
        var lines = new List<EntryUnits>();
        for (var posting = 0; posting < past.Count; posting++) lines.AddRange(await LedgerQueries.UnitsOfPosting(reads, posting));
        lines.Select(l => l.Entry).ShouldBe(memory.Entries);
        foreach (var (line, move) in lines.Zip(model.Moves)) line.Ranges.ShouldBe(model.ToRanges(move.Units));

        for (var posting = 0; posting < past.Count; posting += 3)
            foreach (var account in past[posting].Keys.Select(k => k.Account).Distinct())
                await SamePast(reads, account, posting, past[posting], lots);
    }

    private static async Task SamePast(Reads reads, AccountId account, long posting, Dictionary<PositionKey, long> then, Dictionary<LotId, Lot> lots)
    {
        var expected = then.Where(p => p.Key.Account == account && p.Value > 0).Select(p => (lots[p.Key.Lot].Code, p.Key.Place.Code(), p.Value));
        var answer = await LedgerQueries.HoldingsAsOfPosting(reads, account, posting);
        answer.Select(h => (h.LotCode, h.Place, h.Balance)).ShouldBe(expected, ignoreOrder: true);
    }
}
