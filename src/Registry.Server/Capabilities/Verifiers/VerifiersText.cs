namespace Registry.Server.Capabilities.Verifiers;

/// <summary>Marks the texts of this capability.</summary>
public abstract class VerifiersText;
