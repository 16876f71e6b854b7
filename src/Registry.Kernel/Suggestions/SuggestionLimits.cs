using Registry.Kernel.Rules;

namespace Registry.Kernel.Suggestions;

/// <summary>How long the texts of a suggestion may be, and how long the public may comment. No text sets them.</summary>
public static class SuggestionLimits
{
    private static readonly Citation Decision = Cite.Design("methodology-suggestions");

    /// <summary>Characters of the title.</summary>
    public static Lawful<int> Title { get; } = new(200, Decision);

    /// <summary>Characters of each other text.</summary>
    public static Lawful<int> Text { get; } = new(4000, Decision);

    /// <summary>Fewest working days of a window for comments.</summary>
    public static Lawful<int> LeastCommentDays { get; } = new(5, Decision);

    /// <summary>Most working days of a window for comments.</summary>
    public static Lawful<int> MostCommentDays { get; } = new(60, Decision);
}
