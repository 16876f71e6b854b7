using System.Globalization;
using Registry.Contracts.Public;
using Registry.Server.Capabilities.PublicSite.Documents;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Projects;

/// <summary>Everything that is public of one project.</summary>
internal sealed record ProjectFull : ProjectRow, INoticeCase
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    public long OwnerId { get; init; }
    public string? SubtypeCode { get; init; }
    public string MethodologyName { get; init; } = "";
    public string MethodologyNameEn { get; init; } = "";
    public string Location { get; init; } = "";
    public string Longitude { get; init; } = "";
    public string Latitude { get; init; } = "";
    public DateOnly ConstructionOn { get; init; }
    public DateOnly? GridConnectionOn { get; init; }
    public int LifetimeYears { get; init; }
    public long NoticeAnnualTonnes { get; init; }
    public long NoticeTotalTonnes { get; init; }
    public string Additionality { get; init; } = "";
    public string? ArchiveCode { get; init; }
    public string Summary { get; init; } = "";
    public string Technology { get; init; } = "";
    public string Remark { get; init; } = "";
    public string? ModificationNote { get; init; }
    public string? Conclusion { get; init; }
    public string? CommentStatement { get; init; }
    public DateTimeOffset? NoticeClosedAt { get; init; }
    public DateTimeOffset? NoticeSuspendedAt { get; init; }
    public DateTimeOffset? UploadedAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset? ApplicationEndedAt { get; init; }
    public string? EndReason { get; init; }
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];
    public IReadOnlyList<CommentRow> PublishedComments { get; init; } = [];
    public IReadOnlyList<NoticeChangeRow> NoticeChanges { get; init; } = [];
    public IReadOnlyList<ReductionRow> Reductions { get; init; } = [];
    public IReadOnlyList<LotRow> Lots { get; init; } = [];
    public IReadOnlyList<ProjectChangeRow> Changes { get; init; } = [];

    bool INoticeCase.IsProject => true;

    /// <summary>The project of a number of application, or of a project number; null where nothing public has it.</summary>
    public static async Task<ProjectFull?> Find(Reads db, string key)
    {
        var which = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Sql.Of($"v.id = {id}") : Sql.Of($"v.number = {key.ToUpperInvariant()}");
        var found = await db.Find<ProjectFull>($"""
            select v.id, v.project_id, v.number, v.status_code, v.project_status, v.name, v.owner, o.owner_id, v.type_code, v.subtype_code, v.methodology_code, v.methodology_name, v.methodology_name_en,
              v.province_code, v.location, v.longitude, v.latitude, v.construction_on, v.grid_connection_on, v.lifetime_years, v.crediting_from, v.crediting_to,
              v.annual_tonnes, v.total_tonnes, v.notice_annual_tonnes, v.notice_total_tonnes, v.additionality, v.archive_code, v.summary, v.technology, v.remark, v.body_id, v.body,
              v.published_at, v.notice_start, v.notice_end, v.notice_closed_at, v.notice_suspended_at, v.comments, v.uploaded_at, v.conclusion, v.comment_statement,
              v.modification_note, v.filed_at, v.accepted_at, v.due_on, v.application_ended_at, v.registered_at, v.registered_on, v.ended_on, v.end_reason
            from public_project v join public_owner o on o.application_id = v.id where {which}
            """);
        if (found is null) return null;
        var documents = await DocumentRow.Of(db, found.Id);
        return found with
        {
            Documents = documents,
            Changes = found.ProjectId is null ? [] : await ProjectChangeRow.Of(db, found.Id, documents),
            PublishedComments = await CommentRow.Of(db, found.Id),
            NoticeChanges = await NoticeChangeRow.Of(db, found.Id),
            Reductions = found.ProjectId is null ? [] : await ReductionTabs.OfProject(db, found.Id),
            Lots = found.ProjectId is null ? [] : await LotList.OfProject(db, found.Id),
        };
    }

    public ProjectDetail WireWhole() => new()
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
        OwnerId = $"{OwnerId}",
        StatusName = Codes.State(StatusCode, ProjectStatus),
        SectorName = Codes.Sector(SectorCode),
        TypeName = Codes.Type(TypeCode),
        SubtypeCode = SubtypeCode,
        SubtypeName = SubtypeCode is null ? null : Codes.Type(SubtypeCode),
        ProvinceName = Codes.Province(ProvinceCode),
        ValidationBodyId = $"{BodyId}",
        NoticeAnnualTonnes = $"{NoticeAnnualTonnes}",
        NoticeTotalTonnes = $"{NoticeTotalTonnes}",
        MethodologyName = MethodologyName,
        Location = Location,
        Longitude = Longitude,
        Latitude = Latitude,
        ConstructionOn = ConstructionOn,
        GridConnectionOn = GridConnectionOn,
        LifetimeYears = LifetimeYears,
        Additionality = Additionality,
        AdditionalityName = Text["additionality." + Additionality],
        ArchiveCode = ArchiveCode,
        Summary = Summary,
        Technology = Technology,
        Remark = Remark,
        ModificationNote = ModificationNote,
        Conclusion = Conclusion,
        CommentStatement = CommentStatement,
        PublishedAt = PublishedAt,
        UploadedAt = UploadedAt,
        FiledAt = FiledAt,
        AcceptedAt = AcceptedAt,
        DecisionDueOn = DueOn,
        RegisteredAt = RegisteredAt,
        ApplicationEndedAt = ApplicationEndedAt,
        EndReason = EndReason,
        Documents = [.. Documents.Select(d => d.Wire())],
        PublishedComments = [.. PublishedComments.Select(c => c.Wire())],
        Reductions = [.. Reductions.Select(r => r.Wire())],
        Lots = [.. Lots.Select(l => l.Wire())],
        Changes = [.. Changes.Select(c => c.Wire())],
    };
}
