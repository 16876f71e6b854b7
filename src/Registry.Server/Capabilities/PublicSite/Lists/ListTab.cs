using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>What is published of one kind of application, whatever its state.</summary>
internal sealed class Published<TRow>(Listing<TRow> rows, Sql kind)
{
    private static readonly Sql Start = Sql.Of($"v.notice_start");

    /// <summary>A page of all of them; for the API and the search.</summary>
    public Task<ListPage<TRow>> Page(Reads db, Asked asked, ListRequest request) => rows.Page(db, Wanted(db, asked, [kind], Start), request);

    /// <summary>How many a search finds.</summary>
    public Task<int> Count(Reads db, Asked asked) => rows.Count(db, Wanted(db, asked, [kind], Start));

    /// <summary>Those of the given applications.</summary>
    public Task<IReadOnlyList<TRow>> OfIds(Reads db, IReadOnlyList<long> ids) => Which(db, Sql.Of($"v.id in {ids}"), "id", ids.Count);

    /// <summary>Those that a condition is true of, in an order, up to a limit.</summary>
    public Task<IReadOnlyList<TRow>> Which(Reads db, Sql condition, string sort, int limit) => rows.All(db, new([kind, condition], null), sort, limit);

    /// <summary>A list of some of them.</summary>
    public ListTab<TRow> Tab(string key, Sql which, Sql dated, string order, IReadOnlyList<ListColumn<TRow>> columns) =>
        new(key, order, columns, rows, (db, asked) => Wanted(db, asked, [kind, which], dated));

    private static Wanted Wanted(Reads db, Asked asked, Sql[] which, Sql dated) => new([.. which, .. Filters.Of(asked, dated)], Search.Asks(db.Engine, asked.Q));
}

/// <summary>A public list on a tab of its own: which rows it holds, how it is dated and ordered, and what its columns are.</summary>
internal sealed class ListTab<TRow>(string key, string order, IReadOnlyList<ListColumn<TRow>> columns, Listing<TRow> rows, Func<Reads, Asked, Wanted> wanted)
{
    /// <summary>Last part of its address.</summary>
    public string Key => key;

    /// <summary>How it is ordered unless asked otherwise.</summary>
    public string Order => order;

    /// <summary>Its columns.</summary>
    public IReadOnlyList<ListColumn<TRow>> Columns => columns;

    /// <summary>A page.</summary>
    /// <exception cref="RefusalException">The tab is not ordered so.</exception>
    public Task<ListPage<TRow>> Page(Reads db, Asked asked, ListRequest request) =>
        rows.Page(db, wanted(db, asked), request with { Sort = Columns.Sortable(request.Sort) });

    /// <summary>All rows of a search, for an export.</summary>
    public Task<IReadOnlyList<TRow>> Export(Reads db, Asked asked) => rows.All(db, wanted(db, asked), Columns.Sortable(asked.Sort ?? Order), ListExport.MaxRows);

    /// <summary>All rows in the order of an export, however many.</summary>
    public Task<IReadOnlyList<TRow>> Whole(Reads db) => rows.All(db, wanted(db, new()), Columns.Sortable(Order), int.MaxValue);

    /// <summary>How many rows a search finds.</summary>
    public Task<int> Count(Reads db, Asked asked) => rows.Count(db, wanted(db, asked));
}
