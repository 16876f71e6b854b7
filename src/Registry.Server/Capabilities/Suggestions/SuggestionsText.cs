namespace Registry.Server.Capabilities.Suggestions;

/// <summary>Marks the texts of this capability.</summary>
public abstract class SuggestionsText;
