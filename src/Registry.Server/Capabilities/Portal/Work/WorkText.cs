namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>Marks the texts of what waits and of how officers divide it.</summary>
public abstract class WorkText;
