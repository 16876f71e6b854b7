using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications.Comments;

/// <summary>The owner's answer to a published comment, by both representatives. Measures, article 13.</summary>
public sealed class ReplyToComment : TwoPersonAct<ReplyToComment.Command>
{
    /// <summary>Which comment, and the answer.</summary>
    public sealed record Command(long Comment, string Reply);

    /// <inheritdoc/>
    public override ActionCode Code => new("comment.reply");

    /// <inheritdoc/>
    public override By By => By.TwoRepresentatives;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"comment:{command.Comment}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var comment = await Check(command, tx);
        await StateChange.Step(tx, NoticeComments.Table, PostComment.Thing, comment.Id, comment.Status, comment.Version, CommentAction.Reply, By.TwoRepresentatives,
            by.Proposal.Value, also: Sql.Of($", reply = {command.Reply.Trim()}, replied_at = {tx.Now}, reply_proposal_id = {by.Proposal}"));
        return null;
    }

    private static async Task<CommentRecord> Check(Command command, Tx tx)
    {
        var comment = await CommentRecord.Load(tx, command.Comment);
        var application = await ApplicationRecord.LoadOwn(tx, comment.ApplicationId);
        ApplicationRules.CommentNotAnswerable.Require(
            comment.Status == CommentStatus.Published && comment.Reply is null && ApplicationLifecycle.IsOpen(application.Status), ("status", comment.Status));
        CommentWords.Require("reply", command.Reply);
        return comment;
    }
}

/// <summary>What the named body says of the owner's answer to a comment, by its two representatives. Measures, article 13.</summary>
public sealed class VerifyReply : TwoPersonAct<VerifyReply.Command>
{
    /// <summary>Which comment, and the body's note.</summary>
    public sealed record Command(long Comment, string Note);

    /// <inheritdoc/>
    public override ActionCode Code => new("comment.verify");

    /// <inheritdoc/>
    public override By By => By.Verifier;

    /// <inheritdoc/>
    protected override string Subject(Command command) => $"comment:{command.Comment}";

    /// <inheritdoc/>
    protected override Task Prepare(Command command, Proposal proposal, Tx tx) => Check(command, tx);

    /// <inheritdoc/>
    protected override async Task<object?> Execute(Command command, Confirmed by, Tx tx)
    {
        var comment = await Check(command, tx);
        await StateChange.Step(tx, NoticeComments.Table, PostComment.Thing, comment.Id, comment.Status, comment.Version, CommentAction.Verify, By.Verifier,
            by.Proposal.Value, also: Sql.Of($", verified_at = {tx.Now}, verifier_note = {command.Note.Trim()}"));
        return null;
    }

    private static async Task<CommentRecord> Check(Command command, Tx tx)
    {
        var comment = await CommentRecord.Load(tx, command.Comment);
        var application = await ApplicationRecord.Load(tx, comment.ApplicationId);
        var body = await tx.Scalar<long?>($"select account_id from verification_body where id = {application.BodyId}");
        ApplicationRules.NotTheNamedBody.Require(body == tx.Actor.Account.Value);
        ApplicationRules.CommentNotVerifiable.Require(
            comment.Reply is not null && comment.VerifiedAt is null && ApplicationLifecycle.IsOpen(application.Status), ("status", comment.Status));
        CommentWords.Require("note", command.Note);
        return comment;
    }
}

/// <summary>Words about a comment: some, and not more than a comment may have.</summary>
internal static class CommentWords
{
    public static void Require(string field, string? words)
    {
        GeneralRules.ValueMissing.Require(!string.IsNullOrWhiteSpace(words), ("field", field));
        GeneralRules.ValueMalformed.Require(words!.Length <= NoticeComments.MaxLength, ("field", field), ("value", $"{words.Length} > {NoticeComments.MaxLength}"));
    }
}
