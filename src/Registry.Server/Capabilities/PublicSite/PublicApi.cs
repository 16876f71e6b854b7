using System.Globalization;
using Registry.Contracts.Public;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.PublicSite.Cancellations;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Capabilities.PublicSite.Lots;
using Registry.Server.Capabilities.PublicSite.Projects;
using Registry.Server.Capabilities.PublicSite.Reductions;
using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Capabilities.PublicSite.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite;

/// <summary>The public JSON interface, version 1: what the pages show, for machines. No key, no sign-in; quantities and long numbers are strings.</summary>
internal static class PublicApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/public").WithTags("Public").CacheOutput(PublicCache.Policy)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/projects", Projects).WithName("listProjects").WithSummary("Projects and project applications")
            .WithDescription("status: notice, notice-over, registered or deregistered; without it every published application. Filters: q, owner, number, province, type, methodology, body, state, from, to. Sorted by sort (a minus before it for descending).");
        api.MapGet("/projects/{id}", Project).WithName("getProject").WithSummary("One project, by number of application or by project number")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/reductions", Reductions).WithName("listReductions").WithSummary("Reductions and reduction applications")
            .WithDescription("status: notice, notice-over or registered; without it every published application. Filters as for projects.");
        api.MapGet("/reductions/{id:long}", Reduction).WithName("getReduction").WithSummary("One reduction application")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/lots", Lots).WithName("listLots").WithSummary("Issued lots").WithDescription("Filters: q, owner, number, province, type, methodology, vintage, from, to.");
        api.MapGet("/cancellations", Cancellations).WithName("listCancellations").WithSummary("Voluntary cancellations with their lots and serial blocks")
            .WithDescription("Filters: q, owner (part of the holder's name), number, vintage, purpose, from, to.");
        api.MapGet("/cancellations/{id:long}", Cancellation).WithName("getCancellation").WithSummary("One voluntary cancellation")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/notices", Notices).WithName("listNotices").WithSummary("Public notices set or running");
        api.MapGet("/methodologies", Methodologies).WithName("listMethodologies").WithSummary("The register of methodologies");
        api.MapGet("/methodology-suggestions", Suggestions).WithName("listMethodologySuggestions").WithSummary("Methodology suggestions that are open for comment, adopted or published")
            .WithDescription("status: PublicComment, Adopted or Published; without it all of them. The latest first.");
        api.MapGet("/methodology-suggestions/{id:long}", OneSuggestion).WithName("getMethodologySuggestion").WithSummary("One methodology suggestion")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/bodies", Bodies).WithName("listBodies").WithSummary("The register of validation and verification bodies");
        api.MapGet("/statistics", Statistics).WithName("getStatistics").WithSummary("Running figures");
    }

    private static async Task<PublicPage<ProjectSummary>> Projects(Db db, HttpRequest request, [AsParameters] PublicQuery query)
    {
        var (asked, size) = (Asked.Of(request.Query), Asked.Size(query.PageSize));
        await using var reads = await db.PublicRead();
        if (query.Status is not { Length: > 0 } status)
        {
            var all = await ProjectTabs.All.Page(reads, asked, asked.Page("-start", size));
            return Paged(all, row => row.Wire(), all.Whole ?? await ProjectTabs.All.Count(reads, asked));
        }

        var tab = ProjectTabs.Find(status) ?? throw GeneralRules.ValueMalformed.Refuse(("field", "status"), ("value", status));
        var page = await tab.Page(reads, asked, asked.Page(tab.Order, size));
        return Paged(page, row => row.Wire(), page.Whole ?? await tab.Count(reads, asked));
    }

    private static async Task<ProjectDetail> Project(Db db, string id)
    {
        await using var reads = await db.PublicRead();
        var found = await ProjectFull.Find(reads, id) ?? throw GeneralRules.Absent.Refuse(("what", "project"));
        return found.WireWhole();
    }

    private static async Task<PublicPage<ReductionSummary>> Reductions(Db db, HttpRequest request, [AsParameters] PublicQuery query)
    {
        var (asked, size) = (Asked.Of(request.Query), Asked.Size(query.PageSize));
        await using var reads = await db.PublicRead();
        if (query.Status is not { Length: > 0 } status)
        {
            var all = await ReductionTabs.All.Page(reads, asked, asked.Page("-start", size));
            return Paged(all, row => row.Wire(), all.Whole ?? await ReductionTabs.All.Count(reads, asked));
        }

        var tab = ReductionTabs.Find(status) ?? throw GeneralRules.ValueMalformed.Refuse(("field", "status"), ("value", status));
        var page = await tab.Page(reads, asked, asked.Page(tab.Order, size));
        return Paged(page, row => row.Wire(), page.Whole ?? await tab.Count(reads, asked));
    }

    private static async Task<ReductionDetail> Reduction(Db db, long id)
    {
        await using var reads = await db.PublicRead();
        var found = await ReductionFull.Find(reads, id) ?? throw GeneralRules.Absent.Refuse(("what", "reduction"));
        return found.WireWhole();
    }

    private static async Task<PublicPage<LotSummary>> Lots(Db db, HttpRequest request, [AsParameters] PublicLotQuery query)
    {
        var (asked, size) = (Asked.Of(request.Query), Asked.Size(query.PageSize));
        await using var reads = await db.PublicRead();
        var page = await LotList.Page(reads, asked, asked.Page(LotList.Order, size));
        return Paged(page, row => row.Wire(), page.Whole ?? await LotList.Count(reads, asked));
    }

    private static async Task<PublicPage<CancellationSummary>> Cancellations(Db db, HttpRequest request, [AsParameters] PublicCancellationQuery query)
    {
        var (asked, size) = (Asked.Of(request.Query), Asked.Size(query.PageSize));
        await using var reads = await db.PublicRead();
        var page = await CancellationList.Page(reads, asked, asked.Page(CancellationList.Order, size));
        return Paged(page, row => row.Wire(), page.Whole ?? await CancellationList.Count(reads, asked));
    }

    private static async Task<CancellationSummary> Cancellation(Db db, long id)
    {
        await using var reads = await db.PublicRead();
        var found = await CancellationList.Find(reads, id) ?? throw GeneralRules.Absent.Refuse(("what", "cancellation"));
        return found.Wire();
    }

    private static async Task<IReadOnlyList<NoticeSummary>> Notices(Db db)
    {
        await using var reads = await db.PublicRead();
        return await RunningNotices(reads, null);
    }

    /// <summary>Notices set or running, of one province or of all.</summary>
    internal static async Task<IReadOnlyList<NoticeSummary>> RunningNotices(Reads reads, string? province)
    {
        var whole = new ListRequest("-start", null, null, Listing.MaxSize);
        var asked = new Asked { Province = province };
        var projects = await ProjectTabs.Notice.Page(reads, asked, whole);
        var reductions = await ReductionTabs.Notice.Page(reads, asked, whole);
        return
        [
            .. projects.Rows.Select(row => Notice(Kinds.Project, row.Id, row.Name, row.Owner, row.NoticeStart!.Value, row.NoticeEnd!.Value, row.Comments, row.PublishedAt)),
            .. reductions.Rows.Select(row => Notice(Kinds.Reduction, row.Id, row.Name, row.Owner, row.NoticeStart!.Value, row.NoticeEnd!.Value, row.Comments, row.PublishedAt)),
        ];
    }

    private static async Task<IReadOnlyList<MethodologySummary>> Methodologies(PublicFigures figures) =>
    [
        .. (await figures.Read()).Methodologies.Select(row => new MethodologySummary
        {
            Code = row.Code,
            Name = row.Name,
            SectorCode = row.Sector,
            EffectiveFrom = row.EffectiveFrom,
            EffectiveTo = row.EffectiveUntil,
            CreditingYearsLeast = row.MinCreditingYears,
            CreditingYearsMost = row.MaxCreditingYears,
            RegisteredProjects = row.Projects,
        }),
    ];

    private static async Task<PublicPage<MethodologySuggestionSummary>> Suggestions(Db db, [AsParameters] PublicSuggestionQuery query)
    {
        var size = Asked.Size(query.PageSize);
        SuggestionStatus? status = null;
        if (query.Status is { Length: > 0 } asked)
        {
            GeneralRules.ValueMalformed.Require(SuggestionLifecycle.Public.Any(s => $"{s}" == asked), ("field", "status"), ("value", asked));
            status = Enum.Parse<SuggestionStatus>(asked);
        }
        await using var reads = await db.PublicRead();
        var rows = await SuggestionRow.Page(reads, status, Place(query.After ?? ""), size);
        var count = await SuggestionRow.Count(reads, status);
        return new([.. rows.Take(size).Select(row => row.Wire())], rows.Count > size ? $"{rows[size - 1].Id}" : null, Math.Min(count, Listing.CountCap), count > Listing.CountCap);
    }

    private static async Task<MethodologySuggestionSummary> OneSuggestion(Db db, long id)
    {
        await using var reads = await db.PublicRead();
        var found = await SuggestionRow.Find(reads, id) ?? throw GeneralRules.Absent.Refuse(("what", "methodology-suggestion"));
        return found.Wire();
    }

    /// <summary>The last row of the page before, as the address names it; null where it names none.</summary>
    internal static long? Place(string after)
    {
        if (after.Length == 0) return null;
        GeneralRules.ValueMalformed.Require(long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id), ("field", "after"), ("value", after));
        return id;
    }

    private static async Task<IReadOnlyList<BodySummary>> Bodies(PublicFigures figures, RegistryClock clock)
    {
        var read = await figures.Read();
        bool Holds(BodySectorRow sector, long body) => sector.BodyId == body && sector.FromDate <= clock.Today && !(sector.UntilDate < clock.Today);
        return
        [
            .. read.Bodies.Select(row => new BodySummary
            {
                Id = $"{row.Id}",
                Name = row.Name,
                ApprovalNumber = row.ApprovalNumber,
                Status = row.Status,
                SectorCodes = [.. read.BodySectors.Where(sector => Holds(sector, row.Id)).Select(sector => sector.Sector).Distinct()],
            }),
        ];
    }

    private static async Task<RegistryStatistics> Statistics(Db db, PublicFigures figures, ReviewFigures reviewed)
    {
        var reviews = await reviewed.Read();
        var read = await figures.Read();
        await using var reads = await db.PublicRead();
        var breakdown = await Breakdown.Read(reads);
        return new RegistryStatistics
        {
            Accounts = [.. read.Accounts.Select(a => new StatisticsLine(a.Type, a.Accounts, "0"))],
            ProjectApplications = read.ProjectApplications,
            ReductionApplications = read.ReductionApplications,
            NoticesRunning = read.NoticesRunning,
            RegisteredProjects = read.RegisteredProjects,
            RegisteredReductions = read.RegisteredReductions,
            RegisteredTonnes = $"{read.RegisteredTonnes}",
            IssuedLots = (int)read.IssuedLots,
            IssuedTonnes = $"{read.IssuedTonnes}",
            ByProvince = Lines(breakdown.ByProvince),
            ByType = Lines(breakdown.ByType),
            IssuedByMonth = Lines(breakdown.IssuedByMonth),
            NoticesByMonth = Lines(breakdown.NoticesByMonth),
            Reviews = reviews.Decided,
            OpenReviews = reviews.Open,
        };
    }

    private static IReadOnlyList<StatisticsLine> Lines(IEnumerable<BreakdownRow> rows) => [.. rows.Select(row => new StatisticsLine(row.Key, row.Items, $"{row.Tonnes}"))];

    private static PublicPage<TWire> Paged<TRow, TWire>(ListPage<TRow> page, Func<TRow, TWire> wire, int count) =>
        new([.. page.Rows.Select(wire)], page.Next, Math.Min(count, Listing.CountCap), count > Listing.CountCap);

    private static NoticeSummary Notice(string kind, long id, string name, string owner, DateOnly start, DateOnly end, int comments, DateTimeOffset published) => new()
    {
        Id = $"{id}",
        Kind = kind,
        Name = name,
        Owner = owner,
        NoticeStart = start,
        NoticeEnd = end,
        Comments = comments,
        PublishedAt = published,
    };
}
