using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.PublicSite.Lots;

/// <summary>The public list of issued lots.</summary>
internal static class LotList
{
    /// <summary>Last part of its address.</summary>
    public const string Key = "issued";

    /// <summary>How it is ordered unless asked otherwise.</summary>
    public const string Order = "-issued";

    /// <summary>Its columns.</summary>
    public static readonly IReadOnlyList<ListColumn<LotRow>> Columns =
    [
        new("lotCode", ColumnKind.Code, r => r.Code) { Sort = "code", Href = r => $"/reductions/{r.ReductionApplicationId}" },
        new("name", ColumnKind.Name, r => r.Name) { Sort = "name", Href = r => $"/projects/{r.Number}" },
        new("owner", ColumnKind.Name, r => r.Owner) { Sort = "owner" },
        new("type", ColumnKind.Words, r => r.TypeCode) { Words = r => Codes.Type(r.TypeCode) },
        new("province", ColumnKind.Words, r => r.ProvinceCode) { Words = r => Codes.Province(r.ProvinceCode) },
        new("vintage", ColumnKind.Code, r => $"{r.Vintage}") { Sort = "vintage" },
        new("issuedTonnes", ColumnKind.Tonnes, r => $"{r.Tonnes}") { Sort = "tonnes" },
        new("issuedOn", ColumnKind.Day, r => Formats.Date(Formats.DayOf(r.IssuedAt))) { Sort = "issued" },
    ];

    private static readonly Listing<LotRow> Rows = new(
        Sql.Of($"""
            v.id, v.code, v.project_application_id, v.reduction_application_id, v.number, v.name, v.owner, v.type_code, v.methodology_code,
              v.province_code, v.vintage, v.period_no, v.tonnes, v.issued_at
            """),
        Sql.Of($"public_lot v"),
        row => row.Id,
        [
            new("issued", Sql.Of($"v.issued_at"), r => r.IssuedAt),
            new("code", Sql.Of($"v.code"), r => r.Code),
            new("name", Sql.Of($"v.name"), r => r.Name),
            new("owner", Sql.Of($"v.owner"), r => r.Owner),
            new("vintage", Sql.Of($"v.vintage"), r => (long)r.Vintage),
            new("tonnes", Sql.Of($"v.tonnes"), r => r.Tonnes),
        ]);

    /// <summary>A page.</summary>
    /// <exception cref="RefusalException">The list is not ordered so.</exception>
    public static Task<ListPage<LotRow>> Page(Reads db, Asked asked, ListRequest request) =>
        Rows.Page(db, Which(db, asked), request with { Sort = Columns.Sortable(request.Sort) });

    /// <summary>All rows of a search, for an export.</summary>
    public static Task<IReadOnlyList<LotRow>> Export(Reads db, Asked asked) =>
        Rows.All(db, Which(db, asked), Columns.Sortable(asked.Sort ?? Order), ListExport.MaxRows);

    /// <summary>All of them in the order of an export, however many.</summary>
    public static Task<IReadOnlyList<LotRow>> Whole(Reads db) => Rows.All(db, Which(db, new()), Columns.Sortable(Order), int.MaxValue);

    /// <summary>How many rows a search finds.</summary>
    public static Task<int> Count(Reads db, Asked asked) => Rows.Count(db, Which(db, asked));

    /// <summary>The lots of one project, oldest vintage first.</summary>
    public static Task<IReadOnlyList<LotRow>> OfProject(Reads db, long projectApplication) =>
        Rows.All(db, new([Sql.Of($"v.project_application_id = {projectApplication}")], null), "code", Listing.MaxSize);

    /// <summary>All lots of several reductions.</summary>
    public static Task<IReadOnlyList<LotRow>> OfReductions(Reads db, IReadOnlyList<long> reductionApplications) =>
        Rows.All(db, new([Sql.Of($"v.reduction_application_id in {reductionApplications}")], null), "code", int.MaxValue);

    /// <summary>The lots of one reduction.</summary>
    public static Task<IReadOnlyList<LotRow>> OfReduction(Reads db, long reductionApplication) =>
        Rows.All(db, new([Sql.Of($"v.reduction_application_id = {reductionApplication}")], null), "code", Listing.MaxSize);

    private static Wanted Which(Reads db, Asked asked)
    {
        var filters = Filters.Of(asked with { From = null, To = null }, Sql.Empty);
        if (Search.Asks(db.Engine, asked.Q) is { } question) filters.Add(Sql.Of($"v.reduction_application_id in ({question.Ids} and v.kind = 'Reduction')"));
        if (asked.From is { } from) filters.Add(Sql.Of($"v.issued_at >= {RegistryClock.StartOf(from)}"));
        if (asked.To is { } to) filters.Add(Sql.Of($"v.issued_at < {RegistryClock.StartOf(to.AddDays(1))}"));
        if (asked.Vintage is { } vintage) filters.Add(Sql.Of($"v.vintage = {vintage}"));
        return new(filters, null);
    }
}
