using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Applications.PublicNotice;

/// <summary>Request of the owner's two representatives to recall an application during its notice.</summary>
public sealed class RequestRecall : TwoPersonAct<RequestRecall.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.request-recall");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        await Check(command, tx);
        await tx.Guarded($"""
            update application set recall_requested_at = {tx.Now}, recall_reason = {command.Reason}, updated_at = {tx.Now}
            where id = {command.Application} and status = {ApplicationStatus.NoticeRunning} and recall_requested_at is null
            """);
        tx.About("application", command.Application);
        return null;
    }

    private static async Task Check(Command command, Tx tx)
    {
        var application = await ApplicationRecord.LoadOwn(tx, command.Application);
        ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
        LifecycleRules.NoSuchStep.Require(application.Status == ApplicationStatus.NoticeRunning && application.RecallRequestedAt is null,
            ("lifecycle", "application"), ("state", application.Status), ("action", "RequestRecall"));
    }
}

/// <summary>Approval of a recall by two officers; a later filing is a new application with a whole new notice.</summary>
public sealed class ApproveRecall : ApplicationAct<ApproveRecall.Command>
{
    /// <summary>Which application.</summary>
    public sealed record Command(long Application) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.recall");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.Recall;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        ApplicationRules.RecallNotRequested.Require(application.RecallRequestedAt is not null);
        return Task.CompletedTask;
    }
}
