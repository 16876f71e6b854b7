namespace Registry.Server.Capabilities.Methodologies;

/// <summary>Marks the texts of this capability.</summary>
public abstract class MethodologiesText;
