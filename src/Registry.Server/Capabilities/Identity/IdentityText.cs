namespace Registry.Server.Capabilities.Identity;

/// <summary>Marks the texts of this capability.</summary>
public abstract class IdentityText;
