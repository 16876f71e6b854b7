namespace Registry.Server.Capabilities.Issuance;

/// <summary>Marks the texts of issuance: their rules, states, actions and documents.</summary>
public abstract class IssuanceText;
