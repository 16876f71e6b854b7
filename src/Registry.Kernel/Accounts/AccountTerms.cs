using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>What of an account's particulars has a last day: the licence of its organisation and the identity documents of its representatives.</summary>
public static class AccountTerms
{
    /// <summary>
    /// How many days before the last one its people are told; once more when it is over. No text sets it, and nothing is withheld meanwhile: the texts ask only
    /// that a change be filed within fifteen working days (registration rules, article 8).
    /// </summary>
    public static Lawful<int> WarningDays { get; } = new(30, Cite.Design("portal"));
}
