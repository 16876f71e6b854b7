using Registry.Contracts.Public;
using Registry.Server.Capabilities.PublicSite.Lists;

namespace Registry.Server.Capabilities.PublicSite.Projects;

/// <summary>A project as the public lists show it.</summary>
internal record ProjectRow
{
    public long Id { get; init; }
    public long? ProjectId { get; init; }
    public string? Number { get; init; }
    public string StatusCode { get; init; } = "";
    public string? ProjectStatus { get; init; }
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";
    public string TypeCode { get; init; } = "";
    public string MethodologyCode { get; init; } = "";
    public string ProvinceCode { get; init; } = "";
    public long BodyId { get; init; }
    public string Body { get; init; } = "";
    public DateOnly CreditingFrom { get; init; }
    public DateOnly CreditingTo { get; init; }
    public long AnnualTonnes { get; init; }
    public long TotalTonnes { get; init; }
    public DateOnly? NoticeStart { get; init; }
    public DateOnly? NoticeEnd { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public int Comments { get; init; }
    public DateTimeOffset? RegisteredAt { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>Address of its page: by its number once it has one.</summary>
    public string Href => $"/projects/{Number ?? $"{Id}"}";

    public string SectorCode => TypeCode[..1];

    public ProjectSummary Wire() => new()
    {
        Id = $"{Id}",
        Number = Number,
        StatusCode = StatusCode,
        ProjectStatus = ProjectStatus,
        Name = Name,
        Owner = Owner,
        SectorCode = SectorCode,
        TypeCode = TypeCode,
        MethodologyCode = MethodologyCode,
        ProvinceCode = ProvinceCode,
        ValidationBody = Body,
        CreditingFrom = CreditingFrom,
        CreditingTo = CreditingTo,
        AnnualTonnes = $"{AnnualTonnes}",
        TotalTonnes = $"{TotalTonnes}",
        NoticeStart = NoticeStart,
        NoticeEnd = NoticeEnd,
        Comments = Comments,
        RegisteredOn = RegisteredOn,
        EndedOn = EndedOn,
    };
}
