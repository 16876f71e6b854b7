using System.Globalization;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Messages;

/// <summary>In which language a person wants to be written to; Chinese until one chooses.</summary>
public sealed class ReaderLanguages(Db db)
{
    private static readonly ActionCode Choosing = new("messages.choose-language");

    /// <summary>Somebody who is signed in chooses a language.</summary>
    public Task Choose(Actor actor, CultureInfo language) => db.Transaction(actor, Choosing, tx => Choose(tx, actor.Person, language));

    /// <summary>The language of a person, or of a visitor.</summary>
    public static async Task<CultureInfo> Of(Reads reads, PersonId person) =>
        Language.Named(await reads.Scalar<string>($"select language from reader_language where person_id = {person}")) ?? Language.Chinese;

    /// <summary>The person chose a language.</summary>
    public static Task Choose(Tx tx, PersonId person, CultureInfo language) => tx.Guarded($"""
        insert into reader_language(person_id, language, chosen_at) values ({person}, {Language.Of(language).Name}, {tx.Now})
        on conflict (person_id) do update set language = excluded.language, chosen_at = excluded.chosen_at
        """);
}
