using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications.Assessment;

/// <summary>
/// Two officers record what the leader of the experts concludes, with the signed document. It brings the application back into review
/// and decides nothing: the officers decide.
/// </summary>
public sealed class ConcludeAssessment : ApplicationAct<ConcludeAssessment.Command>
{
    /// <summary>The conclusion.</summary>
    /// <param name="Application">Which application.</param>
    /// <param name="Outcome">What the leader concludes.</param>
    /// <param name="Summary">In words.</param>
    /// <param name="Document">The signed conclusion, stored by an officer.</param>
    /// <param name="Fees">Fees of the experts, where there are any.</param>
    public sealed record Command(long Application, AssessmentOutcome Outcome, string Summary, long Document, IReadOnlyList<Fee> Fees) : IApplicationCommand;

    /// <summary>What an expert is paid.</summary>
    /// <param name="Expert">The expert.</param>
    /// <param name="Fen">Amount in fen, hundredths of a yuan.</param>
    public sealed record Fee(long Expert, long Fen);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.conclude-assessment");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ConcludeAssessment;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Summary;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        AssessmentRules.ConclusionMissing.Require(!string.IsNullOrWhiteSpace(command.Summary) && await FiledDocuments.FormOf(tx, command.Document) is not null);
        var open = await OpenAssessment.Load(tx, application.Id);
        AssessmentRules.FeeMalformed.Require(command.Fees.Select(f => f.Expert).Distinct().Count() == command.Fees.Count
            && command.Fees.All(f => f.Fen >= 0 && open.Experts.Contains(f.Expert)));
        var findings = new List<Finding>();
        await Experts.CheckConflicts(tx, application, open.Experts, findings);
        RefusalException.ThrowIfAny(findings);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var open = await OpenAssessment.Load(tx, application.Id);
        foreach (var fee in command.Fees)
            await tx.Guarded($"insert into expert_fee(assessment_id, expert_id, fen) values ({open.Id}, {fee.Expert}, {fee.Fen})");
        var hash = await tx.Scalar<string>($"select sha256 from document where id = {command.Document}");
        await tx.Guarded($"""
            update expert_assessment set ended_at = {tx.Now}, ended_by_proposal_id = {by.Proposal}, outcome = {command.Outcome}, summary = {command.Summary},
                   document_id = {command.Document}, document_sha256 = {hash}
            where id = {open.Id} and ended_at is null
            """);
        tx.About("assessment", open.Id);
        return null;
    }
}

/// <summary>Two officers end an assessment without a conclusion, with a reason; another may be asked for.</summary>
public sealed class CallOffAssessment : ApplicationAct<CallOffAssessment.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.call-off-assessment");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.CallOffAssessment;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var open = await OpenAssessment.Load(tx, application.Id);
        await tx.Guarded($"""
            update expert_assessment set ended_at = {tx.Now}, ended_by_proposal_id = {by.Proposal}, call_off_reason = {command.Reason}
            where id = {open.Id} and ended_at is null
            """);
        tx.About("assessment", open.Id);
        return null;
    }
}

/// <summary>The assessment of an application that has not ended.</summary>
internal sealed record OpenAssessment(long Id, IReadOnlyList<long> Experts)
{
    public static async Task<OpenAssessment> Load(Reads reads, long application)
    {
        var id = await reads.Scalar<long?>($"select id from expert_assessment where application_id = {application} and ended_at is null")
            ?? throw GeneralRules.Absent.Refuse(("what", "assessment"));
        return new OpenAssessment(id, await reads.Rows<long>($"select expert_id from assessment_expert where assessment_id = {id} order by expert_id"));
    }
}
