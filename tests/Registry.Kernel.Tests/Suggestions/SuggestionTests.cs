using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Kernel.Tests.Lifecycle;

namespace Registry.Kernel.Tests.Suggestions;

/// <summary>Methodology suggestions: which steps exist and for whom, and what may be handed in.</summary>
public sealed class SuggestionTests
{
    private static readonly Suggestion Whole = new("Methodology for heat pumps", "A", null, "What", "Where", "Without", "Why", "How");
    private static readonly SuggestionFile[] Files = [SuggestionFile.Draft, SuggestionFile.Explanation];

    private static List<Finding> Findings(Suggestion suggestion, string? sectorOfRevised = null, params SuggestionFile[] files)
    {
        var findings = new List<Finding>();
        suggestion.CheckWhole(sectorOfRevised, files, findings);
        return findings;
    }

    [Fact]
    public void Suggestion_is_filed_and_taken_back_by_one_person_and_answered_by_two_officers_and_what_is_public_is_not_withdrawn()
    {
        Product.Allowed(SuggestionLifecycle.Table).ShouldBe(Product.Lines("""
            Draft Save Draft Participant
            Draft Submit Submitted Participant
            Draft Withdraw Withdrawn Participant
            Submitted Recall Draft Participant
            Submitted Withdraw Withdrawn Participant
            Submitted BeginFormCheck FormCheck Officer
            FormCheck PassFormCheck Assessment TwoOfficers
            FormCheck Return Returned TwoOfficers
            FormCheck Withdraw Withdrawn Participant
            Returned Save Returned Participant
            Returned Submit Submitted Participant
            Returned Withdraw Withdrawn Participant
            Assessment Assess Assessment TwoOfficers
            Assessment OpenForComment PublicComment TwoOfficers
            Assessment Adopt Adopted TwoOfficers
            Assessment Decline NotAdopted TwoOfficers
            Assessment Withdraw Withdrawn Participant
            PublicComment Adopt Adopted TwoOfficers
            PublicComment Decline NotAdopted TwoOfficers
            Adopted Publish Published TwoOfficers
            """), ignoreOrder: true);
        Enum.GetValues<SuggestionStatus>().Where(SuggestionLifecycle.Table.IsFinal)
            .ShouldBe([SuggestionStatus.NotAdopted, SuggestionStatus.Published, SuggestionStatus.Withdrawn]);
    }

    [Fact]
    public void Whole_suggestion_has_no_findings_and_an_empty_one_names_each_missing_part()
    {
        Findings(Whole, files: Files).ShouldBeEmpty();
        var findings = Findings(new("", null, null, "", " ", "", "", ""));
        findings.Where(f => f.Rule == SuggestionRules.TextMissing).SelectMany(f => f.Facts).Select(f => f.Value)
            .ShouldBe(["title", "sector", "summary", "applicability", "baseline", "additionality", "monitoring"], ignoreOrder: true);
        findings.Where(f => f.Rule == SuggestionRules.DocumentMissing).SelectMany(f => f.Facts).Select(f => f.Value).ShouldBe(["draft", "explanation"]);
    }

    [Fact]
    public void Text_too_long_sector_unknown_and_methodology_of_another_sector_are_found()
    {
        Findings(Whole with { Summary = new string('x', 4001) }, files: Files).Single().Rule.ShouldBe(SuggestionRules.TextTooLong);
        Findings(Whole with { Title = new string('x', 201) }, files: Files).Single().Rule.ShouldBe(SuggestionRules.TextTooLong);
        Findings(Whole with { Sector = "P" }, files: Files).Single().Rule.ShouldBe(SuggestionRules.SectorUnknown);
        Findings(Whole with { Revises = "CCER-14-001-V01" }, "N", Files).Single().Rule.ShouldBe(SuggestionRules.AnotherSector);
        Findings(Whole with { Revises = "CCER-01-001-V01" }, "A", Files).ShouldBeEmpty();
    }

    [Fact]
    public void Decision_waits_for_the_end_of_the_comments_whose_last_day_is_included()
    {
        var until = new DateOnly(2026, 12, 18);
        Suggestion.RequireCommentOver(null, until);
        Suggestion.RequireCommentOver(until, until.AddDays(1));
        SuggestionRules.CommentRunning.ShouldRefuse(() => Suggestion.RequireCommentOver(until, until)).Fact("until").ShouldBe("2026-12-18");
        foreach (var days in (int[])[5, 20, 60]) Suggestion.RequireCommentDays(days);
        foreach (var days in (int[])[0, 4, 61]) SuggestionRules.CommentDays.ShouldRefuse(() => Suggestion.RequireCommentDays(days));
    }

    [Fact]
    public void Methodology_made_of_a_suggestion_is_a_new_entry_of_its_sector()
    {
        var revision = Whole with { Revises = "CCER-01-001-V01" };
        revision.RequireMadeOfIt("CCER-01-001-V02", "A");
        SuggestionRules.SameMethodology.ShouldRefuse(() => revision.RequireMadeOfIt("CCER-01-001-V01", "A"));
        SuggestionRules.AnotherSector.ShouldRefuse(() => revision.RequireMadeOfIt("CCER-14-001-V02", "N"));
    }
}
