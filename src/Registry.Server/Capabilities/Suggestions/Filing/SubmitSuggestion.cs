using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Suggestions.Filing;

/// <summary>
/// Somebody who acts for an account hands a suggestion in, for the first time or again. It asks and decides nothing: see
/// <c>docs/single-person-acts.md</c>. What is handed in is kept word for word, round by round. Questions and answers 1.5.1.
/// </summary>
public sealed class SubmitSuggestion(Db db)
{
    private static readonly ActionCode Code = new("methodologies.submit-suggestion");

    /// <summary>What is asked for.</summary>
    /// <param name="Suggestion">The draft.</param>
    /// <param name="Version">Its version as read.</param>
    public sealed record Command(long Suggestion, int Version);

    /// <summary>Hands it in.</summary>
    public Task Submit(Actor actor, Command command, string instructionId) => db.Transaction(actor, Code, async tx =>
    {
        await SuggestionRecord.RequireSuggester(tx);
        var suggestion = await SuggestionRecord.LoadOwn(tx, actor.Account, command.Suggestion);
        SuggestionLifecycle.Table.Next(suggestion.Status, SuggestionAction.Submit, By.Participant);
        GeneralRules.ChangedMeanwhile.Require(suggestion.Version == command.Version);
        RefusalException.ThrowIfAny(await Missing(tx, suggestion));
        var findings = new List<Finding>();
        await suggestion.Files.Check(tx, findings);
        RefusalException.ThrowIfAny(findings);
        var round = suggestion.RoundNo + 1;
        await suggestion.Step(tx, SuggestionAction.Submit, By.Participant,
            also: Sql.Of($", round_no = {round}, submitted_at = {tx.Now}, submitted_by_person_id = {actor.Person}"));
        var content = Json.Write(new { suggestion.Content, suggestion.Files });
        await tx.Guarded($"""
            insert into methodology_suggestion_filing(suggestion_id, round_no, content, content_hash, filed_at, filed_by_person_id)
            values ({suggestion.Id}, {round}, {content}, {Json.Hash(content)}, {tx.Now}, {actor.Person})
            """);
    }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>What still stands against handing a suggestion in.</summary>
    public static async Task<IReadOnlyList<Finding>> Missing(Reads reads, SuggestionRecord suggestion)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentNullException.ThrowIfNull(suggestion);
        var findings = new List<Finding>();
        var sector = suggestion.RevisesCode is { } code ? await reads.Scalar<string>($"select sector from methodology where code = {code}") : null;
        suggestion.Content.CheckWhole(sector, [.. suggestion.Files.All.Select(f => f.What)], findings);
        return findings;
    }
}
