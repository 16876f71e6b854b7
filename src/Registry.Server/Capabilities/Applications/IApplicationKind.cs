using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications;

/// <summary>What differs between an application for a project and one for reductions.</summary>
public interface IApplicationKind
{
    /// <summary>Which.</summary>
    ApplicationKind Kind { get; }

    /// <summary>Checks its facts for a submission on a day: what refuses, and what is a warning until registration.</summary>
    Task CheckSubmission(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals, List<Finding> warnings);

    /// <summary>Checks that the body may still work on it on a day.</summary>
    Task CheckBody(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals);

    /// <summary>Checks its final facts for the application for registration.</summary>
    Task CheckFiling(ApplicationRecord application, DateOnly filedOn, Reads reads, List<Finding> refusals);

    /// <summary>Checks everything that registration needs.</summary>
    Task CheckRegistration(ApplicationRecord application, DateOnly day, Reads reads, List<Finding> refusals);

    /// <summary>Checks that the final facts that the body uploads can be kept.</summary>
    /// <returns>Whether they differ from those of the notice.</returns>
    Task<bool> CheckFinalFacts(ApplicationRecord application, UploadedFacts facts, Reads reads);

    /// <summary>Keeps the final facts that the body uploads.</summary>
    Task StoreFinal(ApplicationRecord application, UploadedFacts facts, Tx tx);

    /// <summary>Registers it; the steps of the application itself are taken by the caller.</summary>
    /// <returns>What is answered.</returns>
    Task<RegistrationReply> Register(ApplicationRecord application, Confirmed by, Tx tx);
}

/// <summary>What registration answers.</summary>
/// <param name="Id">Id of the project or reduction.</param>
/// <param name="Number">Project number; for reductions that of their project.</param>
/// <param name="PeriodNo">For reductions, the period.</param>
public sealed record RegistrationReply(long Id, string Number, int? PeriodNo);

/// <summary>Final facts, of whichever kind the application is.</summary>
/// <param name="Project">For a project.</param>
/// <param name="Reduction">For reductions.</param>
public sealed record UploadedFacts(Kernel.Projects.ProjectFacts? Project, Kernel.Reductions.ReductionFacts? Reduction);

/// <summary>Finds the kind of an application.</summary>
public sealed class ApplicationKinds(IEnumerable<IApplicationKind> kinds)
{
    private readonly Dictionary<ApplicationKind, IApplicationKind> byKind = kinds.ToDictionary(k => k.Kind);

    /// <summary>What differs for an application.</summary>
    public IApplicationKind Of(ApplicationRecord application) => byKind[application.Kind];
}
