using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Projects.Draft;

namespace Registry.Server.Capabilities.Projects;

/// <summary>Projects: their applications, their registration, and what ends them.</summary>
public static class ProjectsModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services) => services
        .AddSingleton<IApplicationKind, ProjectApplications>()
        .AddSingleton<SaveProjectDraft>();
}
