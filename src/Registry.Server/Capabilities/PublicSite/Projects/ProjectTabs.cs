using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Projects;

/// <summary>The public lists of projects.</summary>
internal static class ProjectTabs
{
    /// <summary>Every published project.</summary>
    public static readonly Published<ProjectRow> All = new(new Listing<ProjectRow>(
        Sql.Of($"""
            v.id, v.project_id, v.number, v.status_code, v.project_status, v.name, v.owner, v.type_code, v.methodology_code, v.province_code,
              v.body_id, v.body, v.period_from as crediting_from, v.period_to as crediting_to, v.annual_tonnes, v.tonnes as total_tonnes, v.notice_start, v.notice_end, v.published_at,
              v.comments, v.registered_at, v.registered_on, v.ended_on
            """),
        Sql.Of($"public_listing v"),
        row => row.Id,
        [
            new("start", Sql.Of($"v.notice_start"), r => r.NoticeStart!.Value),
            new("end", Sql.Of($"v.notice_end"), r => r.NoticeEnd!.Value),
            new("registered", Sql.Of($"v.registered_at"), r => r.RegisteredAt!.Value),
            new("ended", Sql.Of($"v.ended_on"), r => r.EndedOn!.Value),
            new("number", Sql.Of($"v.number"), r => r.Number!),
            new("name", Sql.Of($"v.name"), r => r.Name),
            new("owner", Sql.Of($"v.owner"), r => r.Owner),
            new("province", Sql.Of($"v.province_code"), r => r.ProvinceCode),
            new("annual", Sql.Of($"v.annual_tonnes"), r => r.AnnualTonnes),
            new("id", Sql.Of($"v.id"), r => r.Id),
        ]), Sql.Of($"v.kind = 'Project'"));

    private static readonly ListColumn<ProjectRow> Number = new("number", ColumnKind.Code, r => r.Number) { Sort = "number", Href = r => r.Href };
    private static readonly ListColumn<ProjectRow> Name = new("name", ColumnKind.Name, r => r.Name) { Sort = "name", Href = r => r.Href };
    private static readonly ListColumn<ProjectRow> Owner = new("owner", ColumnKind.Name, r => r.Owner) { Sort = "owner" };
    private static readonly ListColumn<ProjectRow> Type = new("type", ColumnKind.Words, r => r.TypeCode) { Words = r => Codes.Type(r.TypeCode) };
    private static readonly ListColumn<ProjectRow> Province = new("province", ColumnKind.Words, r => r.ProvinceCode) { Words = r => Codes.Province(r.ProvinceCode), Sort = "province" };
    private static readonly ListColumn<ProjectRow> Body = new("validationBody", ColumnKind.Name, r => r.Body);
    private static readonly ListColumn<ProjectRow> Annual = new("annualTonnes", ColumnKind.Tonnes, r => $"{r.AnnualTonnes}") { Sort = "annual" };
    private static readonly ListColumn<ProjectRow> Start = new("noticeStart", ColumnKind.Day, r => Formats.Date(r.NoticeStart)) { Sort = "start" };
    private static readonly ListColumn<ProjectRow> End = new("noticeEnd", ColumnKind.Day, r => Formats.Date(r.NoticeEnd)) { Sort = "end" };
    private static readonly ListColumn<ProjectRow> State = new("status", ColumnKind.Words, r => r.StatusCode) { Words = r => Codes.State(r.StatusCode, r.ProjectStatus) };
    private static readonly ListColumn<ProjectRow> Comments = new("comments", ColumnKind.Count, r => $"{r.Comments}");
    private static readonly ListColumn<ProjectRow> Registered = new("registeredOn", ColumnKind.Day, r => Formats.Date(r.RegisteredOn)) { Sort = "registered" };
    private static readonly ListColumn<ProjectRow> Ended = new("endedOn", ColumnKind.Day, r => Formats.Date(r.EndedOn)) { Sort = "ended" };

    private static readonly Sql RegisteredOnly = Sql.Of($"v.registered_at is not null and v.project_status in ('Registered', 'DeregistrationRequested')");

    /// <summary>Notices set or running.</summary>
    public static readonly ListTab<ProjectRow> Notice = All.Tab("notice", Sql.Of($"v.status_code = '03'"), Sql.Of($"v.notice_start"), "-start",
        [Name, Owner, Type, Province, Body, Annual, Start, End, Comments]);

    /// <summary>Notices that are over, whatever became of the application.</summary>
    public static readonly ListTab<ProjectRow> NoticeOver = All.Tab("notice-over", Sql.Of($"v.status_code <> '03'"), Sql.Of($"v.notice_end"), "-end",
        [Name, Owner, Type, Province, Annual, End, Comments, State]);

    /// <summary>Registered projects.</summary>
    public static readonly ListTab<ProjectRow> Registration = All.Tab("registered", RegisteredOnly, Sql.Of($"v.registered_on"), "-registered",
        [Number, Name, Owner, Type, Province, Annual, Registered]);

    /// <summary>Projects deregistered or revoked.</summary>
    public static readonly ListTab<ProjectRow> Deregistration = All.Tab("deregistered", Sql.Of($"v.ended_on is not null and v.project_status in ('Deregistered', 'Revoked')"), Sql.Of($"v.ended_on"), "-ended",
        [Number, Name, Owner, Type, Province, State, Ended]);

    /// <summary>Every tab, in the order of the page.</summary>
    public static readonly IReadOnlyList<ListTab<ProjectRow>> Tabs = [Notice, NoticeOver, Registration, Deregistration];

    /// <summary>The tab of an address.</summary>
    public static ListTab<ProjectRow>? Find(string? key) => Tabs.FirstOrDefault(tab => tab.Key == key);
}
