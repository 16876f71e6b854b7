using CsCheck;
using Registry.Kernel.Ledger;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Ledger;

public sealed class LedgerPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(long Scale, int[] Randoms)> Histories = Gen.Select(
        Gen.OneOf(Gen.Const(1L), Gen.Const(1L << 31), Gen.Const((1L << 53) + 1), Gen.Const(1_000_000_000_000L)), Gen.Int[0, int.MaxValue].Array[1, 60]);

    [Fact]
    public void Every_history_ends_as_the_unit_by_unit_model_does_and_keeps_L1_to_L8_after_every_step() =>
        Histories.Sample(h =>
        {
            var model = new UnitModel(h.Scale);
            var script = new HistoryScript(model);
            var ledger = new MemoryLedger();
            for (var i = 0; i < h.Randoms.Length; i++)
            {
                var request = script.Next(h.Randoms[i]);
                var accepted = Accepted(() => ledger.Do(request, Start.AddHours(i)));
                accepted.ShouldBe(model.Do(request), $"step {i}: {request}");
                LedgerInvariants.Check(ledger.Rows).ShouldBeEmpty();
                SamePositions(ledger, model);
            }
            SameUnits(ledger, model);
        }, iter: 120);

    [Fact]
    public void A_part_of_a_stream_split_anywhere_keeps_every_unit_once_and_in_order()
    {
        foreach (var size in new long[] { 2, 3, 50, 151, 1L << 31, (1L << 53) + 1, 1_000_000_000_000 })
            Gen.Long[1, size - 1].Sample(cut =>
            {
                var source = new PositionId(1);
                Entry[] entries = [Move(0, source, 0, 2, cut), Move(1, source, cut, 3, size - cut)];
                var history = new EntryHistory(entries);
                var first = SerialRanges.Of(entries[0].Given, source, history).ShouldHaveSingleItem();
                var second = SerialRanges.Of(entries[1].Given, source, history).ShouldHaveSingleItem();
                first.ShouldBe(new SerialRange(1, cut));
                second.ShouldBe(new SerialRange(cut + 1, size));
                (first.Quantity.Tonnes + second.Quantity.Tonnes).ShouldBe(size);
            }, iter: 50);
    }

    [Fact]
    public void Every_cut_of_a_small_stream_leaves_no_gap_and_no_overlap()
    {
        const int Size = 40;
        var source = new PositionId(1);
        for (var cut = 1; cut < Size; cut++)
        {
            Entry[] entries = [Move(0, source, 0, 2, cut), Move(1, source, cut, 2, Size - cut) with { ToOffset = cut }];
            var history = new EntryHistory(entries);
            for (var start = 0; start < Size; start++)
                for (var end = start + 1; end <= Size; end++)
                    SerialRanges.Of(new StreamInterval(new PositionId(2), start, end), source, history)
                        .ShouldHaveSingleItem().ShouldBe(new SerialRange(start + 1, end));
        }
    }

    private static Entry Move(long posting, PositionId from, long offset, long to, long quantity) => new()
    {
        Posting = posting,
        Line = 1,
        Lot = new LotId(1),
        From = from,
        FromOffset = offset,
        To = new PositionId(to),
        ToOffset = 0,
        Quantity = new(quantity),
    };

    private static bool Accepted(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    private static void SamePositions(MemoryLedger ledger, UnitModel model)
    {
        foreach (var key in model.Positions)
        {
            var p = ledger.Position(key);
            p.Balance.Tonnes.ShouldBe(model.Balance(key));
            p.Reserved.ShouldBe(model.Reserved(key));
            p.Frozen.ShouldBe(model.Frozen(key));
        }
    }

    private static void SameUnits(MemoryLedger ledger, UnitModel model)
    {
        var history = new EntryHistory(ledger.Entries);
        foreach (var key in model.Positions)
        {
            var ranges = model.Ranges(key);
            SerialRanges.Of(ledger.Position(key).Held, ledger.Source(key.Lot), history).ShouldBe(ranges);
            foreach (var unit in ranges.SelectMany(r => new[] { r.First, r.Last }))
                SerialRanges.WhereIs(unit, ledger.Source(key.Lot), history)[^1].Position.ShouldBe(ledger.Position(key).Id);
        }
        ledger.Entries.Count.ShouldBe(model.Moves.Count);
        foreach (var (entry, move) in ledger.Entries.Zip(model.Moves))
            SerialRanges.Of(entry.Given, ledger.Source(entry.Lot), history).ShouldBe(model.ToRanges(move.Units));
    }
}
