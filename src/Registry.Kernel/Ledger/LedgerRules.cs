using Registry.Kernel.Rules;

namespace Registry.Kernel.Ledger;

/// <summary>Rules of movement. Order of checks: instruction, authority, state, identity, facts, quantity.</summary>
public static class LedgerRules
{
    /// <summary>An authority was used before; each serves one posting.</summary>
    public static readonly Rule AuthorityUsed =
        Rule.Define("ledger.authority-used", RefusalKind.WrongState, Cite.Design("ledger-L5"), Cite.Faq("1.4.1"));

    /// <summary>The request does nothing.</summary>
    public static readonly Rule NothingToDo = Rule.Define("ledger.nothing-to-do", Cite.Design("ledger-rule-4"), RefusalKind.Malformed);

    /// <summary>A movement is of one unit at least.</summary>
    public static readonly Rule QuantityNotPositive = Rule.Define("ledger.quantity-not-positive", Cite.Design("ledger-L3"), RefusalKind.Malformed);

    /// <summary>The holder has no such position.</summary>
    public static readonly Rule PositionUnknown = Rule.Define("ledger.position-unknown", Cite.RegistrationRules(14), RefusalKind.Absent);

    /// <summary>Units would come to nobody's account.</summary>
    public static readonly Rule AccountMissing = Rule.Define("ledger.account-missing", Cite.RegistrationRules(7), RefusalKind.Malformed);

    /// <summary>Units of one lot do not become units of another.</summary>
    public static readonly Rule LotsDiffer = Rule.Define("ledger.lots-differ", Cite.Design("ledger-L1"), RefusalKind.Malformed);

    /// <summary>There is no way from the one place to the other.</summary>
    public static readonly Rule NoSuchWay = Rule.Define("ledger.no-such-way", Places.Source, RefusalKind.WrongState);

    /// <summary>Units that were used or cancelled never come back.</summary>
    public static readonly Rule SinkIsFinal =
        Rule.Define("ledger.sink-is-final", RefusalKind.WrongState, Cite.Faq("1.4.2"), Cite.Faq("1.4.3"), Cite.Design("ledger-L7"));

    /// <summary>Units leave the source of a lot by issuance only.</summary>
    public static readonly Rule OnlyIssuanceCredits =
        Rule.Define("ledger.only-issuance-credits", RefusalKind.WrongState, Cite.Measures(21), Cite.Design("ledger-rule-5"));

    /// <summary>Fewer units are free than asked for.</summary>
    public static readonly Rule NotEnoughAvailable =
        Rule.Define("ledger.not-enough-available", RefusalKind.Unmet, Cite.RegistrationRules(14), Cite.Design("ledger-L2"));

    /// <summary>The lot was issued before.</summary>
    public static readonly Rule LotExists =
        Rule.Define("ledger.lot-exists", RefusalKind.WrongState, Cite.Measures(21), Cite.Design("ledger-L6"));

    /// <summary>The reference has promised units of this position before.</summary>
    public static readonly Rule ReservationExists = Rule.Define("ledger.reservation-exists", Cite.Design("ledger-L8"), RefusalKind.WrongState);

    /// <summary>There is no such reservation.</summary>
    public static readonly Rule ReservationUnknown = Rule.Define("ledger.reservation-unknown", Cite.Design("ledger-L8"), RefusalKind.Absent);

    /// <summary>The reservation was used or given back before; it ends exactly once.</summary>
    public static readonly Rule ReservationClosed = Rule.Define("ledger.reservation-closed", Cite.Design("ledger-L8"), RefusalKind.WrongState);

    /// <summary>A reservation is used whole.</summary>
    public static readonly Rule ReservationQuantityDiffers =
        Rule.Define("ledger.reservation-quantity-differs", Cite.Design("ledger-L8"), RefusalKind.Unmet);

    /// <summary>The hold was placed before.</summary>
    public static readonly Rule HoldExists = Rule.Define("ledger.hold-exists", Cite.RegistrationRules(16), RefusalKind.WrongState);

    /// <summary>There is no such hold.</summary>
    public static readonly Rule HoldUnknown = Rule.Define("ledger.hold-unknown", Cite.RegistrationRules(16), RefusalKind.Absent);

    /// <summary>The hold was lifted before.</summary>
    public static readonly Rule HoldReleased = Rule.Define("ledger.hold-released", Cite.RegistrationRules(16), RefusalKind.WrongState);
}
