namespace Registry.Server.Capabilities.Suggestions;

/// <summary>What an operator may set for methodology suggestions; configuration section <c>Suggestions</c>.</summary>
public sealed class SuggestionSettings
{
    /// <summary>Working days of a window for comments, as the form of the officers proposes it. No text sets it.</summary>
    public int CommentWorkingDays { get; init; } = 20;
}
