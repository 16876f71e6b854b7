using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Suggestions;

/// <summary>Where a methodology suggestion (方法学建议) stands. The texts name the window and who may file; the states are our proposal.</summary>
public enum SuggestionStatus
{
    /// <summary>Being written (草稿); seen by its account alone.</summary>
    Draft,

    /// <summary>Handed in (已提交); may be recalled until its form check begins.</summary>
    Submitted,

    /// <summary>Its form is being checked (形式审查).</summary>
    FormCheck,

    /// <summary>Sent back with what is missing (退回补正).</summary>
    Returned,

    /// <summary>Assessed, with opinions of experts (评估遴选).</summary>
    Assessment,

    /// <summary>Published so that everybody may comment (公开征求意见).</summary>
    PublicComment,

    /// <summary>Adopted (采纳): a methodology is made of it.</summary>
    Adopted,

    /// <summary>Not adopted (未采纳), with a reason.</summary>
    NotAdopted,

    /// <summary>The methodology made of it is published (发布) and stands in the register.</summary>
    Published,

    /// <summary>Taken back by its account (已撤回).</summary>
    Withdrawn,
}

/// <summary>Steps of a methodology suggestion.</summary>
public enum SuggestionAction
{
    /// <summary>Keep what is written.</summary>
    Save,

    /// <summary>Hand in, for the first time or again.</summary>
    Submit,

    /// <summary>Take back into draft what nobody has begun to check.</summary>
    Recall,

    /// <summary>Give up.</summary>
    Withdraw,

    /// <summary>Begin the form check.</summary>
    BeginFormCheck,

    /// <summary>Find the form right.</summary>
    PassFormCheck,

    /// <summary>Send back with what is missing.</summary>
    Return,

    /// <summary>Record the opinion of an expert.</summary>
    Assess,

    /// <summary>Publish for comment.</summary>
    OpenForComment,

    /// <summary>Adopt.</summary>
    Adopt,

    /// <summary>Not adopt.</summary>
    Decline,

    /// <summary>Link to the methodology that was published and registered.</summary>
    Publish,
}

/// <summary>The steps of a methodology suggestion.</summary>
public static class SuggestionLifecycle
{
    /// <summary>
    /// The steps that exist. One person files and takes back, for it asks and decides nothing; whatever the registry answers takes two officers, but for
    /// the note that the check of the form began. What is public is not withdrawn. Questions and answers 1.5.1; states and order are our proposal.
    /// </summary>
    public static readonly TransitionTable<SuggestionStatus, SuggestionAction> Table = new("methodology-suggestion", Cite.Design("methodology-suggestions"),
        (SuggestionStatus.Draft, SuggestionAction.Save, SuggestionStatus.Draft, By.Participant),
        (SuggestionStatus.Draft, SuggestionAction.Submit, SuggestionStatus.Submitted, By.Participant),
        (SuggestionStatus.Draft, SuggestionAction.Withdraw, SuggestionStatus.Withdrawn, By.Participant),
        (SuggestionStatus.Submitted, SuggestionAction.Recall, SuggestionStatus.Draft, By.Participant),
        (SuggestionStatus.Submitted, SuggestionAction.Withdraw, SuggestionStatus.Withdrawn, By.Participant),
        (SuggestionStatus.Submitted, SuggestionAction.BeginFormCheck, SuggestionStatus.FormCheck, By.Officer),
        (SuggestionStatus.FormCheck, SuggestionAction.PassFormCheck, SuggestionStatus.Assessment, By.TwoOfficers),
        (SuggestionStatus.FormCheck, SuggestionAction.Return, SuggestionStatus.Returned, By.TwoOfficers),
        (SuggestionStatus.FormCheck, SuggestionAction.Withdraw, SuggestionStatus.Withdrawn, By.Participant),
        (SuggestionStatus.Returned, SuggestionAction.Save, SuggestionStatus.Returned, By.Participant),
        (SuggestionStatus.Returned, SuggestionAction.Submit, SuggestionStatus.Submitted, By.Participant),
        (SuggestionStatus.Returned, SuggestionAction.Withdraw, SuggestionStatus.Withdrawn, By.Participant),
        (SuggestionStatus.Assessment, SuggestionAction.Assess, SuggestionStatus.Assessment, By.TwoOfficers),
        (SuggestionStatus.Assessment, SuggestionAction.OpenForComment, SuggestionStatus.PublicComment, By.TwoOfficers),
        (SuggestionStatus.Assessment, SuggestionAction.Adopt, SuggestionStatus.Adopted, By.TwoOfficers),
        (SuggestionStatus.Assessment, SuggestionAction.Decline, SuggestionStatus.NotAdopted, By.TwoOfficers),
        (SuggestionStatus.Assessment, SuggestionAction.Withdraw, SuggestionStatus.Withdrawn, By.Participant),
        (SuggestionStatus.PublicComment, SuggestionAction.Adopt, SuggestionStatus.Adopted, By.TwoOfficers),
        (SuggestionStatus.PublicComment, SuggestionAction.Decline, SuggestionStatus.NotAdopted, By.TwoOfficers),
        (SuggestionStatus.Adopted, SuggestionAction.Publish, SuggestionStatus.Published, By.TwoOfficers));

    /// <summary>The states in which everybody sees a suggestion.</summary>
    public static IReadOnlyList<SuggestionStatus> Public { get; } = [SuggestionStatus.PublicComment, SuggestionStatus.Adopted, SuggestionStatus.Published];
}
