using Registry.Kernel.Lifecycle;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Suggestions.Filing;

/// <summary>Somebody who acts for an account keeps a suggestion as a draft; nobody outside the account sees it. See <c>docs/single-person-acts.md</c>.</summary>
public sealed class SaveSuggestion(Db db)
{
    private static readonly ActionCode Code = new("methodologies.save-suggestion");

    /// <summary>What is asked for.</summary>
    /// <param name="Suggestion">The draft to replace; none for a new one.</param>
    /// <param name="Version">Its version as read; none for a new one.</param>
    /// <param name="Content">What it says.</param>
    /// <param name="Files">Its files.</param>
    public sealed record Command(long? Suggestion, int? Version, Suggestion Content, SuggestionFiles Files);

    /// <summary>Keeps it.</summary>
    /// <returns>Id of the suggestion.</returns>
    public Task<long> Save(Actor actor, Command command, string instructionId) => db.Transaction(actor, Code, async tx =>
    {
        await SuggestionRecord.RequireSuggester(tx);
        var old = command.Suggestion is { } known ? await SuggestionRecord.LoadOwn(tx, actor.Account, known) : null;
        if (old is not null)
        {
            SuggestionLifecycle.Table.Next(old.Status, SuggestionAction.Save, By.Participant);
            GeneralRules.ChangedMeanwhile.Require(old.Version == command.Version);
        }
        await Check(tx, command);
        var (content, files) = (command.Content, command.Files);
        if (old is not null)
        {
            await old.Step(tx, SuggestionAction.Save, By.Participant, also: Sql.Of($"""
                , title = {content.Title}, sector = {content.Sector}, revises_code = {content.Revises}, summary = {content.Summary}, applicability = {content.Applicability},
                  baseline = {content.Baseline}, additionality = {content.Additionality}, monitoring = {content.Monitoring}, draft_document_id = {files.Draft},
                  explanation_document_id = {files.Explanation}, evidence_document_id = {files.Evidence}
                """));
            return old.Id;
        }
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into methodology_suggestion(id, account_id, status, version, round_no, title, sector, revises_code, summary, applicability, baseline, additionality, monitoring,
              draft_document_id, explanation_document_id, evidence_document_id, created_at, created_by_person_id)
            values ({id}, {actor.Account}, {SuggestionStatus.Draft}, 0, 0, {content.Title}, {content.Sector}, {content.Revises}, {content.Summary}, {content.Applicability},
              {content.Baseline}, {content.Additionality}, {content.Monitoring}, {files.Draft}, {files.Explanation}, {files.Evidence}, {tx.Now}, {actor.Person})
            """);
        await StateChange.Begin(tx, SuggestionLifecycle.Table, SuggestionRecord.Kept, id, SuggestionStatus.Draft, SuggestionAction.Save, By.Participant);
        return id;
    }, Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task Check(Tx tx, Command command)
    {
        var findings = new List<Finding>();
        command.Content.CheckDraft(findings);
        if (command.Content.Revises is { } code)
            MethodologyRules.Unknown.Check(await tx.Scalar<long>($"select count(*) from methodology where code = {code}") == 1, findings, ("field", "revises"), ("methodology", code));
        await command.Files.Check(tx, findings);
        RefusalException.ThrowIfAny(findings);
    }
}
