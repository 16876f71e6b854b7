using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>Whether an application is for a project or for the reductions of one period.</summary>
public enum ApplicationKind
{
    /// <summary>Project registration (项目登记), business code 053.</summary>
    Project,

    /// <summary>Reduction registration (减排量登记), business code 056.</summary>
    Reduction,
}

/// <summary>Where an application stands. The codes of the real system are given by <see cref="ApplicationLifecycle.PublicCode"/>.</summary>
public enum ApplicationStatus
{
    /// <summary>Being written by the initiator.</summary>
    Draft,

    /// <summary>Submitted by the initiator, waits for the confirmer.</summary>
    AwaitingConfirmer,

    /// <summary>Waits for the registry to approve the public notice.</summary>
    AwaitingNoticeApproval,

    /// <summary>The registry sent it back before the notice.</summary>
    NoticeReturned,

    /// <summary>Public notice set or running.</summary>
    NoticeRunning,

    /// <summary>Notice over; waits for the body's report.</summary>
    AwaitingUpload,

    /// <summary>The body has uploaded; waits for the owner to take it.</summary>
    AwaitingOwner,

    /// <summary>Waits for the owner's application for registration.</summary>
    AwaitingFiling,

    /// <summary>Application made by the initiator, waits for the confirmer.</summary>
    FilingAwaitingConfirmer,

    /// <summary>Filed; waits for the registry to accept it.</summary>
    AwaitingAcceptance,

    /// <summary>Sent back to be completed.</summary>
    ReturnedForCompletion,

    /// <summary>In the registry's review.</summary>
    UnderReview,

    /// <summary>In review, with experts who assess it (技术评估); nothing is decided meanwhile.</summary>
    UnderAssessment,

    /// <summary>Registered.</summary>
    Registered,

    /// <summary>Recalled during the notice.</summary>
    Withdrawn,

    /// <summary>Refused or given up.</summary>
    Ended,
}

/// <summary>What is done to an application.</summary>
public enum ApplicationAction
{
    /// <summary>Begin a draft.</summary>
    Begin,

    /// <summary>Submit for public notice.</summary>
    Submit,

    /// <summary>Confirm the submission.</summary>
    ConfirmSubmission,

    /// <summary>Send the submission back to draft.</summary>
    ReturnToDraft,

    /// <summary>Give up a draft.</summary>
    Discard,

    /// <summary>Take up a returned application again.</summary>
    Revise,

    /// <summary>Approve the public notice and set its dates.</summary>
    ApproveNotice,

    /// <summary>Send back before the notice.</summary>
    ReturnNotice,

    /// <summary>Move or suspend a notice, with a reason.</summary>
    ChangeNotice,

    /// <summary>Recall during the notice.</summary>
    Recall,

    /// <summary>The notice ends.</summary>
    CloseNotice,

    /// <summary>The body uploads final documents, report and conclusion.</summary>
    Upload,

    /// <summary>The owner takes the upload.</summary>
    AcceptUpload,

    /// <summary>The owner sends the upload back to the body.</summary>
    ReturnUpload,

    /// <summary>Apply for registration.</summary>
    File,

    /// <summary>Confirm the application.</summary>
    ConfirmFiling,

    /// <summary>Send the application back to the initiator.</summary>
    ReturnFiling,

    /// <summary>The registry accepts the application; its clock starts.</summary>
    Accept,

    /// <summary>The registry names what is missing.</summary>
    ReturnForCompletion,

    /// <summary>The owner has completed it.</summary>
    Complete,

    /// <summary>Appoint experts to assess it.</summary>
    RequestAssessment,

    /// <summary>Record what the leader of the experts concludes.</summary>
    ConcludeAssessment,

    /// <summary>End an assessment without a conclusion.</summary>
    CallOffAssessment,

    /// <summary>Register.</summary>
    Register,

    /// <summary>Refuse registration (不予登记).</summary>
    Refuse,

    /// <summary>Give up, or end, before the application is filed.</summary>
    Abort,
}

/// <summary>The steps of an application, the same for projects and reductions.</summary>
public static class ApplicationLifecycle
{
    /// <summary>The steps that exist.</summary>
    public static readonly TransitionTable<ApplicationStatus, ApplicationAction> Table = new("application", Cite.Measures(12),
        (ApplicationStatus.Draft, ApplicationAction.Submit, ApplicationStatus.AwaitingConfirmer, By.Initiator),
        (ApplicationStatus.Draft, ApplicationAction.Discard, ApplicationStatus.Ended, By.Initiator),
        (ApplicationStatus.AwaitingConfirmer, ApplicationAction.ConfirmSubmission, ApplicationStatus.AwaitingNoticeApproval, By.TwoRepresentatives),
        (ApplicationStatus.AwaitingConfirmer, ApplicationAction.ReturnToDraft, ApplicationStatus.Draft, By.Initiator | By.Confirmer | By.Clock),
        (ApplicationStatus.AwaitingNoticeApproval, ApplicationAction.ApproveNotice, ApplicationStatus.NoticeRunning, By.TwoOfficers),
        (ApplicationStatus.AwaitingNoticeApproval, ApplicationAction.ReturnNotice, ApplicationStatus.NoticeReturned, By.TwoOfficers),
        (ApplicationStatus.NoticeReturned, ApplicationAction.Revise, ApplicationStatus.Draft, By.Initiator),
        (ApplicationStatus.NoticeReturned, ApplicationAction.Discard, ApplicationStatus.Ended, By.Initiator),
        (ApplicationStatus.NoticeRunning, ApplicationAction.ChangeNotice, ApplicationStatus.NoticeRunning, By.TwoOfficers),
        (ApplicationStatus.NoticeRunning, ApplicationAction.Recall, ApplicationStatus.Withdrawn, By.TwoOfficers),
        (ApplicationStatus.NoticeRunning, ApplicationAction.CloseNotice, ApplicationStatus.AwaitingUpload, By.Clock),
        (ApplicationStatus.AwaitingUpload, ApplicationAction.Upload, ApplicationStatus.AwaitingOwner, By.Verifier),
        (ApplicationStatus.AwaitingUpload, ApplicationAction.Abort, ApplicationStatus.Ended, By.TwoRepresentatives | By.TwoOfficers),
        (ApplicationStatus.AwaitingOwner, ApplicationAction.AcceptUpload, ApplicationStatus.AwaitingFiling, By.TwoRepresentatives),
        (ApplicationStatus.AwaitingOwner, ApplicationAction.ReturnUpload, ApplicationStatus.AwaitingUpload, By.TwoRepresentatives),
        (ApplicationStatus.AwaitingOwner, ApplicationAction.Abort, ApplicationStatus.Ended, By.TwoRepresentatives | By.TwoOfficers),
        (ApplicationStatus.AwaitingFiling, ApplicationAction.File, ApplicationStatus.FilingAwaitingConfirmer, By.Initiator),
        (ApplicationStatus.AwaitingFiling, ApplicationAction.Abort, ApplicationStatus.Ended, By.TwoRepresentatives | By.TwoOfficers),
        (ApplicationStatus.FilingAwaitingConfirmer, ApplicationAction.ConfirmFiling, ApplicationStatus.AwaitingAcceptance, By.TwoRepresentatives),
        (ApplicationStatus.FilingAwaitingConfirmer, ApplicationAction.ReturnFiling, ApplicationStatus.AwaitingFiling, By.Initiator | By.Confirmer | By.Clock),
        (ApplicationStatus.AwaitingAcceptance, ApplicationAction.Accept, ApplicationStatus.UnderReview, By.Officer),
        (ApplicationStatus.AwaitingAcceptance, ApplicationAction.Refuse, ApplicationStatus.Ended, By.TwoOfficers),
        (ApplicationStatus.UnderReview, ApplicationAction.ReturnForCompletion, ApplicationStatus.ReturnedForCompletion, By.TwoOfficers),
        (ApplicationStatus.ReturnedForCompletion, ApplicationAction.Complete, ApplicationStatus.UnderReview, By.TwoRepresentatives),
        (ApplicationStatus.ReturnedForCompletion, ApplicationAction.Refuse, ApplicationStatus.Ended, By.TwoOfficers),
        (ApplicationStatus.UnderReview, ApplicationAction.RequestAssessment, ApplicationStatus.UnderAssessment, By.TwoOfficers),
        (ApplicationStatus.UnderAssessment, ApplicationAction.ConcludeAssessment, ApplicationStatus.UnderReview, By.TwoOfficers),
        (ApplicationStatus.UnderAssessment, ApplicationAction.CallOffAssessment, ApplicationStatus.UnderReview, By.TwoOfficers),
        (ApplicationStatus.UnderReview, ApplicationAction.Register, ApplicationStatus.Registered, By.TwoOfficers),
        (ApplicationStatus.UnderReview, ApplicationAction.Refuse, ApplicationStatus.Ended, By.TwoOfficers));

    /// <summary>State code of the real system (<c>applyStatus</c>). Codes 01, 02, 04, 05, 09 to 12 were never public there and are ours.</summary>
    public static string Code(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => "01",
        ApplicationStatus.AwaitingConfirmer => "02",
        ApplicationStatus.NoticeRunning => "03",
        ApplicationStatus.AwaitingNoticeApproval => "04",
        ApplicationStatus.NoticeReturned => "05",
        ApplicationStatus.AwaitingUpload => "06",
        ApplicationStatus.AwaitingOwner => "07",
        ApplicationStatus.AwaitingFiling => "08",
        ApplicationStatus.FilingAwaitingConfirmer => "09",
        ApplicationStatus.AwaitingAcceptance => "10",
        ApplicationStatus.ReturnedForCompletion => "11",
        ApplicationStatus.UnderAssessment => "12",
        ApplicationStatus.UnderReview => "13",
        ApplicationStatus.Registered => "14",
        ApplicationStatus.Withdrawn => "97",
        ApplicationStatus.Ended => "99",
    };

    /// <summary>The code that the public sees: the steps inside the owner's filing and inside the registry's review are one state each.</summary>
    public static string PublicCode(ApplicationStatus status) => status switch
    {
        ApplicationStatus.FilingAwaitingConfirmer => "08",
        ApplicationStatus.AwaitingAcceptance or ApplicationStatus.ReturnedForCompletion or ApplicationStatus.UnderAssessment => "13",
        _ => Code(status),
    };

    /// <summary>States in which an application is neither decided nor given up.</summary>
    public static bool IsOpen(ApplicationStatus status) =>
        status is not (ApplicationStatus.Registered or ApplicationStatus.Withdrawn or ApplicationStatus.Ended);
}
