namespace Registry.Kernel.Primitives;

/// <summary>Brings what a person typed into one width: full-width letters, digits and signs become plain ones, spaces at the ends go.</summary>
internal static class HalfWidth
{
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const int Shift = FirstWide - '!';
    private const char WideSpace = '\u3000';

    /// <summary>The text in plain width; empty for no text.</summary>
    internal static string Of(string? text) => string.Create((text ?? "").Length, text ?? "", static (into, from) =>
    {
        for (var i = 0; i < from.Length; i++) into[i] = Of(from[i]);
    }).Trim();

    private static char Of(char sign) => sign switch
    {
        >= FirstWide and <= LastWide => (char)(sign - Shift),
        WideSpace => ' ',
        _ => sign,
    };
}
