using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Projects.Change;
using Registry.Server.Capabilities.Projects.Draft;
using Registry.Server.Capabilities.Projects.End;
using Registry.Server.Capabilities.Projects.Uniqueness;

namespace Registry.Server.Capabilities.Projects;

/// <summary>Projects: their applications, their registration, and what ends them.</summary>
public static class ProjectsModule
{
    /// <summary>Adds the capability.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services) => services
        .AddSingleton<IApplicationKind, ProjectApplications>()
        .AddSingleton<SaveProjectDraft>()
        .AddAct<AttestAllowance>()
        .AddAct<ConfirmAllowance>()
        .AddAct<ClearFingerprint>()
        .AddAct<RequestProjectChange>()
        .AddAct<ConfirmAsNewOwner>()
        .AddAct<GiveChangeOpinion>()
        .AddAct<WithdrawProjectChange>()
        .AddAct<ApproveProjectChange>()
        .AddAct<RefuseProjectChange>()
        .AddAct<RequestDeregistration>()
        .AddAct<DeclineDeregistration>()
        .AddAct<Deregister>()
        .AddAct<DeregisterOfficially>()
        .AddAct<Revoke>();
}
