namespace Registry.Kernel.Rules;

/// <summary>Rules of a request as such, whatever it asks for.</summary>
public static class RequestRules
{
    /// <summary>The form was sent from a page of another site.</summary>
    public static readonly Rule CrossSite = Rule.Define("request.cross-site", Cite.Asvs("3.5.1"), RefusalKind.NotEntitled);

    /// <summary>One address or one login asked more often than its kind of request allows; come back when told.</summary>
    public static readonly Rule TooOften = Rule.Define("request.too-often", RefusalKind.TooOften, Cite.Asvs("2.4.1"), Cite.Design("limits"));

    /// <summary>What was asked for would take longer than one request may.</summary>
    public static readonly Rule TooLong = Rule.Define("request.too-long", RefusalKind.Busy, Cite.Asvs("15.2.2"));
}
