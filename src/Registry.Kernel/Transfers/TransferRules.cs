using Registry.Kernel.Rules;

namespace Registry.Kernel.Transfers;

/// <summary>Rules of what a holder chooses to move, and of the way between the holding and the trading account.</summary>
public static class TransferRules
{
    /// <summary>No lot was chosen.</summary>
    public static readonly Rule NothingChosen = Rule.Define("transfers.nothing-chosen", Cite.Faq("1.4.1"), RefusalKind.Malformed);

    /// <summary>A lot was chosen twice.</summary>
    public static readonly Rule LotChosenTwice = Rule.Define("transfers.lot-chosen-twice", Cite.Faq("1.4.1"), RefusalKind.Malformed);

    /// <summary>The holder has no units of the lot in that place.</summary>
    public static readonly Rule LotNotHere =
        Rule.Define("transfers.lot-not-here", RefusalKind.Unmet, Cite.RegistrationRules(14), Cite.Faq("1.4.1"));

    /// <summary>A quantity is not a whole number of tonnes.</summary>
    public static readonly Rule QuantityNotWhole = Rule.Define("transfers.quantity-not-whole", Cite.Measures(21), RefusalKind.Malformed);

    /// <summary>No trading account is bound to the registry account.</summary>
    public static readonly Rule NoTradingAccount =
        Rule.Define("transfers.no-trading-account", RefusalKind.Unmet, Cite.Faq("1.2.4"), Cite.TradingRules(6));
}

/// <summary>How long a movement of a holder waits for its second person.</summary>
public static class TransferTerms
{
    /// <summary>Working days after the day of the proposal, to the end of the last. No instrument says; design rule <c>proposal-expiry</c>.</summary>
    public const int WorkingDays = 5;
}
