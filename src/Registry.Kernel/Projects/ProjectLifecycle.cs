using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>Where a registered project stands.</summary>
public enum ProjectStatus
{
    /// <summary>已登记.</summary>
    Registered,

    /// <summary>Its owner has asked for deregistration (注销申请中).</summary>
    DeregistrationRequested,

    /// <summary>已注销; never registered again.</summary>
    Deregistered,

    /// <summary>已撤销 after falsification; never registered again.</summary>
    Revoked,
}

/// <summary>What is done to a registered project.</summary>
public enum ProjectAction
{
    /// <summary>Register it.</summary>
    Register,

    /// <summary>The owner asks for deregistration.</summary>
    RequestDeregistration,

    /// <summary>The registry declines the request.</summary>
    DeclineDeregistration,

    /// <summary>Deregister at the owner's request (自愿注销项目).</summary>
    Deregister,

    /// <summary>Deregister because the owner or the project is no more.</summary>
    DeregisterOfficially,

    /// <summary>Revoke on an authority's notice (撤销登记).</summary>
    Revoke,
}

/// <summary>The steps of a registered project.</summary>
public static class ProjectLifecycle
{
    /// <summary>The steps that exist.</summary>
    public static readonly TransitionTable<ProjectStatus, ProjectAction> Table = new("project", Cite.Measures(16),
        (ProjectStatus.Registered, ProjectAction.RequestDeregistration, ProjectStatus.DeregistrationRequested, By.TwoRepresentatives),
        (ProjectStatus.DeregistrationRequested, ProjectAction.DeclineDeregistration, ProjectStatus.Registered, By.TwoOfficers),
        (ProjectStatus.DeregistrationRequested, ProjectAction.Deregister, ProjectStatus.Deregistered, By.TwoOfficers),
        (ProjectStatus.DeregistrationRequested, ProjectAction.Revoke, ProjectStatus.Revoked, By.TwoOfficers),
        (ProjectStatus.Registered, ProjectAction.DeregisterOfficially, ProjectStatus.Deregistered, By.TwoOfficers),
        (ProjectStatus.Registered, ProjectAction.Revoke, ProjectStatus.Revoked, By.TwoOfficers));
}
