using Registry.Kernel.Primitives;

namespace Registry.Kernel.Ledger;

/// <summary>Where the ledger's one order stands.</summary>
/// <param name="Size">Number of postings, and the number of the next one.</param>
/// <param name="Positions">Number of the youngest position.</param>
/// <param name="Lots">Number of the youngest lot.</param>
/// <param name="LastBookedAt">When the youngest posting was booked.</param>
public sealed record LedgerHead(long Size, long Positions, long Lots, DateTimeOffset LastBookedAt)
{
    /// <summary>The head of an empty ledger.</summary>
    public static LedgerHead Empty { get; } = new(0, 0, 0, DateTimeOffset.UnixEpoch);
}

/// <summary>
/// What is known of the ledger when a request is decided: the rows that the request names, and the head. Rows that are
/// not here do not exist, for the decision; the writer sees to it that they are read first, and the database's
/// unique indexes and versions refuse what was decided on a row that was missed.
/// </summary>
public sealed class LedgerState
{
    private readonly Dictionary<PositionKey, Position> positions = [];
    private readonly Dictionary<string, Lot> lots = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Posting> postings = [];
    private readonly HashSet<string> authorities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<PositionKey, Reservation>> reservations = new(StringComparer.Ordinal);
    private readonly Dictionary<HoldId, Hold> holds = [];

    /// <summary>A state with nothing in it.</summary>
    public LedgerState(LedgerHead head) => Head = head;

    /// <summary>Where the order stands.</summary>
    public LedgerHead Head { get; private set; }

    /// <summary>Number of positions known.</summary>
    public int PositionCount => positions.Count;

    /// <summary>A position, if it exists.</summary>
    public Position? Find(PositionKey key) => positions.GetValueOrDefault(key);

    /// <summary>A lot by its code, if it exists.</summary>
    public Lot? FindLot(string code) => lots.GetValueOrDefault(code);

    /// <summary>The posting that an instruction made, if it made one.</summary>
    public Posting? FindPosting(string client, string instructionId) => postings.GetValueOrDefault((client, instructionId));

    /// <summary>Whether an authority has been used.</summary>
    public bool AuthorityUsed(string reference) => authorities.Contains(reference);

    /// <summary>All reservations of a reference.</summary>
    public IReadOnlyCollection<Reservation> ReservationsOf(string reference) =>
        reservations.TryGetValue(reference, out var found) ? found.Values : [];

    /// <summary>The reservation of a reference in a position, if it exists.</summary>
    public Reservation? FindReservation(string reference, PositionKey position) =>
        reservations.TryGetValue(reference, out var found) ? found.GetValueOrDefault(position) : null;

    /// <summary>A hold, if it exists.</summary>
    public Hold? FindHold(HoldId id) => holds.GetValueOrDefault(id);

    /// <summary>Puts in the head.</summary>
    public void Know(LedgerHead head) => Head = head;

    /// <summary>Puts in a position.</summary>
    public void Know(Position position)
    {
        ArgumentNullException.ThrowIfNull(position);
        positions[position.Key] = position;
    }

    /// <summary>Puts in a lot.</summary>
    public void Know(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        lots[lot.Code] = lot;
    }

    /// <summary>Puts in a posting, with its instruction and its authority.</summary>
    public void Know(Posting posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        postings[(posting.Client, posting.InstructionId)] = posting;
        authorities.Add(posting.Authority);
    }

    /// <summary>Puts in a reservation.</summary>
    public void Know(Reservation reservation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        if (!reservations.TryGetValue(reservation.Reference, out var found)) reservations[reservation.Reference] = found = [];
        found[reservation.Position] = reservation;
    }

    /// <summary>Puts in a hold.</summary>
    public void Know(Hold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        holds[hold.Id] = hold;
    }

    /// <summary>Forgets a position, so that it is read again.</summary>
    public void Forget(PositionKey key) => positions.Remove(key);

    /// <summary>Forgets everything but the positions and the head: what is looked up once and rarely again.</summary>
    public void ForgetReferences()
    {
        lots.Clear();
        postings.Clear();
        authorities.Clear();
        reservations.Clear();
        holds.Clear();
    }

    /// <summary>Forgets everything.</summary>
    public void ForgetAll()
    {
        ForgetReferences();
        positions.Clear();
    }

    /// <summary>Takes a decision over, so that the next request is decided on what it left.</summary>
    public void Apply(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Repeated) return;
        Head = decision.Head;
        foreach (var p in decision.Positions) Know(p);
        foreach (var l in decision.Lots) Know(l);
        foreach (var r in decision.Reservations) Know(r);
        foreach (var h in decision.Holds) Know(h);
        if (decision.Posting is { } posting) Know(posting);
    }
}
