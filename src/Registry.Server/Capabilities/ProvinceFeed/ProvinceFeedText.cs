namespace Registry.Server.Capabilities.ProvinceFeed;

/// <summary>Marks the texts of this capability.</summary>
public abstract class ProvinceFeedText;
