using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>Where a comment of a public notice (意见) stands.</summary>
public enum CommentStatus
{
    /// <summary>Waits for the registry to read it.</summary>
    Awaiting,

    /// <summary>Everybody may read it; who wrote it is not shown.</summary>
    Published,

    /// <summary>Not published.</summary>
    Refused,
}

/// <summary>What is done to a comment.</summary>
public enum CommentAction
{
    /// <summary>Write it.</summary>
    Post,

    /// <summary>Publish it.</summary>
    Publish,

    /// <summary>Keep it back, with a reason.</summary>
    Refuse,

    /// <summary>The owner answers it.</summary>
    Reply,

    /// <summary>The body says whether the answer holds.</summary>
    Verify,
}

/// <summary>A commenter's standing: how often a comment was refused with a warning, and whether the right is suspended.</summary>
/// <param name="Warnings">Refused comments so far.</param>
/// <param name="Suspended">Whether the right to comment is suspended.</param>
public readonly record struct CommenterStanding(int Warnings, bool Suspended);

/// <summary>Comments on a public notice: who may write when, and how they are moderated and answered.</summary>
public static class NoticeComments
{
    /// <summary>Longest comment, characters.</summary>
    public const int MaxLength = 5000;

    /// <summary>The steps of a comment.</summary>
    public static readonly TransitionTable<CommentStatus, CommentAction> Table = new("comment", Cite.RegistrationRules(19),
        (CommentStatus.Awaiting, CommentAction.Publish, CommentStatus.Published, By.Officer),
        (CommentStatus.Awaiting, CommentAction.Refuse, CommentStatus.Refused, By.Officer),
        (CommentStatus.Published, CommentAction.Reply, CommentStatus.Published, By.TwoRepresentatives),
        (CommentStatus.Published, CommentAction.Verify, CommentStatus.Published, By.Verifier));

    /// <summary>Decides whether a comment is taken. Precedence: the person, the case, the time, the text.</summary>
    /// <param name="commenter">The person's standing.</param>
    /// <param name="isNamedBody">Whether the person represents the body that the case names.</param>
    /// <param name="status">Where the application stands.</param>
    /// <param name="window">Days of the notice; null where none is set.</param>
    /// <param name="suspended">Whether the notice is suspended.</param>
    /// <param name="day">Day of law on which it is written.</param>
    /// <param name="content">The text.</param>
    /// <exception cref="RefusalException">One of the conditions does not hold.</exception>
    public static void Post(CommenterStanding commenter, bool isNamedBody, ApplicationStatus status, NoticeWindow? window, bool suspended, DateOnly day, string? content)
    {
        ApplicationRules.CommenterSuspended.Require(!commenter.Suspended);
        ApplicationRules.CommentOnOwnCase.Require(!isNamedBody);
        var open = status == ApplicationStatus.NoticeRunning && !suspended && window is not null && window.Contains(day);
        ApplicationRules.CommentOutsideNotice.Require(open, ("start", window?.Start), ("end", window?.End), ("suspended", suspended));
        var length = string.IsNullOrWhiteSpace(content) ? 0 : content.EnumerateRunes().Count();
        ApplicationRules.CommentEmpty.Require(length is > 0 and <= MaxLength, ("length", length), ("max", MaxLength));
    }

    /// <summary>Standing after a comment was refused: the first refusals warn, the next suspends.</summary>
    public static CommenterStanding AfterRefusal(CommenterStanding before, DateOnly day) =>
        new(before.Warnings + 1, before.Suspended || before.Warnings >= Regime.On(day).CommentWarnings.Value);

    /// <summary>Whether comments that arrived outside this system may be recorded: from the notice until the body has uploaded.</summary>
    public static void RecordOutside(ApplicationStatus status, int comments, string? source)
    {
        ApplicationRules.OutsideCommentsNotNow.Require(status is ApplicationStatus.NoticeRunning or ApplicationStatus.AwaitingUpload, ("state", status));
        GeneralRules.ValueMalformed.Require(comments >= 0, ("field", "comments"), ("value", comments));
        ApplicationRules.OutsideSourceMissing.Require(!string.IsNullOrWhiteSpace(source));
    }
}
