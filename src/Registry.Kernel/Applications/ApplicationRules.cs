using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>Rules that hold for every application, of a project or of reductions.</summary>
public static class ApplicationRules
{
    /// <summary>The applicant's account files no projects.</summary>
    public static readonly Rule OwnerNotEligible = Rule.Define("application.owner-not-eligible", Cite.Measures(4), RefusalKind.NotEntitled);

    /// <summary>The applicant is barred from filing.</summary>
    public static readonly Rule OwnerBarred = Rule.Define("application.owner-barred", Cite.Measures(43), RefusalKind.Unmet);

    /// <summary>Only the owner of the application may do this.</summary>
    public static readonly Rule NotTheOwner = Rule.Define("application.not-the-owner", Cite.RegistrationRules(9), RefusalKind.Absent);

    /// <summary>Only the body that the application names may do this.</summary>
    public static readonly Rule NotTheNamedBody = Rule.Define("application.not-the-named-body", Cite.Measures(13), RefusalKind.NotEntitled);

    /// <summary>A document that the step needs is missing.</summary>
    public static readonly Rule DocumentMissing = Rule.Define("application.document-missing", RefusalKind.Unmet, Cite.Measures(14), Cite.Faq("1.3.7"));

    /// <summary>A document of this kind is filed in another form.</summary>
    public static readonly Rule DocumentForm = Rule.Define("application.document-form", RefusalKind.Unmet, Cite.Measures(14), Cite.Design("document-templates"));

    /// <summary>A section of the template is empty.</summary>
    public static readonly Rule SectionMissing = Rule.Define("application.section-missing", RefusalKind.Unmet, Cite.Measures(12), Cite.Faq("1.3.7"));

    /// <summary>A notice starts on a working day after the day of its approval.</summary>
    public static readonly Rule NoticeStartNotLater = Rule.Define("application.notice-start-not-later", Cite.Measures(12), RefusalKind.Unmet);

    /// <summary>A notice starts on a working day.</summary>
    public static readonly Rule NoticeStartNotWorkingDay = Rule.Define("application.notice-start-not-working-day", Cite.Measures(12), RefusalKind.Unmet);

    /// <summary>A notice that is over is not changed.</summary>
    public static readonly Rule NoticeOver = Rule.Define("application.notice-over", Cite.Measures(12), RefusalKind.WrongState);

    /// <summary>The first day of a notice that has begun stays.</summary>
    public static readonly Rule NoticeAlreadyStarted = Rule.Define("application.notice-already-started", Cite.Measures(12), RefusalKind.WrongState);

    /// <summary>A change of a notice changes something.</summary>
    public static readonly Rule NoticeUnchanged = Rule.Define("application.notice-unchanged", Cite.Design("notice-changes"), RefusalKind.Malformed);

    /// <summary>A change of a notice leaves less than the whole term, or takes back days that were published.</summary>
    public static readonly Rule NoticeTooShort = Rule.Define("application.notice-too-short", Cite.Measures(12), RefusalKind.Unmet);

    /// <summary>A suspended notice does not end by itself; a running one is not resumed.</summary>
    public static readonly Rule NoticeSuspension = Rule.Define("application.notice-suspension", Cite.RegistrationRules(19), RefusalKind.WrongState);

    /// <summary>A reason must be given and recorded.</summary>
    public static readonly Rule ReasonMissing = Rule.Define("application.reason-missing", Cite.Measures(15), RefusalKind.Malformed);

    /// <summary>The owner has not asked for the recall.</summary>
    public static readonly Rule RecallNotRequested = Rule.Define("application.recall-not-requested", Cite.Design("recall"), RefusalKind.WrongState);

    /// <summary>The body states how comments were dealt with.</summary>
    public static readonly Rule CommentStatementMissing = Rule.Define("application.comment-statement-missing", Cite.Measures(13), RefusalKind.Unmet);

    /// <summary>Changes since the notice are explained.</summary>
    public static readonly Rule ModificationNoteMissing = Rule.Define("application.modification-note-missing", Cite.Design("modification-note"), RefusalKind.Unmet);

    /// <summary>Reviewer and decision-maker of the body are not members of its team, and the team has two members or more.</summary>
    public static readonly Rule BodyTeamNotSeparate = Rule.Define("application.body-team-not-separate", RefusalKind.Unmet,
        Cite.VerificationRules("4.3.2"), Cite.VerificationRules("4.7"), Cite.VerificationRules("4.8"));

    /// <summary>Registration is applied for only on a positive conclusion.</summary>
    public static readonly Rule ConclusionNotPositive = Rule.Define("application.conclusion-not-positive", Cite.Measures(14), RefusalKind.Unmet);

    /// <summary>The letter of commitment is missing.</summary>
    public static readonly Rule CommitmentMissing = Rule.Define("application.commitment-missing", RefusalKind.Unmet, Cite.Measures(14), Cite.Faq("1.3.2"));

    /// <summary>A return names at least one deficiency.</summary>
    public static readonly Rule DeficiencyMissing = Rule.Define("application.deficiency-missing", Cite.Measures(15), RefusalKind.Malformed);

    /// <summary>Every deficiency is answered.</summary>
    public static readonly Rule DeficiencyUnanswered = Rule.Define("application.deficiency-unanswered", Cite.Measures(15), RefusalKind.Unmet);

    /// <summary>Comments are taken during the public notice only.</summary>
    public static readonly Rule CommentOutsideNotice = Rule.Define("comment.outside-notice", Cite.Measures(12), RefusalKind.WrongState);

    /// <summary>A comment has text of a bearable length.</summary>
    public static readonly Rule CommentEmpty = Rule.Define("comment.empty", Cite.RegistrationRules(19), RefusalKind.Malformed);

    /// <summary>The person's right to comment is suspended.</summary>
    public static readonly Rule CommenterSuspended = Rule.Define("comment.commenter-suspended", Cite.RegistrationRules(19), RefusalKind.NotEntitled);

    /// <summary>A body does not comment on a case that names it.</summary>
    public static readonly Rule CommentOnOwnCase = Rule.Define("comment.on-own-case", Cite.Design("comments"), RefusalKind.NotEntitled);

    /// <summary>The comment was moderated before.</summary>
    public static readonly Rule CommentAlreadyModerated = Rule.Define("comment.already-moderated", Cite.RegistrationRules(19), RefusalKind.WrongState);

    /// <summary>Only who represents an account that is in use comments.</summary>
    public static readonly Rule NotACommenter = Rule.Define("comment.not-a-commenter", RefusalKind.NotEntitled, Cite.RegistrationRules(19), Cite.Design("comments"));

    /// <summary>Comments that arrived outside this system are recorded from the start of the notice until the body has uploaded.</summary>
    public static readonly Rule OutsideCommentsNotNow = Rule.Define("comment.outside-record-not-now", Cite.Measures(13), RefusalKind.WrongState);

    /// <summary>A record of comments that arrived outside this system says where they arrived.</summary>
    public static readonly Rule OutsideSourceMissing = Rule.Define("comment.outside-source-missing", Cite.Measures(12), RefusalKind.Malformed);

    /// <summary>Only published comments are answered, and once.</summary>
    public static readonly Rule CommentNotAnswerable = Rule.Define("comment.not-answerable", Cite.Measures(13), RefusalKind.WrongState);

    /// <summary>The body checks answers only, and once.</summary>
    public static readonly Rule CommentNotVerifiable = Rule.Define("comment.not-verifiable", Cite.Measures(13), RefusalKind.WrongState);
}
