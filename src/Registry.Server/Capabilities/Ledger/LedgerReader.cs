using System.Data.Common;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Ledger;

/// <summary>The ledger's rows as both engines give them: the columns of each table in one order, and how they are read.</summary>
internal static class LedgerReader
{
    internal const string PositionColumns = "p.id, p.lot_id, p.account_id, p.place, p.received, p.sent, p.reserved, p.frozen, p.version";
    internal const string LotColumns = "l.id, l.code, l.project_id, l.vintage, l.period_no, l.quantity, l.issued_at, l.issued_in";
    internal const string EntryColumns = "e.posting_id, e.line_no, e.lot_id, e.from_position, e.from_offset, e.to_position, e.to_offset, e.quantity";
    internal const string HeadColumns = "h.size, h.positions, h.lots, h.last_booked_at";
    internal const string PostingColumns =
        "o.id, o.client, o.instruction_id, o.request_hash, o.kind, o.authority, o.initiator_person_id, o.confirmer_person_id, o.booked_at, o.answer, o.leaf_hash";
    internal const string ReservationColumns =
        "r.reference, r.quantity, r.status, r.client, r.instruction_id, r.request_hash, r.opened_at, r.closed_at, r.closed_by, r.posted_in, " + PositionColumns;
    internal const string HoldColumns =
        "d.id, d.quantity, d.kind, d.organ, d.document_no, d.starts, d.expires, d.queue_no, d.placed_at, d.placed_in, d.released_at, d.released_in, " + PositionColumns;

    internal static LedgerHead Head(DbDataReader r) => new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), Instant(r, 3));

    internal static Position Position(DbDataReader r) => Position(r, 0);

    internal static Lot Lot(DbDataReader r) => new()
    {
        Id = new LotId(r.GetInt64(0)),
        Code = r.GetString(1),
        ProjectId = r.GetInt64(2),
        Vintage = r.GetInt32(3),
        PeriodNo = r.GetInt32(4),
        Quantity = new Units(r.GetInt64(5)),
        IssuedAt = Instant(r, 6),
        IssuedIn = r.GetInt64(7),
    };

    internal static Entry Entry(DbDataReader r) => new()
    {
        Posting = r.GetInt64(0),
        Line = r.GetInt32(1),
        Lot = new LotId(r.GetInt64(2)),
        From = new PositionId(r.GetInt64(3)),
        FromOffset = r.GetInt64(4),
        To = new PositionId(r.GetInt64(5)),
        ToOffset = r.GetInt64(6),
        Quantity = new Units(r.GetInt64(7)),
    };

    internal static Posting Posting(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Client = r.GetString(1),
        InstructionId = r.GetString(2),
        RequestHash = r.GetString(3),
        Kind = r.GetString(4),
        Authority = r.GetString(5),
        Initiator = r.IsDBNull(6) ? null : new PersonId(r.GetInt64(6)),
        Confirmer = r.IsDBNull(7) ? null : new PersonId(r.GetInt64(7)),
        BookedAt = Instant(r, 8),
        Answer = r.GetString(9),
        LeafHash = r.GetString(10),
    };

    internal static (Reservation Reservation, Position Position) Reservation(DbDataReader r)
    {
        var position = Position(r, 10);
        return (new Reservation
        {
            Reference = r.GetString(0),
            Position = position.Key,
            PositionId = position.Id,
            Quantity = new Units(r.GetInt64(1)),
            Status = Enum.Parse<ReservationStatus>(r.GetString(2)),
            Client = r.GetString(3),
            InstructionId = r.GetString(4),
            RequestHash = r.GetString(5),
            OpenedAt = Instant(r, 6),
            ClosedAt = r.IsDBNull(7) ? null : Instant(r, 7),
            ClosedBy = r.IsDBNull(8) ? null : r.GetString(8),
            PostedIn = r.IsDBNull(9) ? null : r.GetInt64(9),
        }, position);
    }

    internal static (Hold Hold, Position Position) Hold(DbDataReader r)
    {
        var position = Position(r, 12);
        return (new Hold
        {
            Id = new HoldId(r.GetInt64(0)),
            Position = position.Key,
            PositionId = position.Id,
            Quantity = new Units(r.GetInt64(1)),
            Act = new LegalAct(r.GetString(2), r.GetString(3), r.GetString(4), Date(r, 5), r.IsDBNull(6) ? null : Date(r, 6), r.GetInt32(7)),
            PlacedAt = Instant(r, 8),
            PlacedIn = r.GetInt64(9),
            ReleasedAt = r.IsDBNull(10) ? null : Instant(r, 10),
            ReleasedIn = r.IsDBNull(11) ? null : r.GetInt64(11),
        }, position);
    }

    internal static LedgerDay Day(DbDataReader r) => new(Date(r, 0), r.GetInt64(1));

    private static Position Position(DbDataReader r, int at) => new()
    {
        Id = new PositionId(r.GetInt64(at)),
        Key = new PositionKey(new LotId(r.GetInt64(at + 1)), new AccountId(r.GetInt64(at + 2)), Places.Parse(r.GetString(at + 3))),
        Received = r.GetInt64(at + 4),
        Sent = r.GetInt64(at + 5),
        Reserved = r.GetInt64(at + 6),
        Frozen = r.GetInt64(at + 7),
        Version = r.GetInt64(at + 8),
    };

    private static DateTimeOffset Instant(DbDataReader r, int at) => Values.ParseInstant(r.GetValue(at));

    private static DateOnly Date(DbDataReader r, int at) => Values.ParseDate(r.GetValue(at));
}
