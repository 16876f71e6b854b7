using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Reductions;

/// <summary>A public list of reduction applications: which rows it holds, how it is dated and ordered, and what its columns are.</summary>
internal sealed class ReductionTab
{
    private static readonly ListColumn<ReductionRow> Number = new("number", ColumnKind.Code, r => r.Number) { Sort = "number", Href = r => r.ProjectHref };
    private static readonly ListColumn<ReductionRow> Name = new("name", ColumnKind.Name, r => r.Name) { Sort = "name", Href = r => r.Href };
    private static readonly ListColumn<ReductionRow> Owner = new("owner", ColumnKind.Name, r => r.Owner) { Sort = "owner" };
    private static readonly ListColumn<ReductionRow> Province = new("province", ColumnKind.Words, r => r.ProvinceCode) { Words = r => Codes.Province(r.ProvinceCode), Sort = "province" };
    private static readonly ListColumn<ReductionRow> Body = new("verificationBody", ColumnKind.Name, r => r.Body);
    private static readonly ListColumn<ReductionRow> PeriodFrom = new("periodFrom", ColumnKind.Day, r => Formats.Date(r.PeriodFrom)) { Sort = "period" };
    private static readonly ListColumn<ReductionRow> PeriodTo = new("periodTo", ColumnKind.Day, r => Formats.Date(r.PeriodTo));
    private static readonly ListColumn<ReductionRow> Applied = new("appliedTonnes", ColumnKind.Tonnes, r => $"{r.Tonnes}") { Sort = "tonnes" };
    private static readonly ListColumn<ReductionRow> Tonnes = new("registeredTonnes", ColumnKind.Tonnes, r => $"{r.Tonnes}") { Sort = "tonnes" };
    private static readonly ListColumn<ReductionRow> Issued = new("issuedTonnes", ColumnKind.Tonnes, r => $"{r.IssuedTonnes}");
    private static readonly ListColumn<ReductionRow> Start = new("noticeStart", ColumnKind.Day, r => Formats.Date(r.NoticeStart)) { Sort = "start" };
    private static readonly ListColumn<ReductionRow> End = new("noticeEnd", ColumnKind.Day, r => Formats.Date(r.NoticeEnd)) { Sort = "end" };
    private static readonly ListColumn<ReductionRow> State = new("status", ColumnKind.Words, r => r.StatusCode) { Words = r => Codes.State(r.StatusCode) };
    private static readonly ListColumn<ReductionRow> Comments = new("comments", ColumnKind.Count, r => $"{r.Comments}");
    private static readonly ListColumn<ReductionRow> Registered = new("registeredOn", ColumnKind.Day, r => Formats.Date(r.RegisteredOn)) { Sort = "registered" };

    /// <summary>Notices set or running.</summary>
    public static readonly ReductionTab Notice = new("notice", Sql.Of($"v.status_code = '03'"), Sql.Of($"v.notice_start"), "-start",
        [Number, Name, Owner, Body, PeriodFrom, PeriodTo, Applied, Start, End, Comments]);

    /// <summary>Notices that are over, whatever became of the application.</summary>
    public static readonly ReductionTab NoticeOver = new("notice-over", Sql.Of($"v.status_code <> '03'"), Sql.Of($"v.notice_end"), "-end",
        [Number, Name, Owner, PeriodFrom, PeriodTo, Applied, End, Comments, State]);

    /// <summary>Registered reductions.</summary>
    public static readonly ReductionTab Registration = new("registered", Sql.Of($"v.registered_at is not null and v.status_code = '14'"), Sql.Of($"v.registered_on"), "-registered",
        [Number, Name, Owner, Province, PeriodFrom, PeriodTo, Tonnes, Issued, Registered]);

    /// <summary>Every tab of applications, in the order of the page; issued lots are a list of their own.</summary>
    public static readonly IReadOnlyList<ReductionTab> All = [Notice, NoticeOver, Registration];

    private static readonly Sql Kind = Sql.Of($"v.kind = 'Reduction'");

    private static readonly Listing<ReductionRow> Rows = new(
        Sql.Of($"""
            v.id, v.project_application_id, v.number, v.status_code, v.name, v.owner, v.type_code, v.methodology_code, v.province_code,
              v.body_id, v.body, v.period_from, v.period_to, v.period_no, v.tonnes, v.issued_tonnes, v.notice_start, v.notice_end, v.published_at,
              v.comments, v.registered_at, v.registered_on
            """),
        Sql.Of($"public_listing v"),
        row => row.Id,
        [
            new("start", Sql.Of($"v.notice_start"), r => r.NoticeStart!.Value),
            new("end", Sql.Of($"v.notice_end"), r => r.NoticeEnd!.Value),
            new("registered", Sql.Of($"v.registered_at"), r => r.RegisteredAt!.Value),
            new("number", Sql.Of($"v.number"), r => r.Number),
            new("name", Sql.Of($"v.name"), r => r.Name),
            new("owner", Sql.Of($"v.owner"), r => r.Owner),
            new("province", Sql.Of($"v.province_code"), r => r.ProvinceCode),
            new("period", Sql.Of($"v.period_from"), r => r.PeriodFrom),
            new("tonnes", Sql.Of($"v.tonnes"), r => r.Tonnes),
            new("id", Sql.Of($"v.id"), r => r.Id),
        ]);

    private readonly Sql which;
    private readonly Sql dated;

    private ReductionTab(string key, Sql which, Sql dated, string order, IReadOnlyList<ListColumn<ReductionRow>> columns)
    {
        Key = key;
        this.which = which;
        this.dated = dated;
        Order = order;
        Columns = columns;
    }

    /// <summary>Last part of its address.</summary>
    public string Key { get; }

    /// <summary>How it is ordered unless asked otherwise.</summary>
    public string Order { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<ListColumn<ReductionRow>> Columns { get; }

    /// <summary>The tab of an address.</summary>
    public static ReductionTab? Find(string? key) => All.FirstOrDefault(tab => tab.Key == key);

    /// <summary>A page.</summary>
    /// <exception cref="RefusalException">The tab is not ordered so.</exception>
    public Task<ListPage<ReductionRow>> Page(Reads db, Asked asked, ListRequest request) =>
        Rows.Page(db, Which(db, asked), request with { Sort = Columns.Sortable(request.Sort) });

    /// <summary>All rows of a search, for an export.</summary>
    public Task<IReadOnlyList<ReductionRow>> Export(Reads db, Asked asked) =>
        Rows.All(db, Which(db, asked), Columns.Sortable(asked.Sort ?? Order), ListExport.MaxRows);

    /// <summary>How many rows a search finds.</summary>
    public Task<int> Count(Reads db, Asked asked) => Rows.Count(db, Which(db, asked));

    /// <summary>A page of every published application, whatever its state; for the API.</summary>
    public static Task<ListPage<ReductionRow>> PageOfAll(Reads db, Asked asked, ListRequest request) =>
        Rows.Page(db, OfAll(db, asked), request);

    /// <summary>How many published applications a search finds, whatever their state.</summary>
    public static Task<int> CountOfAll(Reads db, Asked asked) => Rows.Count(db, OfAll(db, asked));

    /// <summary>Every published application for reductions of one project, oldest period first.</summary>
    public static Task<IReadOnlyList<ReductionRow>> OfProject(Reads db, long projectApplication) =>
        Rows.All(db, new([Kind, Sql.Of($"v.project_application_id = {projectApplication}")], null), "period", Listing.MaxSize);

    /// <summary>Published applications for reductions by their numbers.</summary>
    public static Task<IReadOnlyList<ReductionRow>> OfIds(Reads db, IReadOnlyList<long> ids) => Rows.All(db, new([Kind, Sql.Of($"v.id in {ids}")], null), "id", ids.Count);

    private static Wanted OfAll(Reads db, Asked asked) => new([Kind, .. Filters.Of(asked, Sql.Of($"v.notice_start"))], Search.Asks(db.Engine, asked.Q));

    private Wanted Which(Reads db, Asked asked) => new([Kind, which, .. Filters.Of(asked, dated)], Search.Asks(db.Engine, asked.Q));
}
