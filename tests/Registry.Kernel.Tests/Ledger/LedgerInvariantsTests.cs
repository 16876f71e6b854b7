using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Ledger;

public sealed class LedgerInvariantsTests
{
    private static readonly LedgerRows Whole = A.BusyLedger().Rows;

    public static TheoryData<string, string, string, Func<LedgerRows, LedgerRows>> Damages => new()
    {
        { "L1", "lot", A.LotCode, r => r with { Lots = [r.Lots[0] with { Quantity = new Units(999) }] } },
        { "L1", "position", "1", r => r with { Lots = [] } },
        { "L2", "position", Id(Place.Trading), r => Change(r, Place.Trading, p => p with { Reserved = 61 }) },
        { "L3", "position", Id(Place.Holding), r => Change(r, Place.Holding, p => p with { Received = 1_001 }) },
        { "L3", "position", Id(Place.Holding), r => Change(r, Place.Holding, p => p with { Sent = 401 }) },
        { "L3", "position", Id(Place.Trading), r => r with { Positions = [.. r.Positions.Where(p => p.Key.Place != Place.Trading)] } },
        { "L3", "entry", "2/1", r => Entry(r, 2, e => e with { FromOffset = 299 }) },
        { "L3", "entry", "2/1", r => Entry(r, 1, e => e with { Quantity = new Units(301) }) },
        { "L4", "entry", "2/1", r => Entry(r, 2, e => e with { FromOffset = 301 }) },
        { "L4", "entry", "4/1", r => Swap(r, 4, 5) },
        { "L4", "entry", "1/1", r => Entry(r, 1, e => e with { Lot = new LotId(2) }) },
        { "L5", "posting", "2", r => Posting(r, 2, p => p with { Confirmer = p.Initiator }) },
        { "L5", "posting", "2", r => Posting(r, 2, p => p with { Confirmer = null }) },
        { "L5", "posting", "1", r => Posting(r, 1, p => p with { Authority = "" }) },
        { "L5", "entry", "5/1", r => r with { Postings = [.. r.Postings.Where(p => p.Id != 5)] } },
        { "L6", "posting", "4", r => Posting(r, 4, p => p with { InstructionId = "move" }) },
        { "L6", "posting", "4", r => Posting(r, 4, p => p with { Authority = "instruction:test:move" }) },
        { "L7", "entry", "4/1", r => Entry(r, 4, e => e with { From = r.Positions.Single(p => p.Key.Place.IsSink()).Id, FromOffset = 0 }) },
        { "L8", "position", Id(Place.Holding), r => Change(r, Place.Holding, p => p with { Reserved = 24 }) },
        { "L8", "position", Id(Place.Trading), r => Change(r, Place.Trading, p => p with { Frozen = 39 }) },
        { "L8", "position", Id(Place.Trading), r => r with { Holds = [] } },
        { "L8", "reservation", "proposal:1 2", r => Promise(r, "proposal:1", p => p with { PostedIn = null }) },
        { "L8", "reservation", "proposal:1 2", r => Promise(r, "proposal:1", p => p with { PostedIn = 1, Quantity = new Units(301) }) },
        { "L8", "reservation", "proposal:2 2", r => Promise(r, "proposal:2", p => p with { ClosedAt = null }) },
        { "L8", "reservation", "proposal:2 2", r => r with { Reservations = [.. r.Reservations, r.Reservations.Single(x => x.Reference == "proposal:2")] } },
        { "order", "posting", "1", r => Posting(r, 1, p => p with { Answer = "another" }) },
        { "order", "posting", "4", r => r with { Postings = [.. r.Postings.Where(p => p.Id != 3)] } },
        { "order", "posting", "1", r => Posting(r, 1, p => p with { BookedAt = A.Noon.AddDays(-1) }) },
        { "order", "log_head", "size", r => r with { Head = r.Head with { Size = 7 } } },
        { "order", "day", "2026-03-07", r => r with { Days = [.. r.Days.Select(d => d.Date.Day == 7 ? d with { LastPosting = 2 } : d)] } },
        { "order", "day", "2026-03-06", r => r with { Days = [.. r.Days.Where(d => d.Date.Day != 6)] } },
    };

    [Fact]
    public void A_whole_ledger_has_no_violation() => LedgerInvariants.Check(Whole).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public void Damage_is_found_and_the_wrong_row_is_named(string invariant, string table, string row, Func<LedgerRows, LedgerRows> damage) =>
        LedgerInvariants.Check(damage(Whole)).ShouldContain(v => v.Invariant == invariant && v.Table == table && v.Row == row);

    [Fact]
    public void Two_equal_ranges_that_change_places_are_found_although_every_sum_agrees()
    {
        var ledger = A.Ledger();
        ledger.Do(A.Posting("a", new Post(A.At(Place.Holding), A.At(Place.Trading), new Units(10))), A.Noon);
        ledger.Do(A.Posting("b", new Post(A.At(Place.Holding), A.At(Place.CancelledVoluntary), new Units(10))), A.Noon);
        var rows = ledger.Rows;
        var (one, two) = (rows.Entries[1], rows.Entries[2]);
        var swapped = rows with { Entries = [rows.Entries[0], one with { FromOffset = two.FromOffset }, two with { FromOffset = one.FromOffset }] };
        LedgerInvariants.Conservation(swapped).ShouldBeEmpty();
        LedgerInvariants.StreamsAreWhole(swapped).ShouldBeEmpty();
        LedgerInvariants.Partition(swapped).ShouldContain(v => v.Table == "entry" && v.Row == "1/1");
        LedgerInvariants.OneOrder(swapped).ShouldContain(v => v.Table == "posting" && v.Row == "1");
    }

    private static string Id(Place place) => $"{Whole.Positions.Single(p => p.Key == A.At(place)).Id}";

    private static LedgerRows Change(LedgerRows rows, Place place, Func<Position, Position> change) =>
        rows with { Positions = [.. rows.Positions.Select(p => p.Key == A.At(place) ? change(p) : p)] };

    private static LedgerRows Entry(LedgerRows rows, long posting, Func<Entry, Entry> change) =>
        rows with { Entries = [.. rows.Entries.Select(e => e.Posting == posting ? change(e) : e)] };

    private static LedgerRows Posting(LedgerRows rows, long id, Func<Posting, Posting> change) =>
        rows with { Postings = [.. rows.Postings.Select(p => p.Id == id ? change(p) : p)] };

    private static LedgerRows Promise(LedgerRows rows, string reference, Func<Reservation, Reservation> change) =>
        rows with { Reservations = [.. rows.Reservations.Select(r => r.Reference == reference ? change(r) : r)] };

    private static LedgerRows Swap(LedgerRows rows, long one, long two) => rows with
    {
        Entries = [.. rows.Entries.Select(e => e.Posting == one ? e with { Posting = two } : e.Posting == two ? e with { Posting = one } : e)],
    };
}
