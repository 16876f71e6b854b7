namespace Registry.Contracts.Public;

/// <summary>Everything that is public of a project: its facts, its steps, its documents, comments and reductions.</summary>
public sealed record ProjectDetail : ProjectSummary
{
    /// <summary>Number of the owner in this registry, 19 digits.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The state in words, in the language asked for.</summary>
    public required string StatusName { get; init; }

    /// <summary>The sector in words.</summary>
    public required string SectorName { get; init; }

    /// <summary>The project type in words.</summary>
    public required string TypeName { get; init; }

    /// <summary>Sub-type code (项目子类型).</summary>
    public string? SubtypeCode { get; init; }

    /// <summary>The sub-type in words.</summary>
    public string? SubtypeName { get; init; }

    /// <summary>The province in words.</summary>
    public required string ProvinceName { get; init; }

    /// <summary>Number of the validation body in this registry.</summary>
    public required string ValidationBodyId { get; init; }

    /// <summary>Expected reductions a year as they were at the notice, whole tCO2e.</summary>
    public required string NoticeAnnualTonnes { get; init; }

    /// <summary>Expected reductions over the crediting period as they were at the notice, whole tCO2e.</summary>
    public required string NoticeTotalTonnes { get; init; }

    /// <summary>Name of the methodology.</summary>
    public required string MethodologyName { get; init; }

    /// <summary>Where the project is (地理位置).</summary>
    public required string Location { get; init; }

    /// <summary>Longitude as filed.</summary>
    public required string Longitude { get; init; }

    /// <summary>Latitude as filed.</summary>
    public required string Latitude { get; init; }

    /// <summary>Start of construction (开工日期).</summary>
    public required DateOnly ConstructionOn { get; init; }

    /// <summary>Grid connection (并网日期).</summary>
    public DateOnly? GridConnectionOn { get; init; }

    /// <summary>Lifetime in years (项目寿命期限).</summary>
    public required int LifetimeYears { get; init; }

    /// <summary>How additionality is argued (额外性论证方式): <c>General</c> or <c>Exempt</c>.</summary>
    public required string Additionality { get; init; }

    /// <summary>How additionality is argued, in words.</summary>
    public required string AdditionalityName { get; init; }

    /// <summary>Archive code of renewable power (建档立卡代码).</summary>
    public string? ArchiveCode { get; init; }

    /// <summary>What the project is (项目基本情况).</summary>
    public required string Summary { get; init; }

    /// <summary>Techniques and measures (采用的技术与措施).</summary>
    public required string Technology { get; init; }

    /// <summary>What the owner adds for the reader (备注); empty where there is nothing.</summary>
    public required string Remark { get; init; }

    /// <summary>What changed between the notice and the validated document (修改说明).</summary>
    public string? ModificationNote { get; init; }

    /// <summary>Conclusion of the validation: <c>Positive</c> or <c>Negative</c>.</summary>
    public string? Conclusion { get; init; }

    /// <summary>How the comments were dealt with, as the body states.</summary>
    public string? CommentStatement { get; init; }

    /// <summary>When the notice was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the body uploaded the validated documents.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>When registration was applied for.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>When the file was found complete and the term of the decision began.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Last day for the registry's decision while it is in review (15 working days).</summary>
    public DateOnly? DecisionDueOn { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When the application ended without registration.</summary>
    public DateTimeOffset? ApplicationEndedAt { get; init; }

    /// <summary>Why the registered project was deregistered or revoked.</summary>
    public string? EndReason { get; init; }

    /// <summary>Published documents, every version.</summary>
    public required IReadOnlyList<PublicDocument> Documents { get; init; }

    /// <summary>Published comments of the notice, with their replies.</summary>
    public required IReadOnlyList<PublicComment> PublishedComments { get; init; }

    /// <summary>Applications for reductions of this project.</summary>
    public required IReadOnlyList<ReductionSummary> Reductions { get; init; }

    /// <summary>Lots issued to this project.</summary>
    public required IReadOnlyList<LotSummary> Lots { get; init; }

    /// <summary>Approved changes since registration, the earliest first.</summary>
    public required IReadOnlyList<ProjectChange> Changes { get; init; }
}
