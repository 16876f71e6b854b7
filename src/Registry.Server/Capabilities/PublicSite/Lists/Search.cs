using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>Finds applications by parts of their names: the index by pairs of characters finds candidates, the words decide.</summary>
internal static class Search
{
    /// <summary>The filter on <c>public_listing v</c> that a question makes; every word of it must occur.</summary>
    public static Sql Matches(Engine engine, string question)
    {
        var words = SearchText.Words(question);
        if (words.Count == 0) return Sql.Of($"1=1");
        var grams = words.SelectMany(SearchText.Grams).Distinct(StringComparer.Ordinal).ToList();
        // A word that is one pair is decided by the index alone.
        List<Sql> filters = [.. words.Where(word => !grams.Contains(word)).Select(word => Sql.Of($"v.words like {Filters.Pattern(word)} escape '!'"))];
        if (grams.Count > 0) filters.Insert(0, engine == Engine.Sqlite ? InSqlite(grams) : InPostgres(grams));
        return Sql.All(filters);
    }

    private static Sql InSqlite(IEnumerable<string> grams) =>
        Sql.Of($"v.id in (select rowid from application_search where application_search match {string.Join(' ', grams.Select(SearchText.Token))})");

    private static Sql InPostgres(IReadOnlyList<string> grams)
    {
        var list = Sql.Of($"{grams[0]}");
        foreach (var gram in grams.Skip(1)) list = Sql.Of($"{list}, {gram}");
        return Sql.Of($"v.grams @> array[{list}]");
    }
}
