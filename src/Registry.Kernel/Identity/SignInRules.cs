using Registry.Kernel.Rules;

namespace Registry.Kernel.Identity;

/// <summary>Rules of signing in: names, passwords, second factors, sessions. Classified protection, level 3, chapter 8.1.4.1.</summary>
public static class SignInRules
{
    private static readonly Citation Protection = Cite.Standard("GB/T 22239-2019");
    private static readonly Citation Decision = Cite.Design("sign-in");

    /// <summary>The password has fewer characters than the profile asks for.</summary>
    public static readonly Rule PasswordTooShort = Rule.Define("sign-in.password-too-short", RefusalKind.Unmet, Protection, Cite.Asvs("6.2.1"));

    /// <summary>The password has more characters than the profile allows.</summary>
    public static readonly Rule PasswordTooLong = Rule.Define("sign-in.password-too-long", RefusalKind.Unmet, Cite.Asvs("6.2.9"), Decision);

    /// <summary>The password has too few kinds of characters.</summary>
    public static readonly Rule PasswordTooPlain = Rule.Define("sign-in.password-too-plain", RefusalKind.Unmet, Protection, Decision);

    /// <summary>The password is one that is tried first by everybody.</summary>
    public static readonly Rule PasswordCommon = Rule.Define("sign-in.password-common", RefusalKind.Unmet, Cite.Asvs("6.2.4"), Decision);

    /// <summary>The password holds a word that belongs to the person, the account or the registry.</summary>
    public static readonly Rule PasswordTells = Rule.Define("sign-in.password-tells", RefusalKind.Unmet, Cite.Asvs("6.2.11"), Decision);

    /// <summary>The password is one of the last that the login had.</summary>
    public static readonly Rule PasswordUsedBefore = Rule.Define("sign-in.password-used-before", RefusalKind.Unmet, Protection, Decision);

    /// <summary>The two entries of the new password differ.</summary>
    public static readonly Rule PasswordsDiffer = Rule.Define("sign-in.passwords-differ", Decision, RefusalKind.Malformed);

    /// <summary>The login name is not letters and digits, or too short or long.</summary>
    public static readonly Rule NameMalformed = Rule.Define("sign-in.name-malformed", Decision, RefusalKind.Malformed);

    /// <summary>The picture or question of a form was not answered rightly, or too late, or the answer was used.</summary>
    public static readonly Rule ChallengeNotMet = Rule.Define("sign-in.challenge-not-met", Decision, RefusalKind.Malformed);

    /// <summary>Another login has the name.</summary>
    public static readonly Rule NameTaken = Rule.Define("sign-in.name-taken", RefusalKind.Unmet, Protection, Decision);

    /// <summary>The person has a login in this capacity already.</summary>
    public static readonly Rule LoginExists = Rule.Define("sign-in.login-exists", RefusalKind.WrongState, Protection, Decision);

    /// <summary>Name and password do not belong together; which of them is wrong is not said.</summary>
    public static readonly Rule NotRecognised = Rule.Define("sign-in.not-recognised", RefusalKind.Unauthenticated, Protection, Cite.Asvs("6.3.8"));

    /// <summary>Too many attempts failed; for a while none is looked at.</summary>
    public static readonly Rule Locked = Rule.Define("sign-in.locked", RefusalKind.TooOften, Protection, Cite.Faq("1.2.6"));

    /// <summary>The code of the second factor is not the one of this moment, or was used.</summary>
    public static readonly Rule CodeNotAccepted = Rule.Define("sign-in.code-not-accepted", RefusalKind.Unauthenticated, Protection, Decision);

    /// <summary>The answer of the passkey is not to the challenge, not of this login, or not verified.</summary>
    public static readonly Rule PasskeyNotAccepted = Rule.Define("sign-in.passkey-not-accepted", RefusalKind.Unauthenticated, Protection, Decision);

    /// <summary>The counter of a passkey went back or stood still: there may be a copy of it.</summary>
    public static readonly Rule PasskeyCopied = Rule.Define("sign-in.passkey-copied", RefusalKind.Unauthenticated, Decision);

    /// <summary>The login has as many passkeys as it may.</summary>
    public static readonly Rule PasskeysMany = Rule.Define("sign-in.passkeys-many", Decision, RefusalKind.WrongState);

    /// <summary>A passkey has no name, or one that is too long.</summary>
    public static readonly Rule PasskeyUnnamed = Rule.Define("sign-in.passkey-unnamed", Decision, RefusalKind.Malformed);

    /// <summary>The last second factor of a login is not removed.</summary>
    public static readonly Rule LastFactor = Rule.Define("sign-in.last-factor", RefusalKind.WrongState, Protection, Decision);

    /// <summary>Second factors are changed with a proof of one that is in use, given just before.</summary>
    public static readonly Rule FactorNotProven = Rule.Define("sign-in.factor-not-proven", RefusalKind.Unauthenticated, Cite.Asvs("7.5.1"), Decision);

    /// <summary>The login has an authenticator already.</summary>
    public static readonly Rule AuthenticatorBound = Rule.Define("sign-in.authenticator-bound", Decision, RefusalKind.WrongState);

    /// <summary>The first step was not taken, or too long ago.</summary>
    public static readonly Rule BeginAgain = Rule.Define("sign-in.begin-again", RefusalKind.Unauthenticated, Decision);

    /// <summary>The one-time code is not one that was given out, was used, or is too old.</summary>
    public static readonly Rule TokenNotAccepted = Rule.Define("sign-in.token-not-accepted", RefusalKind.Unauthenticated, Decision);

    /// <summary>The code for the step is wrong, was used, is too old, or belongs to another step, login or session.</summary>
    public static readonly Rule StepUpNotAccepted = Rule.Define("sign-in.step-up-not-accepted", RefusalKind.Unauthenticated, Cite.Asvs("6.6.2"), Decision);

    /// <summary>Too many codes were tried for the step; it is begun anew.</summary>
    public static readonly Rule StepUpSpent = Rule.Define("sign-in.step-up-spent", RefusalKind.WrongState, Cite.Asvs("6.6.3"), Decision);

    /// <summary>The code for a new password is not one that was sent, was used, or is too old.</summary>
    public static readonly Rule ResetNotAccepted = Rule.Define("sign-in.reset-not-accepted", RefusalKind.Unauthenticated, Cite.Faq("1.2.8"), Decision);

    /// <summary>The scheme of a password's hash is none that can be verified.</summary>
    public static readonly Rule LegacySchemeUnknown = Rule.Define("sign-in.legacy-scheme-unknown", Cite.Design("legacy-accounts"), RefusalKind.Malformed);

    /// <summary>The hash or its salt does not fit its scheme.</summary>
    public static readonly Rule LegacyHashMalformed = Rule.Define("sign-in.legacy-hash-malformed", Cite.Design("legacy-accounts"), RefusalKind.Malformed);

    /// <summary>The login is not disabled for want of use, so there is nothing to enable.</summary>
    public static readonly Rule NotDormant = Rule.Define("sign-in.not-dormant", RefusalKind.WrongState, Protection, Decision);
}
