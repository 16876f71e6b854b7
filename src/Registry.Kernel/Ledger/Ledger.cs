using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Ledger;

/// <summary>
/// Decides every movement of units; nothing else does. Pure: it is given what is known and says what is to be written.
/// </summary>
public static class Ledger
{
    /// <summary>
    /// Decides a request, all or nothing. Order of checks: instruction, authority, then movement by movement state, identity,
    /// facts, quantity.
    /// </summary>
    /// <param name="state">What is known; not changed.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="now">The instant; the posting is booked at it, or at the instant of the posting before when that is later.</param>
    /// <returns>The rows to write.</returns>
    /// <exception cref="RefusalException">A rule of movement is not satisfied; nothing of the request happens.</exception>
    public static Decision Decide(LedgerState state, LedgerRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        if (Earlier(state, request) is { } repeated) return repeated;

        if (request is PostingRequest posting)
            LedgerRules.AuthorityUsed.Require(!state.AuthorityUsed(posting.Authority.Reference), ("authority", posting.Authority.Reference));
        LedgerRules.NothingToDo.Require(request.Steps.Count > 0, ("instruction", request.InstructionId));

        var draft = new Draft(state, request, BookingInstant(state.Head, now));
        foreach (var step in request.Steps) Take(draft, step);
        return draft.Close(request as PostingRequest);
    }

    /// <summary>The decision that the same instruction came to before, if it was carried out (L6).</summary>
    private static Decision? Earlier(LedgerState state, LedgerRequest request)
    {
        if (state.FindPosting(request.Client, request.InstructionId) is { } posting)
        {
            SameHash(posting.RequestHash, request);
            return new Decision { Head = state.Head, Posting = posting, Repeated = true };
        }

        if (request is not PromiseRequest promises || !promises.Promises.Any(p => Was(state, request, p))) return null;
        return new Decision { Head = state.Head, Repeated = true };
    }

    private static bool Was(LedgerState state, LedgerRequest request, Promise promise)
    {
        if (promise is Release release)
        {
            var key = $"{request.Client}:{request.InstructionId}#";
            var ended = state.ReservationsOf(release.Reference).FirstOrDefault(r => r.ClosedBy?.StartsWith(key, StringComparison.Ordinal) == true);
            if (ended is null) return false;
            SameHash(ended.ClosedBy![key.Length..], request);
            return true;
        }
        if (promise is not Reserve reserve || state.FindReservation(reserve.Reference, reserve.Position) is not { } taken) return false;
        if (taken.Client != request.Client || taken.InstructionId != request.InstructionId) return false;
        SameHash(taken.RequestHash, request);
        return true;
    }

    private static void SameHash(string stored, LedgerRequest request) => GeneralRules.InstructionReused.Require(
        string.Equals(stored, request.RequestHash, StringComparison.Ordinal), ("client", request.Client), ("instruction", request.InstructionId));

    private static void Take(Draft draft, Movement step)
    {
        switch (step)
        {
            case Post post: TakePost(draft, post); break;
            case Reserve reserve: TakeReserve(draft, reserve); break;
            case Release release: TakeRelease(draft, release); break;
            case Issue issue: TakeIssue(draft, issue); break;
            case PlaceHold place: TakePlaceHold(draft, place); break;
            case ReleaseHold lift: TakeReleaseHold(draft, lift); break;
            default: throw new InvalidOperationException($"Unknown movement {step.GetType().Name}.");
        }
    }

    private static void TakePost(Draft draft, Post post)
    {
        LedgerRules.SinkIsFinal.Require(!post.From.Place.IsSink(), ("from", post.From.Place.Code()));
        LedgerRules.OnlyIssuanceCredits.Require(post.From.Place != Place.Issuance, ("lot", post.From.Lot));
        LedgerRules.LotsDiffer.Require(post.From.Lot == post.To.Lot, ("from", post.From.Lot), ("to", post.To.Lot));
        LedgerRules.NoSuchWay.Require(Places.MayMove(post.From.Place, post.To.Place, post.From.Account == post.To.Account),
            ("from", post.From.Place.Code()), ("to", post.To.Place.Code()));
        var giver = draft.Require(post.From);
        if (post.Reservation is null)
        {
            RequireAvailable(giver, post.Quantity);
        }
        else
        {
            var reservation = RequireOpen(draft, post.Reservation, post.From);
            LedgerRules.ReservationQuantityDiffers.Require(reservation.Quantity == post.Quantity,
                ("reference", post.Reservation), ("reserved", reservation.Quantity), ("asked", post.Quantity));
            giver = giver with { Reserved = giver.Reserved - post.Quantity.Tonnes };
            draft.Put(reservation with { Status = ReservationStatus.Posted, ClosedAt = draft.At, ClosedBy = draft.Instruction, PostedIn = draft.PostingId });
        }
        draft.Move(giver, draft.FindOrOpen(post.To), post.Quantity);
    }

    private static void TakeIssue(Draft draft, Issue issue)
    {
        LedgerRules.LotExists.Require(draft.FindLot(issue.LotCode) is null, ("lot", issue.LotCode));
        LedgerRules.QuantityNotPositive.Require(issue.Quantity > Units.Zero, ("quantity", issue.Quantity));
        var lot = draft.OpenLot(issue);
        var source = draft.FindOrOpen(PositionKey.OfLot(lot.Id, Place.Issuance)) with { Received = issue.Quantity.Tonnes };
        draft.Move(source, draft.FindOrOpen(new PositionKey(lot.Id, issue.Owner, Place.Holding)), issue.Quantity);
    }

    private static void TakeReserve(Draft draft, Reserve reserve)
    {
        LedgerRules.SinkIsFinal.Require(!reserve.Position.Place.IsSink(), ("from", reserve.Position.Place.Code()));
        var position = draft.Require(reserve.Position);
        LedgerRules.ReservationExists.Require(draft.FindReservation(reserve.Reference, reserve.Position) is null, ("reference", reserve.Reference));
        RequireAvailable(position, reserve.Quantity);
        draft.Put(position with { Reserved = position.Reserved + reserve.Quantity.Tonnes });
        draft.Put(draft.NewReservation(reserve, position.Id));
    }

    private static void TakeRelease(Draft draft, Release release)
    {
        var all = draft.ReservationsOf(release.Reference);
        LedgerRules.ReservationUnknown.Require(all.Count > 0, ("reference", release.Reference));
        LedgerRules.ReservationClosed.Require(all.Any(r => r.Status == ReservationStatus.Open), ("reference", release.Reference));
        foreach (var r in all)
        {
            if (r.Status != ReservationStatus.Open) continue;
            var position = draft.Require(r.Position);
            draft.Put(position with { Reserved = position.Reserved - r.Quantity.Tonnes });
            draft.Put(r with { Status = ReservationStatus.Released, ClosedAt = draft.At, ClosedBy = draft.Instruction });
        }
    }

    private static void TakePlaceHold(Draft draft, PlaceHold place)
    {
        LedgerRules.SinkIsFinal.Require(!place.Position.Place.IsSink(), ("from", place.Position.Place.Code()));
        var position = draft.Require(place.Position);
        LedgerRules.HoldExists.Require(draft.FindHold(place.Hold) is null, ("hold", place.Hold));
        RequireAvailable(position, place.Quantity);
        draft.Put(position with { Frozen = position.Frozen + place.Quantity.Tonnes });
        draft.Put(new Hold
        {
            Id = place.Hold,
            Position = place.Position,
            PositionId = position.Id,
            Quantity = place.Quantity,
            Act = place.Act,
            PlacedAt = draft.At,
            PlacedIn = draft.PostingId,
        });
    }

    private static void TakeReleaseHold(Draft draft, ReleaseHold lift)
    {
        var hold = draft.FindHold(lift.Hold) ?? throw LedgerRules.HoldUnknown.Refuse(("hold", lift.Hold));
        LedgerRules.HoldReleased.Require(hold.ReleasedAt is null, ("hold", lift.Hold));
        var position = draft.Require(hold.Position);
        draft.Put(position with { Frozen = position.Frozen - hold.Quantity.Tonnes });
        draft.Put(hold with { ReleasedAt = draft.At, ReleasedIn = draft.PostingId });
    }

    private static Reservation RequireOpen(Draft draft, string reference, PositionKey position)
    {
        var found = draft.FindReservation(reference, position) ?? throw LedgerRules.ReservationUnknown.Refuse(("reference", reference));
        LedgerRules.ReservationClosed.Require(found.Status == ReservationStatus.Open, ("reference", reference));
        return found;
    }

    private static void RequireAvailable(Position position, Units quantity)
    {
        LedgerRules.QuantityNotPositive.Require(quantity > Units.Zero, ("quantity", quantity));
        LedgerRules.NotEnoughAvailable.Require(quantity <= position.Available,
            ("available", position.Available), ("asked", quantity), ("place", position.Key.Place.Code()));
    }

    /// <summary>Booking never goes back in time, and keeps whole microseconds, which both databases can store.</summary>
    private static DateTimeOffset BookingInstant(LedgerHead head, DateTimeOffset now)
    {
        var whole = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        return whole > head.LastBookedAt ? whole : head.LastBookedAt;
    }
}
