using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>
/// Reminds of deadlines, each once when it is near and once when it has passed: the officer who has the thing, while that one is absent the deputy, and else
/// the persons of the side. What falls due for one person at once is told in one message.
/// </summary>
public sealed class WorkReminders(Db db, People people, Post post, Calendars calendars, RegistryClock clock) : ITick
{
    private const int MostAtOnce = 500;
    private static readonly ActionCode Code = new("work.remind");
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private (DateOnly Day, DateOnly Near) reckoned;

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        var today = clock.Today;
        await using (var reads = await db.Read())
        {
            if (reckoned.Day != today) reckoned = (today, WorkList.Near((await calendars.In(reads)).AsOf(today), today));
            if (await reads.Scalar<long>($"select count(*) from (select 1 as one from work_item where {Due(today, over: false)} or {Due(today, over: true)} limit 1) d") == 0) return 0;
        }
        return await db.Transaction(Actor.Clock, Code, async tx =>
            await Remind(tx, over: true, MessageKind.DeadlineOver) + await Remind(tx, over: false, MessageKind.DeadlineNear));
    }

    private Sql Due(DateOnly today, bool over) => over
        ? Sql.Of($"(reminded in ('None', 'Near') and due_on < {today})")
        : Sql.Of($"(reminded = 'None' and due_on >= {today} and due_on <= {reckoned.Near})");

    private async Task<int> Remind(Tx tx, bool over, MessageKind kind)
    {
        var state = over ? "Over" : "Near";
        var due = await tx.Rows<Item>($"""
            select subject_id as id, account_id, kind, what, since, due_on, person_id, initiator_person_id from work_item
            where {Due(tx.Today, over)} order by due_on, subject_id limit {MostAtOnce}
            """);
        if (due.Count == 0) return 0;
        // In the order of their keys, so that two who remind at once never wait for each other.
        foreach (var item in due.OrderBy(i => i.Id).ThenBy(i => i.AccountId))
            await tx.Execute($"update work_item set reminded = {state} where subject_id = {item.Id} and account_id = {item.AccountId} and reminded <> {state}");
        var sides = new Dictionary<(long, bool), IReadOnlyList<long>>();
        var told = new SortedDictionary<long, List<Item>>();
        // What began within the days that are near was told by its beginning.
        foreach (var item in due.Where(i => over || Formats.DayOf(i.Since) < tx.Today))
            foreach (var person in await Recipients(tx, item, sides))
            {
                if (!told.TryGetValue(person, out var list)) told[person] = list = [];
                list.Add(item);
            }
        foreach (var (person, items) in told)
        {
            foreach (var item in items) await Note(tx, person, item, state);
            foreach (var channel in await ChannelsOf(tx, person))
                if (await people.AddressOf(tx, new PersonId(person), channel) is { } address)
                    await post.Send(tx, new(new PersonId(person), channel, address), kind, Life, ("count", $"{items.Count}"), ("work", InWords(items[0])), ("day", Formats.Date(items[0].DueOn)));
        }
        return due.Count;
    }

    /// <summary>The same in the portal, for the login with which the person acts for the side. Proposals are told of when they come.</summary>
    private static async Task Note(Tx tx, long person, Item item, string state)
    {
        if (item.Kind == WorkKind.Proposal) return;
        await tx.Execute($"""
            insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
            select id, 'DeadlineNear', 'work', {item.Id}, {item.DueOn.DayNumber}, {$"{item.Kind}.{item.What}"}, {state}, {tx.Now} from login
            where person_id = {person} and account_id = {item.AccountId} and ended_at is null and role in ('Initiator', 'Confirmer', 'Clerk', 'Reviewer')
            on conflict do nothing
            """);
    }

    private static async Task<IReadOnlyList<long>> Recipients(Tx tx, Item item, Dictionary<(long, bool), IReadOnlyList<long>> sides)
    {
        if (item.PersonId is { } person)
            return [await tx.Scalar<long?>($"""
                select max(deputy_person_id) from absence where person_id = {person} and ended_at is null and from_on <= {tx.Today} and until_on >= {tx.Today}
                """) ?? person];
        var second = item.Kind == WorkKind.Proposal;
        if (!sides.TryGetValue((item.AccountId, second), out var side))
            sides[(item.AccountId, second)] = side = item.AccountId == AccountId.RegistryBody.Value
                ? await tx.Rows<long>($"select distinct person_id from officer where left_at is null and ({second} = {false} or role = 'Reviewer') order by person_id")
                : await tx.Rows<long>($"""
                    select person_id from account_representative where account_id = {item.AccountId} and until is null and role in ('Initiator', 'Confirmer')
                      and ({second} = {false} or role = 'Confirmer') order by person_id
                    """);
        return [.. side.Where(p => p != item.InitiatorPersonId)];
    }

    /// <summary>By what the person wants to be reminded; by text message where there is no login yet whose choice it could be.</summary>
    private static async Task<IReadOnlyList<Channel>> ChannelsOf(Tx tx, long person)
    {
        var taken = await tx.Get<Taken>($"""
            select count(*) as logins, coalesce(sum(case when sms and has_phone then 1 else 0 end), 0) as sms, coalesce(sum(case when email and has_email then 1 else 0 end), 0) as email
            from notice_taken where person_id = {person} and event = 'DeadlineNear'
            """);
        return taken.Logins == 0 ? [Channel.Sms] : [.. taken.Sms > 0 ? (Channel[])[Channel.Sms] : [], .. taken.Email > 0 ? (Channel[])[Channel.Email] : []];
    }

    private static Wording InWords(Item item) => Wording.As(() => new WorkLine { Kind = item.Kind, What = item.What }.Words);

    private sealed record Taken
    {
        public long Logins { get; init; }
        public long Sms { get; init; }
        public long Email { get; init; }
    }

    private sealed record Item
    {
        public long Id { get; init; }
        public long AccountId { get; init; }
        public WorkKind Kind { get; init; }
        public string What { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public DateOnly DueOn { get; init; }
        public long? PersonId { get; init; }
        public long? InitiatorPersonId { get; init; }
    }
}
