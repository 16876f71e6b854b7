using System.Globalization;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>What was typed into a form, read as what it should be; what cannot be read is collected, so that all of it is said at once.</summary>
internal sealed class Typed(IFormCollection form, IReadOnlyList<FiledDocument> documents)
{
    private readonly List<Finding> findings = [];

    /// <summary>What could not be read.</summary>
    public List<Finding> Findings => findings;

    /// <summary>The files that came with it, stored.</summary>
    public IReadOnlyList<FiledDocument> Documents => documents;

    /// <summary>Text without the blanks around it; empty where nothing was typed.</summary>
    public string Text(string name) => Lines(form[name].ToString()).Trim();

    /// <summary>The same; null where nothing was typed.</summary>
    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Text that stood in the form before: the original where nothing but line ends and blanks around it changed.</summary>
    public string Kept(string name, string? original)
    {
        var text = Text(name);
        return original is not null && Lines(original).Trim() == text ? original : text;
    }

    /// <summary>The lines that are not blank.</summary>
    public IReadOnlyList<string> Each(string name) => Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What was ticked of several.</summary>
    public IReadOnlyList<string> Ticked(string name) => [.. form[name].Where(v => !string.IsNullOrEmpty(v)).Select(v => v!)];

    /// <summary>Whether it was ticked.</summary>
    public bool Tick(string name) => form[name].Count > 0;

    /// <summary>A day; null where nothing was typed.</summary>
    public DateOnly? Day(string name)
    {
        if (TextOrNull(name) is not { } text) return null;
        var read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        GeneralRules.ValueMalformed.Check(read, findings, ("field", name), ("value", text));
        return day;
    }

    /// <summary>A whole number; null where nothing was typed. Commas between thousands are taken.</summary>
    public long? Whole(string name)
    {
        if (TextOrNull(name) is not { } text) return null;
        var read = long.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        GeneralRules.ValueMalformed.Check(read, findings, ("field", name), ("value", text));
        return number;
    }

    /// <summary>One of those that exist; the first where nothing or something else was chosen, which is then said.</summary>
    public T Choice<T>(string name) where T : struct, Enum
    {
        var text = Text(name);
        var known = Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value);
        if (text.Length > 0) GeneralRules.ValueMalformed.Check(known, findings, ("field", name), ("value", text));
        return known ? value : default;
    }

    /// <summary>Refuses where anything could not be read.</summary>
    public void RequireRead() => RefusalException.ThrowIfAny(findings);

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
