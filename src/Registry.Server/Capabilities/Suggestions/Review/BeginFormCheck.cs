using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>An officer notes that the check of the form has begun; from now on a suggestion is not recalled any more. It decides nothing: see <c>docs/single-person-acts.md</c>.</summary>
public sealed class BeginFormCheck(Db db)
{
    private static readonly ActionCode Code = new("methodologies.begin-form-check");

    /// <summary>What is asked for.</summary>
    /// <param name="Suggestion">The suggestion.</param>
    /// <param name="Version">Its version as read.</param>
    public sealed record Command(long Suggestion, int Version);

    /// <summary>Begins.</summary>
    public Task Begin(Actor actor, Command command, string instructionId) => db.Transaction(actor, Code, async tx =>
    {
        await Entitlements.RequireOfficer(tx);
        var suggestion = await SuggestionAct.Seen(tx, command.Suggestion);
        SuggestionLifecycle.Table.Next(suggestion.Status, SuggestionAction.BeginFormCheck, By.Officer);
        GeneralRules.ChangedMeanwhile.Require(suggestion.Version == command.Version);
        await suggestion.Step(tx, SuggestionAction.BeginFormCheck, By.Officer);
    }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
