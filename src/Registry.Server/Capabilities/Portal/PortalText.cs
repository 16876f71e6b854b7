namespace Registry.Server.Capabilities.Portal;

/// <summary>Marks the texts that all pages of the portal share: its places, and the names of acts.</summary>
public abstract class PortalText;
