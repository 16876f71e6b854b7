using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>A recorded change of a notice window; without new dates the notice was suspended.</summary>
internal sealed record NoticeChangeRow
{
    public DateOnly OldStart { get; init; }
    public DateOnly OldEnd { get; init; }
    public DateOnly? NewStart { get; init; }
    public DateOnly? NewEnd { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>The changes of an application's notice, in order.</summary>
    public static Task<IReadOnlyList<NoticeChangeRow>> Of(Reads db, long application) => db.Rows<NoticeChangeRow>($"""
        select old_start, old_end, new_start, new_end, reason, at from public_notice_change where application_id = {application} order by seq
        """);
}
