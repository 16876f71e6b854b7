using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Applications.Submission;

/// <summary>Submission of an application for public notice, by both representatives of its owner. Measures, articles 12 and 19.</summary>
public sealed class SubmitApplication(ApplicationKinds kinds) : TwoPersonAct<SubmitApplication.Command>
{
    /// <summary>Which application.</summary>
    public sealed record Command(long Application);

    /// <summary>What the owner is told: findings that will bar registration unless they are mended.</summary>
    public sealed record Reply(IReadOnlyList<Warning> Warnings);

    /// <summary>A finding that warns.</summary>
    public sealed record Warning(string Rule, IReadOnlyList<Fact> Facts);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.submit");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        await Check(application, tx);
        await application.Step(tx, ApplicationAction.Submit, By.Initiator, proposal.Id.Value);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        var warnings = await Check(application, tx);
        await application.Step(tx, ApplicationAction.ConfirmSubmission, By.TwoRepresentatives, by.Proposal.Value);
        await tx.Guarded($"update application set submitted_at = {tx.Now}, warnings = {Json.Write(warnings)} where id = {application.Id}");
        return new Reply(warnings);
    }

    /// <inheritdoc/>
    protected override async Task Release(Command command, Proposal proposal, string? reason, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        await application.Step(tx, ApplicationAction.ReturnToDraft, ApplicationRecord.UndoneBy(tx.Actor), proposal.Id.Value, reason);
    }

    private async Task<IReadOnlyList<Warning>> Check(ApplicationRecord application, Tx tx)
    {
        var refusals = new List<Finding>();
        var warnings = new List<Finding>();
        await Applicants.Check(tx, application.Owner, tx.Today, refusals);
        await kinds.Of(application).CheckSubmission(application, tx.Today, tx, refusals, warnings);
        RefusalException.ThrowIfAny(refusals);
        return [.. warnings.Select(w => new Warning(w.Rule.Code, w.Facts))];
    }
}
