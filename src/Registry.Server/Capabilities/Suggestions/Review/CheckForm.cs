using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>Two officers find the form of a suggestion right; it goes to the experts.</summary>
public sealed class PassFormCheck : SuggestionAct<PassFormCheck.Command>
{
    /// <summary>Which suggestion, at which version.</summary>
    public sealed record Command(long Suggestion, int Version) : ISuggestionCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.pass-form-check");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.PassFormCheck;
}

/// <summary>What is missing or wrong in a suggestion.</summary>
/// <param name="Item">A field or a file of it.</param>
/// <param name="Description">What is wrong and how to mend it.</param>
public sealed record SuggestionReason(string Item, string Description);

/// <summary>Two officers send a suggestion back with what is missing, line by line; it may be mended and handed in again.</summary>
public sealed class ReturnSuggestion : SuggestionAct<ReturnSuggestion.Command>
{
    /// <summary>Which suggestion, and what is missing.</summary>
    public sealed record Command(long Suggestion, int Version, IReadOnlyList<SuggestionReason> Reasons) : ISuggestionCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.return-suggestion");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.Return;

    /// <inheritdoc/>
    protected override Task Check(SuggestionRecord suggestion, Command command, Tx tx)
    {
        SuggestionRules.ReasonMissing.Require(command.Reasons.Count > 0 && command.Reasons.All(r => !string.IsNullOrWhiteSpace(r.Description)));
        foreach (var reason in command.Reasons) SuggestionRules.ReasonUnknown.Require(Kernel.Suggestions.Suggestion.Items.Contains(reason.Item), ("item", reason.Item));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task Effect(SuggestionRecord suggestion, Command command, Confirmed by, Tx tx)
    {
        for (var line = 0; line < command.Reasons.Count; line++)
            await tx.Guarded($"""
                insert into methodology_suggestion_reason(suggestion_id, round_no, line_no, item, description, raised_at)
                values ({suggestion.Id}, {suggestion.RoundNo}, {line + 1}, {command.Reasons[line].Item}, {command.Reasons[line].Description}, {tx.Now})
                """);
    }
}
