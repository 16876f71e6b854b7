using Registry.Server.Capabilities.PublicSite.Statistics;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.PublicSite.Lists;

/// <summary>What the filters of the lists offer to choose from.</summary>
internal static class Options
{
    public static IReadOnlyList<(string Value, string Words)> Provinces => Words(Dictionaries.Provinces.Codes, Codes.Province);

    public static IReadOnlyList<(string Value, string Words)> Types => Words(Dictionaries.Types.Codes, Codes.Type);

    public static IReadOnlyList<(string Value, string Words)> States => Words(Codes.StatesAfterNotice, code => Codes.State(code));

    public static IReadOnlyList<(string Value, string Words)> Methodologies(Figures figures) =>
        [.. figures.Methodologies.Select(m => (m.Code, $"{m.Code} {Codes.Name(m.Name, m.NameEn)}"))];

    public static IReadOnlyList<(string Value, string Words)> Bodies(Figures figures) => [.. figures.Bodies.Select(b => ($"{b.Id}", Codes.Name(b.Name, b.NameEn)))];

    private static IReadOnlyList<(string Value, string Words)> Words(IReadOnlyList<string> codes, Func<string, string> words) =>
        [.. codes.Select(code => (code, words(code)))];
}
