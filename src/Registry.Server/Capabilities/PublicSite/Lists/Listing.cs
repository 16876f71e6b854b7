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

/// <summary>A page of a list.</summary>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, string Sort, string? Previous, string? Next)
{
    /// <summary>How many rows the whole list has, where this page is the whole list.</summary>
    public int? Whole => Previous is null && Next is null && Rows.Count > 0 ? Rows.Count : null;
}

/// <summary>What all public lists have in common.</summary>
internal static class Listing
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxSize = 200;

    /// <summary>Beyond this many rows a count says "more than".</summary>
    public const int CountCap = 1_000;

    /// <summary>How many rows match, counted no further than the cap.</summary>
    public static Task<int> Count(Reads db, IReadOnlyList<Sql> filters, Sql from) =>
        db.Scalar<int>($"select count(*) from (select 1 as one from {from} where {Sql.All(filters)} limit {CountCap + 1}) as counted");
}

/// <summary>A public list: where its rows come from and what they can be sorted by. It is paged by key, so that a page costs the same wherever it lies.</summary>
internal sealed class Listing<TRow>(Sql select, Func<TRow, long> id, IReadOnlyList<Sorting<TRow>> sortings)
{
    /// <summary>A page.</summary>
    /// <exception cref="RefusalException">The list cannot be sorted so, or the place is not one.</exception>
    public async Task<ListPage<TRow>> Page(Reads db, IReadOnlyList<Sql> filters, ListRequest request)
    {
        var backwards = request.Before is not null;
        var (sorting, descending) = Sorting(request.Sort);
        var place = (request.After ?? request.Before) is { } text ? Cursor.Read(text) : null;
        var falling = descending != backwards;
        Sql[] all = place is null ? [.. filters] : [.. filters, Beyond(sorting, falling, place)];
        var rows = await db.Rows<TRow>($"{select} where {Sql.All(all)} {Order(sorting, falling)} limit {request.Size + 1}");
        var more = rows.Count > request.Size;
        List<TRow> page = [.. rows.Take(request.Size)];
        if (backwards) page.Reverse();
        string? At(TRow row) => new Cursor(sorting.Value(row), id(row)).ToString();
        return new(page, request.Sort,
            Previous: page.Count > 0 && (backwards ? more : place is not null) ? At(page[0]) : null,
            Next: page.Count > 0 && (backwards || more) ? At(page[^1]) : null);
    }

    /// <summary>All rows that match, up to a limit; for exports.</summary>
    public Task<IReadOnlyList<TRow>> All(Reads db, IReadOnlyList<Sql> filters, string sort, int limit)
    {
        var (sorting, descending) = Sorting(sort);
        return db.Rows<TRow>($"{select} where {Sql.All(filters)} {Order(sorting, descending)} limit {limit}");
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
