using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>Rules of projects.</summary>
public static class ProjectRules
{
    /// <summary>Construction started too early.</summary>
    public static readonly Rule ConstructionTooEarly = Rule.Define("project.construction-too-early", RefusalKind.Unmet, Cite.Measures(10), Cite.Faq("1.3.1"));

    /// <summary>The crediting period starts too early.</summary>
    public static readonly Rule CreditingTooEarly = Rule.Define("project.crediting-too-early", RefusalKind.Unmet, Cite.Measures(17), Cite.Faq("1.3.6"));

    /// <summary>The crediting period starts before construction.</summary>
    public static readonly Rule CreditingBeforeConstruction = Rule.Define("project.crediting-before-construction", Cite.Faq("1.3.6"), RefusalKind.Unmet);

    /// <summary>The crediting period ends before it starts.</summary>
    public static readonly Rule CreditingReversed = Rule.Define("project.crediting-reversed", Cite.Faq("1.3.6"), RefusalKind.Malformed);

    /// <summary>The crediting period ends after the project's lifetime.</summary>
    public static readonly Rule CreditingAfterLifetime = Rule.Define("project.crediting-after-lifetime", Cite.Methodology("CCER-01-002-V01", "5.2"), RefusalKind.Unmet);

    /// <summary>The project is under allowance management of an emissions market.</summary>
    public static readonly Rule UnderAllowanceManagement = Rule.Define("project.under-allowance-management", RefusalKind.Unmet, Cite.Measures(10), Cite.Faq("1.3.1"));

    /// <summary>The law demands the reduction.</summary>
    public static readonly Rule MandatedByLaw = Rule.Define("project.mandated-by-law", RefusalKind.Unmet, Cite.Measures(10), Cite.Faq("1.3.1"));

    /// <summary>The total is not about the annual amount times the years.</summary>
    public static readonly Rule TotalDiffers = Rule.Define("project.total-differs", Cite.Design("plausibility"), RefusalKind.Unmet);

    /// <summary>The coordinates cannot be read, are swapped, or lie outside China.</summary>
    public static readonly Rule CoordinatesUnclear = Rule.Define("project.coordinates-unclear", Cite.Methodology("CCER-01-001-V01", "8.2"), RefusalKind.Unmet);

    /// <summary>The archive code is not 17 characters, or is given for a project that is not renewable power.</summary>
    public static readonly Rule ArchiveCodeMalformed = Rule.Define("project.archive-code-malformed", Cite.Design("archive-code"), RefusalKind.Malformed);

    /// <summary>Name, archive code or site is that of a project that is or was registered.</summary>
    public static readonly Rule NotUnique = Rule.Define("project.not-unique", RefusalKind.Unmet, Cite.Measures(48), Cite.Measures(16), Cite.Faq("1.3.3"));

    /// <summary>A number is not more than zero.</summary>
    public static readonly Rule AmountNotPositive = Rule.Define("project.amount-not-positive", Cite.Design("input"), RefusalKind.Malformed);

    /// <summary>The document number of the authority is missing.</summary>
    public static readonly Rule DocumentNumberMissing = Rule.Define("project.document-number-missing", Cite.Measures(43), RefusalKind.Malformed);

    /// <summary>Only the project's owner may do this.</summary>
    public static readonly Rule NotTheOwner = Rule.Define("project.not-the-owner", Cite.Measures(16), RefusalKind.Absent);

    /// <summary>An authority's notice lies in the future.</summary>
    public static readonly Rule NoticeInFuture = Rule.Define("project.notice-in-future", Cite.Measures(43), RefusalKind.Malformed);

    /// <summary>The mark is not one that bars the application, so there is nothing to clear.</summary>
    public static readonly Rule NothingToClear = Rule.Define("project.nothing-to-clear", Cite.Measures(48), RefusalKind.WrongState);

    /// <summary>An owner that is a key emitter states, before it files, that the project lies outside its allowances.</summary>
    public static readonly Rule AllowanceAttestationMissing = Rule.Define("project.allowance-attestation-missing", RefusalKind.Unmet, Cite.Measures(10), Cite.Faq("1.3.1"));

    /// <summary>An authority has confirmed that the project is under allowance management.</summary>
    public static readonly Rule AllowanceConfirmed = Rule.Define("project.allowance-confirmed", RefusalKind.Unmet, Cite.Measures(10), Cite.Faq("1.3.1"));

    /// <summary>The statement, or the finding, is on record already.</summary>
    public static readonly Rule AllowanceOnRecord = Rule.Define("project.allowance-on-record", Cite.Measures(10), RefusalKind.WrongState);
}
