namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>Marks the texts of this capability.</summary>
public abstract class BroadcastsText;
