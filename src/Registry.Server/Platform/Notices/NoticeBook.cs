using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Notices;

/// <summary>A notice as its reader sees it in the list.</summary>
public sealed record NoticeLine
{
    /// <summary>What happened.</summary>
    public string Event { get; init; } = "";

    /// <summary>To what kind of thing.</summary>
    public string SubjectKind { get; init; } = "";

    /// <summary>To which one.</summary>
    public long SubjectId { get; init; }

    /// <summary>Which of its steps.</summary>
    public int Step { get; init; }

    /// <summary>The act, or the kind of work.</summary>
    public string What { get; init; } = "";

    /// <summary>Where it led.</summary>
    public string State { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was read; null before.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>A place in a list of notices, which is in the order of time.</summary>
/// <param name="At">The instant.</param>
/// <param name="Subject">The thing.</param>
/// <param name="Step">Its step.</param>
public sealed record NoticePlace(DateTimeOffset At, long Subject, int Step);

/// <summary>
/// What is told to whoever is signed in. The rows are written by the database in the transaction of the event (<c>notices_kept</c>), so that no way to
/// an event can forget them; here they are read, and forgotten some time after.
/// </summary>
public sealed class NoticeBook(Db db, RegistryClock clock, RegistrySettings settings) : ITick
{
    /// <summary>Notices of a page.</summary>
    public const int PageSize = 30;

    /// <summary>As many that are unread are counted.</summary>
    public const int MostCounted = 100;

    private const int MostAtOnce = 1000;

    /// <summary>How many notices of a login are unread, at most <see cref="MostCounted"/> of them counted.</summary>
    public async Task<int> Unread(Login login)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<int>($"select count(*) from (select 1 from notice where login_id = {login.Id} and read_at is null and at <= {clock.Now} limit {MostCounted}) unread");
    }

    /// <summary>Notices of a login, newest first, from a place on.</summary>
    public async Task<(IReadOnlyList<NoticeLine> Lines, NoticePlace? Next)> Page(Login login, NoticePlace? after)
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<NoticeLine>($"""
            select event, subject_kind, subject_id, step, what, state, at, read_at from notice
            where login_id = {login.Id} and at <= {clock.Now} and not exists (select 1 from notice_choice c where c.login_id = notice.login_id and c.event = notice.event and not c.in_portal) {(after is null ? Sql.Empty : Sql.Of($"and (at, subject_id, step) < ({after.At}, {after.Subject}, {after.Step})"))}
            order by at desc, subject_id desc, step desc limit {PageSize + 1}
            """);
        return rows.Count <= PageSize ? (rows, null) : ([.. rows.Take(PageSize)], new(rows[PageSize - 1].At, rows[PageSize - 1].SubjectId, rows[PageSize - 1].Step));
    }

    /// <summary>The notices of a login up to an instant were read. It is nobody's act, and leaves no row in the trail.</summary>
    public Task Read(Login login, DateTimeOffset upTo) =>
        db.Note($"update notice set read_at = {clock.Now} where login_id = {login.Id} and read_at is null and at <= {upTo}");

    /// <summary>For how many days notices are kept: those that were read, from then on, and those that were not, from the event on.</summary>
    public (int Read, int Unread) Kept => ((int)settings.NoticesKept.TotalDays, (int)settings.UnreadNoticesKept.TotalDays);

    /// <summary>Forgets what was read long enough ago, and what nobody read for longer than that; what the registry told many is kept.</summary>
    public async Task<int> Tick() =>
        await Forget(Sql.Of($"read_at is not null and event <> 'Broadcast' and read_at < {clock.Now - settings.NoticesKept} order by read_at"))
        + await Forget(Sql.Of($"read_at is null and event <> 'Broadcast' and at < {clock.Now - settings.UnreadNoticesKept} order by at"));

    private async Task<int> Forget(Sql old)
    {
        await using (var reads = await db.Read())
            if (await reads.Scalar<long>($"select count(*) from (select 1 as one from notice where {old} limit 1) old") == 0) return 0;
        return await db.Transaction(Actor.Clock, new("notices.forget"), tx => tx.Execute($"""
            delete from notice where (login_id, event, subject_id, step, state) in (select login_id, event, subject_id, step, state from notice where {old} limit {MostAtOnce})
            """));
    }
}
