using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>A command about one suggestion.</summary>
public interface ISuggestionCommand
{
    /// <summary>Which.</summary>
    long Suggestion { get; }

    /// <summary>Its version as reviewed.</summary>
    int Version { get; }
}

/// <summary>What the acts of the officers share.</summary>
internal static class SuggestionAct
{
    /// <summary>A suggestion that reached the registry body; a draft looks absent.</summary>
    public static async Task<SuggestionRecord> Seen(Reads reads, long id)
    {
        var suggestion = await SuggestionRecord.Load(reads, id);
        GeneralRules.Absent.Require(suggestion.RoundNo > 0 && suggestion.Status is not SuggestionStatus.Draft, ("what", "methodology-suggestion"));
        return suggestion;
    }
}

/// <summary>A step of a suggestion that two officers take. Everything is checked when it is proposed and again when it is confirmed.</summary>
public abstract class SuggestionAct<TCommand> : TwoPersonAct<TCommand> where TCommand : ISuggestionCommand
{
    /// <summary>The step.</summary>
    protected abstract SuggestionAction Action { get; }

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <summary>Registry officers look at a proposal within the month.</summary>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <summary>What must hold beside the step itself.</summary>
    protected virtual Task Check(SuggestionRecord suggestion, TCommand command, Tx tx) => Task.CompletedTask;

    /// <summary>Why, where the step records it.</summary>
    protected virtual string? Reason(TCommand command) => null;

    /// <summary>Further columns that change with the step.</summary>
    protected virtual Task<Sql> Also(SuggestionRecord suggestion, TCommand command, Tx tx) => Task.FromResult(Sql.Empty);

    /// <summary>What the step brings with it.</summary>
    protected virtual Task Effect(SuggestionRecord suggestion, TCommand command, Confirmed by, Tx tx) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override string Subject(TCommand command) => $"methodology-suggestion:{command.Suggestion}";

    /// <inheritdoc/>
    protected override Task Prepare(TCommand command, Proposal proposal, Tx tx) => Load(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(TCommand command, Confirmed by, Tx tx)
    {
        var suggestion = await Load(command, tx);
        await Effect(suggestion, command, by, tx);
        await suggestion.Step(tx, Action, By.TwoOfficers, by.Proposal.Value, Reason(command), await Also(suggestion, command, tx));
        return null;
    }

    private async Task<SuggestionRecord> Load(TCommand command, Tx tx)
    {
        var suggestion = await SuggestionAct.Seen(tx, command.Suggestion);
        SuggestionLifecycle.Table.Next(suggestion.Status, Action, By.TwoOfficers);
        GeneralRules.ChangedMeanwhile.Require(suggestion.Version == command.Version);
        await Check(suggestion, command, tx);
        tx.About(SuggestionRecord.Kept.Kind, suggestion.Id);
        return suggestion;
    }
}
