using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Rules of the numbers that the registry itself gives out.</summary>
public static class NumberRules
{
    /// <summary>An account number has twelve digits of known type and province, or fourteen with its sub-account.</summary>
    public static readonly Rule AccountNumberMalformed = Rule.Define("number.account-malformed", Cite.Design("account-numbers"), RefusalKind.Malformed);

    /// <summary>The check digit of an account number does not fit the rest.</summary>
    public static readonly Rule AccountNumberCheck = Rule.Define("number.account-check", Cite.Design("account-numbers"), RefusalKind.Malformed);

    /// <summary>A project number is a sector letter, a methodology sign, a type sign and four digits.</summary>
    public static readonly Rule ProjectNumberMalformed = Rule.Define("number.project-malformed", Cite.Design("project-number"), RefusalKind.Malformed);

    /// <summary>A project type code is a sector letter and twice two digits.</summary>
    public static readonly Rule ProjectTypeMalformed = Rule.Define("number.project-type-malformed", Cite.Design("project-number"), RefusalKind.Malformed);

    /// <summary>All 9999 numbers of a type are given out.</summary>
    public static readonly Rule ProjectNumbersExhausted = Rule.Define("number.project-exhausted", Cite.Design("project-number"), RefusalKind.Unmet);

    /// <summary>A lot code is <c>CCER-project-vintage-period</c>.</summary>
    public static readonly Rule LotCodeMalformed = Rule.Define("number.lot-malformed", Cite.Design("lot-codes"), RefusalKind.Malformed);

    /// <summary>A serial block is a lot code, a first and a last number, the first not after the last.</summary>
    public static readonly Rule SerialBlockMalformed = Rule.Define("number.serial-block-malformed", Cite.Design("lot-codes"), RefusalKind.Malformed);

    /// <summary>A registry id has nineteen digits.</summary>
    public static readonly Rule RegistryIdMalformed = Rule.Define("number.registry-id-malformed", Cite.Design("registry-ids"), RefusalKind.Malformed);

    /// <summary>A division code is that of a province, or of the production and construction corps.</summary>
    public static readonly Rule DivisionUnknown = Rule.Define("number.division-unknown", Cite.Standard("GB/T 2260"), RefusalKind.Malformed);
}
