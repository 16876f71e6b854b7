using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>One lot in one place of an account. Quantities in tCO2e.</summary>
public sealed record Holding
{
    /// <summary>Number of the position.</summary>
    public long PositionId { get; init; }

    /// <summary>Number of the lot.</summary>
    public long LotId { get; init; }

    /// <summary>Code of the lot.</summary>
    public string LotCode { get; init; } = "";

    /// <summary>Id of the project.</summary>
    public long ProjectId { get; init; }

    /// <summary>Calendar year of the lot.</summary>
    public int Vintage { get; init; }

    /// <summary>Code of the place, for example <c>holding</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>Units here.</summary>
    public long Balance { get; init; }

    /// <summary>Units promised.</summary>
    public long Reserved { get; init; }

    /// <summary>Units frozen.</summary>
    public long Frozen { get; init; }

    /// <summary>Units that may be moved or promised.</summary>
    public long Available { get; init; }
}

/// <summary>What one lot in one place of an account came to at a past moment, in tCO2e.</summary>
public sealed record PastHolding
{
    /// <summary>Number of the position.</summary>
    public long PositionId { get; init; }

    /// <summary>Code of the lot.</summary>
    public string LotCode { get; init; } = "";

    /// <summary>Code of the place.</summary>
    public string Place { get; init; } = "";

    /// <summary>Units there then.</summary>
    public long Balance { get; init; }
}

/// <summary>One place in the life of a unit.</summary>
public sealed record OwnerLink
{
    /// <summary>The posting by which the unit came.</summary>
    public long Posting { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset BookedAt { get; init; }

    /// <summary>The account; zero for a sink.</summary>
    public long AccountId { get; init; }

    /// <summary>Code of the place.</summary>
    public string Place { get; init; } = "";
}

/// <summary>A line of a posting with the units that it moved.</summary>
/// <param name="Entry">The line.</param>
/// <param name="LotCode">Code of the lot.</param>
/// <param name="Ranges">The units, in the order of the stream.</param>
public sealed record EntryUnits(Entry Entry, string LotCode, IReadOnlyList<SerialRange> Ranges);

/// <summary>
/// What the ledger answers. No answer's cost grows with the length of the history: a balance is one row, a moment one indexed look-up
/// for each position, a range the hops behind it.
/// </summary>
public static class LedgerQueries
{
    /// <summary>What an account holds now, by place and lot; positions that are empty are left out.</summary>
    public static Task<IReadOnlyList<Holding>> Holdings(Reads reads, AccountId account) => reads.Rows<Holding>($"""
        select p.id as position_id, p.lot_id, l.code as lot_code, l.project_id, l.vintage, p.place, p.received - p.sent as balance,
               p.reserved, p.frozen, p.received - p.sent - p.reserved - p.frozen as available
        from position p join lot l on l.id = p.lot_id
        where p.account_id = {account} and p.received > p.sent
        order by l.code, p.place
        """);

    /// <summary>What an account held right after a posting.</summary>
    // Materialized: otherwise each look-up is made twice, for the balance and for the condition on it.
    public static Task<IReadOnlyList<PastHolding>> HoldingsAsOfPosting(Reads reads, AccountId account, long posting) => reads.Rows<PastHolding>($"""
        with h as materialized (
          select p.id as position_id, l.code as lot_code, p.place,
            coalesce((select e.to_offset + e.quantity from entry e where e.to_position = p.id and e.posting_id <= {posting}
              order by e.posting_id desc, e.to_offset desc limit 1), 0) as received,
            coalesce((select e.from_offset + e.quantity from entry e where e.from_position = p.id and e.posting_id <= {posting}
              order by e.posting_id desc, e.from_offset desc limit 1), 0) as sent
          from position p join lot l on l.id = p.lot_id where p.account_id = {account})
        select h.position_id, h.lot_code, h.place, h.received - h.sent as balance from h
        where h.received > h.sent
        order by h.lot_code, h.place
        """);

    /// <summary>What an account held at an instant, postings booked at it included.</summary>
    public static async Task<IReadOnlyList<PastHolding>> HoldingsAsOf(Reads reads, AccountId account, DateTimeOffset instant) =>
        await LastPostingBy(reads, instant) is { } posting ? await HoldingsAsOfPosting(reads, account, posting) : [];

    /// <summary>What an account held at the end of a day of law.</summary>
    public static async Task<IReadOnlyList<PastHolding>> HoldingsAtEndOf(Reads reads, AccountId account, DateOnly day) =>
        await LastPostingOf(reads, day) is { } posting ? await HoldingsAsOfPosting(reads, account, posting) : [];

    /// <summary>The last posting booked by the end of a day; none if there was none yet.</summary>
    public static async Task<long?> LastPostingOf(Reads reads, DateOnly day) =>
        await reads.Scalar<long?>($"select last_posting from day where date <= {day} order by date desc limit 1");

    /// <summary>The last posting booked by an instant: found within its day by halving, because time never goes back.</summary>
    public static async Task<long?> LastPostingBy(Reads reads, DateTimeOffset instant)
    {
        var day = RegistryClock.DateOf(instant);
        var before = await LastPostingOf(reads, day.AddDays(-1)) ?? -1;
        var last = await LastPostingOf(reads, day) ?? -1;
        var found = await reads.Scalar<long>($"""
            with recursive half(low, high) as (
              select cast({before} as bigint), cast({last} as bigint)
              union all
              select case when p.booked_at <= {instant} then p.id else h.low end, case when p.booked_at <= {instant} then h.high else p.id - 1 end
              from half h join posting p on p.id = (h.low + h.high + 1) / 2
              where h.low < h.high)
            select max(low) from half where low = high
            """);
        return found < 0 ? null : found;
    }

    /// <summary>The units that a position holds, oldest first, neighbours joined.</summary>
    /// <exception cref="RefusalException">There is no such position.</exception>
    public static async Task<IReadOnlyList<SerialRange>> SerialRangesOf(Reads reads, PositionId position)
    {
        var row = await reads.Get<StreamRow>($"select sent as low, received as high from position where id = {position.Value}");
        return await Trace(reads, new StreamInterval(position, row.Low, row.High));
    }

    /// <summary>Every line of a posting with the units it moved.</summary>
    public static async Task<IReadOnlyList<EntryUnits>> UnitsOfPosting(Reads reads, long posting)
    {
        var rows = await reads.Rows<EntryRow>($"""
            select e.line_no, e.lot_id, l.code as lot_code, e.from_position, e.from_offset, e.to_position, e.to_offset, e.quantity
            from entry e join lot l on l.id = e.lot_id where e.posting_id = {posting} order by e.line_no
            """);
        var lines = new List<EntryUnits>(rows.Count);
        foreach (var row in rows)
        {
            var entry = row.ToEntry(posting);
            lines.Add(new EntryUnits(entry, row.LotCode, await Trace(reads, entry.Given)));
        }
        return lines;
    }

    /// <summary>Every place a unit has been in, from its owner's first holding to where it is.</summary>
    /// <param name="reads">The connection.</param>
    /// <param name="lotCode">Code of the lot.</param>
    /// <param name="unit">Number of the unit, from 1.</param>
    /// <exception cref="RefusalException">There is no such unit.</exception>
    public static async Task<IReadOnlyList<OwnerLink>> OwnerChain(Reads reads, string lotCode, long unit)
    {
        var source = await reads.Scalar<long?>($"""
            select p.id from lot l join position p on p.lot_id = l.id and p.account_id = 0 and p.place = 'issuance'
            where l.code = {lotCode} and l.quantity >= {unit} and {unit} > 0
            """) ?? throw GeneralRules.Absent.Refuse(("what", "unit"));
        return await reads.Rows<OwnerLink>($"""
            with recursive chain(position_id, unit_offset, posting_id, hop) as (
              select cast({source} as bigint), cast({unit - 1} as bigint), cast(-1 as bigint), 0
              union all
              select e.to_position, e.to_offset + c.unit_offset - e.from_offset, e.posting_id, c.hop + 1
              from chain c join entry e on e.from_position = c.position_id
                and e.from_offset = (select max(x.from_offset) from entry x where x.from_position = c.position_id and x.from_offset <= c.unit_offset)
              where e.from_offset + e.quantity > c.unit_offset)
            select c.posting_id as posting, o.booked_at, p.account_id, p.place
            from chain c join posting o on o.id = c.posting_id join position p on p.id = c.position_id
            order by c.hop
            """);
    }

    /// <summary>Follows a part of a stream back to the issuance, where an interval is a range of unit numbers.</summary>
    private static async Task<IReadOnlyList<SerialRange>> Trace(Reads reads, StreamInterval interval)
    {
        if (interval.IsEmpty) return [];
        var rows = await reads.Rows<StreamRow>($"""
            with recursive trace(position_id, low, high, place_in_answer) as (
              select cast({interval.Position.Value} as bigint), cast({interval.Start} as bigint), cast({interval.End} as bigint), cast(0 as bigint)
              union all
              select e.from_position,
                e.from_offset + (case when t.low > e.to_offset then t.low - e.to_offset else 0 end),
                e.from_offset + (case when t.high < e.to_offset + e.quantity then t.high - e.to_offset else e.quantity end),
                t.place_in_answer + (case when t.low > e.to_offset then 0 else e.to_offset - t.low end)
              from trace t join entry e on e.to_position = t.position_id and e.to_offset < t.high
                and e.to_offset >= (select max(x.to_offset) from entry x where x.to_position = t.position_id and x.to_offset <= t.low))
            select t.low, t.high from trace t join position p on p.id = t.position_id
            where p.place = 'issuance' order by t.place_in_answer
            """);
        return Streams.Join(rows.Select(r => new SerialRange(r.Low + 1, r.High)));
    }

    private sealed record StreamRow
    {
        public long Low { get; init; }
        public long High { get; init; }
    }

    private sealed record EntryRow
    {
        public int LineNo { get; init; }
        public long LotId { get; init; }
        public string LotCode { get; init; } = "";
        public long FromPosition { get; init; }
        public long FromOffset { get; init; }
        public long ToPosition { get; init; }
        public long ToOffset { get; init; }
        public long Quantity { get; init; }

        internal Entry ToEntry(long posting) => new()
        {
            Posting = posting,
            Line = LineNo,
            Lot = new LotId(LotId),
            From = new PositionId(FromPosition),
            FromOffset = FromOffset,
            To = new PositionId(ToPosition),
            ToOffset = ToOffset,
            Quantity = new Units(Quantity),
        };
    }
}
