using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>Finds applications by parts of their names: the index by pairs of characters finds candidates, the text decides.</summary>
internal static class Search
{
    /// <summary>The filter that a question makes; every word of it must occur.</summary>
    /// <param name="engine">Which engine answers.</param>
    /// <param name="application">Column with the number of the application.</param>
    /// <param name="question">What was typed.</param>
    public static Sql Matches(Engine engine, Sql application, string question)
    {
        var words = SearchText.Words(question);
        if (words.Count == 0) return Sql.Of($"1=1");
        var grams = words.SelectMany(SearchText.Grams).Distinct(StringComparer.Ordinal).ToList();
        List<Sql> filters = [.. words.Select(word => Sql.Of($"s.text like {Filters.Pattern(word)} escape '!'"))];
        if (grams.Count > 0) filters.Insert(0, engine == Engine.Sqlite ? InSqlite(grams) : InPostgres(grams));
        return Sql.Of($"{application} in (select s.id from public_search s where {Sql.All(filters)})");
    }

    private static Sql InSqlite(IEnumerable<string> grams) =>
        Sql.Of($"s.id in (select rowid from application_search where application_search match {string.Join(' ', grams.Select(SearchText.Token))})");

    private static Sql InPostgres(IReadOnlyList<string> grams)
    {
        var list = Sql.Of($"{grams[0]}");
        foreach (var gram in grams.Skip(1)) list = Sql.Of($"{list}, {gram}");
        return Sql.Of($"s.grams @> array[{list}]");
    }
}
