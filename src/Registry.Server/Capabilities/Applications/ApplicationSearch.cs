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
    /// <summary>Puts an application into the index by its title, its owner, its body and, for reductions, the number of its project.</summary>
    internal static async Task Put(Tx tx, long application)
    {
        var words = await tx.Get<NamesRow>($"""
            select a.title, o.name as owner, b.name as body, (select p.number from project p where p.id = a.project_id) as number from application a
            join account o on o.id = a.account_id join verification_body b on b.id = a.body_id where a.id = {application}
            """);
        await Put(tx, application, words.Title, words.Owner, words.Body, words.Number);
    }

    /// <summary>Adds names to those by which an application is found; it is still found by the old ones.</summary>
    internal static async Task Add(Tx tx, long application, params string?[] names)
    {
        var known = await tx.Scalar<string>($"select text from application_text where application_id = {application}") ?? "";
        await Put(tx, application, [.. known.Split('\n').Union(names.Select(name => SearchText.Stored(name)), StringComparer.Ordinal)]);
    }

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

    private sealed record NamesRow
    {
        public string Title { get; init; } = "";
        public string Owner { get; init; } = "";
        public string Body { get; init; } = "";
        public string? Number { get; init; }
    }
}
