using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Suggestions.Filing;

/// <summary>Somebody who acts for an account takes its suggestion back: into draft, or for good. See <c>docs/single-person-acts.md</c>.</summary>
public sealed class TakeBackSuggestion(Db db)
{
    private static readonly ActionCode Recalling = new("methodologies.recall-suggestion");
    private static readonly ActionCode Withdrawing = new("methodologies.withdraw-suggestion");

    /// <summary>What is asked for.</summary>
    /// <param name="Suggestion">The suggestion.</param>
    /// <param name="Version">Its version as read.</param>
    public sealed record Command(long Suggestion, int Version);

    /// <summary>Takes it back into draft, while its form check has not begun.</summary>
    public Task Recall(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Recalling, tx => Take(tx, command, SuggestionAction.Recall), Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Gives it up, while nothing of it is public.</summary>
    public Task Withdraw(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Withdrawing, tx => Take(tx, command, SuggestionAction.Withdraw), Instruction.For($"person:{actor.Person}", instructionId, command));

    private static async Task Take(Tx tx, Command command, SuggestionAction action)
    {
        await SuggestionRecord.RequireSuggester(tx);
        var suggestion = await SuggestionRecord.LoadOwn(tx, tx.Actor.Account, command.Suggestion);
        SuggestionLifecycle.Table.Next(suggestion.Status, action, By.Participant);
        GeneralRules.ChangedMeanwhile.Require(suggestion.Version == command.Version);
        await suggestion.Step(tx, action, By.Participant);
    }
}
