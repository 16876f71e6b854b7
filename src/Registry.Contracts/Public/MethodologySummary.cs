namespace Registry.Contracts.Public;

/// <summary>A methodology (方法学) with its version.</summary>
public sealed record MethodologySummary
{
    /// <summary>Code with version, for example <c>CCER-01-002-V01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Sector letter.</summary>
    public required string SectorCode { get; init; }

    /// <summary>First day on which projects may be filed under it.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day on which projects may be filed under it; null while it is open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Shortest crediting period, years.</summary>
    public int? CreditingYearsLeast { get; init; }

    /// <summary>Longest crediting period, years.</summary>
    public int? CreditingYearsMost { get; init; }

    /// <summary>Registered projects under it.</summary>
    public required int RegisteredProjects { get; init; }
}
