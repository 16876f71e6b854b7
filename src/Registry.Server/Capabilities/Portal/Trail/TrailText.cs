namespace Registry.Server.Capabilities.Portal.Trail;

/// <summary>Marks the texts of the auditor's page.</summary>
public abstract class TrailText;
