using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.PublicSite.Cancellations;

/// <summary>The public list of voluntary cancellations. Registration rules, article 15.</summary>
internal static class CancellationList
{
    /// <summary>How it is ordered unless asked otherwise.</summary>
    public const string Order = "-cancelled";

    /// <summary>For what units are cancelled, as the filter offers it.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["LargeEvent", "EnterpriseEmissions", "PublicWelfare", "Other"];

    // Lots and blocks are asked for in pieces of so many cancellations: an export has more than a statement takes parameters.
    private const int Piece = 500;

    /// <summary>Its columns.</summary>
    public static readonly IReadOnlyList<ListColumn<CancellationRow>> Columns =
    [
        new("cancelledOn", ColumnKind.Day, r => Formats.Date(Formats.DayOf(r.CancelledAt))) { Sort = "cancelled" },
        new("holder", ColumnKind.Name, r => r.Holder) { Sort = "holder", Href = r => r.Href },
        new("beneficiary", ColumnKind.Name, r => r.Beneficiary),
        new("purpose", ColumnKind.Words, r => r.Purpose) { Words = r => Purpose(r.Purpose) },
        new("projectNumbers", ColumnKind.Words, r => string.Join(' ', r.Lots.Select(l => l.ProjectNumber).OfType<string>().Distinct())),
        new("vintages", ColumnKind.Words, r => string.Join(' ', r.Lots.Select(l => l.Vintage).Distinct().Order())),
        new("cancelledTonnes", ColumnKind.Tonnes, r => $"{r.Tonnes}") { Sort = "tonnes" },
    ];

    private static readonly Texts Text = Texts.For<PublicSiteText>();

    private static readonly Listing<CancellationRow> Rows = new(
        Sql.Of($"v.id, v.holder, v.purpose, v.beneficiary, v.remark, v.tonnes, v.cancelled_at"),
        Sql.Of($"public_cancellation v"),
        row => row.Id,
        [
            new("cancelled", Sql.Of($"v.cancelled_at"), r => r.CancelledAt),
            new("holder", Sql.Of($"v.holder"), r => r.Holder),
            new("tonnes", Sql.Of($"v.tonnes"), r => r.Tonnes),
        ]);

    /// <summary>A purpose in words.</summary>
    public static string Purpose(string code) => Text.OrCode("purpose.", code);

    /// <summary>A page, with the lots of its rows.</summary>
    /// <exception cref="RefusalException">The list is not ordered so.</exception>
    public static async Task<ListPage<CancellationRow>> Page(Reads db, Asked asked, ListRequest request)
    {
        var page = await Rows.Page(db, Which(asked), request with { Sort = Columns.Sortable(request.Sort) });
        return page with { Rows = await WithLots(db, page.Rows) };
    }

    /// <summary>All rows of a search, for an export.</summary>
    public static async Task<IReadOnlyList<CancellationRow>> Export(Reads db, Asked asked) =>
        await WithLots(db, await Rows.All(db, Which(asked), Columns.Sortable(asked.Sort ?? Order), ListExport.MaxRows));

    /// <summary>All of them in the order of an export, however many.</summary>
    public static async Task<IReadOnlyList<CancellationRow>> Whole(Reads db) => await WithLots(db, await Rows.All(db, Which(new()), Columns.Sortable(Order), int.MaxValue));

    /// <summary>How many rows a search finds.</summary>
    public static Task<int> Count(Reads db, Asked asked) => Rows.Count(db, Which(asked));

    /// <summary>One cancellation; null where there is none.</summary>
    public static async Task<CancellationRow?> Find(Reads db, long id) =>
        (await WithLots(db, await Rows.All(db, new([Sql.Of($"v.id = {id}")], null), "cancelled", 1))).SingleOrDefault();

    private static async Task<IReadOnlyList<CancellationRow>> WithLots(Reads db, IReadOnlyList<CancellationRow> rows)
    {
        var lots = new List<CancelledLotRow>();
        foreach (var ids in rows.Select(r => r.Id).Chunk(Piece))
        {
            var blocks = (await db.Rows<CancelledBlockRow>($"""
                select v.cancellation_id, v.line_no, v.first_unit, v.last_unit from public_cancellation_block v
                where v.cancellation_id in {ids} order by v.cancellation_id, v.line_no, v.block_no
                """)).ToLookup(b => (b.CancellationId, b.LineNo));
            lots.AddRange((await db.Rows<CancelledLotRow>($"""
                select v.cancellation_id, v.line_no, v.lot_code, v.project_number, v.vintage, v.tonnes from public_cancellation_lot v
                where v.cancellation_id in {ids} order by v.cancellation_id, v.line_no
                """)).Select(l => l with { Blocks = [.. blocks[(l.CancellationId, l.LineNo)]] }));
        }
        var byCancellation = lots.ToLookup(l => l.CancellationId);
        return [.. rows.Select(r => r with { Lots = [.. byCancellation[r.Id]] })];
    }

    private static Wanted Which(Asked asked)
    {
        var filters = new List<Sql>();
        foreach (var word in SearchText.Words(asked.Q ?? ""))
            filters.Add(Sql.Of($"(lower(v.holder) like {Filters.Pattern(word)} escape '!' or lower(v.beneficiary) like {Filters.Pattern(word)} escape '!' or lower(v.remark) like {Filters.Pattern(word)} escape '!')"));
        if (asked.Owner is { } holder) filters.Add(Sql.Of($"v.holder like {Filters.Pattern(holder)} escape '!'"));
        if (asked.Number is { } number) filters.Add(Sql.Of($"v.id in (select l.cancellation_id from public_cancellation_lot l where l.project_number like {Filters.Beginning(number)} escape '!')"));
        if (asked.Province is { } province)
            filters.Add(Sql.Of($"v.id in (select l.cancellation_id from public_cancellation_lot l where l.project_number in (select p.number from public_listing p where p.kind = 'Project' and p.province_code = {province}))"));
        if (asked.Vintage is { } vintage) filters.Add(Sql.Of($"v.id in (select l.cancellation_id from public_cancellation_lot l where l.vintage = {vintage})"));
        if (asked.Purpose is { } purpose) filters.Add(Sql.Of($"v.purpose = {purpose}"));
        if (asked.From is { } from) filters.Add(Sql.Of($"v.cancelled_at >= {RegistryClock.StartOf(from)}"));
        if (asked.To is { } to) filters.Add(Sql.Of($"v.cancelled_at < {RegistryClock.StartOf(to.AddDays(1))}"));
        return new(filters, null);
    }
}
