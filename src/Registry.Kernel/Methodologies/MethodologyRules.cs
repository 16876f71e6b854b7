using Registry.Kernel.Rules;

namespace Registry.Kernel.Methodologies;

/// <summary>Rules of methodologies.</summary>
public static class MethodologyRules
{
    /// <summary>There is no such methodology.</summary>
    public static readonly Rule Unknown = Rule.Define("methodology.unknown", Cite.Measures(10), RefusalKind.Unmet);

    /// <summary>The methodology is not in force on the day of the filing.</summary>
    public static readonly Rule NotInForce = Rule.Define("methodology.not-in-force", Cite.Measures(10), RefusalKind.Unmet);

    /// <summary>The project type is none of the methodology's.</summary>
    public static readonly Rule TypeNotAllowed = Rule.Define("methodology.type-not-allowed", Cite.Measures(10), RefusalKind.Unmet);

    /// <summary>The crediting period is shorter than the methodology allows.</summary>
    public static readonly Rule CreditingTooShort =
        Rule.Define("methodology.crediting-too-short", RefusalKind.Unmet, Cite.Methodology("CCER-14-001-V01", "5"), Cite.Measures(10));

    /// <summary>The crediting period is longer than the methodology allows.</summary>
    public static readonly Rule CreditingTooLong =
        Rule.Define("methodology.crediting-too-long", RefusalKind.Unmet, Cite.Methodology("CCER-01-002-V01", "5.2"), Cite.Measures(10));

    /// <summary>The methodology does not allow additionality to be shown this way.</summary>
    public static readonly Rule AdditionalityNotAllowed =
        Rule.Define("methodology.additionality-not-allowed", RefusalKind.Unmet, Cite.Methodology("CCER-01-002-V01", "6.2"), Cite.Measures(10));

    /// <summary>A methodology's own dates or years contradict each other.</summary>
    public static readonly Rule Contradictory = Rule.Define("methodology.contradictory", Cite.Design("registers"), RefusalKind.Malformed);

    /// <summary>A code is not of the form <c>CCER-01-002-V01</c>, or its parts contradict sector, version or types.</summary>
    public static readonly Rule CodeMalformed = Rule.Define("methodology.code-malformed", Cite.Design("registers"), RefusalKind.Malformed);

    /// <summary>What a project was registered under is never changed: only the last day and what was unknown may be set.</summary>
    public static readonly Rule FixedOncePublished = Rule.Define("methodology.fixed-once-published", Cite.Design("methodology-versions"), RefusalKind.WrongState);
}
