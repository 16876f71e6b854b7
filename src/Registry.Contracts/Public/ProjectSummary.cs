namespace Registry.Contracts.Public;

/// <summary>A project application or a registered project as it stands in the public lists.</summary>
public record ProjectSummary
{
    /// <summary>Number of the application, 19 digits; the address of its page and of its detail.</summary>
    public required string Id { get; init; }

    /// <summary>Project number (项目编号), for example <c>A210001</c>; null before registration.</summary>
    public string? Number { get; init; }

    /// <summary>State code of the public register: 03, 06, 07, 08, 13, 14, 97 or 99.</summary>
    public required string StatusCode { get; init; }

    /// <summary>After registration: <c>Registered</c>, <c>DeregistrationRequested</c>, <c>Deregistered</c> or <c>Revoked</c>.</summary>
    public string? ProjectStatus { get; init; }

    /// <summary>Name of the project (项目名称).</summary>
    public required string Name { get; init; }

    /// <summary>Project owner (项目业主).</summary>
    public required string Owner { get; init; }

    /// <summary>Sector letter (所属行业领域).</summary>
    public required string SectorCode { get; init; }

    /// <summary>Project type (项目类型), for example <c>A0201</c>.</summary>
    public required string TypeCode { get; init; }

    /// <summary>Methodology with version (方法学编号), for example <c>CCER-01-002-V01</c>.</summary>
    public required string MethodologyCode { get; init; }

    /// <summary>Province (所属省份), six digits.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Validation body (审定机构).</summary>
    public required string ValidationBody { get; init; }

    /// <summary>First day of the crediting period (计入期).</summary>
    public required DateOnly CreditingFrom { get; init; }

    /// <summary>Last day of the crediting period, included.</summary>
    public required DateOnly CreditingTo { get; init; }

    /// <summary>Expected reductions a year, whole tCO2e.</summary>
    public required string AnnualTonnes { get; init; }

    /// <summary>Expected reductions over the crediting period, whole tCO2e.</summary>
    public required string TotalTonnes { get; init; }

    /// <summary>First day of the public notice (公示开始).</summary>
    public DateOnly? NoticeStart { get; init; }

    /// <summary>Last day of the public notice, included (公示结束).</summary>
    public DateOnly? NoticeEnd { get; init; }

    /// <summary>Number of comments received (意见数量).</summary>
    public required int Comments { get; init; }

    /// <summary>Day of registration (登记日期), Asia/Shanghai.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Day of deregistration or revocation.</summary>
    public DateOnly? EndedOn { get; init; }
}
