using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Applications.Assessment;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Suggestions.Review;

/// <summary>
/// Two officers record what an expert of the roll says about a suggestion. Experts have no login; their opinion binds nobody, and the suggester reads it without their names.
/// </summary>
public sealed class AssessSuggestion : SuggestionAct<AssessSuggestion.Command>
{
    /// <summary>Which suggestion, and what the expert says.</summary>
    /// <param name="Suggestion">The suggestion.</param>
    /// <param name="Version">Its version as reviewed.</param>
    /// <param name="Expert">The expert, of the roll and of the sector.</param>
    /// <param name="Conclusion">What the expert concludes.</param>
    /// <param name="Opinion">In words.</param>
    public sealed record Command(long Suggestion, int Version, long Expert, OpinionConclusion Conclusion, string Opinion) : ISuggestionCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("methodologies.assess-suggestion");

    /// <inheritdoc/>
    protected override SuggestionAction Action => SuggestionAction.Assess;

    /// <inheritdoc/>
    protected override async Task Check(SuggestionRecord suggestion, Command command, Tx tx)
    {
        SuggestionRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Opinion), ("field", "opinion"));
        SuggestionRules.TextTooLong.Require(command.Opinion.Length <= SuggestionLimits.Text.Value, ("field", "opinion"), ("max", SuggestionLimits.Text.Value));
        var expert = await Experts.Load(tx, command.Expert);
        AssessmentRules.ExpertNotAvailable.Require(expert.Status is ExpertStatus.In && expert.Sectors.Contains(suggestion.Sector!, StringComparison.Ordinal),
            ("field", "expert"), ("expert", command.Expert), ("sector", suggestion.Sector));
        AssessmentRules.ConflictOfInterest.Require(await tx.Scalar<long>($"""
            select count(*) from expert e where e.id = {command.Expert} and (exists (select 1 from officer o where o.person_id = e.person_id and o.left_at is null)
              or exists (select 1 from account_representative r where r.person_id = e.person_id and r.until is null and r.account_id = {suggestion.AccountId}))
            """) == 0, ("field", "expert"), ("expert", command.Expert));
        SuggestionRules.OpinionTwice.Require(await tx.Scalar<long>($"""
            select count(*) from methodology_suggestion_opinion where suggestion_id = {suggestion.Id} and round_no = {suggestion.RoundNo} and expert_id = {command.Expert}
            """) == 0, ("field", "expert"));
    }

    /// <inheritdoc/>
    protected override Task Effect(SuggestionRecord suggestion, Command command, Confirmed by, Tx tx) => tx.Guarded($"""
        insert into methodology_suggestion_opinion(suggestion_id, round_no, expert_id, conclusion, opinion, recorded_at, proposal_id)
        values ({suggestion.Id}, {suggestion.RoundNo}, {command.Expert}, {command.Conclusion}, {command.Opinion.Trim()}, {tx.Now}, {by.Proposal})
        """);

    /// <summary>Refuses a decision before an opinion on this round is on file.</summary>
    internal static async Task RequireOpinion(Reads reads, SuggestionRecord suggestion) => SuggestionRules.OpinionMissing.Require(await reads.Scalar<long>($"""
        select count(*) from methodology_suggestion_opinion where suggestion_id = {suggestion.Id} and round_no = {suggestion.RoundNo}
        """) > 0);
}
