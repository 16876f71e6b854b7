using System.Globalization;

namespace Registry.Server.Platform.Text;

/// <summary>Words that are chosen only when their reader's language is known; plain text is the same in both.</summary>
/// <param name="In">The words in a language.</param>
public sealed record Wording(Func<CultureInfo, string> In)
{
    /// <summary>The same in both languages.</summary>
    public static implicit operator Wording(string text) => new(_ => text);

    /// <summary>Words that are made as for a page, in the language of their reader.</summary>
    public static Wording As(Func<string> words) => new(language =>
    {
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    });

    /// <summary>A text of a capability with its numbered holes filled.</summary>
    public static Wording Of(Texts texts, string key, params string[] args) =>
        new(language => args.Length == 0 ? texts.In(language, key) : string.Format(CultureInfo.InvariantCulture, texts.In(language, key), args));
}
