using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>Rules of the assessment of an application by experts, inside the registry's review.</summary>
public static class AssessmentRules
{
    /// <summary>The person is on the roll of experts already.</summary>
    public static readonly Rule AlreadyOnRoll = Rule.Define("assessment.already-on-roll", Cite.Design("expert-assessment"), RefusalKind.WrongState);

    /// <summary>An expert's field or sectors are missing or cannot be read.</summary>
    public static readonly Rule FieldMalformed = Rule.Define("assessment.field-malformed", Cite.Design("expert-assessment"), RefusalKind.Malformed);

    /// <summary>An assessment has one expert or more, each named once, and one of them leads.</summary>
    public static readonly Rule PanelMalformed = Rule.Define("assessment.panel-malformed", Cite.Design("expert-assessment"), RefusalKind.Malformed);

    /// <summary>The expert is off the roll, or has not the sector of the application.</summary>
    public static readonly Rule ExpertNotAvailable = Rule.Define("assessment.expert-not-available", Cite.Design("expert-assessment"), RefusalKind.Unmet);

    /// <summary>The expert is an officer, or represents the owner or a body of the case.</summary>
    public static readonly Rule ConflictOfInterest = Rule.Define("assessment.conflict-of-interest", RefusalKind.Unmet, Cite.Measures(37), Cite.Design("expert-assessment"));

    /// <summary>Fewer can be appointed than are to be drawn.</summary>
    public static readonly Rule TooFewCandidates = Rule.Define("assessment.too-few-candidates", Cite.Design("expert-assessment"), RefusalKind.Unmet);

    /// <summary>The leader's conclusion is missing: its words, or its document.</summary>
    public static readonly Rule ConclusionMissing = Rule.Define("assessment.conclusion-missing", Cite.Design("expert-assessment"), RefusalKind.Unmet);

    /// <summary>A fee is recorded once for an expert of the assessment, in whole fen.</summary>
    public static readonly Rule FeeMalformed = Rule.Define("assessment.fee-malformed", Cite.Design("expert-assessment"), RefusalKind.Malformed);
}
