using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Applications.Comments;

/// <summary>
/// A comment (意见) on a public notice, by one person who represents an account of any type: it binds nobody, and nothing
/// is published before it is read. Measures, articles 12 and 19; registration rules, article 19.
/// </summary>
public sealed class PostComment(Db db)
{
    internal static readonly Stateful Thing = new("comment", Sql.Of($"notice_comment"));

    /// <summary>On which application, and what.</summary>
    public sealed record Command(long Application, string Content);

    /// <summary>The comment, which waits to be read.</summary>
    public sealed record Reply(long Comment);

    private sealed record StandingRow
    {
        public int Warnings { get; init; }
        public DateTimeOffset? SuspendedAt { get; init; }
    }

    /// <summary>Takes a comment.</summary>
    public Task<Reply> Post(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("comment.post"), async tx =>
        {
            ApplicationRules.NotACommenter.Require(await Represents(tx));
            var application = await ApplicationRecord.Load(tx, command.Application);
            var body = await tx.Scalar<long?>($"select account_id from verification_body where id = {application.BodyId}");
            NoticeComments.Post(await Standing(tx, actor.Person), body == actor.Account.Value, application.Status, application.Window,
                application.NoticeSuspendedAt is not null, tx.Today, command.Content);
            var id = tx.NewId();
            await tx.Guarded($"""
                insert into notice_comment(id, application_id, person_id, account_id, content, submitted_at, status, version)
                values ({id}, {application.Id}, {actor.Person}, {actor.Account}, {command.Content.Trim()}, {tx.Now}, {CommentStatus.Awaiting}, 0)
                """);
            await StateChange.Begin(tx, NoticeComments.Table, Thing, id, CommentStatus.Awaiting, CommentAction.Post, By.Participant);
            return new Reply(id);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    internal static async Task<CommenterStanding> Standing(Reads reads, PersonId person)
    {
        var row = await reads.Find<StandingRow>($"select warnings, suspended_at from commenter where person_id = {person}");
        return row is null ? default : new CommenterStanding(row.Warnings, row.SuspendedAt is not null);
    }

    private static async Task<bool> Represents(Tx tx) => await tx.Scalar<long>($"""
        select count(*) from account_representative r join account a on a.id = r.account_id
        where r.account_id = {tx.Actor.Account} and r.person_id = {tx.Actor.Person} and r.until is null and a.status in ('Open', 'Restricted')
        """) > 0;
}
