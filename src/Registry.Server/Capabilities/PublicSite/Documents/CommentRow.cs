using Registry.Contracts.Public;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>A published comment on a notice.</summary>
public sealed record CommentRow
{
    public string Content { get; init; } = "";
    public DateTimeOffset SubmittedAt { get; init; }
    public string? Reply { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public string? VerifierNote { get; init; }

    /// <summary>The published comments of an application, oldest first.</summary>
    internal static Task<IReadOnlyList<CommentRow>> Of(Reads db, long application) => db.Rows<CommentRow>($"""
        select content, submitted_at, reply, replied_at, verifier_note from public_comment where application_id = {application} order by submitted_at, id
        """);

    internal PublicComment Wire() => new(Content, SubmittedAt, Reply, RepliedAt, VerifierNote);
}
