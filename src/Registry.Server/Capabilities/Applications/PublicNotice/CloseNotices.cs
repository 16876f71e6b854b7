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
        IReadOnlyList<long> due;
        await using (var reads = await db.Read())
        {
            due = await reads.Rows<long>($"""
                select id from application
                where status = {ApplicationStatus.NoticeRunning} and notice_end < {clock.Today} and notice_suspended_at is null
                order by notice_end, id
                """);
        }
        var closed = 0;
        foreach (var id in due) closed += await Close(id);
        return closed;
    }

    private Task<int> Close(long id) => db.Transaction(Actor.Clock, new ActionCode("application.close-notice"), async tx =>
    {
        var application = await ApplicationRecord.Load(tx, id);
        var isDue = application.Status == ApplicationStatus.NoticeRunning && application.NoticeSuspendedAt is null
            && application.NoticeEnd is { } end && end < tx.Today;
        if (!isDue) return 0;
        await application.Step(tx, ApplicationAction.CloseNotice, By.Clock);
        await tx.Guarded($"update application set notice_closed_at = {tx.Now} where id = {id} and notice_closed_at is null");
        return 1;
    }, new Instruction("clock", $"close-notice:{id}", Json.Hash($"close-notice {id}")));
}
