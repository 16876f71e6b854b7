using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Comments;

/// <summary>A comment as its writer sees it.</summary>
public sealed record OwnComment
{
    /// <summary>The application.</summary>
    public long ApplicationId { get; init; }

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>What was written.</summary>
    public string Content { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public CommentStatus Status { get; init; }

    /// <summary>Why it was not published.</summary>
    public string? RefusalReason { get; init; }

    /// <summary>The owner's answer.</summary>
    public string? Reply { get; init; }
}

/// <summary>What may be commented on.</summary>
public sealed record CommentedNotice
{
    /// <summary>Title of the application.</summary>
    public string Title { get; init; } = "";

    /// <summary>First day of the notice.</summary>
    public DateOnly? NoticeStart { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? NoticeEnd { get; init; }
}

/// <summary>Reads one's own comments, and the notice that one comments on; a notice that is not published looks absent.</summary>
public sealed class OwnComments(Db db)
{
    private const int Most = 200;

    /// <summary>The actor's comments, the latest first.</summary>
    public async Task<IReadOnlyList<OwnComment>> Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        return await reads.Rows<OwnComment>($"""
            select c.application_id, a.title, c.content, c.submitted_at, c.status, c.refusal_reason, c.reply
            from notice_comment c join application a on a.id = c.application_id
            where c.person_id = {actor.Person} and c.account_id = {actor.Account} order by c.submitted_at desc, c.id limit {Most}
            """);
    }

    /// <summary>A published application.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<CommentedNotice> Notice(long application)
    {
        await using var reads = await db.Read();
        return await reads.Get<CommentedNotice>($"select title, notice_start, notice_end from application where id = {application} and published_at is not null");
    }
}
