using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Registry.Server.Platform.Text;

/// <summary>
/// The texts of one capability in both languages: a pair of resources beside the marker type <c>XText</c>. A missing key
/// is a fault of ours and throws; nobody is ever shown a key instead of a sentence.
/// </summary>
public sealed class Texts
{
    private static readonly ConcurrentDictionary<Type, Texts> Opened = new();

    private readonly string name;
    private readonly ResourceManager chinese;
    private readonly ResourceManager english;

    private Texts(string name, Assembly assembly)
    {
        this.name = name;
        chinese = new ResourceManager($"{name}.{Language.Chinese.Name}", assembly);
        english = new ResourceManager($"{name}.{Language.English.Name}", assembly);
    }

    /// <summary>The text in the language of the reader.</summary>
    public string this[string key] => In(CultureInfo.CurrentUICulture, key);

    /// <summary>The text in the language of the reader, with its numbered holes filled.</summary>
    public string this[string key, params ReadOnlySpan<object?> args] =>
        string.Format(CultureInfo.InvariantCulture, this[key], args);

    /// <summary>The texts whose resources lie beside a marker type.</summary>
    public static Texts For<T>() => Opened.GetOrAdd(typeof(T), static type => new Texts(type.FullName!, type.Assembly));

    /// <summary>The text in a given language.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string In(CultureInfo culture, string key) => Find(culture, key)
        ?? throw new MissingManifestResourceException($"{name} has no text '{key}' in {Language.Of(culture).Name}.");

    /// <summary>The text of a code that comes from data, or the code itself where the dictionary has no word for it.</summary>
    public string OrCode(string prefix, string? code) =>
        string.IsNullOrEmpty(code) ? "" : Find(CultureInfo.CurrentUICulture, prefix + code) ?? code;

    private string? Find(CultureInfo culture, string key) =>
        (Language.IsEnglish(culture) ? english : chinese).GetString(key, CultureInfo.InvariantCulture);
}
