using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications.Assessment;

/// <summary>
/// Two officers ask experts to assess an application under review (技术评估). They name the experts and the leader, or say how many are
/// drawn; the draw is made at the confirmation with a seed that nobody knew before. The law sets no time for it, and the term of the
/// decision runs on.
/// </summary>
public sealed class RequestAssessment : ApplicationAct<RequestAssessment.Command>
{
    /// <summary>What is asked of whom.</summary>
    /// <param name="Application">Which application.</param>
    /// <param name="Question">What the experts are to assess.</param>
    /// <param name="Named">The experts, where officers name them; the first leads.</param>
    /// <param name="Drawn">How many are drawn, where nobody is named.</param>
    public sealed record Command(long Application, string Question, IReadOnlyList<long> Named, int Drawn = 0) : IApplicationCommand;

    /// <summary>The assessment.</summary>
    /// <param name="Assessment">Its id.</param>
    /// <param name="Experts">The experts; the first leads.</param>
    /// <param name="Seed">Seed of the draw; null where they were named.</param>
    public sealed record Reply(long Assessment, IReadOnlyList<long> Experts, string? Seed);

    /// <summary>Most experts of one assessment.</summary>
    public const int Most = 15;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.request-assessment");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.RequestAssessment;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Question;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Question);
        var asked = command.Named.Count > 0 ? command.Named.Count : command.Drawn;
        AssessmentRules.PanelMalformed.Require(asked is > 0 and <= Most && (command.Named.Count == 0) == (command.Drawn > 0) && command.Drawn >= 0
            && command.Named.Distinct().Count() == command.Named.Count, ("experts", asked), ("most", Most));
        var findings = new List<Finding>();
        if (command.Named.Count > 0) await Experts.Check(tx, application, command.Named, findings);
        else
        {
            var candidates = (await Experts.Candidates(tx, application)).Count;
            AssessmentRules.TooFewCandidates.Check(candidates >= command.Drawn, findings, ("candidates", candidates), ("drawn", command.Drawn));
        }
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var (id, seed, candidates, experts) = (tx.NewId(), (string?)null, (string?)null, command.Named);
        if (command.Drawn > 0)
        {
            var all = await Experts.Candidates(tx, application);
            seed = $"{tx.NewId()}";
            candidates = Json.Write(all);
            experts = ExpertDraw.Choose(all, command.Drawn, seed);
        }
        var round = 1 + await tx.Scalar<int>($"select coalesce(max(round_no), 0) from expert_assessment where application_id = {application.Id}");
        await tx.Guarded($"""
            insert into expert_assessment(id, application_id, round_no, appointed, seed, candidates, question, proposal_id, asked_at)
            values ({id}, {application.Id}, {round}, {(seed is null ? ExpertAppointment.ByHand : ExpertAppointment.AtRandom)}, {seed}, {candidates},
                    {command.Question}, {by.Proposal}, {tx.Now})
            """);
        for (var i = 0; i < experts.Count; i++)
            await tx.Guarded($"insert into assessment_expert(assessment_id, expert_id, leader) values ({id}, {experts[i]}, {i == 0})");
        tx.About("assessment", id);
        return new Reply(id, experts, seed);
    }
}
