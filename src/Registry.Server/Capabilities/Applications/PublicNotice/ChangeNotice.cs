using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Outbox;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Applications.PublicNotice;

/// <summary>
/// Suspension, resumption or change of the days of a public notice by two officers, with the reason on record. The public
/// always has the whole legal term; a notice that is suspended does not end by itself. Measures, articles 12 and 19.
/// </summary>
public sealed class ChangeNotice(Calendars calendars) : ApplicationAct<ChangeNotice.Command>
{
    /// <summary>What is changed, and why.</summary>
    /// <param name="Application">Which application.</param>
    /// <param name="Kind">Suspend, resume or move.</param>
    /// <param name="Start">For a notice that has not begun, another first day; null to keep it.</param>
    /// <param name="End">The new last day; null for the earliest that is allowed on the day of the confirmation.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(long Application, NoticeChangeKind Kind, DateOnly? Start, DateOnly? End, string Reason) : IApplicationCommand;

    /// <summary>The notice after the change.</summary>
    public sealed record Reply(DateOnly Start, DateOnly End, bool Suspended);

    /// <inheritdoc/>
    public override ActionCode Code => new("application.change-notice");

    /// <inheritdoc/>
    protected override ApplicationAction Action => ApplicationAction.ChangeNotice;

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    protected override async Task Check(ApplicationRecord application, Command command, Tx tx)
    {
        RequireReason(command.Reason);
        await Decide(application, command, tx);
    }

    /// <inheritdoc/>
    protected override string Reason(Command command) => command.Reason;

    /// <inheritdoc/>
    protected override async Task<object?> Effect(ApplicationRecord application, Command command, Confirmed by, Tx tx)
    {
        var (before, after) = (application.Window!, await Decide(application, command, tx));
        var suspended = command.Kind == NoticeChangeKind.Suspend;
        DateTimeOffset? suspendedAt = suspended ? tx.Now : null;
        await tx.Guarded($"""
            update application set notice_start = {after.Start}, notice_end = {after.End}, notice_suspended_at = {suspendedAt}, updated_at = {tx.Now}
            where id = {application.Id}
            """);
        DateOnly? newStart = suspended ? null : after.Start;
        DateOnly? newEnd = suspended ? null : after.End;
        await tx.Guarded($"""
            insert into notice_change(application_id, seq, old_start, old_end, new_start, new_end, reason, proposal_id, at)
            select {application.Id}, 1 + coalesce(max(seq), 0), {before.Start}, {before.End}, {newStart}, {newEnd}, {command.Reason}, {by.Proposal}, {tx.Now}
            from notice_change where application_id = {application.Id}
            """);
        var reply = new Reply(after.Start, after.End, suspended);
        await tx.Send("notice.changed", $"application:{application.Id}", reply);
        return reply;
    }

    private async Task<NoticeWindow> Decide(ApplicationRecord application, Command command, Tx tx)
    {
        var changes = await tx.Rows<ChangeRow>($"select new_start, at from notice_change where application_id = {application.Id} order by seq");
        var standStills = new List<StandStill>();
        for (var i = 0; i + 1 < changes.Count; i++)
            if (changes[i].NewStart is null) standStills.Add(new StandStill(RegistryClock.DateOf(changes[i].At), RegistryClock.DateOf(changes[i + 1].At)));
        DateOnly? suspendedOn = application.NoticeSuspendedAt is { } at ? RegistryClock.DateOf(at) : null;
        return NoticeChanges.Decide(command.Kind, new NoticeInCourse(application.Window!, suspendedOn, standStills), await calendars.In(tx), tx.Today, command.Start, command.End);
    }

    private sealed record ChangeRow
    {
        public DateOnly? NewStart { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
