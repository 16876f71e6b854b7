namespace Registry.Server.Capabilities.Applications;

/// <summary>Marks the texts of applications: their rules, states, actions and documents.</summary>
public abstract class ApplicationsText;
