using Registry.Kernel.Rules;

namespace Registry.Kernel.Use;

/// <summary>Rules of the use of units: what a cancellation says of itself.</summary>
public static class UseRules
{
    /// <summary>The purpose is none of the dictionary.</summary>
    public static readonly Rule PurposeUnknown =
        Rule.Define("use.purpose-unknown", RefusalKind.Malformed, Cite.Measures(28), Cite.Faq("1.4.3"));

    /// <summary>Nobody is named for whom units are cancelled.</summary>
    public static readonly Rule BeneficiaryMissing = Rule.Define("use.beneficiary-missing", Cite.RegistrationRules(15), RefusalKind.Unmet);

    /// <summary>Another purpose than those of the dictionary is said in words.</summary>
    public static readonly Rule RemarkMissing = Rule.Define("use.remark-missing", Cite.RegistrationRules(15), RefusalKind.Unmet);

    /// <summary>The remark is too long to be published.</summary>
    public static readonly Rule RemarkTooLong = Rule.Define("use.remark-too-long", Cite.Design("input"), RefusalKind.Malformed);
}
