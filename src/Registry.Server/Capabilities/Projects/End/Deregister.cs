using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.End;

/// <summary>Request of the owner's two representatives to deregister a project (项目注销申请). Measures, article 16.</summary>
public sealed class RequestDeregistration : ProjectAct<RequestDeregistration.Command>
{
    /// <summary>Which project, and why.</summary>
    public sealed record Command(long Project, string Reason) : IProjectCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.request-deregistration");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override ProjectAction Action => ProjectAction.RequestDeregistration;
}

/// <summary>Answer of two officers that the project stays registered.</summary>
public sealed class DeclineDeregistration : ProjectAct<DeclineDeregistration.Command>
{
    /// <summary>Which project, and why.</summary>
    public sealed record Command(long Project, string Reason) : IProjectCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.decline-deregistration");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectAction Action => ProjectAction.DeclineDeregistration;
}

/// <summary>Deregistration at the owner's request (项目注销) by two officers; the project never registers again.</summary>
public sealed class Deregister : ProjectAct<Deregister.Command>
{
    /// <summary>Which project, and why.</summary>
    public sealed record Command(long Project, string Reason) : IProjectCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.deregister");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectAction Action => ProjectAction.Deregister;

    /// <inheritdoc/>
    private protected override Task Effect(ProjectRecord project, Command command, Confirmed by, Tx tx) => OpenApplications.OfProject(tx, project.Id, by, null);
}

/// <summary>Deregistration by two officers because the owner or the project is no more. Measures, article 16.</summary>
public sealed class DeregisterOfficially : ProjectAct<DeregisterOfficially.Command>
{
    /// <summary>Which project, and what was found.</summary>
    public sealed record Command(long Project, string Reason) : IProjectCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("project.deregister-officially");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override ProjectAction Action => ProjectAction.DeregisterOfficially;

    /// <inheritdoc/>
    private protected override Task Effect(ProjectRecord project, Command command, Confirmed by, Tx tx) => OpenApplications.OfProject(tx, project.Id, by, null);
}
