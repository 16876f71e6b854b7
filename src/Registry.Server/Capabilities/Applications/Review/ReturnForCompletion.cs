using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications.Review;

/// <summary>Return of an application with what is incomplete or not in due form, item by item. Measures, articles 15 and 22.</summary>
public sealed class ReturnForCompletion : ApplicationAct<ReturnForCompletion.Command>
{
    /// <summary>One thing that is missing.</summary>
    /// <param name="Item">Field or kind of document.</param>
    /// <param name="Description">What is to be done.</param>
    public sealed record Deficiency(string Item, string Description);

    /// <summary>Which application, and what is missing.</summary>
    public sealed record Command(long Application, IReadOnlyList<Deficiency> Deficiencies) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.return-for-completion");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ReturnForCompletion;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        ApplicationRules.DeficiencyMissing.Require(command.Deficiencies.Count > 0
            && command.Deficiencies.All(d => !string.IsNullOrWhiteSpace(d.Item) && !string.IsNullOrWhiteSpace(d.Description)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var round = 1 + await tx.Scalar<int>($"select coalesce(max(round_no), 0) from deficiency where application_id = {application.Id}");
        for (var i = 0; i < command.Deficiencies.Count; i++)
        {
            await tx.Guarded($"""
                insert into deficiency(application_id, round_no, line_no, item, description, raised_at)
                values ({application.Id}, {round}, {i + 1}, {command.Deficiencies[i].Item}, {command.Deficiencies[i].Description}, {tx.Now})
                """);
        }
        return null;
    }
}

/// <summary>The owner's completion: an answer to each item, and the documents that were missing.</summary>
public sealed class CompleteApplication : ApplicationAct<CompleteApplication.Command>
{
    /// <summary>Answers in the order of the items of the last return.</summary>
    public sealed record Command(long Application, IReadOnlyList<string> Answers, IReadOnlyList<FiledDocument> Documents) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.complete");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Complete;

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        var open = await tx.Scalar<int>($"select count(*) from deficiency where application_id = {application.Id} and answered_at is null");
        ApplicationRules.DeficiencyUnanswered.Require(command.Answers.Count == open && command.Answers.All(a => !string.IsNullOrWhiteSpace(a)),
            ("open", open), ("answers", command.Answers.Count));
    }

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var open = await tx.Rows<int>($"select line_no from deficiency where application_id = {application.Id} and answered_at is null order by round_no, line_no");
        for (var i = 0; i < open.Count; i++)
        {
            await tx.Guarded($"""
                update deficiency set answered_at = {tx.Now}, answer = {command.Answers[i]}
                where application_id = {application.Id} and line_no = {open[i]} and answered_at is null
                """);
        }
        await FiledDocuments.File(tx, application.Id, DocumentStage.Filing, command.Documents);
        return null;
    }
}
