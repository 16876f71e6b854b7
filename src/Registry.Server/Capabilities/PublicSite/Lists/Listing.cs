using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>A column that a list can be sorted by. It is never null in the rows of the list.</summary>
internal sealed record Sorting<TRow>(string Key, Sql Column, Func<TRow, object> Value);

/// <summary>What is asked of a list besides its filters.</summary>
/// <param name="Sort">Key of a sorting, with a minus before it for descending.</param>
/// <param name="After">Rows after this place, or</param>
/// <param name="Before">rows before this place.</param>
/// <param name="Size">Rows a page.</param>
internal sealed record ListRequest(string Sort, string? After, string? Before, int Size);

/// <summary>Which rows a list has.</summary>
/// <param name="Filters">What every row satisfies.</param>
/// <param name="Question">What was looked for by name, if anything was.</param>
internal sealed record Wanted(IReadOnlyList<Sql> Filters, Question? Question);

/// <summary>A page of a list.</summary>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, string Sort, string? Previous, string? Next)
{
    /// <summary>How many rows matched, as far as they were counted on the way to this page.</summary>
    public int? Counted { get; init; }

    /// <summary>How many rows the whole list has, where that is known without counting again.</summary>
    public int? Whole => Counted ?? (Previous is null && Next is null && Rows.Count > 0 ? Rows.Count : null);
}

/// <summary>What all public lists have in common.</summary>
internal static class Listing
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxSize = 200;

    /// <summary>Beyond this many rows a count says "more than".</summary>
    public const int CountCap = 1_000;
}

/// <summary>A public list: where its rows come from and what they can be sorted by. It is paged by key, so that a page costs the same wherever it lies.</summary>
internal sealed class Listing<TRow>(Sql columns, Sql from, Func<TRow, long> id, IReadOnlyList<Sorting<TRow>> sortings)
{
    // A name that many rows have is soon met on the way through the list in its order; one that few have, never.
    private const int Walked = 2_000;

    /// <summary>A page.</summary>
    /// <exception cref="RefusalException">The list cannot be sorted so, or the place is not one.</exception>
    public async Task<ListPage<TRow>> Page(Reads db, Wanted wanted, ListRequest request)
    {
        var (sorting, descending) = Sorting(request.Sort);
        var place = (request.After ?? request.Before) is { } text ? Cursor.Read(text) : null;
        var falling = descending != request.Before is not null;
        var order = Order(sorting, falling);
        Sql[] filters = place is null ? [.. wanted.Filters] : [.. wanted.Filters, Beyond(sorting, falling, place)];
        if (wanted.Question is not { } question) return Cut(await Rows(db, Sql.Empty, filters, order, request.Size + 1), sorting, request);

        var count = await Count(db, wanted);
        IReadOnlyList<TRow> rows = count > Listing.CountCap ? await Walk(db, filters, question, order, request.Size + 1) : [];
        if (rows.Count <= request.Size && count > 0) rows = await Rows(db, question.Driver, [.. filters, question.Exact], order, request.Size + 1);
        return Cut(rows, sorting, request) with { Counted = count };
    }

    /// <summary>How many rows match, counted no further than the cap.</summary>
    public Task<int> Count(Reads db, Wanted wanted) =>
        db.Scalar<int>($"select count(*) from (select 1 as one from {wanted.Question?.Driver ?? Sql.Empty}{from} where {Sql.All(Exact(wanted))} limit {Listing.CountCap + 1}) as counted");

    /// <summary>All rows that match, up to a limit; for exports.</summary>
    public Task<IReadOnlyList<TRow>> All(Reads db, Wanted wanted, string sort, int limit)
    {
        var (sorting, descending) = Sorting(sort);
        return Rows(db, wanted.Question?.Driver ?? Sql.Empty, Exact(wanted), Order(sorting, descending), limit);
    }

    /// <summary>The statement of a page without a question, to be looked at by tests.</summary>
    internal FormattableString Statement(Wanted wanted, ListRequest request)
    {
        var (sorting, descending) = Sorting(request.Sort);
        Sql[] filters = request.After is null ? [.. wanted.Filters] : [.. wanted.Filters, Beyond(sorting, descending, Cursor.Read(request.After))];
        return $"select {columns} from {from} where {Sql.All(filters)} {Order(sorting, descending)} limit {request.Size + 1}";
    }

    private static Sql[] Exact(Wanted wanted) => wanted.Question is { } question ? [.. wanted.Filters, question.Exact] : [.. wanted.Filters];

    private Task<IReadOnlyList<TRow>> Rows(Reads db, Sql driver, Sql[] filters, Sql order, int limit) =>
        db.Rows<TRow>($"select {columns} from {driver}{from} where {Sql.All(filters)} {order} limit {limit}");

    private Task<IReadOnlyList<TRow>> Walk(Reads db, Sql[] filters, Question question, Sql order, int limit) =>
        db.Rows<TRow>($"select {columns} from (select * from {from} where {Sql.All(filters)} {order} limit {Walked}) v where {question.Words} {order} limit {limit}");

    private ListPage<TRow> Cut(IReadOnlyList<TRow> rows, Sorting<TRow> sorting, ListRequest request)
    {
        var backwards = request.Before is not null;
        var more = rows.Count > request.Size;
        List<TRow> page = [.. rows.Take(request.Size)];
        if (backwards) page.Reverse();
        string? At(TRow row) => new Cursor(sorting.Value(row), id(row)).ToString();
        return new(page, request.Sort,
            Previous: page.Count > 0 && (backwards ? more : request.After is not null) ? At(page[0]) : null,
            Next: page.Count > 0 && (backwards || more) ? At(page[^1]) : null);
    }

    private (Sorting<TRow> Sorting, bool Descending) Sorting(string sort)
    {
        var key = sort.TrimStart('-');
        var found = sortings.FirstOrDefault(s => s.Key == key) ?? throw GeneralRules.ValueMalformed.Refuse(("field", "sort"), ("value", sort));
        return (found, sort.StartsWith('-'));
    }

    private static Sql Order(Sorting<TRow> sorting, bool descending) => descending
        ? Sql.Of($"order by {sorting.Column} desc, v.id desc")
        : Sql.Of($"order by {sorting.Column}, v.id");

    private static Sql Beyond(Sorting<TRow> sorting, bool descending, Cursor place) => descending
        ? Sql.Of($"({sorting.Column}, v.id) < ({place.Value}, {place.Id})")
        : Sql.Of($"({sorting.Column}, v.id) > ({place.Value}, {place.Id})");
}
