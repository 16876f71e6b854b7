using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Applications.Comments;

/// <summary>
/// Record of how many comments arrived outside this system, with where they arrived. They are counted, never invented;
/// the body must say how they were dealt with as for those that arrived here. Measures, articles 12 and 13.
/// </summary>
public sealed class RecordOutsideComments : TwoPersonAct<RecordOutsideComments.Command>
{
    /// <summary>Which application, how many in all, and where they arrived.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Comments">Their number in all; a later record takes the place of an earlier one.</param>
    /// <param name="Source">Where they arrived, so that others can look.</param>
    public sealed record Command(long Application, int Comments, string Source);

    /// <inheritdoc/>
    public override ActionCode Code => new("comment.record-outside");

    /// <inheritdoc/>
    public override By By => By.TwoOfficers;

    /// <inheritdoc/>
    public override TimeSpan Life => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"application:{command.Application}";

    /// <inheritdoc/>
    protected override async Task Prepare(Command command, Proposal proposal, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        NoticeComments.RecordOutside(application.Status, command.Comments, command.Source);
    }

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var application = await ApplicationRecord.Load(tx, command.Application);
        NoticeComments.RecordOutside(application.Status, command.Comments, command.Source);
        await tx.Guarded($"""
            update application set outside_comments = {command.Comments}, updated_at = {tx.Now}
            where id = {application.Id} and status = {application.Status} and version = {application.Version}
            """);
        await tx.Guarded($"""
            insert into outside_comments(application_id, seq, comments, source, proposal_id, at)
            select {application.Id}, 1 + coalesce(max(seq), 0), {command.Comments}, {command.Source}, {by.Proposal}, {tx.Now}
            from outside_comments where application_id = {application.Id}
            """);
        tx.About("application", application.Id);
        return null;
    }
}
