using Registry.Kernel.Rules;

namespace Registry.Kernel.Applications;

/// <summary>What a body concludes.</summary>
public enum Conclusion
{
    /// <summary>肯定: registration may be applied for.</summary>
    Positive,

    /// <summary>否定: registration may not be applied for.</summary>
    Negative,
}

/// <summary>The people of a body who did the work, by name as the report gives them.</summary>
/// <param name="Members">The team, two or more.</param>
/// <param name="Reviewer">Technical reviewer, not of the team.</param>
/// <param name="DecisionMaker">Who decided, neither of the team nor the reviewer.</param>
public sealed record BodyTeam(IReadOnlyList<string> Members, string Reviewer, string DecisionMaker);

/// <summary>What a body states with its upload.</summary>
/// <param name="Conclusion">The conclusion of the report.</param>
/// <param name="CommentStatement">How the comments of the notice were dealt with; needed where there were any.</param>
/// <param name="ModificationNote">What changed since the notice; needed where anything did.</param>
/// <param name="Team">The people.</param>
public sealed record UploadStatement(Conclusion Conclusion, string? CommentStatement, string? ModificationNote, BodyTeam Team);

/// <summary>Decides a body's upload.</summary>
public static class VerifierUpload
{
    /// <summary>Checks the statement against the case.</summary>
    /// <param name="statement">What the body states.</param>
    /// <param name="comments">Comments of the notice, inside and outside this system.</param>
    /// <param name="factsChanged">Whether the final facts differ from those of the notice.</param>
    /// <param name="findings">Receives what is not met.</param>
    public static void Check(UploadStatement statement, int comments, bool factsChanged, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ApplicationRules.CommentStatementMissing.Check(comments == 0 || !string.IsNullOrWhiteSpace(statement.CommentStatement), findings, ("comments", comments));
        ApplicationRules.ModificationNoteMissing.Check(!factsChanged || !string.IsNullOrWhiteSpace(statement.ModificationNote), findings);
        var team = statement.Team;
        var separate = team.Members.Count >= 2
            && team.Members.All(m => !string.IsNullOrWhiteSpace(m))
            && team.Members.Distinct(StringComparer.Ordinal).Count() == team.Members.Count
            && !string.IsNullOrWhiteSpace(team.Reviewer) && !string.IsNullOrWhiteSpace(team.DecisionMaker)
            && team.Reviewer != team.DecisionMaker
            && !team.Members.Contains(team.Reviewer, StringComparer.Ordinal)
            && !team.Members.Contains(team.DecisionMaker, StringComparer.Ordinal);
        ApplicationRules.BodyTeamNotSeparate.Check(separate, findings, ("members", team.Members.Count));
    }
}
