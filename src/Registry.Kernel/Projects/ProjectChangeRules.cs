using Registry.Kernel.Rules;

namespace Registry.Kernel.Projects;

/// <summary>Rules of changes after registration. The rule that governs them was not found in public, so they are our own.</summary>
public static class ProjectChangeRules
{
    /// <summary>Another change of the project waits.</summary>
    public static readonly Rule AnotherOpen = Rule.Define("project-change.another-open", Cite.Design("project-changes"), RefusalKind.WrongState);

    /// <summary>The change alters what its kind is not about.</summary>
    public static readonly Rule OutsideKind = Rule.Define("project-change.outside-kind", Cite.Design("project-changes"), RefusalKind.Unmet);

    /// <summary>The change alters nothing.</summary>
    public static readonly Rule ChangesNothing = Rule.Define("project-change.changes-nothing", Cite.Design("project-changes"), RefusalKind.Malformed);

    /// <summary>Only another version of the same methodology can take its place.</summary>
    public static readonly Rule OtherMethodology = Rule.Define("project-change.other-methodology", RefusalKind.Unmet, Cite.Measures(10), Cite.Design("project-changes"));

    /// <summary>A new owner is named for a change of the owner only, and is another account.</summary>
    public static readonly Rule NewOwnerUnfit = Rule.Define("project-change.new-owner-unfit", Cite.Design("project-changes"), RefusalKind.Malformed);

    /// <summary>Only the new owner may agree to become the owner.</summary>
    public static readonly Rule NotTheNewOwner = Rule.Define("project-change.not-the-new-owner", Cite.Design("project-changes"), RefusalKind.Absent);

    /// <summary>The body's opinion is not positive.</summary>
    public static readonly Rule OpinionNotPositive = Rule.Define("project-change.opinion-not-positive", Cite.Design("project-changes"), RefusalKind.Unmet);

    /// <summary>The owner does not change while applications for reductions of the project are open.</summary>
    public static readonly Rule ApplicationsOpen = Rule.Define("project-change.applications-open", RefusalKind.WrongState, Cite.Measures(21), Cite.Design("project-changes"));
}
