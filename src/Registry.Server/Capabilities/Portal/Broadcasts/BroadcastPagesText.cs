namespace Registry.Server.Capabilities.Portal.Broadcasts;

/// <summary>Texts of the pages about what the registry announces.</summary>
public sealed class BroadcastPagesText;
