using Registry.Kernel.Rules;

namespace Registry.Kernel.Primitives;

/// <summary>Rules of the place of a project.</summary>
public static class CoordinateRules
{
    /// <summary>A longitude or latitude is written in decimal degrees or in degrees, minutes and seconds.</summary>
    public static readonly Rule Malformed = Rule.Define("coordinate.malformed", Cite.Methodology("CCER-01-002-V01", "8.2"), RefusalKind.Malformed);

    /// <summary>Minutes and seconds lie below sixty.</summary>
    public static readonly Rule SixtyOrMore = Rule.Define("coordinate.sixty-or-more", Cite.Methodology("CCER-01-002-V01", "8.2"), RefusalKind.Malformed);

    /// <summary>Longitude and latitude stand in each other's place.</summary>
    public static readonly Rule Swapped = Rule.Define("coordinate.swapped", Cite.Methodology("CCER-01-002-V01", "8.2"), RefusalKind.Unmet);

    /// <summary>A project lies in China.</summary>
    public static readonly Rule OutsideChina = Rule.Define("coordinate.outside-china", Cite.Measures(4), RefusalKind.Unmet);
}
