using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;

namespace Registry.Kernel.Tests.Transfers;

/// <summary>What a holder typed is read into lots with whole quantities, or everything wrong with it is named.</summary>
public sealed class LotChoiceTests
{
    private static readonly Dictionary<string, LotOffer> Offers = new(StringComparer.Ordinal)
    {
        ["A"] = new(new LotId(1), "A", new Units(120)),
        ["B"] = new(new LotId(2), "B", new Units(long.MaxValue)),
    };

    private static (IReadOnlyList<ChosenLot> Lots, IReadOnlyList<Rule> Wrong) Read(params LotQuantity[] typed)
    {
        var findings = new List<Finding>();
        var lots = LotChoice.Read(typed, Offers, Place.Holding, findings);
        return (lots, [.. findings.Select(f => f.Rule)]);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    [InlineData(" 007 ", 7)]
    [InlineData("\uFF11\uFF12", 12)]
    public void Whole_tonnes_are_read(string typed, long tonnes)
    {
        var (lots, wrong) = Read(new LotQuantity("A", typed));

        wrong.ShouldBeEmpty();
        lots.ShouldBe([new ChosenLot(new LotId(1), "A", new Units(tonnes))]);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("9223372036854775808")]
    [InlineData("ten")]
    public void What_is_no_whole_number_is_refused(string typed) => Read(new LotQuantity("A", typed)).Wrong.ShouldBe([TransferRules.QuantityNotWhole]);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    public void Less_than_one_is_refused(string typed) => Read(new LotQuantity("A", typed)).Wrong.ShouldBe([LedgerRules.QuantityNotPositive]);

    [Fact]
    public void One_more_than_there_is_is_refused()
    {
        Read(new LotQuantity("A", "121")).Wrong.ShouldBe([LedgerRules.NotEnoughAvailable]);
        Read(new LotQuantity("B", "9223372036854775807")).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Each_lot_is_chosen_once_and_lies_there()
    {
        Read().Wrong.ShouldBe([TransferRules.NothingChosen]);
        Read(new LotQuantity("A", "1"), new LotQuantity(" A", "2")).Wrong.ShouldBe([TransferRules.LotChosenTwice]);
        Read(new LotQuantity("C", "1")).Wrong.ShouldBe([TransferRules.LotNotHere]);
        Read(new LotQuantity("C", "x")).Wrong.ShouldBe([TransferRules.LotNotHere, TransferRules.QuantityNotWhole]);
    }

    [Fact]
    public void Lots_come_in_the_order_of_their_codes() => Read(new LotQuantity("B", "2"), new LotQuantity("A", "1")).Lots.Select(l => l.Code).ShouldBe(["A", "B"]);

    [Fact]
    public void Without_a_trading_account_is_a_rule_of_its_own() => TransferRules.NoTradingAccount.Kind.ShouldBe(RefusalKind.Unmet);
}
