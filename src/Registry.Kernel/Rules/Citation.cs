namespace Registry.Kernel.Rules;

/// <summary>Where a rule comes from: an instrument listed in <c>docs/instruments.md</c> and a place in it.</summary>
/// <param name="Instrument">Key of the instrument, for example <c>measures</c>.</param>
/// <param name="Article">Article, chapter or section as the instrument numbers it.</param>
public sealed record Citation(string Instrument, string Article)
{
    /// <summary>The citation in one word, for example <c>measures:12</c>.</summary>
    public override string ToString() => $"{Instrument}:{Article}";
}

/// <summary>Makes citations of the instruments that bind the registry.</summary>
public static class Cite
{
    /// <summary>Measures for voluntary emission-reduction trading (Order 31 of 2023).</summary>
    public static Citation Measures(int article) => new("measures", $"{article}");

    /// <summary>Registration rules of the registry body (2023, no. 11).</summary>
    public static Citation RegistrationRules(int article) => new("registration-rules", $"{article}");

    /// <summary>Trading and settlement rules (2023).</summary>
    public static Citation TradingRules(int article) => new("trading-rules", $"{article}");

    /// <summary>Validation and verification implementation rules CNCA-CCER-01:2023.</summary>
    public static Citation VerificationRules(string section) => new("verification-rules", section);

    /// <summary>Official questions and answers of the registry body.</summary>
    public static Citation Faq(string question) => new("faq", question);

    /// <summary>A methodology of the environment ministry, by code and section.</summary>
    public static Citation Methodology(string code, string section) => new("methodology", $"{code} {section}");

    /// <summary>A national standard, for example GB 32100-2015.</summary>
    public static Citation Standard(string number) => new("standard", number);

    /// <summary>OWASP application security verification standard 5.0.0, by requirement.</summary>
    public static Citation Asvs(string requirement) => new("asvs", requirement);

    /// <summary>State Council holiday notices, the source of working days.</summary>
    public static Citation Holidays(int year) => new("holiday-notices", $"{year}");

    /// <summary>Notice of the energy administration on green certificates and voluntary reductions, by number, for example <c>2024-124</c>.</summary>
    public static Citation GreenCertificates(string number) => new("green-certificates", number);

    /// <summary>A decision of this implementation where the law is silent; the number is that of the design rule.</summary>
    public static Citation Design(string key) => new("design", key);
}
