using Registry.Kernel.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications.Comments;

/// <summary>A comment as its row has it.</summary>
internal sealed record CommentRecord
{
    public long Id { get; init; }
    public long ApplicationId { get; init; }
    public long PersonId { get; init; }
    public long AccountId { get; init; }
    public CommentStatus Status { get; init; }
    public int Version { get; init; }
    public string? Reply { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }

    public static Task<CommentRecord> Load(Reads reads, long id) => reads.Get<CommentRecord>($"""
        select id, application_id, person_id, account_id, status, version, reply, verified_at from notice_comment where id = {id}
        """);
}
