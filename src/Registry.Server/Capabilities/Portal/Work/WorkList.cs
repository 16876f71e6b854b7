using Registry.Kernel.Calendar;
using Registry.Kernel.Primitives;
using Registry.Kernel.Work;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Capabilities.Portal.Inbox;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>What waits for one's side, paged by key. What nobody waits for any more is not in it, so it costs the same however much was done before.</summary>
public sealed class WorkList(Db db, People people, Calendars calendars, RegistryClock clock)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Most lines of a file.</summary>
    public const int MostInFile = 10_000;

    private static readonly Sql Columns = Sql.Of($"v.id, v.kind, v.what, v.page_id, v.since, v.due_on, v.due_order, v.person_id, v.for_person_id");

    private static readonly Sql From = Sql.Of($"(select subject_id as id, account_id, kind, hand, what, page_id, initiator_person_id, since, due_on, due_order, person_id, for_person_id from work_item) v");

    private static readonly Listing<WorkLine> Lines = new(Columns, From, line => line.Id,
        [new(WorkQuery.ByDue, Sql.Of($"v.due_order"), line => line.DueOrder), new("since", Sql.Of($"v.since"), line => line.Since)]);

    /// <summary>A page.</summary>
    internal async Task<ListPage<WorkLine>> Page(Actor actor, WorkQuery asked, string? after, string? before)
    {
        await using var reads = await db.Read();
        var page = await Lines.Page(reads, await Wanted(reads, actor, asked), new ListRequest(asked.Sort, after, before, PageSize));
        return page with { Rows = await Named(reads, actor, page.Rows) };
    }

    /// <summary>The statement of a page, to be looked at by tests.</summary>
    internal async Task<FormattableString> Statement(Reads reads, Actor actor, WorkQuery asked, string? after) =>
        Lines.Statement(await Wanted(reads, actor, asked), new ListRequest(asked.Sort, after, null, PageSize));

    /// <summary>All that match, up to a limit, for a file.</summary>
    internal async Task<IReadOnlyList<WorkLine>> All(Actor actor, WorkQuery asked)
    {
        await using var reads = await db.Read();
        return await Named(reads, actor, await Lines.All(reads, await Wanted(reads, actor, asked), asked.Sort, MostInFile));
    }

    /// <summary>One thing that waits for the actor's side; null where none does.</summary>
    internal async Task<WorkLine?> Find(Actor actor, long id)
    {
        await using var reads = await db.Read();
        var wanted = await Wanted(reads, actor, WorkQuery.All);
        var found = await reads.Rows<WorkLine>($"select {Columns} from {From} where v.id = {id} and {Sql.All(wanted.Filters)}");
        return found.Count == 0 ? null : (await Named(reads, actor, found))[0];
    }

    /// <summary>Officers who could have a thing, by name.</summary>
    internal async Task<IReadOnlyList<(long Person, string Name)>> Colleagues(long id)
    {
        await using var reads = await db.Read();
        var persons = await reads.Rows<long>($"""
            select distinct o.person_id from officer o join work_item w on w.subject_id = {id} and w.account_id = {AccountId.RegistryBody}
            where o.left_at is null and (w.hand = 'Side' or (o.role = 'Reviewer' and o.person_id <> w.initiator_person_id)) order by o.person_id
            """);
        var names = await people.NamesOf(reads, persons);
        return [.. persons.Select(p => (p, names[p]))];
    }

    private async Task<Wanted> Wanted(Reads reads, Actor actor, WorkQuery asked)
    {
        var filters = new List<Sql> { Sql.Of($"v.account_id = {actor.Account}") };
        var second = actor.Role is ActorRole.Confirmer or ActorRole.Reviewer;
        // Who proposes sees what the side has to do; who confirms sees also what others have proposed, and nobody what is one's own.
        if (!second) filters.Add(Sql.Of($"v.hand = 'Side'"));
        else filters.Add(Sql.Of($"(v.initiator_person_id is null or v.initiator_person_id <> {actor.Person})"));
        if (asked.Kind == WorkKind.Proposal) filters.Add(Sql.Of($"v.hand = 'Second'"));
        else if (asked.Kind is { } kind) filters.Add(Sql.Of($"v.hand = 'Side' and v.kind = {kind}"));
        if (asked.Share == WorkShare.Free) filters.Add(Sql.Of($"v.person_id is null"));
        if (asked.Share == WorkShare.Mine) filters.Add(await Mine(reads, actor, second));
        var today = clock.Today;
        if (asked.Urgency == Urgency.Over) filters.Add(Sql.Of($"v.due_order < {today}"));
        if (asked.Urgency is { } urgency and not Urgency.Over)
        {
            var near = Near((await calendars.In(reads)).AsOf(today), today);
            filters.Add(urgency == Urgency.Near ? Sql.Of($"v.due_order >= {today} and v.due_order <= {near}") : Sql.Of($"v.due_order > {near}"));
        }
        return new(filters, null);
    }

    /// <summary>Of an officer: what was taken or given, also to those for whom the officer stands in. Of a representative: what the capacity can do.</summary>
    private async Task<Sql> Mine(Reads reads, Actor actor, bool second)
    {
        if (actor.Account != AccountId.RegistryBody) return second ? Sql.Of($"v.hand = 'Second'") : Sql.Of($"v.hand = 'Side'");
        var absent = (await Absences.StandsInFor(reads, actor, clock.Today)).Select(a => a.Value).Prepend(actor.Person.Value).ToList();
        return absent.Count == 1 ? Sql.Of($"v.person_id = {absent[0]}") : Sql.Of($"v.person_id in {absent}");
    }

    private async Task<IReadOnlyList<WorkLine>> Named(Reads reads, Actor actor, IReadOnlyList<WorkLine> lines)
    {
        if (lines.Count == 0) return lines;
        var subjects = await SubjectsOf(reads, lines);
        var words = await Subjects.Words(reads, subjects.Values);
        var names = await people.NamesOf(reads, lines.SelectMany(l => (long?[])[l.PersonId, l.ForPersonId]).OfType<long>());
        var absent = actor.Account == AccountId.RegistryBody ? (await Absences.StandsInFor(reads, actor, clock.Today)).Select(a => a.Value).ToHashSet() : [];
        var calendar = (await calendars.In(reads)).AsOf(clock.Today);
        var days = new DaysLeft(calendar, clock.Today);
        return [.. lines.Select(l => l with
        {
            About = subjects.TryGetValue(l.Id, out var subject) ? words.GetValueOrDefault(Subjects.Of(subject)) : null,
            Person = l.PersonId is { } has ? names[has] : null,
            For = l.ForPersonId is { } forWhom ? names[forWhom] : l.PersonId is { } away && absent.Contains(away) ? names[away] : null,
            WorkingDaysLeft = days.Until(l.DueOn),
            Urgency = UrgencyOf(l.DueOn, clock.Today, calendar),
        })];
    }

    private static async Task<Dictionary<long, string>> SubjectsOf(Reads reads, IReadOnlyList<WorkLine> lines)
    {
        var subjects = lines.Where(l => l.Kind != WorkKind.Proposal).ToDictionary(l => l.Id, l => Subject(l.Kind) + ":" + l.Id);
        var proposals = lines.Where(l => l.Kind == WorkKind.Proposal).Select(l => l.Id).ToList();
        if (proposals.Count > 0)
            foreach (var row in await reads.Rows<Row>($"select id, subject from proposal where id in {proposals}")) subjects[row.Id] = row.Subject;
        return subjects;
    }

    private static string Subject(WorkKind kind) => kind switch
    {
        WorkKind.Comment => "comment",
        WorkKind.Opening => "account-opening",
        WorkKind.Change => "account-change",
        WorkKind.Request => "account-request",
        WorkKind.Suggestion => "methodology-suggestion",
        _ => "application",
    };

    /// <summary>The last day that is near; a year that is not loaded is not guessed.</summary>
    internal static DateOnly Near(WorkingCalendar calendar, DateOnly today)
    {
        var (day, left) = (today, WorkLimits.NearWorkingDays.Value);
        while (calendar.Covers(day.Year))
        {
            if (calendar.IsWorkingDay(day) && --left <= 0) return day;
            day = day.AddDays(1);
        }
        return day.AddDays(-1);
    }

    private static Urgency UrgencyOf(DateOnly? due, DateOnly today, WorkingCalendar calendar) =>
        due is not { } day ? Urgency.Calm : day < today ? Urgency.Over : day <= Near(calendar, today) ? Urgency.Near : Urgency.Calm;

    private sealed record Row
    {
        public long Id { get; init; }
        public string Subject { get; init; } = "";
    }
}
