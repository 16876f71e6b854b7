using Registry.Kernel.Methodologies;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>Which suggestion is decided, and why.</summary>
public interface ISuggestionDecision : ISuggestionCommand
{
    /// <summary>Why.</summary>
    string Reason { get; }
}

/// <summary>What every decision needs: a reason, an opinion of an expert, and a window for comments that is over if there was one.</summary>
public abstract class SuggestionDecision<TCommand> : SuggestionAct<TCommand> where TCommand : ISuggestionDecision
{
    /// <inheritdoc/>
    protected override string Reason(TCommand command) => command.Reason;

    /// <inheritdoc/>
    protected override async Task Check(SuggestionRecord suggestion, TCommand command, Tx tx)
    {
        SuggestionRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason), ("field", "reason"));
        await AssessSuggestion.RequireOpinion(tx, suggestion);
        Kernel.Suggestions.Suggestion.RequireCommentOver(suggestion.CommentUntil, tx.Today);
    }
}

/// <summary>Two officers record that a suggestion is adopted, with the reason. The ministry makes the methodology: Measures, article 8.</summary>
public sealed class AdoptSuggestion : SuggestionDecision<AdoptSuggestion.Command>
{
    /// <summary>Which suggestion, and why.</summary>
    public sealed record Command(long Suggestion, int Version, string Reason) : ISuggestionDecision;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.adopt-suggestion");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.Adopt;

    /// <inheritdoc/>
    protected override Task<Sql> Also(SuggestionRecord suggestion, Command command, Tx tx) =>
        Task.FromResult(Sql.Of($", decided_at = {tx.Now}, decision = {command.Reason.Trim()}, public_at = {suggestion.PublicAt ?? tx.Now}"));
}

/// <summary>Two officers record that a suggestion is not adopted, with the reason; it is not public any more.</summary>
public sealed class DeclineSuggestion : SuggestionDecision<DeclineSuggestion.Command>
{
    /// <summary>Which suggestion, and why.</summary>
    public sealed record Command(long Suggestion, int Version, string Reason) : ISuggestionDecision;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.decline-suggestion");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.Decline;

    /// <inheritdoc/>
    protected override Task<Sql> Also(SuggestionRecord suggestion, Command command, Tx tx) =>
        Task.FromResult(Sql.Of($", decided_at = {tx.Now}, decision = {command.Reason.Trim()}"));
}

/// <summary>Two officers link an adopted suggestion to the methodology that was published and registered. Measures, article 8.</summary>
public sealed class PublishSuggestion : SuggestionAct<PublishSuggestion.Command>
{
    /// <summary>Which suggestion, and the methodology that was made of it.</summary>
    /// <param name="Suggestion">The suggestion.</param>
    /// <param name="Version">Its version as reviewed.</param>
    /// <param name="Methodology">Code of the methodology in the register.</param>
    public sealed record Command(long Suggestion, int Version, string Methodology) : ISuggestionCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.publish-suggestion");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.Publish;

    /// <inheritdoc/>
    protected override async Task Check(SuggestionRecord suggestion, Command command, Tx tx)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(command.Methodology), ("field", "methodology"));
        var entry = await MethodologyEntries.Load(tx, command.Methodology);
        suggestion.Content.RequireMadeOfIt(entry.Code, entry.Sector);
    }

    /// <inheritdoc/>
    protected override Task<Sql> Also(SuggestionRecord suggestion, Command command, Tx tx) => Task.FromResult(Sql.Of($", methodology_code = {command.Methodology}"));
}
