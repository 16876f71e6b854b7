using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>A question for parts of names, as filters on <c>public_listing v</c>; every word of it must occur.</summary>
/// <param name="Driver">What stands before the listing where the index by pairs of characters finds the rows, and</param>
/// <param name="Exact">the filter that goes with it: the index finds candidates, the words decide.</param>
/// <param name="Words">The filter without the index, for rows that are walked in their order.</param>
internal sealed record Question(Sql Driver, Sql Exact, Sql Words)
{
    /// <summary>The numbers of the applications that answer it.</summary>
    public Sql Ids => Sql.Of($"select v.id from {Driver}public_listing v where {Exact}");
}

/// <summary>Finds applications by parts of their names.</summary>
internal static class Search
{
    /// <summary>The question that a text asks, if it has any word.</summary>
    public static Question? Asks(Engine engine, string? text)
    {
        if (text is null || SearchText.Words(text) is not { Count: > 0 } words) return null;
        var grams = words.SelectMany(SearchText.Grams).Distinct(StringComparer.Ordinal).ToList();
        var all = Sql.All([.. words.Select(Occurs)]);
        if (grams.Count == 0) return new(Sql.Empty, all, all);
        // A word that is one pair is decided by the index alone.
        List<Sql> exact = [engine == Engine.Sqlite ? InSqlite(grams) : InPostgres(grams), .. words.Where(word => !grams.Contains(word)).Select(Occurs)];
        return new(engine == Engine.Sqlite ? Sql.Of($"application_search cross join ") : Sql.Empty, Sql.All(exact), all);
    }

    private static Sql Occurs(string word) => Sql.Of($"v.words like {Filters.Pattern(word)} escape '!'");

    // The cross join tells the engine to begin with the index.
    private static Sql InSqlite(IEnumerable<string> grams) =>
        Sql.Of($"v.id = application_search.rowid and application_search match {string.Join(' ', grams.Select(SearchText.Token))}");

    private static Sql InPostgres(IReadOnlyList<string> grams)
    {
        var list = Sql.Of($"{grams[0]}");
        foreach (var gram in grams.Skip(1)) list = Sql.Of($"{list}, {gram}");
        return Sql.Of($"v.grams @> array[{list}]");
    }
}
