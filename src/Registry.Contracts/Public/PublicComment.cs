namespace Registry.Contracts.Public;

/// <summary>A published comment on a notice (意见). Who wrote it is not public.</summary>
/// <param name="Content">The comment.</param>
/// <param name="SubmittedAt">When it was made.</param>
/// <param name="Reply">The owner's reply.</param>
/// <param name="RepliedAt">When the owner replied.</param>
/// <param name="VerifierNote">What the body found about the reply.</param>
public sealed record PublicComment(string Content, DateTimeOffset SubmittedAt, string? Reply, DateTimeOffset? RepliedAt, string? VerifierNote);
