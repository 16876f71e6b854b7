using Registry.Kernel.Applications;
using Registry.Kernel.Rules;

namespace Registry.Kernel.Tests.Applications;

/// <summary>What a body must state with its report.</summary>
public sealed class VerifierUploadTests
{
    private static readonly BodyTeam Team = new(["Zhao", "Qian"], "Sun", "Li");
    private static readonly UploadStatement Statement = new(Conclusion.Positive, null, null, Team);

    private static IReadOnlyList<Rule> Found(UploadStatement statement, int comments = 0, bool changed = false)
    {
        var findings = new List<Finding>();
        VerifierUpload.Check(statement, comments, changed, findings);
        return [.. findings.Select(f => f.Rule)];
    }

    [Fact]
    public void Statement_of_a_case_without_comments_and_changes_needs_only_its_team() => Found(Statement).ShouldBeEmpty();

    [Fact]
    public void Comments_need_a_statement()
    {
        Found(Statement, comments: 1).ShouldBe([ApplicationRules.CommentStatementMissing]);
        Found(Statement with { CommentStatement = "Answered." }, comments: 1).ShouldBeEmpty();
    }

    [Fact]
    public void Changes_need_a_note()
    {
        Found(Statement, changed: true).ShouldBe([ApplicationRules.ModificationNoteMissing]);
        Found(Statement with { ModificationNote = "The name." }, changed: true).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Zhao", "Sun", "Li")]
    [InlineData("Zhao Zhao", "Sun", "Li")]
    [InlineData("Zhao Qian", "Sun", "Sun")]
    [InlineData("Zhao Qian", "Zhao", "Li")]
    [InlineData("Zhao Qian", "Sun", "Qian")]
    [InlineData("Zhao Qian", "", "Li")]
    [InlineData("Zhao Qian", "Sun", "")]
    public void Team_reviewer_and_decision_maker_are_different_people(string members, string reviewer, string decisionMaker) =>
        Found(Statement with { Team = new BodyTeam(members.Split(' '), reviewer, decisionMaker) }).ShouldBe([ApplicationRules.BodyTeamNotSeparate]);
}
