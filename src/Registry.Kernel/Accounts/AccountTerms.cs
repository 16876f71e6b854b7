using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>What of an account's particulars has a last day: the licence of its organisation and the identity documents of its representatives.</summary>
public static class AccountTerms
{
    /// <summary>
    /// How many days before the last one its people are told; once more when it is over. No text sets it. Nothing is withheld meanwhile: the texts name no
    /// consequence, but changes are to be filed (Measures on registration, articles 8 and 9 as the account rules cite them).
    /// </summary>
    public static Lawful<int> WarningDays { get; } = new(30, Cite.Design("portal"));
}
