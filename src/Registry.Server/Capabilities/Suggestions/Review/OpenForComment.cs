using Registry.Kernel.Primitives;
using Registry.Kernel.Suggestions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>Two officers publish a suggestion so that everybody may comment, for a number of working days from the day of the confirmation.</summary>
public sealed class OpenForComment(Calendars calendars) : SuggestionAct<OpenForComment.Command>
{
    /// <summary>Which suggestion, and for how long.</summary>
    /// <param name="Suggestion">The suggestion.</param>
    /// <param name="Version">Its version as reviewed.</param>
    /// <param name="WorkingDays">Working days after the day on which it is confirmed.</param>
    public sealed record Command(long Suggestion, int Version, int WorkingDays) : ISuggestionCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.open-suggestion-for-comment");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.OpenForComment;

    /// <inheritdoc/>
    protected override async Task Check(SuggestionRecord suggestion, Command command, Tx tx)
    {
        Kernel.Suggestions.Suggestion.RequireCommentDays(command.WorkingDays);
        await AssessSuggestion.RequireOpinion(tx, suggestion);
        await Until(command, tx);
    }

    /// <inheritdoc/>
    protected override async Task<Sql> Also(SuggestionRecord suggestion, Command command, Tx tx) =>
        Sql.Of($", comment_from = {tx.Today}, comment_until = {await Until(command, tx)}, public_at = {tx.Now}");

    private async Task<DateOnly> Until(Command command, Tx tx) => (await calendars.In(tx)).DueDate(tx.Today, command.WorkingDays);
}
