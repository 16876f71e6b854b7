using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Applications.PublicNotice;

/// <summary>Ends notices at the midnight after their last day. On any number of nodes, each ends once.</summary>
public sealed class CloseNotices(Db db, RegistryClock clock) : ITick
{
    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        IReadOnlyList<DueRow> due;
        await using (var reads = await db.Read())
        {
            due = await reads.Rows<DueRow>($"""
                select id, version from application
                where status = {ApplicationStatus.NoticeRunning} and notice_end < {clock.Today} and notice_suspended_at is null
                order by notice_end, id
                """);
        }
        var closed = 0;
        foreach (var notice in due) closed += await Close(notice);
        return closed;
    }

    // A notice that was changed between the look and the act has another version: it is looked at again at the next tick.
    private Task<int> Close(DueRow due) => db.Transaction(Actor.Clock, new ActionCode("application.close-notice"), async tx =>
    {
        var application = await ApplicationRecord.Load(tx, due.Id);
        var isDue = application.Version == due.Version && application.Status == ApplicationStatus.NoticeRunning && application.NoticeSuspendedAt is null
            && application.NoticeEnd is { } end && end < tx.Today;
        if (!isDue) return 0;
        await application.Step(tx, ApplicationAction.CloseNotice, By.Clock);
        await tx.Guarded($"update application set notice_closed_at = {tx.Now} where id = {due.Id} and notice_closed_at is null");
        return 1;
    }, new Instruction("clock", $"close-notice:{due.Id}:{due.Version}", Json.Hash($"close-notice {due.Id} {due.Version}")));

    private sealed record DueRow
    {
        public long Id { get; init; }
        public int Version { get; init; }
    }
}
