using Registry.Kernel.Rules;

namespace Registry.Kernel.Suggestions;

/// <summary>Rules of methodology suggestions. Who may file is a rule of accounts: questions and answers 1.5.2.</summary>
public static class SuggestionRules
{
    private static readonly Citation Decision = Cite.Design("methodology-suggestions");

    /// <summary>A text is missing that the assessment needs.</summary>
    public static readonly Rule TextMissing = Rule.Define("suggestion.text-missing", Decision, RefusalKind.Unmet);

    /// <summary>A text is longer than it may be.</summary>
    public static readonly Rule TextTooLong = Rule.Define("suggestion.text-too-long", Decision, RefusalKind.Malformed);

    /// <summary>The sector is none of the dictionary.</summary>
    public static readonly Rule SectorUnknown = Rule.Define("suggestion.sector-unknown", Decision, RefusalKind.Malformed);

    /// <summary>The methodology that is to be revised, or that was made of the suggestion, is of another sector.</summary>
    public static readonly Rule AnotherSector = Rule.Define("suggestion.another-sector", Decision, RefusalKind.Unmet);

    /// <summary>The draft of the methodology or its explanation is not attached.</summary>
    public static readonly Rule DocumentMissing = Rule.Define("suggestion.document-missing", RefusalKind.Unmet, Cite.Faq("1.5.1"), Decision);

    /// <summary>A reason is needed: what is missing, or why it is decided so.</summary>
    public static readonly Rule ReasonMissing = Rule.Define("suggestion.reason-missing", Decision, RefusalKind.Unmet);

    /// <summary>A reason is about nothing that a suggestion has.</summary>
    public static readonly Rule ReasonUnknown = Rule.Define("suggestion.reason-unknown", Decision, RefusalKind.Malformed);

    /// <summary>Nothing is decided on a suggestion before an expert's opinion is on file.</summary>
    public static readonly Rule OpinionMissing = Rule.Define("suggestion.opinion-missing", Decision, RefusalKind.Unmet);

    /// <summary>The expert's opinion on this round is on file already.</summary>
    public static readonly Rule OpinionTwice = Rule.Define("suggestion.opinion-twice", Decision, RefusalKind.WrongState);

    /// <summary>The window for comments has fewer or more working days than it may have.</summary>
    public static readonly Rule CommentDays = Rule.Define("suggestion.comment-days", Decision, RefusalKind.Malformed);

    /// <summary>The public may still comment.</summary>
    public static readonly Rule CommentRunning = Rule.Define("suggestion.comment-running", Decision, RefusalKind.WrongState);

    /// <summary>The methodology is the one that the suggestion wants revised: what was made of it is a new entry.</summary>
    public static readonly Rule SameMethodology = Rule.Define("suggestion.same-methodology", RefusalKind.Unmet, Cite.Design("methodology-versions"), Decision);
}
