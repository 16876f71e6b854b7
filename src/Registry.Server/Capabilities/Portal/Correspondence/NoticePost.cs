using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Broadcasts;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Notices;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Correspondence;

/// <summary>
/// Turns what is owed by message into messages, each once: what is owed is settled in the transaction that writes the message, and a second node finds it settled. What a
/// login is owed at once is told in one message. What was read meanwhile, or is over, is told no more; what is over the budget of an address waits.
/// </summary>
public sealed class NoticePost(Db db, People people, Post post, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 200;
    private static readonly ActionCode Code = new("notices.post");
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        var now = clock.Now;
        await using (var reads = await db.Read())
            if (await reads.Scalar<long>($"select count(*) from (select 1 as one from notice_delivery where settled_at is null and due_at <= {now} limit 1) d") == 0) return 0;
        return await db.Transaction(Actor.Clock, Code, async tx =>
        {
            var due = await tx.Rows<Owed>($"""
                select login_id, channel, event, subject_id from notice_delivery where settled_at is null and due_at <= {tx.Now} order by due_at, login_id, channel limit {MostAtOnce}
                """);
            var done = 0;
            // In one order, so that two nodes never wait for each other.
            foreach (var side in due.Select(o => new Bundle(o.LoginId, o.Channel, o.Event == "Broadcast" ? o.SubjectId : 0)).Distinct().OrderBy(b => b.Login).ThenBy(b => b.Channel).ThenBy(b => b.Broadcast))
                done += await Tell(tx, side);
            return done;
        });
    }

    private async Task<int> Tell(Tx tx, Bundle side)
    {
        var mine = Of(tx, side);
        var holder = await tx.Get<Holder>($"select person_id, ended_at from login where id = {side.Login}");
        if (holder.EndedAt is not null) return await Settle(tx, mine, "Gone");
        var broadcast = side.Broadcast == 0 ? null : await BroadcastRegister.Holding(tx, side.Broadcast);
        if (side.Broadcast != 0 && broadcast is null) return await Settle(tx, mine, "Over");
        var done = await Settle(tx, Sql.Of($"""
            {mine} and exists (select 1 from notice n where n.login_id = notice_delivery.login_id and n.event = notice_delivery.event and n.subject_id = notice_delivery.subject_id
              and n.step = notice_delivery.step and n.state = notice_delivery.state and n.read_at > n.at)
            """), "Read");
        if (await tx.Scalar<long>($"select count(*) from notice_delivery where {mine}") == 0) return done;
        var person = new PersonId(holder.PersonId);
        if (await people.AddressOf(tx, person, side.Channel) is not { } address) return done + await Settle(tx, mine, "NoAddress");
        if (broadcast is not { Urgent: true } && !await post.HasRoomForNotices(tx, address))
        {
            await tx.Execute($"update notice_delivery set due_at = {tx.Now + Wait} where {mine}");
            return done;
        }
        var id = tx.NewId();
        var claimed = await tx.Execute($"update notice_delivery set settled_at = {tx.Now}, outcome = 'Written', message_id = {id} where {mine}");
        if (claimed == 0) return done;
        var to = new Recipient(person, side.Channel, address);
        if (broadcast is not null)
        {
            var ends = RegistryClock.StartOf(broadcast.UntilOn.AddDays(1)) - tx.Now;
            await post.Send(tx, id, to, MessageKind.Broadcast, ends < Life ? ends : Life, ("title", new Wording(broadcast.Title)));
            return done + claimed;
        }
        var newest = (await tx.Rows<NoticeLine>($"""
            select n.event, n.subject_kind, n.subject_id, n.step, n.what, n.state, n.at from notice_delivery d
            join notice n on n.login_id = d.login_id and n.event = d.event and n.subject_id = d.subject_id and n.step = d.step and n.state = d.state
            where d.login_id = {side.Login} and d.message_id = {id} order by n.at desc, n.subject_id desc, n.step desc limit 1
            """))[0];
        var words = Wording.As(() => NoticeWords.Of(newest));
        if (claimed == 1) await post.Send(tx, id, to, MessageKind.Notice, Life, ("notice", words));
        else await post.Send(tx, id, to, MessageKind.Notices, Life, ("count", $"{claimed}"), ("notice", words));
        return done + claimed;
    }

    /// <summary>What is owed to one login by one channel now; a broadcast is told by itself.</summary>
    private static Sql Of(Tx tx, Bundle side) => side.Broadcast == 0
        ? Sql.Of($"login_id = {side.Login} and channel = {side.Channel} and event <> 'Broadcast' and settled_at is null and due_at <= {tx.Now}")
        : Sql.Of($"login_id = {side.Login} and channel = {side.Channel} and event = 'Broadcast' and subject_id = {side.Broadcast} and settled_at is null and due_at <= {tx.Now}");

    private static Task<int> Settle(Tx tx, Sql which, string outcome) => tx.Execute($"update notice_delivery set settled_at = {tx.Now}, outcome = {outcome} where {which}");

    private readonly record struct Bundle(long Login, Channel Channel, long Broadcast);

    private sealed record Owed
    {
        public long LoginId { get; init; }
        public Channel Channel { get; init; }
        public string Event { get; init; } = "";
        public long SubjectId { get; init; }
    }

    private sealed record Holder
    {
        public long PersonId { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }
}
