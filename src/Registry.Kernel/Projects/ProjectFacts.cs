using Registry.Kernel.Methodologies;

namespace Registry.Kernel.Projects;

/// <summary>What a project design document says, in the fields that the registry checks and publishes.</summary>
public sealed record ProjectFacts
{
    /// <summary>Name of the project (项目名称).</summary>
    public required string Name { get; init; }

    /// <summary>Type code, sector letter and four digits, for example <c>A0201</c>.</summary>
    public required string TypeCode { get; init; }

    /// <summary>Sub-type code; known from registration on.</summary>
    public string? SubtypeCode { get; init; }

    /// <summary>Methodology with version, for example <c>CCER-01-002-V01</c>.</summary>
    public required string MethodologyCode { get; init; }

    /// <summary>Province, six digits.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Where it is, in words.</summary>
    public required string Location { get; init; }

    /// <summary>Longitude as filed.</summary>
    public required string Longitude { get; init; }

    /// <summary>Latitude as filed.</summary>
    public required string Latitude { get; init; }

    /// <summary>Start of construction (开工日期).</summary>
    public required DateOnly ConstructionOn { get; init; }

    /// <summary>Grid connection, from which the lifetime of a power project counts.</summary>
    public DateOnly? GridConnectionOn { get; init; }

    /// <summary>Lifetime in years (项目寿命期限).</summary>
    public required int LifetimeYears { get; init; }

    /// <summary>First day of the crediting period (计入期).</summary>
    public required DateOnly CreditingFrom { get; init; }

    /// <summary>Last day of the crediting period, included.</summary>
    public required DateOnly CreditingTo { get; init; }

    /// <summary>Expected reductions a year, tCO2e.</summary>
    public required long AnnualTonnes { get; init; }

    /// <summary>Expected reductions over the crediting period, tCO2e.</summary>
    public required long TotalTonnes { get; init; }

    /// <summary>How additionality is argued.</summary>
    public required AdditionalityRoute Additionality { get; init; }

    /// <summary>Archive code of renewable power (建档立卡代码), 17 characters; null where there is none.</summary>
    public string? ArchiveCode { get; init; }

    /// <summary>What the project is.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Techniques and measures.</summary>
    public string Technology { get; init; } = "";

    /// <summary>What the owner adds for the reader (备注); published.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Whether the owner says that the facility is under national or local allowance management.</summary>
    public bool InEtsAllowance { get; init; }

    /// <summary>Whether the owner says that the reduction is one that the law demands.</summary>
    public bool MandatedReduction { get; init; }

    /// <summary>Sector letter.</summary>
    public string Sector => TypeCode.Length > 0 ? TypeCode[..1] : "";
}
