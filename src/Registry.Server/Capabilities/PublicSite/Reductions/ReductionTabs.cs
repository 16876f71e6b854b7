using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Reductions;

/// <summary>The public lists of applications for reductions.</summary>
internal static class ReductionTabs
{
    private static readonly Texts Text = Texts.For<PublicSiteText>();

    /// <summary>Every published application.</summary>
    public static readonly Published<ReductionRow> All = new(new Listing<ReductionRow>(
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
        ]), Sql.Of($"v.kind = 'Reduction'"));

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
    public static readonly ListTab<ReductionRow> Notice = All.Tab("notice", Sql.Of($"v.status_code = '03'"), Sql.Of($"v.notice_start"), "-start",
        [Number, Name, Owner, Body, PeriodFrom, PeriodTo, Applied, Start, End, Comments]);

    /// <summary>Notices that are over, whatever became of the application.</summary>
    public static readonly ListTab<ReductionRow> NoticeOver = All.Tab("notice-over", Sql.Of($"v.status_code <> '03'"), Sql.Of($"v.notice_end"), "-end",
        [Number, Name, Owner, PeriodFrom, PeriodTo, Applied, End, Comments, State]);

    /// <summary>Registered reductions.</summary>
    public static readonly ListTab<ReductionRow> Registration = All.Tab("registered", Sql.Of($"v.registered_at is not null and v.status_code = '14'"), Sql.Of($"v.registered_on"), "-registered",
        [Number, Name, Owner, Province, PeriodFrom, PeriodTo, Tonnes, Issued, Registered]);

    /// <summary>Every tab of applications, in the order of the page; issued lots are a list of their own.</summary>
    public static readonly IReadOnlyList<ListTab<ReductionRow>> Tabs = [Notice, NoticeOver, Registration];

    /// <summary>The tab of an address.</summary>
    public static ListTab<ReductionRow>? Find(string? key) => Tabs.FirstOrDefault(tab => tab.Key == key);

    /// <summary>Every published application for reductions of one project, oldest period first.</summary>
    public static Task<IReadOnlyList<ReductionRow>> OfProject(Reads db, long projectApplication) =>
        All.Which(db, Sql.Of($"v.project_application_id = {projectApplication}"), "period", Listing.MaxSize);

    /// <summary>The tabs above the lists of reductions and of issued lots.</summary>
    public static IReadOnlyList<Link> Links(Figures figures, string current) =>
    [
        .. Tabs.Select(tab => new Link(Text["tab.reductions." + tab.Key], $"/reductions/{tab.Key}", figures.Reductions(tab.Key), tab.Key == current)),
        new Link(Text["tab.reductions.issued"], "/reductions/issued", figures.IssuedLots, current == LotList.Key),
    ];
}
