namespace Registry.Server.Capabilities.Portal.Suggestions;

/// <summary>Marks the texts of the pages about methodology suggestions: the suggester's and the officers'.</summary>
public abstract class SuggestionPagesText;
