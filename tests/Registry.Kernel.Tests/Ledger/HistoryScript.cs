using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;

namespace Registry.Kernel.Tests.Ledger;

/// <summary>Turns random numbers into a history: issue, propose, confirm, reject, settle, hold, release, cancel, repeat, overdraw.</summary>
public sealed class HistoryScript(UnitModel model)
{
    private const int Accounts = 4;
    private readonly List<LedgerRequest> sent = [];
    private int count;

    /// <summary>The request that a random number stands for, in the state the model is in.</summary>
    public LedgerRequest Next(int random)
    {
        var dice = new Dice(random);
        count++;
        var request = Choose(dice, dice.Take(16));
        sent.Add(request);
        return request;
    }

    private LedgerRequest Choose(Dice dice, int kind)
    {
        if (model.LotCount == 0 || kind == 0 && model.LotCount < 3) return Posting(NewLot(dice));
        return kind switch
        {
            1 => Posting(NewLot(dice) with { LotCode = Code(1) }),
            2 => Promise(new Reserve($"proposal:{count}", Somewhere(dice), Some(dice))),
            3 => Promise(new Reserve($"proposal:{count}", Somewhere(dice), Some(dice)), new Reserve($"proposal:{count}", Somewhere(dice), Some(dice))),
            4 when model.OpenReferences.Count > 0 => Promise(new Release(Pick(dice, model.OpenReferences))),
            5 or 6 when model.OpenReferences.Count > 0 => Posting(UseReservation(dice)),
            7 => Posting(new PlaceHold(new HoldId(count), Somewhere(dice), Some(dice), Act)),
            8 when model.OpenHolds.Count > 0 => Posting(new ReleaseHold(new HoldId(Pick(dice, model.OpenHolds)))),
            9 when sent.Count > 0 => Repeat(dice),
            10 => Posting(Move(dice), Move(dice)),
            11 => Posting(Move(dice) with { Quantity = new Units(1_000 * model.Scale) }),
            12 => Posting(Move(dice), Move(dice) with { Quantity = new Units(1_000 * model.Scale) }),
            _ => Posting(Move(dice)),
        };
    }

    private static string Hash(int number) => number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    private static LegalAct Act { get; } = new("judicial-freeze", "court", "no. 1", new DateOnly(2026, 1, 5), null, 1);

    private static string Code(int lot) => Lot.CodeOf($"A11000{lot}", 2023, 1);

    private static T Pick<T>(Dice dice, IReadOnlyCollection<T> from) => from.ElementAt(dice.Take(from.Count));

    private Issue NewLot(Dice dice) => new(Code(model.LotCount + 1), 7, 2023, 1, new Units((1 + dice.Take(24)) * model.Scale), Account(dice));

    private static AccountId Account(Dice dice) => new(101 + dice.Take(Accounts));

    /// <summary>Mostly a position that can give; now and then a source or a sink, which must refuse.</summary>
    private PositionKey Somewhere(Dice dice)
    {
        var givers = model.Positions.Where(p => !p.Place.BelongsToLot() && model.Balance(p) > 0).ToList();
        return givers.Count == 0 || dice.Take(12) == 0 ? Pick(dice, model.Positions) : Pick(dice, givers);
    }

    private Units Some(Dice dice) => new((1 + dice.Take(8)) * model.Scale);

    private Post Move(Dice dice)
    {
        var from = Somewhere(dice);
        for (var tries = 0; ; tries++)
        {
            var to = new PositionKey(from.Lot, dice.Take(2) == 0 && !from.Place.BelongsToLot() ? from.Account : Account(dice), Pick(dice, Places.All));
            if (tries == 5 || Places.MayMove(from.Place, to.Place, from.Account == to.Account)) return new Post(from, to, Some(dice));
        }
    }

    private Post UseReservation(Dice dice)
    {
        var reference = Pick(dice, model.OpenReferences);
        var (position, quantity) = model.Promised(reference);
        var place = position.Place == Place.Holding ? Place.CancelledVoluntary : Place.CancelledForced;
        return new Post(position, PositionKey.OfLot(position.Lot, place), new Units(quantity + (dice.Take(8) == 0 ? model.Scale : 0)), reference);
    }

    private LedgerRequest Repeat(Dice dice)
    {
        var before = Pick(dice, sent);
        return dice.Take(3) > 0 ? before : before with { RequestHash = "ff" + before.RequestHash[2..] };
    }

    private PromiseRequest Promise(params Promise[] promises) => new()
    {
        Client = "test",
        InstructionId = $"i{count}",
        RequestHash = Hash(count),
        Kind = "test.promise",
        Promises = promises,
    };

    private PostingRequest Posting(params Movement[] movements) => new()
    {
        Client = "test",
        InstructionId = $"i{count}",
        RequestHash = Hash(count),
        Kind = "test.posting",
        Authority = count % 2 == 0 ? Instructed.Verified("test", $"{count}") : TwoPeople(count),
        Movements = movements,
        Answer = $"answer {count}",
    };

    /// <summary>The authority of two persons.</summary>
    public static Confirmed TwoPeople(long proposal) => TwoPersons.Confirm(new Proposal
    {
        Id = new ProposalId(proposal),
        Action = new ActionCode("test.move"),
        Payload = "{}",
        PayloadHash = "00",
        Account = AccountId.RegistryBody,
        Initiator = new PersonId(1),
        ProposedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1),
        Status = ProposalStatus.Pending,
    }, new PersonId(2), true, true, "00", DateTimeOffset.UnixEpoch);

    private sealed class Dice(int seed)
    {
        private uint state = unchecked((uint)seed * 2654435761u + 1);

        public int Take(int sides)
        {
            state = unchecked(state * 1664525u + 1013904223u);
            return (int)((state >> 8) % (uint)sides);
        }
    }
}
