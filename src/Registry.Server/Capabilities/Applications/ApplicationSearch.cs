using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Applications;

/// <summary>
/// Search for words in names by the pairs of their letters, in an inverted index of each engine, rechecked in the text.
/// Chinese has no spaces, so two characters are the smallest thing that the index finds; one character is looked for in
/// the texts themselves.
/// </summary>
public static class ApplicationSearch
{
    /// <summary>Puts the names of an application into the index, in place of what was there.</summary>
    internal static async Task Put(Tx tx, long application, params string?[] names)
    {
        var text = SearchText.Stored(names);
        var grams = SearchText.Grams(text);
        await tx.Execute($"delete from application_text where application_id = {application}");
        if (tx.Engine == Engine.Postgres)
        {
            await tx.Execute($"insert into application_text(application_id, text, grams) values ({application}, {text}, string_to_array({string.Join(' ', grams)}, ' '))");
            return;
        }
        await tx.Execute($"delete from application_search where rowid = {application}");
        await tx.Execute($"insert into application_text(application_id, text) values ({application}, {text})");
        await tx.Execute($"insert into application_search(rowid, grams) values ({application}, {string.Join(' ', grams.Select(SearchText.Token))})");
    }

    /// <summary>The condition that an application has every word of a question in its names.</summary>
    /// <param name="engine">Which engine answers.</param>
    /// <param name="idColumn">Column with the application's id.</param>
    /// <param name="question">What was typed.</param>
    public static Sql Contains(Engine engine, Sql idColumn, string question) =>
        Sql.All([.. SearchText.Words(question).Select(word => Contains(engine, idColumn, word, SearchText.Grams(word)))]);

    private static Sql Contains(Engine engine, Sql idColumn, string word, IReadOnlyList<string> grams)
    {
        var like = Sql.Of($"t.text like {"%" + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"} escape '\\'");
        if (grams.Count == 0) return Sql.Of($"{idColumn} in (select t.application_id from application_text t where {like})");
        return engine == Engine.Postgres
            ? Sql.Of($"{idColumn} in (select t.application_id from application_text t where t.grams @> string_to_array({string.Join(' ', grams)}, ' ') and {like})")
            : Sql.Of($"{idColumn} in (select s.rowid from application_search s join application_text t on t.application_id = s.rowid where application_search match {string.Join(' ', grams.Select(SearchText.Token))} and {like})");
    }
}
