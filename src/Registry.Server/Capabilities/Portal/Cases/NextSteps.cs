using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>A step that somebody may take now.</summary>
/// <param name="Act">Which.</param>
/// <param name="Href">Where its form is.</param>
internal sealed record NextStep(CaseAct Act, string Href);

/// <summary>
/// What a person may do to a case now: the steps of the transition table that the person's capacity takes, and the acts beside it. Who confirms
/// confirms proposals, and begins nothing.
/// </summary>
internal static class NextSteps
{
    /// <summary>All acts that have a form.</summary>
    public static readonly IReadOnlyList<CaseAct> Acts = [.. OwnerActs.All, .. BodyActs.All, .. OfficerActs.All];

    /// <summary>Steps that are the ending of a proposal, on the proposal's own page, or no form's.</summary>
    public static readonly IReadOnlySet<ApplicationAction> OfProposals = new HashSet<ApplicationAction>
    {
        ApplicationAction.Begin, ApplicationAction.ConfirmSubmission, ApplicationAction.ReturnToDraft, ApplicationAction.ConfirmFiling, ApplicationAction.ReturnFiling,
    };

    /// <summary>The steps on the case itself; those that wait for a second person already are left out.</summary>
    public static IReadOnlyList<NextStep> Of(CaseView view, ActorRole role)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [.. Acts.Where(act => !act.OfComment && MayTake(act, view, null, role)).Select(act => new NextStep(act, act.Href(view.Id)))];
    }

    /// <summary>The steps on one of its comments.</summary>
    public static IReadOnlyList<NextStep> Of(CaseView view, CaseComment comment, ActorRole role)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return [.. Acts.Where(act => act.OfComment && MayTake(act, view, comment, role)).Select(act => new NextStep(act, act.Href(view.Id, comment.Id)))];
    }

    /// <summary>Whether a person may begin an act on a case.</summary>
    public static bool MayTake(CaseAct act, CaseView view, CaseComment? comment, ActorRole role) =>
        Begins(role) && act.Side == view.Side && (act.Action is not { } action || Available(view).Contains(action))
        && act.When(view, comment) && !view.Pending.Any(p => p.Action == act.Code && p.Subject == act.Subject(view, comment));

    private static IEnumerable<ApplicationAction> Available(CaseView view) =>
        ApplicationLifecycle.Table.Available(view.Head.Status, CaseSight.Capacities(view.Side) & ~By.Confirmer).Except(OfProposals);

    private static bool Begins(ActorRole role) => role is ActorRole.Initiator or ActorRole.Clerk;
}
