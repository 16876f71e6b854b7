using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Ledger;

/// <summary>Builds requests and a small ledger for the tests.</summary>
internal static class A
{
    public static readonly AccountId Owner = new(101);
    public static readonly AccountId Buyer = new(102);
    public static readonly DateTimeOffset Noon = new(2026, 3, 6, 4, 0, 0, TimeSpan.Zero);
    public static readonly string LotCode = Lot.CodeOf("A210001", 2023, 1);
    public static readonly LotId FirstLot = new(1);

    public static PositionKey At(Place place, AccountId? account = null) => new(FirstLot, account ?? Owner, place);

    public static Issue Issue(long tonnes) => new(LotCode, 7, 2023, 1, new Units(tonnes), Owner);

    public static LegalAct Freeze { get; } = new("judicial-freeze", "court", "no. 1", new DateOnly(2026, 3, 6), null, 1);

    public static PostingRequest Posting(string id, params Movement[] movements) => new()
    {
        Client = "test",
        InstructionId = id,
        RequestHash = new string('a', 64),
        Kind = "test.posting",
        Authority = Instructed.Verified("test", id),
        Movements = movements,
    };

    public static PromiseRequest Promise(string id, params Promise[] promises) => new()
    {
        Client = "test",
        InstructionId = id,
        RequestHash = new string('a', 64),
        Kind = "test.promise",
        Promises = promises,
    };

    /// <summary>A ledger with one lot of 1,000 t in its owner's holding.</summary>
    public static MemoryLedger Ledger()
    {
        var ledger = new MemoryLedger();
        ledger.Do(Posting("issue", Issue(1_000)), Noon);
        return ledger;
    }

    /// <summary>A ledger in which everything has happened once: moved, promised, used, given back, frozen, lifted, cancelled.</summary>
    public static MemoryLedger BusyLedger()
    {
        var ledger = Ledger();
        ledger.Do(Posting("move", new Post(At(Place.Holding), At(Place.Trading), new Units(300))), Noon.AddHours(1));
        ledger.Do(Promise("promise", new Reserve("proposal:1", At(Place.Holding), new Units(100))), Noon.AddHours(2));
        ledger.Do(Promise("promise2", new Reserve("proposal:2", At(Place.Holding), new Units(50))), Noon.AddHours(2));
        ledger.Do(Promise("promise3", new Reserve("proposal:3", At(Place.Holding), new Units(25))), Noon.AddHours(2));
        ledger.Do(Promise("back", new Release("proposal:2")), Noon.AddHours(3));
        ledger.Do(Posting("use", new Post(At(Place.Holding), At(Place.CancelledVoluntary), new Units(100), "proposal:1")) with
        {
            Authority = HistoryScript.TwoPeople(1),
        }, Noon.AddDays(1));
        ledger.Do(Posting("freeze", new PlaceHold(new HoldId(1), At(Place.Trading), new Units(40), Freeze)), Noon.AddDays(1));
        ledger.Do(Posting("move2", new Post(At(Place.Trading), At(Place.Exchange), new Units(200))), Noon.AddDays(2));
        ledger.Do(Posting("trade", new Post(At(Place.Exchange), At(Place.Exchange, Buyer), new Units(120))), Noon.AddDays(2));
        return ledger;
    }
}
