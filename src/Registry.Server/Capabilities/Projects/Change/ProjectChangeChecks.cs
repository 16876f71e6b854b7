using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Projects.Change;

/// <summary>What must hold for a change, when it is asked for and again when it is decided.</summary>
internal static class ProjectChangeChecks
{
    private static readonly ApplicationStatus[] Open = [.. Enum.GetValues<ApplicationStatus>().Where(ApplicationLifecycle.IsOpen)];

    /// <summary>The project, which must be registered and of the account that asked.</summary>
    public static async Task<ProjectRecord> Registered(Reads reads, long id, long account)
    {
        var project = await ProjectRecord.Load(reads, id);
        ProjectRules.NotTheOwner.Require(project.AccountId == account);
        LifecycleRules.NoSuchStep.Require(project.Status == ProjectStatus.Registered, ("lifecycle", "project"), ("state", project.Status), ("action", "Change"));
        return project;
    }

    /// <summary>Checks new facts against those in force, the methodology and other projects.</summary>
    public static async Task Facts(Reads reads, ProjectRecord project, ProjectChangeKind kind, ProjectFacts after, DateOnly day, List<Finding> findings)
    {
        ProjectInput.Check(after);
        var before = await ProjectVersions.Current(reads, project);
        ProjectChanges.Check(kind, before, after, findings);
        var methodology = await MethodologyEntries.Load(reads, after.MethodologyCode);
        if (after.MethodologyCode != before.MethodologyCode) methodology.RequireInForce(day);
        DocumentTemplate.CheckSections(after, findings);
        ProjectChecks.AtSubmission(after, methodology, day, findings);
        ProjectChecks.AtRegistration(after, methodology, day, findings);
        await ProjectVersions.CheckUnique(reads, project, after, findings);
    }

    /// <summary>Checks a new owner: another account, of project owners, in use and not barred; and that no application for reductions is open.</summary>
    public static async Task NewOwner(Reads reads, ProjectRecord project, long? account, DateOnly day, List<Finding> findings)
    {
        ProjectChangeRules.NewOwnerUnfit.Require(account is not null && account != project.AccountId);
        await Applicants.Check(reads, new AccountId(account!.Value), day, findings);
        var open = await reads.Scalar<int>($"select count(*) from application where project_id = {project.Id} and status in {Open}");
        ProjectChangeRules.ApplicationsOpen.Check(open == 0, findings, ("open", open));
    }
}
