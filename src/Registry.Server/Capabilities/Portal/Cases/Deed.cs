using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>The slices that do what the forms ask.</summary>
public sealed class CaseSlices(Proposals proposals, IssueUnits issue, Applications.Submission.Drafts drafts, AcceptApplication accept, ModerateComment moderate)
{
    internal Proposals Proposals => proposals;

    internal IssueUnits Issue => issue;

    internal Applications.Submission.Drafts Drafts => drafts;

    internal AcceptApplication Accept => accept;

    internal ModerateComment Moderate => moderate;
}

/// <summary>One form that was sent: who, on which case, what was typed, and the id under which it is done once.</summary>
internal sealed record Deed(CaseSlices Slices, Actor Actor, CaseView View, CaseComment? Comment, Typed Typed, string Once)
{
    /// <summary>The case.</summary>
    public long Id => View.Id;

    /// <summary>The comment that it is about.</summary>
    public long CommentId => Comment?.Id ?? 0;

    /// <summary>Proposes to the second person.</summary>
    public async Task<string> Propose<TAct, TCommand>(TCommand command) where TAct : TwoPersonAct<TCommand>
    {
        Typed.RequireRead();
        var proposed = await Slices.Proposals.Propose<TAct, TCommand>(Actor, command, Once);
        return $"/portal/proposals/{proposed.Id}";
    }

    /// <summary>Proposes an issuance.</summary>
    public async Task<string> ProposeIssuance(IssueUnits.Command command)
    {
        Typed.RequireRead();
        var proposed = await Slices.Proposals.Propose(Actor, Slices.Issue, command, Once);
        return $"/portal/proposals/{proposed.Id}";
    }

    /// <summary>Does what one person does, and leads back to the case.</summary>
    public async Task<string> Alone(Func<Task> act)
    {
        Typed.RequireRead();
        await act();
        return $"/portal/applications/{Id}?done=1";
    }
}
