using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Applications.PublicNotice;

/// <summary>Approval of a public notice, and its days. They are fixed when the second officer confirms. Measures, articles 12 and 19.</summary>
public sealed class ApproveNotice(Calendars calendars) : ApplicationAct<ApproveNotice.Command>
{
    /// <summary>Which application, and from when.</summary>
    public sealed record Command(long Application, DateOnly Start) : IApplicationCommand;

    /// <summary>The days of the notice.</summary>
    public sealed record Reply(DateOnly Start, DateOnly End);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.approve-notice");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ApproveNotice;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx) => await Window(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var window = await Window(command, tx);
        await tx.Guarded($"""
            update application set published_at = {tx.Now}, notice_start = {window.Start}, notice_end = {window.End} where id = {application.Id}
            """);
        await ApplicationSearch.Put(tx, application.Id);
        return new Reply(window.Start, window.End);
    }

    private async Task<NoticeWindow> Window(Command command, Tx tx) =>
        NoticeWindow.From(await calendars.In(tx), tx.Today, command.Start);
}

/// <summary>Return before the notice, with what is to be mended.</summary>
public sealed class ReturnNotice : ApplicationAct<ReturnNotice.Command>
{
    /// <summary>Which application, and why.</summary>
    public sealed record Command(long Application, string Reason) : IApplicationCommand;

    /// <inheritdoc/>
    public override ActionCode Code => new("application.return-notice");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ReturnNotice;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;
}
