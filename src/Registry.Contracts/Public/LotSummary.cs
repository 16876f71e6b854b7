namespace Registry.Contracts.Public;

/// <summary>A lot (批次): what one issuance credited for one project, calendar year and accounting period.</summary>
public sealed record LotSummary
{
    /// <summary>Lot code, for example <c>CCER-A210001-2023-01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Project number.</summary>
    public required string ProjectNumber { get; init; }

    /// <summary>Number of the project's own application.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Project owner.</summary>
    public required string Owner { get; init; }

    /// <summary>Number of the reduction's application.</summary>
    public required string ReductionId { get; init; }

    /// <summary>Project type.</summary>
    public required string TypeCode { get; init; }

    /// <summary>Province, six digits.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Calendar year of generation.</summary>
    public required int Vintage { get; init; }

    /// <summary>Number of the accounting period.</summary>
    public required int PeriodNo { get; init; }

    /// <summary>Units issued, whole tCO2e; they are numbered from 1 to this.</summary>
    public required string Tonnes { get; init; }

    /// <summary>First and last serial number in writing.</summary>
    public required string SerialBlock { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }
}
