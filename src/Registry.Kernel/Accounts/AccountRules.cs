using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>Rules of accounts, their openings and the persons who act for them.</summary>
public static class AccountRules
{
    /// <summary>The subject has an account, open or closed, or an application that waits (A1).</summary>
    public static readonly Rule SubjectHasAccount =
        Rule.Define("accounts.subject-has-account", RefusalKind.Unmet, Cite.Faq("1.2.5"), Cite.RegistrationRules(6));

    /// <summary>Initiator and confirmer are one natural person (A3).</summary>
    public static readonly Rule RepresentativesAreOnePerson =
        Rule.Define("accounts.representatives-are-one-person", RefusalKind.Unmet, Cite.Faq("1.2.9"));

    /// <summary>The person represents another subject, or an application of another names the person (A4).</summary>
    public static readonly Rule RepresentsAnotherSubject =
        Rule.Define("accounts.represents-another-subject", RefusalKind.Unmet, Cite.Faq("1.2.10"));

    /// <summary>A required person is not named.</summary>
    public static readonly Rule PersonMissing = Rule.Define("accounts.person-missing", Cite.RegistrationRules(6), RefusalKind.Unmet);

    /// <summary>A material that this type of account needs is not attached.</summary>
    public static readonly Rule MaterialMissing = Rule.Define("accounts.material-missing", Cite.RegistrationRules(6), RefusalKind.Unmet);

    /// <summary>A material is not one that the list in force knows.</summary>
    public static readonly Rule MaterialUnknown = Rule.Define("accounts.material-unknown", Cite.Design("opening-materials"), RefusalKind.Malformed);

    /// <summary>A document is not the applicant's own, or was rejected.</summary>
    public static readonly Rule MaterialNotOwn = Rule.Define("accounts.material-not-own", Cite.RegistrationRules(6), RefusalKind.Unmet);

    /// <summary>An enterprise has at least one sub-type, each once.</summary>
    public static readonly Rule SubtypeMissing = Rule.Define("accounts.subtype-missing", Cite.Faq("1.2.2"), RefusalKind.Unmet);

    /// <summary>The type of account cannot do this.</summary>
    public static readonly Rule NotForThisType =
        Rule.Define("accounts.not-for-this-type", RefusalKind.NotEntitled, Cite.Faq("1.2.2"), Cite.Measures(37));

    /// <summary>The account is not in full use, and this is one of the things it may not do.</summary>
    public static readonly Rule UseLimited = Rule.Define("accounts.use-limited", Cite.RegistrationRules(10), RefusalKind.WrongState);

    /// <summary>From the acceptance of its closure on nothing can be done with an account.</summary>
    public static readonly Rule ClosedToEverything = Rule.Define("accounts.closed-to-everything", Cite.RegistrationRules(11), RefusalKind.WrongState);

    /// <summary>Only the applicant may change an application.</summary>
    public static readonly Rule NotTheApplicant = Rule.Define("accounts.not-the-applicant", Cite.RegistrationRules(6), RefusalKind.Absent);

    /// <summary>A return or refusal says what is missing or wrong.</summary>
    public static readonly Rule ReasonMissing = Rule.Define("accounts.reason-missing", Cite.RegistrationRules(7), RefusalKind.Malformed);

    /// <summary>A reason uses a code that the list of reasons does not know.</summary>
    public static readonly Rule ReasonUnknown = Rule.Define("accounts.reason-unknown", Cite.Design("opening-reasons"), RefusalKind.Malformed);

    /// <summary>Units lie in the account.</summary>
    public static readonly Rule HoldsUnits = Rule.Define("accounts.holds-units", Cite.RegistrationRules(11), RefusalKind.Unmet);

    /// <summary>Business of the account is not finished.</summary>
    public static readonly Rule BusinessOpen = Rule.Define("accounts.business-open", Cite.RegistrationRules(11), RefusalKind.Unmet);

    /// <summary>The verification body is in no register, or has its account.</summary>
    public static readonly Rule BodyNotApproved =
        Rule.Define("accounts.body-not-approved", RefusalKind.Unmet, Cite.Measures(30), Cite.RegistrationRules(5));

    /// <summary>The province has its account.</summary>
    public static readonly Rule ProvinceHasAccount = Rule.Define("accounts.province-has-account", Cite.RegistrationRules(6), RefusalKind.Unmet);

    /// <summary>The first officers were appointed; further ones are appointed by two officers.</summary>
    public static readonly Rule OfficersExist = Rule.Define("accounts.officers-exist", Cite.Design("first-officers"), RefusalKind.NotEntitled);

    /// <summary>Clerk and reviewer of the first appointment are one natural person.</summary>
    public static readonly Rule OfficersAreOnePerson = Rule.Define("accounts.officers-are-one-person", Cite.Design("first-officers"), RefusalKind.Unmet);

    /// <summary>Without this officer no two persons could act for the registry body.</summary>
    public static readonly Rule LastOfficer = Rule.Define("accounts.last-officer", Cite.Design("last-officer"), RefusalKind.Unmet);

    /// <summary>The person is or is not an officer in that capacity.</summary>
    public static readonly Rule OfficerUnchanged = Rule.Define("accounts.officer-unchanged", Cite.Design("officers"), RefusalKind.WrongState);

    /// <summary>A person with this document is known under another name.</summary>
    public static readonly Rule PersonNameDiffers = Rule.Define("accounts.person-name-differs", Cite.Faq("1.2.9"), RefusalKind.Unmet);

    /// <summary>The change asked for changes nothing.</summary>
    public static readonly Rule ChangesNothing = Rule.Define("accounts.changes-nothing", Cite.RegistrationRules(8), RefusalKind.Unmet);

    /// <summary>The organisation has no open registry account; that one comes before the trading account (A5).</summary>
    public static readonly Rule NoRegistryAccount = Rule.Define("accounts.no-registry-account", RefusalKind.Unmet, Cite.Faq("1.2.4"), Cite.TradingRules(6));

    /// <summary>The registry account has its trading account, or the trading account belongs to another (A6).</summary>
    public static readonly Rule TradingAccountBound = Rule.Define("accounts.trading-account-bound", Cite.TradingRules(7), RefusalKind.WrongState);

    /// <summary>Whether the exchange takes part is chosen at the beginning.</summary>
    public static readonly Rule RouteFixed = Rule.Define("accounts.route-fixed", Cite.Design("joint-opening"), RefusalKind.WrongState);

    /// <summary>Operators of a trading account are named where the exchange takes part, and nowhere else.</summary>
    public static readonly Rule OperatorsNotForThisRoute =
        Rule.Define("accounts.operators-not-for-this-route", RefusalKind.Malformed, Cite.TradingRules(6), Cite.Design("joint-opening"));

    /// <summary>More persons than may operate one trading account (A6).</summary>
    public static readonly Rule TooManyOperators = Rule.Define("accounts.too-many-operators", Cite.TradingRules(7), RefusalKind.Unmet);

    /// <summary>One natural person is named twice among the operators of a trading account.</summary>
    public static readonly Rule OperatorTwice = Rule.Define("accounts.operator-twice", Cite.TradingRules(7), RefusalKind.Unmet);

    /// <summary>The trading representative is told of the trading account by e-mail.</summary>
    public static readonly Rule TradingEmailMissing = Rule.Define("accounts.trading-email-missing", Cite.Design("joint-opening"), RefusalKind.Unmet);

    /// <summary>The trading account is not bound to this registry account.</summary>
    public static readonly Rule TradingAccountNotBound = Rule.Define("accounts.trading-account-not-bound", Cite.TradingRules(7), RefusalKind.WrongState);

    /// <summary>The registry account that was named is not that of the organisation.</summary>
    public static readonly Rule BindingDiffers = Rule.Define("accounts.binding-differs", Cite.TradingRules(6), RefusalKind.Unmet);

    /// <summary>Units lie in the trading account.</summary>
    public static readonly Rule TradingUnitsLeft = Rule.Define("accounts.trading-units-left", Cite.TradingRules(8), RefusalKind.Unmet);

    /// <summary>Officers of the business, administrators of the system, auditors and operators of the exchange are different persons.</summary>
    public static readonly Rule DutiesSeparate = Rule.Define("accounts.duties-separate", Cite.Standard("GB/T 22239-2019"), RefusalKind.Unmet);

    /// <summary>The account comes from the old system and its missing particulars are not approved yet: nothing else is done with it.</summary>
    public static readonly Rule ParticularsMissing = Rule.Define("accounts.particulars-missing", Cite.Faq("1.2.3"), RefusalKind.WrongState);

    /// <summary>The missing particulars are given for the organisation that the old account belongs to.</summary>
    public static readonly Rule LegacySubjectDiffers =
        Rule.Define("accounts.legacy-subject-differs", RefusalKind.Unmet, Cite.Faq("1.2.3"), Cite.RegistrationRules(6));

    /// <summary>The old system opened no accounts from this day on.</summary>
    public static readonly Rule LegacyTooLate = Rule.Define("accounts.legacy-too-late", Cite.Faq("1.2.3"), RefusalKind.Unmet);

    /// <summary>The user name cannot be one of the old system: length or characters.</summary>
    public static readonly Rule LegacyNameMalformed = Rule.Define("accounts.legacy-name-malformed", Cite.Design("legacy-accounts"), RefusalKind.Malformed);

    /// <summary>A row with this user name was imported before and said something else.</summary>
    public static readonly Rule LegacyRowDiffers = Rule.Define("accounts.legacy-row-differs", Cite.Design("legacy-accounts"), RefusalKind.WrongState);

    /// <summary>The file does not have the columns of the import, or a row has too few or too many.</summary>
    public static readonly Rule LegacyColumns = Rule.Define("accounts.legacy-columns", Cite.Design("legacy-accounts"), RefusalKind.Malformed);

    /// <summary>The same was asked for already and waits.</summary>
    public static readonly Rule RequestWaits = Rule.Define("accounts.request-waits", Cite.RegistrationRules(10), RefusalKind.WrongState);

    /// <summary>Nobody represents the account in this capacity.</summary>
    public static readonly Rule NobodyInCapacity = Rule.Define("accounts.nobody-in-capacity", Cite.Faq("1.2.6"), RefusalKind.Unmet);

    /// <summary>The day of the event that is reported lies after today.</summary>
    public static readonly Rule EventToCome = Rule.Define("accounts.event-to-come", Cite.RegistrationRules(8), RefusalKind.Unmet);

    /// <summary>A change of particulars of this account already waits.</summary>
    public static readonly Rule ChangeWaits = Rule.Define("accounts.change-waits", Cite.RegistrationRules(8), RefusalKind.WrongState);
}
