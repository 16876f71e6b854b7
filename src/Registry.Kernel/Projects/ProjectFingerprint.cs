using System.Text;

namespace Registry.Kernel.Projects;

/// <summary>What marks a project as the same one again: its name, its archive code, its site. Kept for ever once registered.</summary>
/// <param name="Kind"><c>name</c>, <c>archive-code</c> or <c>site</c>.</param>
/// <param name="Value">Normalised value.</param>
public readonly record struct ProjectFingerprint(string Kind, string Value)
{
    /// <summary>The marks of a project.</summary>
    public static IReadOnlyList<ProjectFingerprint> Of(ProjectFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var marks = new List<ProjectFingerprint> { new("name", Normal(facts.Name)) };
        if (facts.ArchiveCode is { Length: > 0 } code) marks.Add(new("archive-code", code.ToUpperInvariant()));
        marks.Add(new("site", $"{facts.TypeCode}:{Normal(facts.Longitude)}:{Normal(facts.Latitude)}"));
        return marks;
    }

    private static string Normal(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c) || c is '.') folded.Append(char.ToUpperInvariant(c));
        return folded.ToString();
    }
}
