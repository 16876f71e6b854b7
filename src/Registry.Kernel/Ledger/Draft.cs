using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>The rows of one request while it is being decided, laid over what is known. Dropped whole on a refusal.</summary>
internal sealed class Draft(LedgerState state, LedgerRequest request, DateTimeOffset at)
{
    private const int Many = 8;
    private readonly List<Position> positions = new(2);
    private Dictionary<PositionKey, int>? places;
    private readonly List<Entry> entries = new(1);
    private List<Lot>? lots;
    private List<Reservation>? reservations;
    private List<Hold>? holds;
    private LedgerHead head = state.Head;

    internal DateTimeOffset At => at;

    internal string Instruction => $"{request.Client}:{request.InstructionId}#{request.RequestHash}";

    internal long PostingId => state.Head.Size;

    internal Position Require(PositionKey key) =>
        Find(key) ?? throw LedgerRules.PositionUnknown.Refuse(("lot", key.Lot), ("account", key.Account), ("place", key.Place.Code()));

    internal Position FindOrOpen(PositionKey key)
    {
        if (Find(key) is { } found) return found;
        LedgerRules.AccountMissing.Require(key.Place.BelongsToLot() || key.Account != AccountId.RegistryBody, ("place", key.Place.Code()));
        head = head with { Positions = head.Positions + 1 };
        var opened = new Position { Id = new PositionId(head.Positions), Key = key };
        Add(opened);
        return opened;
    }

    internal Lot? FindLot(string code) => lots?.Find(l => l.Code == code) ?? state.FindLot(code);

    internal Lot OpenLot(Issue issue)
    {
        head = head with { Lots = head.Lots + 1 };
        var lot = new Lot
        {
            Id = new LotId(head.Lots),
            Code = issue.LotCode,
            ProjectId = issue.ProjectId,
            Vintage = issue.Vintage,
            PeriodNo = issue.PeriodNo,
            Quantity = issue.Quantity,
            IssuedAt = at,
            IssuedIn = PostingId,
        };
        (lots ??= []).Add(lot);
        return lot;
    }

    internal void Move(Position giver, Position receiver, Units quantity)
    {
        entries.Add(new Entry
        {
            Posting = PostingId,
            Line = entries.Count + 1,
            Lot = giver.Key.Lot,
            From = giver.Id,
            FromOffset = giver.Sent,
            To = receiver.Id,
            ToOffset = receiver.Received,
            Quantity = quantity,
        });
        Put(giver with { Sent = giver.Sent + quantity.Tonnes });
        Put(receiver with { Received = receiver.Received + quantity.Tonnes });
    }

    internal void Put(Position changed)
    {
        var index = IndexOf(changed.Key);
        if (index >= 0) positions[index] = changed;
        else Add(changed);
    }

    internal Reservation? FindReservation(string reference, PositionKey position) =>
        reservations?.Find(r => r.Reference == reference && r.Position == position) ?? state.FindReservation(reference, position);

    internal IReadOnlyList<Reservation> ReservationsOf(string reference)
    {
        var fresh = (reservations ?? []).FindAll(r => r.Reference == reference);
        fresh.AddRange(state.ReservationsOf(reference).Where(r => !fresh.Exists(f => f.Position == r.Position)));
        return fresh;
    }

    internal Reservation NewReservation(Reserve reserve, PositionId position) => new()
    {
        Reference = reserve.Reference,
        Position = reserve.Position,
        PositionId = position,
        Quantity = reserve.Quantity,
        Status = ReservationStatus.Open,
        Client = request.Client,
        InstructionId = request.InstructionId,
        RequestHash = request.RequestHash,
        OpenedAt = at,
    };

    internal void Put(Reservation changed)
    {
        reservations ??= [];
        reservations.RemoveAll(r => r.Reference == changed.Reference && r.Position == changed.Position);
        reservations.Add(changed);
    }

    internal Hold? FindHold(HoldId id) => holds?.Find(h => h.Id == id) ?? state.FindHold(id);

    internal void Put(Hold changed)
    {
        holds ??= [];
        holds.RemoveAll(h => h.Id == changed.Id);
        holds.Add(changed);
    }

    internal Decision Close(PostingRequest? posted)
    {
        for (var i = 0; i < positions.Count; i++)
            positions[i] = positions[i] with { Version = positions[i].Version + 1 };
        return new Decision
        {
            Head = posted is null ? head : head with { Size = head.Size + 1, LastBookedAt = at },
            Posting = posted is null ? null : Booked(posted),
            Entries = entries,
            Positions = positions,
            Lots = lots ?? [],
            Reservations = reservations ?? [],
            Holds = holds ?? [],
        };
    }

    private Position? Find(PositionKey key) => IndexOf(key) is >= 0 and var index ? positions[index] : state.Find(key);

    /// <summary>A few positions are looked through; a file of settlements names thousands, and gets an index.</summary>
    private int IndexOf(PositionKey key)
    {
        if (places is not null) return places.GetValueOrDefault(key, -1);
        for (var i = 0; i < positions.Count; i++)
            if (positions[i].Key == key) return i;
        return -1;
    }

    private void Add(Position position)
    {
        positions.Add(position);
        if (places is null && positions.Count > Many)
        {
            places = [];
            for (var i = 0; i < positions.Count; i++) places.Add(positions[i].Key, i);
        }
        else
        {
            places?.Add(position.Key, positions.Count - 1);
        }
    }

    private Posting Booked(PostingRequest posted)
    {
        var posting = new Posting
        {
            Id = PostingId,
            Client = posted.Client,
            InstructionId = posted.InstructionId,
            RequestHash = posted.RequestHash,
            Kind = posted.Kind,
            Authority = posted.Authority.Reference,
            BookedAt = at,
            Answer = posted.Answer,
        }.AuthorisedBy(posted.Authority);
        return posting with { LeafHash = Posting.LeafHashOf(posting, lots ?? [], entries) };
    }
}
