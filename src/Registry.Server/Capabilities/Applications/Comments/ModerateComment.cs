using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;
using Registry.Server.Platform.Outbox;

namespace Registry.Server.Capabilities.Applications.Comments;

/// <summary>
/// Reading of a comment by one officer: it is published, or kept back with a reason that its writer is told. After a
/// warning, the next refusal suspends the right to comment. Registration rules, article 19.
/// </summary>
public sealed class ModerateComment(Db db)
{
    /// <summary>Which comment, whether it is published, and why not.</summary>
    public sealed record Command(long Comment, bool Publish, string? Reason);

    /// <summary>Where the comment and its writer stand.</summary>
    public sealed record Reply(CommentStatus Status, int Warnings, bool Suspended);

    /// <summary>What the writer is told.</summary>
    public sealed record Told(long Person, long Account, long Application, string Reason, int Warnings, bool Suspended);

    /// <summary>Publishes or refuses it.</summary>
    public Task<Reply> Moderate(Actor officer, Command command, string instructionId) =>
        db.Transaction(officer, new ActionCode("comment.moderate"), async tx =>
        {
            GeneralRules.NotEntitled.Require(officer.Account == AccountId.RegistryBody && await Entitlements.MayPropose(tx, officer.Person, officer.Account));
            var comment = await CommentRecord.Load(tx, command.Comment);
            ApplicationRules.CommentAlreadyModerated.Require(comment.Status == CommentStatus.Awaiting, ("status", comment.Status));
            var standing = await PostComment.Standing(tx, new PersonId(comment.PersonId));
            if (command.Publish)
            {
                await Step(tx, comment, CommentAction.Publish, Sql.Of($", moderated_at = {tx.Now}"), null);
                return new Reply(CommentStatus.Published, standing.Warnings, standing.Suspended);
            }
            ApplicationRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(command.Reason));
            await Step(tx, comment, CommentAction.Refuse, Sql.Of($", moderated_at = {tx.Now}, refusal_reason = {command.Reason}"), command.Reason);
            var after = await Warn(tx, comment);
            await tx.Send(after.Suspended ? "comment.right-suspended" : "comment.refused", $"comment:{comment.Id}",
                new Told(comment.PersonId, comment.AccountId, comment.ApplicationId, command.Reason!, after.Warnings, after.Suspended));
            return new Reply(CommentStatus.Refused, after.Warnings, after.Suspended);
        }, Instruction.For($"person:{officer.Person}", instructionId, command));

    private static Task Step(Tx tx, CommentRecord comment, CommentAction action, Sql also, string? reason) =>
        StateChange.Step(tx, NoticeComments.Table, PostComment.Thing, comment.Id, comment.Status, comment.Version, action, By.Officer, reason: reason, also: also);

    private static async Task<CommenterStanding> Warn(Tx tx, CommentRecord comment)
    {
        // Two officers may read two comments of one person at once: the row is made first, then locked by its own update.
        await tx.Execute($"insert into commenter(person_id, warnings) values ({comment.PersonId}, 0) on conflict do nothing");
        await tx.Guarded($"update commenter set warnings = warnings + 1 where person_id = {comment.PersonId}");
        var counted = await PostComment.Standing(tx, new PersonId(comment.PersonId));
        var after = NoticeComments.AfterRefusal(counted with { Warnings = counted.Warnings - 1 }, tx.Today);
        if (after.Suspended && !counted.Suspended)
            await tx.Guarded($"update commenter set suspended_at = {tx.Now} where person_id = {comment.PersonId} and suspended_at is null");
        return after;
    }
}
