using Registry.Kernel.Rules;

namespace Registry.Kernel.Reductions;

/// <summary>Rules of reductions; R-numbers are those of the rules in the domain.</summary>
public static class ReductionRules
{
    /// <summary>R1: reductions belong to a registered project.</summary>
    public static readonly Rule ProjectNotRegistered = Rule.Define("reduction.project-not-registered", RefusalKind.WrongState, Cite.Measures(17), Cite.Faq("1.3.4"));

    /// <summary>R1: only the project's owner applies.</summary>
    public static readonly Rule NotTheProjectsOwner = Rule.Define("reduction.not-the-projects-owner", Cite.Measures(17), RefusalKind.Absent);

    /// <summary>R2: the body that validated a project does not verify its reductions.</summary>
    public static readonly Rule VerifierIsValidator = Rule.Define("reduction.verifier-is-validator", RefusalKind.Unmet, Cite.Measures(18), Cite.Faq("1.3.4"));

    /// <summary>R3: the period lies inside the crediting period.</summary>
    public static readonly Rule OutsideCreditingPeriod = Rule.Define("reduction.outside-crediting-period", Cite.VerificationRules("2.2"), RefusalKind.Unmet);

    /// <summary>R3: reductions lie after the day that the law sets.</summary>
    public static readonly Rule TooEarly = Rule.Define("reduction.too-early", RefusalKind.Unmet, Cite.Measures(17), Cite.Faq("1.3.4"));

    /// <summary>R3: reductions lie within five years before the registration application.</summary>
    public static readonly Rule TooOld = Rule.Define("reduction.too-old", Cite.Measures(17), RefusalKind.Unmet);

    /// <summary>The period has not ended.</summary>
    public static readonly Rule PeriodNotOver = Rule.Define("reduction.period-not-over", Cite.Measures(17), RefusalKind.Unmet);

    /// <summary>The period ends before it starts.</summary>
    public static readonly Rule PeriodReversed = Rule.Define("reduction.period-reversed", Cite.VerificationRules("2.3"), RefusalKind.Malformed);

    /// <summary>R4: periods of a project do not overlap.</summary>
    public static readonly Rule PeriodOverlaps = Rule.Define("reduction.period-overlaps", RefusalKind.Unmet, Cite.VerificationRules("2.3"), Cite.Measures(48));

    /// <summary>R5: the amounts of the years sum to the amount applied for.</summary>
    public static readonly Rule SumDiffers = Rule.Define("reduction.sum-differs", Cite.Measures(21), RefusalKind.Unmet);

    /// <summary>R5: the amount is the one that the verification report fixes.</summary>
    public static readonly Rule NotTheVerifiedAmount = Rule.Define("reduction.not-the-verified-amount", RefusalKind.Unmet, Cite.Measures(21), Cite.Faq("1.3.5"));

    /// <summary>R6: the years are exactly those that the period touches.</summary>
    public static readonly Rule VintagesDiffer = Rule.Define("reduction.vintages-differ", Cite.TradingRules(10), RefusalKind.Unmet);

    /// <summary>R10: electricity whose green certificates were traded is not counted again.</summary>
    public static readonly Rule CertificatesTraded = Rule.Define("reduction.certificates-traded", RefusalKind.Unmet, Cite.GreenCertificates("2024-124"), Cite.Measures(48));

    /// <summary>A record of traded certificates names a month that is over.</summary>
    public static readonly Rule CertificateMonthNotOver = Rule.Define("reduction.certificate-month-not-over", Cite.GreenCertificates("2024-124"), RefusalKind.Malformed);

    /// <summary>An amount is negative.</summary>
    public static readonly Rule AmountNegative = Rule.Define("reduction.amount-negative", Cite.Faq("1.3.5"), RefusalKind.Malformed);

    /// <summary>R9: more in all than the design document expected for the time; a warning only.</summary>
    public static readonly Rule MoreThanExpected = Rule.Define("reduction.more-than-expected", Cite.Design("plausibility"), RefusalKind.Unmet);
}
