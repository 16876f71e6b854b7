using Registry.Contracts.Public;
using Registry.Server.Capabilities.PublicSite.Documents;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Reductions;

/// <summary>One year's amount of a reduction.</summary>
internal sealed record VintageRow
{
    public int Vintage { get; init; }
    public long Tonnes { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? IssuedAt { get; init; }
}

/// <summary>Everything that is public of one reduction application.</summary>
internal sealed record ReductionFull : ReductionRow, INoticeCase
{
    public long NoticeTonnes { get; init; }
    public DateTimeOffset? NoticeClosedAt { get; init; }
    public DateTimeOffset? NoticeSuspendedAt { get; init; }
    public DateTimeOffset? UploadedAt { get; init; }
    public string? Conclusion { get; init; }
    public string? CommentStatement { get; init; }
    public string? ModificationNote { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset? ApplicationEndedAt { get; init; }
    public IReadOnlyList<VintageRow> Vintages { get; init; } = [];
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];
    public IReadOnlyList<CommentRow> PublishedComments { get; init; } = [];
    public IReadOnlyList<NoticeChangeRow> NoticeChanges { get; init; } = [];
    public IReadOnlyList<LotRow> Lots { get; init; } = [];

    bool INoticeCase.IsProject => false;

    string? INoticeCase.ProjectStatus => null;

    DateOnly? INoticeCase.EndedOn => null;

    string? INoticeCase.EndReason => null;

    /// <summary>The reduction of a number of application; null where nothing public has it.</summary>
    public static async Task<ReductionFull?> Find(Reads db, long id)
    {
        var found = await db.Find<ReductionFull>($"""
            select v.id, v.project_application_id, v.number, v.status_code, v.name, v.owner, v.type_code, v.methodology_code, v.province_code, v.body_id, v.body,
              v.period_from, v.period_to, v.period_no, v.tonnes, v.notice_tonnes, v.issued_tonnes, v.published_at, v.notice_start, v.notice_end, v.notice_closed_at,
              v.notice_suspended_at, v.comments, v.uploaded_at, v.conclusion, v.comment_statement, v.modification_note, v.filed_at, v.accepted_at, v.due_on,
              v.application_ended_at, v.registered_at, v.registered_on
            from public_reduction v where v.id = {id}
            """);
        if (found is null) return null;
        return found with
        {
            Vintages = await db.Rows<VintageRow>($"select vintage, tonnes, status, issued_at from public_vintage where application_id = {id} order by vintage"),
            Documents = await DocumentRow.Of(db, id),
            PublishedComments = await CommentRow.Of(db, id),
            NoticeChanges = await NoticeChangeRow.Of(db, id),
            Lots = await LotList.OfReduction(db, id),
        };
    }

    public ReductionDetail WireWhole() => new()
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
        Conclusion = Conclusion,
        CommentStatement = CommentStatement,
        ModificationNote = ModificationNote,
        PublishedAt = PublishedAt,
        UploadedAt = UploadedAt,
        FiledAt = FiledAt,
        DecisionDueOn = DueOn,
        RegisteredAt = RegisteredAt,
        Vintages = [.. Vintages.Select(v => new VintageAmount(v.Vintage, $"{v.Tonnes}", v.Status, v.IssuedAt))],
        Documents = [.. Documents.Select(d => d.Wire())],
        PublishedComments = [.. PublishedComments.Select(c => c.Wire())],
        Lots = [.. Lots.Select(l => l.Wire())],
    };
}
