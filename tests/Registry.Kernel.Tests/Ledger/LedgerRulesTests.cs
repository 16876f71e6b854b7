using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Ledger;

public sealed class LedgerRulesTests
{
    private static readonly Units Ten = new(10);

    [Fact]
    public void Issuance_credits_the_whole_lot_to_its_owners_holding()
    {
        var ledger = A.Ledger();
        ledger.Position(A.At(Place.Holding)).Available.ShouldBe(new Units(1_000));
        ledger.Position(A.At(Place.Issuance)).Balance.ShouldBe(Units.Zero);
        SerialRanges.Of(ledger.Entries[0].Given, ledger.Source(A.FirstLot), new EntryHistory(ledger.Entries)).ShouldHaveSingleItem()
            .Written(A.LotCode).ShouldBe("CCER-A210001-2023-01-0000000001-0000001000");
    }

    [Fact]
    public void A_lot_is_issued_once()
    {
        var ledger = A.Ledger();
        LedgerRules.LotExists.ShouldRefuse(() => ledger.Do(A.Posting("again", A.Issue(5)), A.Noon)).Fact("lot").ShouldBe(A.LotCode);
    }

    [Fact]
    public void A_lot_of_nothing_is_never_issued() =>
        LedgerRules.QuantityNotPositive.ShouldRefuse(() => new MemoryLedger().Do(A.Posting("zero", A.Issue(0)), A.Noon));

    [Fact]
    public void Units_do_not_come_to_nobodys_account() => LedgerRules.AccountMissing.ShouldRefuse(() =>
        new MemoryLedger().Do(A.Posting("nobody", A.Issue(5) with { Owner = AccountId.RegistryBody }), A.Noon));

    [Fact]
    public void More_than_is_available_is_refused_and_says_what_is_available()
    {
        var ledger = A.Ledger();
        ledger.Do(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), new Units(900))), A.Noon);
        var refusal = LedgerRules.NotEnoughAvailable.ShouldRefuse(() =>
            ledger.Do(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(101))), A.Noon));
        refusal.Fact("available").ShouldBe("100");
        refusal.Fact("asked").ShouldBe("101");
        ledger.Do(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(100))), A.Noon).Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_no_movement()
    {
        var ledger = A.Ledger();
        LedgerRules.QuantityNotPositive.ShouldRefuse(() => ledger.Do(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), Units.Zero)), A.Noon));
        LedgerRules.NothingToDo.ShouldRefuse(() => ledger.Do(A.Posting("n"), A.Noon));
    }

    [Fact]
    public void A_position_that_does_not_exist_gives_nothing() => LedgerRules.PositionUnknown.ShouldRefuse(() =>
        A.Ledger().Do(A.Posting("m", new Post(A.At(Place.Trading), A.At(Place.Exchange), Ten)), A.Noon));

    [Fact]
    public void One_lot_never_becomes_another() => LedgerRules.LotsDiffer.ShouldRefuse(() =>
        A.Ledger().Do(A.Posting("m", new Post(A.At(Place.Holding), new PositionKey(new LotId(2), A.Owner, Place.Trading), Ten)), A.Noon));

    [Fact]
    public void A_sink_never_gives_anything_back()
    {
        var ledger = A.BusyLedger();
        var sink = A.At(Place.CancelledVoluntary);
        LedgerRules.SinkIsFinal.ShouldRefuse(() => ledger.Do(A.Posting("m", new Post(sink, A.At(Place.Holding), Ten)), A.Noon));
        LedgerRules.SinkIsFinal.ShouldRefuse(() => ledger.Do(A.Promise("r", new Reserve("proposal:9", sink, Ten)), A.Noon));
        LedgerRules.SinkIsFinal.ShouldRefuse(() => ledger.Do(A.Posting("h", new PlaceHold(new HoldId(9), sink, Ten, A.Freeze)), A.Noon));
    }

    [Fact]
    public void The_source_gives_by_issuance_only() => LedgerRules.OnlyIssuanceCredits.ShouldRefuse(() =>
        A.Ledger().Do(A.Posting("m", new Post(A.At(Place.Issuance), A.At(Place.Holding), Ten)), A.Noon));

    [Theory]
    [InlineData(Place.Holding, Place.Exchange, true)]
    [InlineData(Place.Holding, Place.Trading, false)]
    [InlineData(Place.Holding, Place.Holding, true)]
    [InlineData(Place.Holding, Place.Issuance, true)]
    [InlineData(Place.Trading, Place.OffsetNational, true)]
    [InlineData(Place.Trading, Place.Trading, false)]
    [InlineData(Place.Exchange, Place.Exchange, true)]
    [InlineData(Place.Exchange, Place.CancelledVoluntary, true)]
    public void There_is_no_way_between_these_places(Place from, Place to, bool sameAccount)
    {
        var ledger = A.BusyLedger();
        LedgerRules.NoSuchWay.ShouldRefuse(() =>
            ledger.Do(A.Posting("m", new Post(A.At(from), A.At(to, sameAccount ? A.Owner : A.Buyer), Ten)), A.Noon));
    }

    [Fact]
    public void Every_way_that_exists_is_one_of_these()
    {
        var ways = from f in Places.All from t in Places.All from same in new[] { true, false } where Places.MayMove(f, t, same) select $"{f.Code()}>{t.Code()}{(same ? "" : "*")}";
        ways.Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "issuance>holding", "issuance>holding*", "holding>trading", "trading>holding", "trading>exchange", "exchange>trading", "exchange>exchange*",
            "holding>holding*", "trading>holding*", "exchange>holding*", "holding>offset-national", "holding>offset-national*", "holding>offset-local",
            "holding>offset-local*", "holding>cancelled-voluntary", "holding>cancelled-voluntary*", "holding>cancelled-forced", "holding>cancelled-forced*",
            "trading>cancelled-forced", "trading>cancelled-forced*", "exchange>cancelled-forced", "exchange>cancelled-forced*",
        }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_place_reads_back_from_its_code()
    {
        foreach (var place in Places.All) Places.Parse(place.Code()).ShouldBe(place);
        GeneralRules.ValueMalformed.ShouldRefuse(() => Places.Parse("elsewhere"));
    }

    [Fact]
    public void A_request_that_fails_in_its_last_movement_leaves_nothing()
    {
        var ledger = A.Ledger();
        var before = ledger.Rows;
        LedgerRules.NotEnoughAvailable.ShouldRefuse(() => ledger.Do(A.Posting("m",
            new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(600)),
            new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(600))), A.Noon));
        ledger.Rows.Positions.ShouldBe(before.Positions);
        ledger.State.Head.ShouldBe(before.Head);
    }

    [Fact]
    public void The_same_instruction_again_is_answered_and_moves_nothing()
    {
        var ledger = A.Ledger();
        var request = A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), Ten)) with { Answer = "done" };
        var first = ledger.Do(request, A.Noon);
        var again = ledger.Do(request, A.Noon.AddDays(1));
        again.Repeated.ShouldBeTrue();
        again.Posting.ShouldBe(first.Posting);
        again.Posting!.Answer.ShouldBe("done");
        ledger.Position(A.At(Place.Trading)).Balance.ShouldBe(Ten);
    }

    [Fact]
    public void The_same_instruction_with_another_request_is_refused()
    {
        var ledger = A.Ledger();
        ledger.Do(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), Ten)), A.Noon);
        GeneralRules.InstructionReused.ShouldRefuse(() => ledger.Do(A.Posting("issue", A.Issue(6)) with { RequestHash = new string('b', 64) }, A.Noon));
        GeneralRules.InstructionReused.ShouldRefuse(() =>
            ledger.Do(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), Ten)) with { RequestHash = new string('b', 64) }, A.Noon));
    }

    [Fact]
    public void A_promise_sent_again_promises_once()
    {
        var ledger = A.Ledger();
        var promise = A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), Ten));
        ledger.Do(promise, A.Noon);
        ledger.Do(promise, A.Noon).Repeated.ShouldBeTrue();
        ledger.Position(A.At(Place.Holding)).Reserved.ShouldBe(10);
        LedgerRules.ReservationExists.ShouldRefuse(() => ledger.Do(promise with { InstructionId = "q" }, A.Noon));
    }

    [Fact]
    public void A_release_sent_again_by_the_same_instruction_is_answered_and_gives_nothing_back_twice()
    {
        var ledger = A.Ledger();
        ledger.Do(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), Ten)), A.Noon);
        ledger.Do(A.Promise("r", new Release("proposal:1")), A.Noon).Repeated.ShouldBeFalse();
        ledger.Do(A.Promise("r", new Release("proposal:1")), A.Noon).Repeated.ShouldBeTrue();
        GeneralRules.InstructionReused.ShouldRefuse(() => ledger.Do(A.Promise("r", new Release("proposal:1")) with { RequestHash = new string('b', 64) }, A.Noon));
        LedgerRules.ReservationClosed.ShouldRefuse(() => ledger.Do(A.Promise("s", new Release("proposal:1")), A.Noon));
    }

    [Fact]
    public void An_authority_serves_one_posting()
    {
        var ledger = A.Ledger();
        var move = new Post(A.At(Place.Holding), A.At(Place.Trading), Ten);
        ledger.Do(A.Posting("one", move) with { Authority = HistoryScript.TwoPeople(5) }, A.Noon);
        LedgerRules.AuthorityUsed.ShouldRefuse(() => ledger.Do(A.Posting("two", move) with { Authority = HistoryScript.TwoPeople(5) }, A.Noon))
            .Fact("authority").ShouldBe("proposal:5");
    }

    [Fact]
    public void A_reservation_ends_exactly_once()
    {
        var ledger = A.Ledger();
        var sink = A.At(Place.CancelledVoluntary);
        ledger.Do(A.Promise("p", new Reserve("proposal:1", A.At(Place.Holding), Ten)), A.Noon);
        LedgerRules.ReservationQuantityDiffers.ShouldRefuse(() => ledger.Do(A.Posting("u", new Post(A.At(Place.Holding), sink, new Units(9), "proposal:1")), A.Noon));
        ledger.Do(A.Posting("u", new Post(A.At(Place.Holding), sink, Ten, "proposal:1")), A.Noon);
        LedgerRules.ReservationClosed.ShouldRefuse(() => ledger.Do(A.Promise("r", new Release("proposal:1")), A.Noon));
        LedgerRules.ReservationClosed.ShouldRefuse(() => ledger.Do(A.Posting("v", new Post(A.At(Place.Holding), sink, Ten, "proposal:1")), A.Noon));
        LedgerRules.ReservationUnknown.ShouldRefuse(() => ledger.Do(A.Promise("r", new Release("proposal:2")), A.Noon));
        ledger.Position(A.At(Place.Holding)).Reserved.ShouldBe(0);
    }

    [Fact]
    public void Frozen_units_stay_until_the_hold_is_lifted_once()
    {
        var ledger = A.Ledger();
        ledger.Do(A.Posting("f", new PlaceHold(new HoldId(1), A.At(Place.Holding), new Units(995), A.Freeze)), A.Noon);
        var move = new Post(A.At(Place.Holding), A.At(Place.Trading), Ten);
        LedgerRules.NotEnoughAvailable.ShouldRefuse(() => ledger.Do(A.Posting("m", move), A.Noon));
        LedgerRules.HoldExists.ShouldRefuse(() => ledger.Do(A.Posting("g", new PlaceHold(new HoldId(1), A.At(Place.Holding), new Units(1), A.Freeze)), A.Noon));
        ledger.Do(A.Posting("l", new ReleaseHold(new HoldId(1)), move), A.Noon);
        LedgerRules.HoldReleased.ShouldRefuse(() => ledger.Do(A.Posting("k", new ReleaseHold(new HoldId(1))), A.Noon));
        LedgerRules.HoldUnknown.ShouldRefuse(() => ledger.Do(A.Posting("j", new ReleaseHold(new HoldId(2))), A.Noon));
        ledger.Position(A.At(Place.Holding)).Frozen.ShouldBe(0);
    }

    [Fact]
    public void A_posting_is_never_booked_before_the_one_before_it()
    {
        var ledger = A.Ledger();
        var late = ledger.Do(A.Posting("m", new Post(A.At(Place.Holding), A.At(Place.Trading), Ten)), A.Noon.AddHours(-3));
        late.Posting!.BookedAt.ShouldBe(A.Noon);
    }
}
