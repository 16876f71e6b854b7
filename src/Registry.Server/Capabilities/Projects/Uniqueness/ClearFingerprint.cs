using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Projects.Uniqueness;

/// <summary>
/// Decision of two officers that an application which bears a mark of a registered project is for another project. Without
/// it the application is taken for a second registration and refused. Measures, articles 16 and 48.
/// </summary>
public sealed class ClearFingerprint : TwoPersonAct<ClearFingerprint.Command>
{
    /// <summary>Which mark of which application, and what was found.</summary>
    /// <param name="Application">The application.</param>
    /// <param name="Mark">Kind of mark.</param>
    /// <param name="Value">Value of the mark as the officers saw it.</param>
    /// <param name="Reason">Why it is another project.</param>
    public sealed record Command(long Application, string Mark, string Value, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("project.clear-fingerprint");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}:{command.Mark}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            insert into fingerprint_clearance(application_id, kind, value, reason, proposal_id)
            values ({command.Application}, {command.Mark}, {command.Value}, {command.Reason}, {by.Proposal})
            """);
        tx.About("application", command.Application);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        LifecycleRules.NoSuchStep.Require(application.Kind == ApplicationKind.Project && ApplicationLifecycle.IsOpen(application.Status),
            ("lifecycle", "application"), ("state", application.Status), ("action", "ClearFingerprint"));
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        var mark = new ProjectFingerprint(command.Mark, command.Value);
        var facts = await ProjectFactsRow.Find(tx, application.Id, DocumentStage.Final) ?? await ProjectFactsRow.Find(tx, application.Id, DocumentStage.Notice)
            ?? throw GeneralRules.Absent.Refuse(("what", "project facts"));
        var barring = ProjectFingerprint.Of(facts).Contains(mark)
            && await tx.Scalar<long>($"select count(*) from project_fingerprint where kind = {mark.Kind} and value = {mark.Value}") > 0
            && await tx.Scalar<long>($"select count(*) from fingerprint_clearance where application_id = {application.Id} and kind = {mark.Kind} and value = {mark.Value}") == 0;
        ProjectRules.NothingToClear.Require(barring, ("mark", mark.Kind));
    }
}
