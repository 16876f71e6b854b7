namespace Registry.Server.Capabilities.Projects;

/// <summary>Marks the texts of projects: their rules, states, actions and documents.</summary>
public abstract class ProjectsText;
