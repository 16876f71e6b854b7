using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.PublicSite.Lists;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Cases;

/// <summary>A case as a line of a list.</summary>
public sealed record CaseLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Project or reduction.</summary>
    public ApplicationKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>Its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who filed it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The body that it names.</summary>
    public string Body { get; init; } = "";

    /// <summary>Number of its project, where there is one.</summary>
    public string? Number { get; init; }

    /// <summary>By when the step that is due must be taken; null where no day is set.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Working days left until the deadline, today counted; negative when it is past, null where it cannot be told.</summary>
    public int? WorkingDaysLeft { get; init; }
}

/// <summary>What is asked of the list of cases.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Status">In which state.</param>
/// <param name="Waits">Only those that wait for the own side.</param>
/// <param name="DueSoon">Only those with a deadline within five working days, or past.</param>
/// <param name="Q">Parts of a name or number.</param>
internal sealed record CaseQuery(ApplicationKind? Kind, ApplicationStatus? Status, bool Waits, bool DueSoon, string? Q)
{
    /// <summary>Whether anything narrows the list.</summary>
    public bool Filtered => Kind is not null || Status is not null || Waits || DueSoon || Q is not null;

    /// <summary>Reads the parameters of an address.</summary>
    /// <exception cref="RefusalException">A value is none of those that exist.</exception>
    public static CaseQuery Of(IQueryCollection query) => new(
        Choice<ApplicationKind>(query, "kind"), Choice<ApplicationStatus>(query, "status"), query["waits"] == "1", query["due"] == "1",
        query["q"].ToString().Trim() is { Length: > 0 } text ? text : null);

    private static T? Choice<T>(IQueryCollection query, string key) where T : struct, Enum
    {
        if (query[key].ToString() is not { Length: > 0 } text) return null;
        var known = Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value);
        GeneralRules.ValueMalformed.Require(known, ("field", key), ("value", text));
        return value;
    }
}

/// <summary>The cases of one's own side, paged by key.</summary>
public sealed class CaseList(Db db, Calendars calendars, RegistryClock clock)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Most lines of a file.</summary>
    public const int MostInFile = 10_000;

    /// <summary>A deadline is soon within this many working days.</summary>
    public const int SoonWorkingDays = 5;

    private static readonly Listing<CaseLine> Lines = new(
        Sql.Of($"v.id, v.kind, v.status, v.title, v.owner, v.body, v.number, v.deadline, v.updated_at"),
        Sql.Of($"case_list v"),
        line => line.Id,
        [
            new("changed", Sql.Of($"v.updated_at"), line => line.UpdatedAt),
            // The few that wait are found by where they stand and then sorted; an index in order of change would lead through all the others.
            new("waiting", Sql.Of($"coalesce(v.updated_at, v.updated_at)"), line => line.UpdatedAt),
            new("deadline", Sql.Of($"v.deadline"), line => line.Deadline!.Value),
        ]);

    /// <summary>A page.</summary>
    internal async Task<ListPage<CaseLine>> Page(Actor actor, CaseQuery asked, string? after, string? before)
    {
        await using var reads = await db.Read();
        var page = await Lines.Page(reads, await Wanted(reads, actor, asked), new ListRequest(Sort(asked), after, before, PageSize));
        return page with { Rows = await Dated(reads, page.Rows) };
    }

    /// <summary>All that match, up to a limit, for a file.</summary>
    internal async Task<IReadOnlyList<CaseLine>> All(Actor actor, CaseQuery asked)
    {
        await using var reads = await db.Read();
        return await Dated(reads, await Lines.All(reads, await Wanted(reads, actor, asked), Sort(asked), MostInFile));
    }

    /// <summary>The side on which the actor's account stands.</summary>
    internal async Task<CaseSide> SideOf(Actor actor)
    {
        await using var reads = await db.Read();
        return (await CaseSight.Of(reads, actor)).Side;
    }

    private static string Sort(CaseQuery asked) => asked.DueSoon ? "deadline" : asked.Waits ? "-waiting" : "-changed";

    private async Task<Wanted> Wanted(Reads reads, Actor actor, CaseQuery asked)
    {
        var sight = await CaseSight.Of(reads, actor);
        var filters = new List<Sql> { sight.Own };
        if (asked.Kind is { } kind) filters.Add(Sql.Of($"v.kind = {kind}"));
        if (asked.Status is { } status) filters.Add(Sql.Of($"v.status = {status}"));
        if (asked.Waits) filters.Add(await Waiting(reads, sight.Side));
        if (asked.DueSoon)
        {
            var until = (await calendars.In(reads)).AsOf(clock.Today).AddWorkingDays(clock.Today, SoonWorkingDays);
            filters.Add(Sql.Of($"v.status in ('NoticeRunning', 'UnderReview', 'UnderAssessment', 'ReturnedForCompletion') and v.deadline <= {until}"));
        }
        return new(filters, Named(reads.Engine, asked.Q));
    }

    /// <summary>The question for parts of names; on PostgreSQL the index of the texts answers it.</summary>
    private static Question? Named(Engine engine, string? q)
    {
        if (Search.Asks(engine, q) is not { } question || engine == Engine.Sqlite) return Search.Asks(engine, q);
        return question with { Exact = Sql.Of($"v.id in (select v.id from (select application_id as id, text as words, grams from application_text) v where {question.Exact})") };
    }

    /// <summary>States that wait for the side; for officers also recalls that were asked for, and comments that nobody has read.</summary>
    private static async Task<Sql> Waiting(Reads reads, CaseSide side)
    {
        var states = Sql.Of($"v.status in {CaseSight.Waits(side)}");
        if (side != CaseSide.Registry) return states;
        var unread = await reads.Rows<long>($"""
            select application_id from (select application_id, submitted_at, id from notice_comment where status = 'Awaiting' order by submitted_at, id limit {PageSize}) c
            """);
        return Sql.Of($"({states} or (v.status = 'NoticeRunning' and v.recall_requested_at is not null) or v.id in {unread.Distinct().ToList()})");
    }

    private async Task<IReadOnlyList<CaseLine>> Dated(Reads reads, IReadOnlyList<CaseLine> lines)
    {
        if (lines.All(l => l.Deadline is null)) return lines;
        var days = new DaysLeft((await calendars.In(reads)).AsOf(clock.Today), clock.Today);
        return [.. lines.Select(l => l with { WorkingDaysLeft = days.Until(l.Deadline) })];
    }
}
