using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>What a change of a registered project (登记后变更) is about.</summary>
public enum ProjectChangeKind
{
    /// <summary>Another owner (项目业主变更).</summary>
    Owner,

    /// <summary>Boundary or capacity.</summary>
    Capacity,

    /// <summary>The monitoring plan (监测计划).</summary>
    MonitoringPlan,

    /// <summary>Another version of the same methodology.</summary>
    Methodology,

    /// <summary>The name.</summary>
    Name,
}

/// <summary>Where a change stands.</summary>
public enum ProjectChangeStatus
{
    /// <summary>Waits for the new owner's two representatives.</summary>
    AwaitingNewOwner,

    /// <summary>Waits for the opinion of the body that it names.</summary>
    AwaitingOpinion,

    /// <summary>Waits for the registry body.</summary>
    AwaitingReview,

    /// <summary>Approved; a new version of the facts is in force.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>Taken back by the owner.</summary>
    Withdrawn,
}

/// <summary>What is done to a change.</summary>
public enum ProjectChangeAction
{
    /// <summary>Ask for it.</summary>
    Request,

    /// <summary>The new owner agrees.</summary>
    ConfirmAsNewOwner,

    /// <summary>The body gives its opinion.</summary>
    GiveOpinion,

    /// <summary>Approve it.</summary>
    Approve,

    /// <summary>Refuse it.</summary>
    Refuse,

    /// <summary>Take it back.</summary>
    Withdraw,
}

/// <summary>The steps of a change. The rule that governs changes was not found in public: these steps are our own proposal.</summary>
public static class ProjectChangeLifecycle
{
    /// <summary>The steps that exist.</summary>
    public static readonly TransitionTable<ProjectChangeStatus, ProjectChangeAction> Table = new("project-change", Cite.Design("project-changes"),
        (ProjectChangeStatus.AwaitingNewOwner, ProjectChangeAction.ConfirmAsNewOwner, ProjectChangeStatus.AwaitingReview, By.TwoRepresentatives),
        (ProjectChangeStatus.AwaitingNewOwner, ProjectChangeAction.Withdraw, ProjectChangeStatus.Withdrawn, By.TwoRepresentatives),
        (ProjectChangeStatus.AwaitingOpinion, ProjectChangeAction.GiveOpinion, ProjectChangeStatus.AwaitingReview, By.Verifier),
        (ProjectChangeStatus.AwaitingOpinion, ProjectChangeAction.Withdraw, ProjectChangeStatus.Withdrawn, By.TwoRepresentatives),
        (ProjectChangeStatus.AwaitingReview, ProjectChangeAction.Approve, ProjectChangeStatus.Approved, By.TwoOfficers),
        (ProjectChangeStatus.AwaitingReview, ProjectChangeAction.Refuse, ProjectChangeStatus.Refused, By.TwoOfficers),
        (ProjectChangeStatus.AwaitingReview, ProjectChangeAction.Withdraw, ProjectChangeStatus.Withdrawn, By.TwoRepresentatives));

    /// <summary>Where a change begins.</summary>
    public static ProjectChangeStatus First(ProjectChangeKind kind, DateOnly day) =>
        kind == ProjectChangeKind.Owner ? ProjectChangeStatus.AwaitingNewOwner
        : ProjectChangePolicy.On(day).NeedOpinion.Value.Contains(kind) ? ProjectChangeStatus.AwaitingOpinion
        : ProjectChangeStatus.AwaitingReview;
}

/// <summary>What changes need, from a day on. When the rule becomes known, it is a new entry with its citation; an old entry is never edited.</summary>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="NeedOpinion">Kinds that touch eligibility or monitoring, for which a body gives its opinion.</param>
public sealed record ProjectChangePolicy(DateOnly EffectiveFrom, Lawful<IReadOnlySet<ProjectChangeKind>> NeedOpinion)
{
    /// <summary>Every policy, oldest first.</summary>
    public static IReadOnlyList<ProjectChangePolicy> All { get; } =
    [
        new(new DateOnly(2023, 10, 20), new(
            new HashSet<ProjectChangeKind> { ProjectChangeKind.Capacity, ProjectChangeKind.MonitoringPlan, ProjectChangeKind.Methodology }, Cite.Design("project-changes"))),
    ];

    /// <summary>The policy in force on a day.</summary>
    /// <exception cref="RefusalException">The day lies before the first.</exception>
    public static ProjectChangePolicy On(DateOnly day) =>
        All.LastOrDefault(p => p.EffectiveFrom <= day) ?? throw GeneralRules.NoRegime.Refuse(("day", day));
}

/// <summary>The machine checks of a change's facts.</summary>
public static class ProjectChanges
{
    /// <summary>Checks that a change alters what its kind is about and nothing else.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="before">The facts in force.</param>
    /// <param name="after">The facts asked for.</param>
    /// <param name="findings">Receives what is not met.</param>
    public static void Check(ProjectChangeKind kind, ProjectFacts before, ProjectFacts after, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ProjectChangeRules.OutsideKind.Check(Undone(kind, before, after) == before, findings, ("kind", kind));
        var altered = kind switch
        {
            ProjectChangeKind.Owner or ProjectChangeKind.MonitoringPlan => true,
            ProjectChangeKind.Name => after.Name != before.Name,
            ProjectChangeKind.Methodology => after.MethodologyCode != before.MethodologyCode,
            ProjectChangeKind.Capacity => after != before,
        };
        ProjectChangeRules.ChangesNothing.Check(altered, findings, ("kind", kind));
        ProjectChangeRules.OtherMethodology.Check(Family(after.MethodologyCode) == Family(before.MethodologyCode), findings,
            ("before", before.MethodologyCode), ("after", after.MethodologyCode));
    }

    // The facts asked for, with what the kind may alter put back.
    private static ProjectFacts Undone(ProjectChangeKind kind, ProjectFacts before, ProjectFacts after) => kind switch
    {
        ProjectChangeKind.Owner => after,
        ProjectChangeKind.Name => after with { Name = before.Name },
        ProjectChangeKind.MonitoringPlan => after with { Summary = before.Summary, Technology = before.Technology },
        ProjectChangeKind.Methodology => after with
        {
            MethodologyCode = before.MethodologyCode,
            Additionality = before.Additionality,
            AnnualTonnes = before.AnnualTonnes,
            TotalTonnes = before.TotalTonnes,
            Summary = before.Summary,
            Technology = before.Technology,
        },
        ProjectChangeKind.Capacity => after with
        {
            Location = before.Location,
            Longitude = before.Longitude,
            Latitude = before.Latitude,
            GridConnectionOn = before.GridConnectionOn,
            LifetimeYears = before.LifetimeYears,
            AnnualTonnes = before.AnnualTonnes,
            TotalTonnes = before.TotalTonnes,
            Summary = before.Summary,
            Technology = before.Technology,
        },
    };

    private static string Family(string methodology) =>
        methodology.LastIndexOf("-V", StringComparison.Ordinal) is > 0 and var at ? methodology[..at] : methodology;
}
