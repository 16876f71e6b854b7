namespace Registry.Server.Capabilities.Reductions;

/// <summary>Marks the texts of reductions: their rules, states, actions and documents.</summary>
public abstract class ReductionsText;
