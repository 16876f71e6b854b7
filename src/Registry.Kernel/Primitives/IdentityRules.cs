using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Rules of the numbers and names by which persons, organisations and ways to reach them are known. Facts carry personal numbers masked.</summary>
public static class IdentityRules
{
    /// <summary>A unified social credit code has 18 characters of its own alphabet.</summary>
    public static readonly Rule CreditCodeMalformed = Rule.Define("identity.credit-code-malformed", Cite.Standard("GB 32100-2015"), RefusalKind.Malformed);

    /// <summary>The check character of a credit code does not fit the rest.</summary>
    public static readonly Rule CreditCodeCheck = Rule.Define("identity.credit-code-check", Cite.Standard("GB 32100-2015"), RefusalKind.Malformed);

    /// <summary>A citizen id has 17 digits and a check character, or 15 digits in its old form.</summary>
    public static readonly Rule CitizenIdMalformed = Rule.Define("identity.citizen-id-malformed", Cite.Standard("GB 11643-1999"), RefusalKind.Malformed);

    /// <summary>A citizen id starts with the code of a province.</summary>
    public static readonly Rule CitizenIdRegion = Rule.Define("identity.citizen-id-region", RefusalKind.Malformed, Cite.Standard("GB 11643-1999"), Cite.Standard("GB/T 2260"));

    /// <summary>A citizen id contains a date that exists.</summary>
    public static readonly Rule CitizenIdDate = Rule.Define("identity.citizen-id-date", Cite.Standard("GB 11643-1999"), RefusalKind.Malformed);

    /// <summary>The check character of a citizen id does not fit the rest.</summary>
    public static readonly Rule CitizenIdCheck = Rule.Define("identity.citizen-id-check", Cite.Standard("GB 11643-1999"), RefusalKind.Malformed);

    /// <summary>A person who acts before the registry is an adult and alive by any likelihood.</summary>
    public static readonly Rule AgeOutOfRange = Rule.Define("identity.age-out-of-range", Cite.Design("representative-age"), RefusalKind.Unmet);

    /// <summary>The number is not one that documents of this kind carry.</summary>
    public static readonly Rule DocumentMalformed = Rule.Define("identity.document-malformed", Cite.Design("identity-documents"), RefusalKind.Malformed);

    /// <summary>Every document but a citizen's card, which may be valid for life, has a last day.</summary>
    public static readonly Rule DocumentExpiryMissing = Rule.Define("identity.document-expiry-missing", Cite.RegistrationRules(8), RefusalKind.Malformed);

    /// <summary>The document is no longer valid.</summary>
    public static readonly Rule DocumentExpired = Rule.Define("identity.document-expired", RefusalKind.Unmet, Cite.RegistrationRules(8), Cite.RegistrationRules(10));

    /// <summary>A mobile number of mainland China has eleven digits and starts with 13 to 19.</summary>
    public static readonly Rule MobileMalformed = Rule.Define("identity.mobile-malformed", Cite.Design("contact-numbers"), RefusalKind.Malformed);

    /// <summary>A landline has an area code and seven or eight digits.</summary>
    public static readonly Rule LandlineMalformed = Rule.Define("identity.landline-malformed", Cite.Design("contact-numbers"), RefusalKind.Malformed);

    /// <summary>A postcode has six digits.</summary>
    public static readonly Rule PostcodeMalformed = Rule.Define("identity.postcode-malformed", Cite.Design("contact-numbers"), RefusalKind.Malformed);

    /// <summary>An e-mail address has the common form of RFC 5321.</summary>
    public static readonly Rule EmailMalformed = Rule.Define("identity.email-malformed", Cite.Design("contact-numbers"), RefusalKind.Malformed);

    /// <summary>A legal name is not empty and not longer than 100 characters.</summary>
    public static readonly Rule NameLength = Rule.Define("identity.name-length", Cite.RegistrationRules(6), RefusalKind.Malformed);

    /// <summary>A legal name holds no control, invisible, direction or private-use characters.</summary>
    public static readonly Rule NameCharacter = Rule.Define("identity.name-character", Cite.Design("legal-names"), RefusalKind.Malformed);
}
