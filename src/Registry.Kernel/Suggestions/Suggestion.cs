using Registry.Kernel.Rules;

namespace Registry.Kernel.Suggestions;

/// <summary>What an expert concludes about a suggestion.</summary>
public enum OpinionConclusion
{
    /// <summary>Adopt it.</summary>
    Favourable,

    /// <summary>Adopt it with changes.</summary>
    FavourableWithChanges,

    /// <summary>Do not adopt it.</summary>
    Unfavourable,
}

/// <summary>A file that goes with a suggestion.</summary>
public enum SuggestionFile
{
    /// <summary>Draft of the methodology (方法学建议文本).</summary>
    Draft,

    /// <summary>Explanation of the draft (编制说明).</summary>
    Explanation,

    /// <summary>Evidence: data, calculations, examples (佐证材料); may be missing.</summary>
    Evidence,
}

/// <summary>What a suggestion says. The texts of the registry name no form: these are what a methodology must answer.</summary>
/// <param name="Title">Proposed name of the methodology.</param>
/// <param name="Sector">Letter of the sector, A to O; null while not chosen.</param>
/// <param name="Revises">Code of the methodology in the register that it would change; null for a new one.</param>
/// <param name="Summary">What is suggested and why.</param>
/// <param name="Applicability">To which projects it would apply (适用条件).</param>
/// <param name="Baseline">The scenario without the project, and how it is found (基准线情景).</param>
/// <param name="Additionality">On what additionality rests (额外性论证).</param>
/// <param name="Monitoring">What is measured, and how (监测要求).</param>
public sealed record Suggestion(
    string Title, string? Sector, string? Revises, string Summary, string Applicability, string Baseline, string Additionality, string Monitoring)
{
    private const string Sectors = "ABCDEFGHIJKLMNO";

    private IEnumerable<(string Field, string Value)> Texts =>
        [("summary", Summary), ("applicability", Applicability), ("baseline", Baseline), ("additionality", Additionality), ("monitoring", Monitoring)];

    /// <summary>What a reason for a return can be about: a field or a file.</summary>
    public static IReadOnlyList<string> Items { get; } =
        ["title", "sector", "revises", "summary", "applicability", "baseline", "additionality", "monitoring", .. Enum.GetNames<SuggestionFile>().Select(f => f.ToLowerInvariant())];

    /// <summary>Checks what may be kept as a draft: a title, no text too long, a sector of the dictionary.</summary>
    public void CheckDraft(ICollection<Finding> findings)
    {
        SuggestionRules.TextMissing.Check(Title.Length > 0, findings, ("field", "title"));
        SuggestionRules.TextTooLong.Check(Title.Length <= SuggestionLimits.Title.Value, findings, ("field", "title"), ("max", SuggestionLimits.Title.Value));
        foreach (var (field, value) in Texts)
            SuggestionRules.TextTooLong.Check(value.Length <= SuggestionLimits.Text.Value, findings, ("field", field), ("max", SuggestionLimits.Text.Value));
        SuggestionRules.SectorUnknown.Check(Sector is null || (Sector.Length == 1 && Sectors.Contains(Sector, StringComparison.Ordinal)), findings,
            ("field", "sector"), ("sector", Sector));
    }

    /// <summary>Checks what may be handed in: every text, the sector, and the two files; all findings are named at once.</summary>
    /// <param name="sectorOfRevised">Sector of the methodology that it would change; null for a new one.</param>
    /// <param name="files">The files that are attached.</param>
    /// <param name="findings">Where findings go.</param>
    public void CheckWhole(string? sectorOfRevised, IReadOnlyCollection<SuggestionFile> files, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(files);
        CheckDraft(findings);
        SuggestionRules.TextMissing.Check(Sector is not null, findings, ("field", "sector"));
        foreach (var (field, value) in Texts) SuggestionRules.TextMissing.Check(!string.IsNullOrWhiteSpace(value), findings, ("field", field));
        SuggestionRules.AnotherSector.Check(Revises is null || Sector is null || sectorOfRevised == Sector, findings, ("field", "revises"), ("methodology", Revises));
        foreach (var file in (SuggestionFile[])[SuggestionFile.Draft, SuggestionFile.Explanation])
            SuggestionRules.DocumentMissing.Check(files.Contains(file), findings, ("field", file.ToString().ToLowerInvariant()));
    }

    /// <summary>Refuses a decision while the public may still comment; the last day is included.</summary>
    public static void RequireCommentOver(DateOnly? until, DateOnly today) =>
        SuggestionRules.CommentRunning.Require(until is null || until < today, ("until", until));

    /// <summary>Refuses a window for comments that is too short or too long.</summary>
    public static void RequireCommentDays(int workingDays) => SuggestionRules.CommentDays.Require(
        workingDays >= SuggestionLimits.LeastCommentDays.Value && workingDays <= SuggestionLimits.MostCommentDays.Value,
        ("field", "days"), ("least", SuggestionLimits.LeastCommentDays.Value), ("most", SuggestionLimits.MostCommentDays.Value));

    /// <summary>Refuses a methodology that cannot have been made of the suggestion: of another sector, or the one that it wants revised.</summary>
    /// <param name="methodology">Its code.</param>
    /// <param name="sector">Its sector.</param>
    public void RequireMadeOfIt(string methodology, string sector)
    {
        SuggestionRules.SameMethodology.Require(methodology != Revises, ("field", "methodology"), ("methodology", methodology));
        SuggestionRules.AnotherSector.Require(sector == Sector, ("field", "methodology"), ("methodology", methodology));
    }
}
