using System.Text.RegularExpressions;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Kinds of identity document that a representative may hold.</summary>
public enum IdentityDocumentKind
{
    /// <summary>Resident identity card (居民身份证).</summary>
    CitizenId,

    /// <summary>Passport (护照).</summary>
    Passport,

    /// <summary>Residence permit for residents of Hong Kong and Macao (港澳居民居住证).</summary>
    HongKongMacaoResidencePermit,

    /// <summary>Residence permit for residents of Taiwan (台湾居民居住证).</summary>
    TaiwanResidencePermit,

    /// <summary>Foreign permanent resident identity card (外国人永久居留身份证).</summary>
    ForeignPermanentResidence,
}

/// <summary>The document by which the registry knows a natural person. Two logins with one document are one person. Questions and answers 1.2.9, 1.2.10.</summary>
public sealed partial record IdentityDocument
{
    private IdentityDocument(IdentityDocumentKind kind, string number, DateOnly? expires, CitizenId? citizen)
    {
        Kind = kind;
        Number = number;
        Expires = expires;
        Citizen = citizen;
    }

    /// <summary>Kind of document.</summary>
    public IdentityDocumentKind Kind { get; }

    /// <summary>Its number in one written form.</summary>
    public string Number { get; }

    /// <summary>Last day on which it is valid; none for a citizen's card valid for life.</summary>
    public DateOnly? Expires { get; }

    /// <summary>The citizen number, if the document is a citizen's card.</summary>
    public CitizenId? Citizen { get; }

    /// <summary>The number as shown.</summary>
    public string Masked => Masking.IdNumber(Number);

    /// <summary>What is the same for one natural person, whatever the expiry: kind and number. Sensitive; kept only as a keyed hash.</summary>
    public string PersonKey => $"{Kind}:{Number}";

    /// <summary>Reads a document.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="number">Number as typed.</param>
    /// <param name="expires">Last day of validity.</param>
    /// <exception cref="RefusalException">The number does not fit the kind, or the last day is missing.</exception>
    public static IdentityDocument Parse(IdentityDocumentKind kind, string? number, DateOnly? expires)
    {
        if (kind is IdentityDocumentKind.CitizenId)
        {
            var citizen = CitizenId.Parse(number);
            return new(kind, citizen.Value, expires, citizen);
        }
        var typed = HalfWidth.Of(number).ToUpperInvariant();
        IdentityRules.DocumentMalformed.Require(FormOf(kind).IsMatch(typed), ("kind", kind), ("value", Masking.IdNumber(typed)));
        IdentityRules.DocumentExpiryMissing.Require(expires is not null, ("kind", kind));
        return new(kind, typed, expires, null);
    }

    /// <summary>Refuses unless the document is valid on a day and, as far as it tells, its holder is an adult.</summary>
    /// <exception cref="RefusalException">It is not valid, or the holder's age is out of range.</exception>
    public void RequireValid(DateOnly day)
    {
        IdentityRules.DocumentExpired.Require(Expires is null || Expires >= day, ("value", Masked), ("expires", Expires));
        Citizen?.RequireAdult(day);
    }

    /// <summary>Kind and masked number.</summary>
    public override string ToString() => $"{Kind}:{Masked}";

    private static Regex FormOf(IdentityDocumentKind kind) => kind switch
    {
        IdentityDocumentKind.CitizenId => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A citizen id has its own reading."),
        IdentityDocumentKind.Passport => PassportForm(),
        IdentityDocumentKind.HongKongMacaoResidencePermit => HongKongMacaoForm(),
        IdentityDocumentKind.TaiwanResidencePermit => TaiwanForm(),
        IdentityDocumentKind.ForeignPermanentResidence => PermanentResidenceForm(),
    };

    [GeneratedRegex("^[A-Z0-9]{5,17}$", RegexOptions.CultureInvariant)]
    private static partial Regex PassportForm();

    [GeneratedRegex("^8[12]0000[0-9]{11}[0-9X]$", RegexOptions.CultureInvariant)]
    private static partial Regex HongKongMacaoForm();

    [GeneratedRegex("^830000[0-9]{11}[0-9X]$", RegexOptions.CultureInvariant)]
    private static partial Regex TaiwanForm();

    [GeneratedRegex("^(?:[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X])$", RegexOptions.CultureInvariant)]
    private static partial Regex PermanentResidenceForm();
}
