using System.Globalization;
using Registry.Kernel.Messages;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>Where an announcement stands.</summary>
public enum BroadcastState
{
    /// <summary>Confirmed; its first day is yet to come.</summary>
    Waiting,

    /// <summary>It holds.</summary>
    Running,

    /// <summary>Its last day has passed.</summary>
    Over,

    /// <summary>Withdrawn by two officers.</summary>
    Withdrawn,
}

/// <summary>What the registry announced.</summary>
public sealed record Broadcast
{
    /// <summary>Its id, that of the proposal with which it was published.</summary>
    public long Id { get; init; }

    /// <summary>Title in Chinese.</summary>
    public string TitleZh { get; init; } = "";

    /// <summary>Title in English.</summary>
    public string TitleEn { get; init; } = "";

    /// <summary>Text in Chinese.</summary>
    public string TextZh { get; init; } = "";

    /// <summary>Text in English.</summary>
    public string TextEn { get; init; } = "";

    /// <summary>To whom.</summary>
    public BroadcastAudience Audience { get; init; }

    /// <summary>Which types, provinces or numbers; JSON.</summary>
    public string Among { get; init; } = "[]";

    /// <summary>Whether by text message as well.</summary>
    public bool BySms { get; init; }

    /// <summary>Whether by e-mail as well.</summary>
    public bool ByEmail { get; init; }

    /// <summary>Whether by these ways whatever its readers chose.</summary>
    public bool Urgent { get; init; }

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly UntilOn { get; init; }

    /// <summary>When two officers had confirmed it.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>How many logins there were for it when it was proposed.</summary>
    public long RecipientsSeen { get; init; }

    /// <summary>How many logins have it.</summary>
    public long? Recipients { get; init; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why.</summary>
    public string? WithdrawnReason { get; init; }

    /// <summary>Its title in a language.</summary>
    public string Title(CultureInfo language) => Language.IsEnglish(language) ? TitleEn : TitleZh;

    /// <summary>Where it stands on a day.</summary>
    public BroadcastState StateOn(DateOnly today) =>
        WithdrawnAt is not null ? BroadcastState.Withdrawn : today > UntilOn ? BroadcastState.Over : today < FromOn ? BroadcastState.Waiting : BroadcastState.Running;

    /// <summary>The same as what was confirmed.</summary>
    public PublishBroadcast.Command Command =>
        new(TitleZh, TitleEn, TextZh, TextEn, Audience, Json.Read<List<string>>(Among), BySms, ByEmail, Urgent, FromOn, UntilOn, RecipientsSeen);
}

/// <summary>What became of the messages of an announcement by one channel.</summary>
public sealed record BroadcastDelivery
{
    /// <summary>By what.</summary>
    public Channel Channel { get; init; }

    /// <summary>How many were owed.</summary>
    public long Owed { get; init; }

    /// <summary>Not sent yet.</summary>
    public long Waiting { get; init; }

    /// <summary>Taken by whatever carries them.</summary>
    public long Sent { get; init; }

    /// <summary>Given up by the sender.</summary>
    public long Failed { get; init; }

    /// <summary>Not needed any more: read in the portal before, withdrawn, over, or its login ended.</summary>
    public long Dropped { get; init; }
}

/// <summary>Reads what was announced.</summary>
public sealed class BroadcastRegister(Db db, RegistryClock clock)
{
    /// <summary>Announcements of a page.</summary>
    public const int PageSize = 30;

    private static readonly Sql Columns = Sql.Of($"""
        b.id, b.title_zh, b.title_en, b.text_zh, b.text_en, b.audience, b.among, b.by_sms, b.by_email, b.urgent, b.from_on, b.until_on, b.published_at, b.recipients_seen, b.recipients, b.withdrawn_at, b.withdrawn_reason
        """);

    /// <summary>Announcements, newest first, from a place on.</summary>
    public async Task<(IReadOnlyList<Broadcast> Lines, (DateTimeOffset At, long Id)? Next)> Page((DateTimeOffset At, long Id)? after)
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<Broadcast>($"""
            select {Columns} from broadcast b {(after is { } place ? Sql.Of($"where (b.published_at, b.id) < ({place.At}, {place.Id})") : Sql.Empty)}
            order by b.published_at desc, b.id desc limit {PageSize + 1}
            """);
        return rows.Count <= PageSize ? (rows, null) : ([.. rows.Take(PageSize)], (rows[PageSize - 1].PublishedAt, rows[PageSize - 1].Id));
    }

    /// <summary>One announcement.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<Broadcast> Get(long id)
    {
        await using var reads = await db.Read();
        return await reads.Find<Broadcast>($"select {Columns} from broadcast b where b.id = {id}") ?? throw GeneralRules.Absent.Refuse(("what", "broadcast"));
    }

    /// <summary>How many of its recipients have read it, and what became of its messages.</summary>
    public async Task<(long Read, IReadOnlyList<BroadcastDelivery> Deliveries)> Log(long id)
    {
        await using var reads = await db.Read();
        return (await reads.Scalar<long>($"select count(*) from notice where event = 'Broadcast' and subject_id = {id} and read_at is not null"),
            await reads.Rows<BroadcastDelivery>($"""
                select d.channel, count(*) as owed,
                  sum(case when d.settled_at is null or (m.id is not null and m.sent_at is null and m.given_up_at is null) then 1 else 0 end) as waiting,
                  sum(case when m.sent_at is not null then 1 else 0 end) as sent, sum(case when m.given_up_at is not null or d.outcome = 'NoAddress' then 1 else 0 end) as failed,
                  sum(case when d.outcome in ('Read', 'Gone', 'Over') then 1 else 0 end) as dropped
                from notice_delivery d left join message m on m.id = d.message_id
                where d.event = 'Broadcast' and d.subject_id = {id} group by d.channel order by d.channel
                """));
    }

    /// <summary>An announcement to a login; that of others looks absent. It counts as read.</summary>
    /// <exception cref="RefusalException">There is none for it.</exception>
    public async Task<Broadcast> ReadBy(Login login, long id)
    {
        ArgumentNullException.ThrowIfNull(login);
        var now = clock.Now;
        Broadcast? told;
        await using (var reads = await db.Read())
            told = await reads.Find<Broadcast>($"select {Columns} from broadcast b join notice n on n.subject_id = b.id and n.event = 'Broadcast' where b.id = {id} and n.login_id = {login.Id} and n.at <= {now}");
        if (told is null) throw GeneralRules.Absent.Refuse(("what", "broadcast"));
        await db.Note($"update notice set read_at = {now} where login_id = {login.Id} and event = 'Broadcast' and subject_id = {id} and read_at is null");
        return told;
    }

    /// <summary>Announcements by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, Broadcast>> Of(IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return new Dictionary<long, Broadcast>();
        await using var reads = await db.Read();
        return (await reads.Rows<Broadcast>($"select {Columns} from broadcast b where b.id in {ids}")).ToDictionary(b => b.Id);
    }

    /// <summary>An announcement whose message is owed now; null where it is withdrawn or over.</summary>
    public static Task<Broadcast?> Holding(Tx tx, long id)
    {
        ArgumentNullException.ThrowIfNull(tx);
        return tx.Find<Broadcast>($"select {Columns} from broadcast b where b.id = {id} and b.withdrawn_at is null and b.until_on >= {tx.Today}");
    }
}
