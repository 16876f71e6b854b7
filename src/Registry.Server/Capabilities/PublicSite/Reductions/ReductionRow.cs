using Registry.Contracts.Public;

namespace Registry.Server.Capabilities.PublicSite.Reductions;

/// <summary>A reduction application as the public lists show it.</summary>
internal record ReductionRow
{
    public long Id { get; init; }
    public long ProjectApplicationId { get; init; }
    public string Number { get; init; } = "";
    public string StatusCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string MethodologyCode { get; init; } = "";
    public string ProvinceCode { get; init; } = "";
    public long BodyId { get; init; }
    public string Body { get; init; } = "";
    public DateOnly PeriodFrom { get; init; }
    public DateOnly PeriodTo { get; init; }
    public int? PeriodNo { get; init; }
    public long Tonnes { get; init; }
    public long IssuedTonnes { get; init; }
    public DateOnly? NoticeStart { get; init; }
    public DateOnly? NoticeEnd { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public int Comments { get; init; }
    public DateTimeOffset? RegisteredAt { get; init; }
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Address of its page.</summary>
    public string Href => $"/reductions/{Id}";

    /// <summary>Address of its project's page.</summary>
    public string ProjectHref => $"/projects/{Number}";

    public ReductionSummary Wire() => new()
    {
        Id = $"{Id}",
        ProjectId = $"{ProjectApplicationId}",
        ProjectNumber = Number,
        ProjectName = Name,
        Owner = Owner,
        StatusCode = StatusCode,
        TypeCode = TypeCode,
        MethodologyCode = MethodologyCode,
        ProvinceCode = ProvinceCode,
        VerificationBody = Body,
        PeriodFrom = PeriodFrom,
        PeriodTo = PeriodTo,
        PeriodNo = PeriodNo,
        Tonnes = $"{Tonnes}",
        IssuedTonnes = $"{IssuedTonnes}",
        NoticeStart = NoticeStart,
        NoticeEnd = NoticeEnd,
        Comments = Comments,
        RegisteredOn = RegisteredOn,
    };
}
