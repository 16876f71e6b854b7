using System.Text.Json;

namespace Registry.Server.Platform.Text;

/// <summary>The dictionaries that come with the program (<c>data/*.json</c>): the words of a code in both languages, in the order of the file.</summary>
internal sealed class Dictionaries
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, Word> words;

    private Dictionaries(IEnumerable<Word> words)
    {
        var list = words.ToList();
        Codes = [.. list.Select(word => word.Code)];
        this.words = list.Concat(list.SelectMany(word => word.SubTypes)).ToDictionary(word => word.Code, StringComparer.Ordinal);
    }

    /// <summary>Provinces, GB/T 2260 and the XPCC.</summary>
    public static readonly Dictionaries Provinces = Read("divisions.json", "divisions");

    /// <summary>Sectors by letter.</summary>
    public static readonly Dictionaries Sectors = Read("sectors.json", "sectors");

    /// <summary>Project types and their sub-types.</summary>
    public static readonly Dictionaries Types = Read("project-types.json", "types");

    /// <summary>The codes, in the order of the file; those of sub-types not included.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>The words in the language of the reader; the code itself where the dictionary has none.</summary>
    public string Of(string? code) =>
        code is null ? "" : !words.TryGetValue(code, out var word) ? code : Language.IsEnglish(Language.Current) ? word.En : word.Zh;

    private static Dictionaries Read(string file, string list)
    {
        using var text = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", file));
        using var document = JsonDocument.Parse(text);
        return new(document.RootElement.GetProperty(list).EnumerateArray().Select(entry => entry.Deserialize<Word>(Format)!));
    }

    private sealed record Word
    {
        public string Code { get; init; } = "";
        public string Zh { get; init; } = "";
        public string En { get; init; } = "";
        public IReadOnlyList<Word> SubTypes { get; init; } = [];
    }
}
