namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>What the timeline of a project and that of a reduction have in common: notice, upload, filing, decision.</summary>
internal interface INoticeCase
{
    bool IsProject { get; }

    string StatusCode { get; }

    string? ProjectStatus { get; }

    string Body { get; }

    DateTimeOffset PublishedAt { get; }

    DateOnly? NoticeStart { get; }

    DateOnly? NoticeEnd { get; }

    DateTimeOffset? NoticeSuspendedAt { get; }

    int Comments { get; }

    DateTimeOffset? UploadedAt { get; }

    string? Conclusion { get; }

    DateTimeOffset? FiledAt { get; }

    DateOnly? DueOn { get; }

    DateTimeOffset? ApplicationEndedAt { get; }

    DateTimeOffset? RegisteredAt { get; }

    DateOnly? EndedOn { get; }

    string? EndReason { get; }

    IReadOnlyList<NoticeChangeRow> NoticeChanges { get; }
}
