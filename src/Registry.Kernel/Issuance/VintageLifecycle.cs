using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Issuance;

/// <summary>Where one year's registered reductions stand. Codes of the real system: 0, 1, 2.</summary>
public enum VintageStatus
{
    /// <summary>0 已登记.</summary>
    Registered,

    /// <summary>1 签发申请中.</summary>
    Issuing,

    /// <summary>2 已签发.</summary>
    Issued,
}

/// <summary>What is done to a vintage.</summary>
public enum VintageAction
{
    /// <summary>One officer proposes to issue it.</summary>
    Propose,

    /// <summary>A second officer confirms; the units exist.</summary>
    Issue,

    /// <summary>The proposal came to nothing.</summary>
    Release,
}

/// <summary>Issuance (签发): registered reductions of a year become units of one lot.</summary>
public static class VintageLifecycle
{
    /// <summary>The steps that exist.</summary>
    public static readonly TransitionTable<VintageStatus, VintageAction> Table = new("vintage", Cite.Design("issuance"),
        (VintageStatus.Registered, VintageAction.Propose, VintageStatus.Issuing, By.Officer),
        (VintageStatus.Issuing, VintageAction.Release, VintageStatus.Registered, By.Officer | By.Clock),
        (VintageStatus.Issuing, VintageAction.Issue, VintageStatus.Issued, By.TwoOfficers));
}

/// <summary>Rules of issuance.</summary>
public static class IssuanceRules
{
    /// <summary>Nothing was registered for the year, so nothing is issued.</summary>
    public static readonly Rule NothingToIssue = Rule.Define("issuance.nothing-to-issue", Cite.Design("issuance"), RefusalKind.Unmet);

    /// <summary>The vintage is issued or being issued.</summary>
    public static readonly Rule AlreadyIssued = Rule.Define("issuance.already-issued", Cite.Measures(21), RefusalKind.WrongState);

    /// <summary>The project is no longer registered.</summary>
    public static readonly Rule ProjectNotRegistered = Rule.Define("issuance.project-not-registered", Cite.Measures(16), RefusalKind.WrongState);

    /// <summary>The reduction has no such year.</summary>
    public static readonly Rule NoSuchVintage = Rule.Define("issuance.no-such-vintage", Cite.Measures(21), RefusalKind.Absent);
}
