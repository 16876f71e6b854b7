namespace Registry.Contracts.Public;

/// <summary>An application for reductions of one accounting period, or what was registered of it.</summary>
public record ReductionSummary
{
    /// <summary>Number of the application, 19 digits; the address of its page and of its detail.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the project's own application.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Project number (项目编号).</summary>
    public required string ProjectNumber { get; init; }

    /// <summary>Name of the project (项目名称).</summary>
    public required string ProjectName { get; init; }

    /// <summary>Project owner (项目业主).</summary>
    public required string Owner { get; init; }

    /// <summary>State code of the public register: 03, 06, 07, 08, 13, 14, 97 or 99.</summary>
    public required string StatusCode { get; init; }

    /// <summary>Project type (项目类型).</summary>
    public required string TypeCode { get; init; }

    /// <summary>Methodology with version.</summary>
    public required string MethodologyCode { get; init; }

    /// <summary>Province, six digits.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Verification body (核查机构).</summary>
    public required string VerificationBody { get; init; }

    /// <summary>First day of the accounting period (核算期).</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the accounting period, included.</summary>
    public required DateOnly PeriodTo { get; init; }

    /// <summary>Number of the registered period of the project; null before registration.</summary>
    public int? PeriodNo { get; init; }

    /// <summary>Reductions applied for or, once registered, registered; whole tCO2e.</summary>
    public required string Tonnes { get; init; }

    /// <summary>Reductions issued so far, whole tCO2e.</summary>
    public required string IssuedTonnes { get; init; }

    /// <summary>First day of the public notice.</summary>
    public DateOnly? NoticeStart { get; init; }

    /// <summary>Last day of the public notice, included.</summary>
    public DateOnly? NoticeEnd { get; init; }

    /// <summary>Number of comments received.</summary>
    public required int Comments { get; init; }

    /// <summary>Day of registration, Asia/Shanghai.</summary>
    public DateOnly? RegisteredOn { get; init; }
}
