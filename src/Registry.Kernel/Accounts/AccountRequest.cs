using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Accounts;

/// <summary>What a holder asks the registry body for.</summary>
public enum AccountRequestKind
{
    /// <summary>To close the account. Registration rules, article 11.</summary>
    Closure,

    /// <summary>To lift the limit on its use after what was wrong was mended. Registration rules, article 10.</summary>
    Recovery,

    /// <summary>To let a representative begin anew who lost the device of the second factor; the login is suspended meanwhile.</summary>
    Access,
}

/// <summary>Where such a request stands.</summary>
public enum AccountRequestStatus
{
    /// <summary>Two officers decide.</summary>
    AwaitingReview,

    /// <summary>What was asked for was done.</summary>
    Granted,

    /// <summary>Refused with a reason.</summary>
    Refused,
}

/// <summary>Steps of such a request.</summary>
public enum AccountRequestAction
{
    /// <summary>Ask.</summary>
    Request,

    /// <summary>Do what was asked for.</summary>
    Grant,

    /// <summary>Refuse it.</summary>
    Refuse,
}

/// <summary>The steps of requests.</summary>
public static class AccountRequests
{
    /// <summary>A request is decided once, by two officers.</summary>
    public static readonly TransitionTable<AccountRequestStatus, AccountRequestAction> Lifecycle = new("account-request", Cite.RegistrationRules(10),
        (AccountRequestStatus.AwaitingReview, AccountRequestAction.Grant, AccountRequestStatus.Granted, By.TwoOfficers),
        (AccountRequestStatus.AwaitingReview, AccountRequestAction.Refuse, AccountRequestStatus.Refused, By.TwoOfficers));
}
