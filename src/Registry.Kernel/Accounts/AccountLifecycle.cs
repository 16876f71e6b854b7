using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>Where an account stands.</summary>
public enum AccountStatus
{
    /// <summary>Taken over from the old system; nothing is done with it until its missing particulars are complete and approved. Questions and answers 1.2.3.</summary>
    Incomplete,

    /// <summary>In full use.</summary>
    Open,

    /// <summary>Its use is limited to some degree (限制使用).</summary>
    Restricted,

    /// <summary>Nobody signs in or acts for it.</summary>
    Suspended,

    /// <summary>Its closure was accepted: nothing can be done with it any more, not even a query.</summary>
    Closing,

    /// <summary>Closed for good; its history stays.</summary>
    Closed,
}

/// <summary>Steps of an account.</summary>
public enum AccountAction
{
    /// <summary>Open it.</summary>
    Open,

    /// <summary>Take it over from the old system.</summary>
    TakeOver,

    /// <summary>Approve the particulars that were missing.</summary>
    Complete,

    /// <summary>Put a change of its particulars into effect.</summary>
    Change,

    /// <summary>Limit its use, or change the degree.</summary>
    Restrict,

    /// <summary>Suspend it.</summary>
    Suspend,

    /// <summary>Lift the limit or the suspension.</summary>
    Restore,

    /// <summary>Accept its closure.</summary>
    AcceptClosure,

    /// <summary>Close it.</summary>
    CompleteClosure,
}

/// <summary>How far the use of an account is limited; each degree includes the ones before it. Registration rules, article 10.</summary>
public enum RestrictionLevel
{
    /// <summary>It does not trade (暂停交易).</summary>
    Trading,

    /// <summary>No units leave it (禁止转出).</summary>
    TransferOut,

    /// <summary>It starts no business at all (禁止发起业务); signing in and reading stay.</summary>
    Business,
}

/// <summary>Where the application for an account stands.</summary>
public enum OpeningStatus
{
    /// <summary>Being filled in.</summary>
    Draft,

    /// <summary>Received by the registry body, which decides.</summary>
    AwaitingReview,

    /// <summary>Sent back with what is missing.</summary>
    Returned,

    /// <summary>The account is open.</summary>
    Approved,

    /// <summary>Refused with reasons; the subject may apply anew.</summary>
    Refused,

    /// <summary>Taken back by the applicant.</summary>
    Withdrawn,

    /// <summary>Received by the exchange for its preliminary review (初审); joint opening only.</summary>
    AwaitingPreliminaryReview,

    /// <summary>Sent back by the exchange at the preliminary review.</summary>
    PreliminaryReturned,

    /// <summary>Passed the preliminary review; the exchange waits for the originals on paper.</summary>
    AwaitingPaper,

    /// <summary>The originals arrived and are reviewed by the exchange (复审).</summary>
    PaperReview,

    /// <summary>Refused by the exchange after its review of the originals; the applicant may mend it.</summary>
    PaperRefused,

    /// <summary>Refused by the registry body; the applicant may mend it, and the exchange reviews it anew.</summary>
    RegistryRefused,
}

/// <summary>Steps of an application for an account.</summary>
public enum OpeningAction
{
    /// <summary>Keep an unfinished form.</summary>
    Save,

    /// <summary>Hand in, for the first time or again.</summary>
    Submit,

    /// <summary>Send back with what is missing.</summary>
    Return,

    /// <summary>Open the account.</summary>
    Approve,

    /// <summary>Refuse.</summary>
    Refuse,

    /// <summary>Take back.</summary>
    Withdraw,

    /// <summary>Pass the preliminary review and ask for the originals on paper.</summary>
    PassPreliminary,

    /// <summary>Record that the originals arrived.</summary>
    ReceivePaper,

    /// <summary>Pass the review of the originals and hand them on to the registry body.</summary>
    PassPaper,

    /// <summary>Refuse after the review of the originals.</summary>
    RefusePaper,
}

/// <summary>Where a change of an account's particulars stands.</summary>
public enum AccountChangeStatus
{
    /// <summary>Received by the registry body, which decides.</summary>
    AwaitingReview,

    /// <summary>In effect.</summary>
    Approved,

    /// <summary>Refused with a reason.</summary>
    Refused,
}

/// <summary>Steps of a change of an account's particulars.</summary>
public enum AccountChangeAction
{
    /// <summary>Ask for it.</summary>
    Request,

    /// <summary>Put it into effect.</summary>
    Approve,

    /// <summary>Refuse it.</summary>
    Refuse,
}

/// <summary>Why an account is closed (关闭账户). Registration rules, article 11.</summary>
public enum ClosureGround
{
    /// <summary>The holder wants it.</summary>
    Application,

    /// <summary>Merger (合并).</summary>
    Merger,

    /// <summary>Division (分立).</summary>
    Division,

    /// <summary>Dissolution (解散).</summary>
    Dissolution,

    /// <summary>Bankruptcy (破产).</summary>
    Bankruptcy,

    /// <summary>Death of a natural person.</summary>
    Death,
}

/// <summary>The steps that accounts and their applications can take.</summary>
public static class AccountLifecycle
{
    /// <summary>Steps of an account. Closing has no way back: registration rules, article 11.</summary>
    public static readonly TransitionTable<AccountStatus, AccountAction> Account = new("account", Cite.RegistrationRules(10),
        (AccountStatus.Incomplete, AccountAction.Complete, AccountStatus.Open, By.TwoOfficers),
        (AccountStatus.Incomplete, AccountAction.AcceptClosure, AccountStatus.Closing, By.TwoOfficers),
        (AccountStatus.Open, AccountAction.Change, AccountStatus.Open, By.TwoOfficers),
        (AccountStatus.Restricted, AccountAction.Change, AccountStatus.Restricted, By.TwoOfficers),
        (AccountStatus.Suspended, AccountAction.Change, AccountStatus.Suspended, By.TwoOfficers),
        (AccountStatus.Open, AccountAction.Restrict, AccountStatus.Restricted, By.TwoOfficers),
        (AccountStatus.Open, AccountAction.Suspend, AccountStatus.Suspended, By.TwoOfficers),
        (AccountStatus.Open, AccountAction.AcceptClosure, AccountStatus.Closing, By.TwoOfficers),
        (AccountStatus.Restricted, AccountAction.Restrict, AccountStatus.Restricted, By.TwoOfficers),
        (AccountStatus.Restricted, AccountAction.Suspend, AccountStatus.Suspended, By.TwoOfficers),
        (AccountStatus.Restricted, AccountAction.Restore, AccountStatus.Open, By.TwoOfficers),
        (AccountStatus.Restricted, AccountAction.AcceptClosure, AccountStatus.Closing, By.TwoOfficers),
        (AccountStatus.Suspended, AccountAction.Restore, AccountStatus.Open, By.TwoOfficers),
        (AccountStatus.Suspended, AccountAction.AcceptClosure, AccountStatus.Closing, By.TwoOfficers),
        (AccountStatus.Closing, AccountAction.CompleteClosure, AccountStatus.Closed, By.TwoOfficers));

    /// <summary>Steps of an independent opening (独立开户). The passing of time decides nothing: registration rules, article 7.</summary>
    public static readonly TransitionTable<OpeningStatus, OpeningAction> Opening = new("account-opening", Cite.RegistrationRules(7),
        (OpeningStatus.Draft, OpeningAction.Save, OpeningStatus.Draft, By.Visitor),
        (OpeningStatus.Returned, OpeningAction.Save, OpeningStatus.Returned, By.Visitor),
        (OpeningStatus.Draft, OpeningAction.Submit, OpeningStatus.AwaitingReview, By.Visitor),
        (OpeningStatus.Draft, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.AwaitingReview, OpeningAction.Return, OpeningStatus.Returned, By.Officer),
        (OpeningStatus.AwaitingReview, OpeningAction.Approve, OpeningStatus.Approved, By.TwoOfficers),
        (OpeningStatus.AwaitingReview, OpeningAction.Refuse, OpeningStatus.Refused, By.TwoOfficers),
        (OpeningStatus.AwaitingReview, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.Returned, OpeningAction.Submit, OpeningStatus.AwaitingReview, By.Visitor),
        (OpeningStatus.Returned, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor));

    /// <summary>
    /// Steps of a joint opening (联合开户): the exchange reviews the form and the originals, then the registry body decides as in an independent one. Whatever
    /// was sent back or refused goes to the exchange again. Trading rules, article 6.
    /// </summary>
    public static readonly TransitionTable<OpeningStatus, OpeningAction> JointOpening = new("account-joint-opening", Cite.TradingRules(6),
        (OpeningStatus.Draft, OpeningAction.Save, OpeningStatus.Draft, By.Visitor),
        (OpeningStatus.Draft, OpeningAction.Submit, OpeningStatus.AwaitingPreliminaryReview, By.Visitor),
        (OpeningStatus.Draft, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.AwaitingPreliminaryReview, OpeningAction.Return, OpeningStatus.PreliminaryReturned, By.Exchange),
        (OpeningStatus.AwaitingPreliminaryReview, OpeningAction.PassPreliminary, OpeningStatus.AwaitingPaper, By.Exchange),
        (OpeningStatus.AwaitingPreliminaryReview, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.PreliminaryReturned, OpeningAction.Save, OpeningStatus.PreliminaryReturned, By.Visitor),
        (OpeningStatus.PreliminaryReturned, OpeningAction.Submit, OpeningStatus.AwaitingPreliminaryReview, By.Visitor),
        (OpeningStatus.PreliminaryReturned, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.AwaitingPaper, OpeningAction.ReceivePaper, OpeningStatus.PaperReview, By.Exchange),
        (OpeningStatus.AwaitingPaper, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.PaperReview, OpeningAction.RefusePaper, OpeningStatus.PaperRefused, By.Exchange),
        (OpeningStatus.PaperReview, OpeningAction.PassPaper, OpeningStatus.AwaitingReview, By.Exchange),
        (OpeningStatus.PaperReview, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.PaperRefused, OpeningAction.Save, OpeningStatus.PaperRefused, By.Visitor),
        (OpeningStatus.PaperRefused, OpeningAction.Submit, OpeningStatus.AwaitingPreliminaryReview, By.Visitor),
        (OpeningStatus.PaperRefused, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.AwaitingReview, OpeningAction.Approve, OpeningStatus.Approved, By.TwoOfficers),
        (OpeningStatus.AwaitingReview, OpeningAction.Refuse, OpeningStatus.RegistryRefused, By.TwoOfficers),
        (OpeningStatus.AwaitingReview, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor),
        (OpeningStatus.RegistryRefused, OpeningAction.Save, OpeningStatus.RegistryRefused, By.Visitor),
        (OpeningStatus.RegistryRefused, OpeningAction.Submit, OpeningStatus.AwaitingPreliminaryReview, By.Visitor),
        (OpeningStatus.RegistryRefused, OpeningAction.Withdraw, OpeningStatus.Withdrawn, By.Visitor));

    /// <summary>The steps of an opening by its route.</summary>
    public static TransitionTable<OpeningStatus, OpeningAction> OpeningBy(OpeningRoute route) => route switch
    {
        OpeningRoute.Independent or OpeningRoute.Legacy => Opening,
        OpeningRoute.Joint => JointOpening,
    };

    /// <summary>Steps of a change of particulars (变更). Registration rules, article 8.</summary>
    public static readonly TransitionTable<AccountChangeStatus, AccountChangeAction> Change = new("account-change", Cite.RegistrationRules(8),
        (AccountChangeStatus.AwaitingReview, AccountChangeAction.Approve, AccountChangeStatus.Approved, By.TwoOfficers),
        (AccountChangeStatus.AwaitingReview, AccountChangeAction.Refuse, AccountChangeStatus.Refused, By.TwoOfficers));
}
