using Registry.Kernel.Rules;

namespace Registry.Kernel.Identity;

/// <summary>How often may be tried and how long a session lives.</summary>
public static class SignInLimits
{
    private static readonly Citation Protection = Cite.Standard("GB/T 22239-2019");
    private static readonly Citation Decision = Cite.Design("sign-in");

    /// <summary>Failed attempts on one login that lock it.</summary>
    public static Lawful<int> Failures { get; } = new(5, Protection);

    /// <summary>Failed attempts from one neighbourhood of addresses that lock it out; more than two colleagues mistype.</summary>
    public static Lawful<int> AddressFailures { get; } = new(30, Decision);

    /// <summary>How long a lock lasts, and after how long failures are forgotten.</summary>
    public static Lawful<TimeSpan> LockedFor { get; } = new(TimeSpan.FromMinutes(15), Protection);

    /// <summary>How long officers, administrators and auditors may do nothing.</summary>
    public static Lawful<TimeSpan> IdleStaff { get; } = new(TimeSpan.FromMinutes(15), Protection);

    /// <summary>How long everybody else may do nothing.</summary>
    public static Lawful<TimeSpan> IdleOthers { get; } = new(TimeSpan.FromMinutes(30), Decision);

    /// <summary>After how long without use the login of an officer, another holder of a duty or a representative is disabled.</summary>
    public static Lawful<TimeSpan> Dormant { get; } = new(TimeSpan.FromDays(180), Protection);

    /// <summary>How long a session lives whatever is done in it.</summary>
    public static Lawful<TimeSpan> Absolute { get; } = new(TimeSpan.FromHours(12), Decision);

    /// <summary>How long the second factor may be waited for.</summary>
    public static Lawful<TimeSpan> FirstStep { get; } = new(TimeSpan.FromMinutes(10), Decision);

    /// <summary>How long a one-time code for setting up or activating is good.</summary>
    public static Lawful<TimeSpan> OneTimeCode { get; } = new(TimeSpan.FromHours(24), Decision);

    /// <summary>How long a code for a new password is good.</summary>
    public static Lawful<TimeSpan> ResetCode { get; } = new(TimeSpan.FromMinutes(15), Decision);

    /// <summary>How long a code for one step is good; the standard allows ten minutes at most.</summary>
    public static Lawful<TimeSpan> StepUp { get; } = new(TimeSpan.FromMinutes(5), Cite.Asvs("6.6.2"));

    /// <summary>How many codes may be tried for one step.</summary>
    public static Lawful<int> StepUpTries { get; } = new(5, Cite.Asvs("6.6.3"));

    /// <summary>How long a passkey may take to answer a challenge, which counts once.</summary>
    public static Lawful<TimeSpan> PasskeyChallenge { get; } = new(TimeSpan.FromMinutes(5), Decision);

    /// <summary>How many passkeys a login has at most.</summary>
    public static Lawful<int> Passkeys { get; } = new(5, Decision);

    /// <summary>How long a proof of the second factor given anew opens one change of the factors.</summary>
    public static Lawful<TimeSpan> FactorProof { get; } = new(TimeSpan.FromMinutes(5), Cite.Asvs("7.5.1"));

    /// <summary>How long acts that need a code wait after a representative, or a representative's number, password or second factor, was changed; an operator may set another time.</summary>
    public static Lawful<TimeSpan> ChangeWait { get; } = new(TimeSpan.FromHours(24), Cite.Design("step-up"));

    /// <summary>Until when nothing more is looked at; null where it is.</summary>
    /// <param name="failures">Attempts counted so far.</param>
    /// <param name="most">How many are allowed.</param>
    /// <param name="last">When the last was counted.</param>
    /// <param name="now">The instant.</param>
    public static DateTimeOffset? LockedUntil(int failures, int most, DateTimeOffset last, DateTimeOffset now) =>
        failures >= most && last + LockedFor.Value > now ? last + LockedFor.Value : null;

    /// <summary>Whether a session is over at an instant.</summary>
    /// <param name="staff">Whether it is of an officer, an administrator or an auditor.</param>
    /// <param name="seen">When it was last used.</param>
    /// <param name="expires">When it ends whatever is done.</param>
    /// <param name="now">The instant.</param>
    public static bool IsOver(bool staff, DateTimeOffset seen, DateTimeOffset expires, DateTimeOffset now) =>
        now >= expires || now >= seen + (staff ? IdleStaff : IdleOthers).Value;
}
