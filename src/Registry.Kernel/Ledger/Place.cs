using Registry.Kernel.Rules;

namespace Registry.Kernel.Ledger;

/// <summary>Where units can be. 位置.</summary>
public enum Place
{
    /// <summary>The source of a lot, whose stream is the unit numbers 1..N; belongs to the lot.</summary>
    Issuance = 0,

    /// <summary>The general holding account of a holder (一般持有账户).</summary>
    Holding = 1,

    /// <summary>The trading account of a holder (交易账户).</summary>
    Trading = 2,

    /// <summary>The holder's position inside the exchange's trading system (交易系统).</summary>
    Exchange = 3,

    /// <summary>Used to offset in the national market; final; belongs to the lot.</summary>
    OffsetNational = 4,

    /// <summary>Used to offset in a local market; final; belongs to the lot.</summary>
    OffsetLocal = 5,

    /// <summary>Cancelled by its holder's own will; final; belongs to the lot.</summary>
    CancelledVoluntary = 6,

    /// <summary>Cancelled by the authority's order; final; belongs to the lot.</summary>
    CancelledForced = 7,
}

/// <summary>What is true of places, and the ways between them.</summary>
public static class Places
{
    private static readonly string[] Codes =
        ["issuance", "holding", "trading", "exchange", "offset-national", "offset-local", "cancelled-voluntary", "cancelled-forced"];

    /// <summary>Every place, in the order of its number.</summary>
    public static IReadOnlyList<Place> All { get; } = Enum.GetValues<Place>();

    /// <summary>Where the ways between places come from.</summary>
    public static Citation Source { get; } = Cite.Faq("1.4");

    /// <summary>The place's name on the wire and in documents, for example <c>offset-national</c>.</summary>
    public static string Code(this Place place) => Codes[(int)place];

    /// <summary>The place of a name.</summary>
    /// <exception cref="RefusalException">There is no such place.</exception>
    public static Place Parse(string code)
    {
        var index = Array.IndexOf(Codes, code);
        return index >= 0 ? (Place)index : throw GeneralRules.ValueMalformed.Refuse(("value", code));
    }

    /// <summary>Whether units that arrive never leave (L7).</summary>
    public static bool IsSink(this Place place) => place >= Place.OffsetNational;

    /// <summary>Whether the place belongs to the lot and not to an account: the source and the sinks.</summary>
    public static bool BelongsToLot(this Place place) => place == Place.Issuance || place.IsSink();

    /// <summary>
    /// Whether units can go from one place to another. Issuance goes to a holding; a holder moves step by step between
    /// holding, trading and exchange; between accounts units change owner inside the exchange (settlement) or
    /// into a holding (succession, enforcement); use leaves a holding; a forced cancellation leaves any place.
    /// </summary>
    /// <param name="from">Place they leave.</param>
    /// <param name="to">Place they arrive at.</param>
    /// <param name="sameAccount">Whether both places belong to one account.</param>
    public static bool MayMove(Place from, Place to, bool sameAccount) => (from, to) switch
    {
        (Place.Issuance, _) => to == Place.Holding,
        _ when from.IsSink() || to == Place.Issuance => false,
        (_, Place.CancelledForced) => true,
        _ when to.IsSink() => from == Place.Holding,
        (Place.Exchange, Place.Exchange) => !sameAccount,
        (_, Place.Holding) when !sameAccount => true,
        (Place.Holding, Place.Trading) or (Place.Trading, Place.Holding) => sameAccount,
        (Place.Trading, Place.Exchange) or (Place.Exchange, Place.Trading) => sameAccount,
        _ => false,
    };
}
