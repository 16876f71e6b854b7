using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Ledger;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Holdings;

/// <summary>Units that a waiting proposal promised.</summary>
public sealed record PromisedUnits
{
    /// <summary>The proposal.</summary>
    public long Proposal { get; init; }

    /// <summary>What it would do.</summary>
    public string Action { get; init; } = "";

    /// <summary>Code of the lot.</summary>
    public string LotCode { get; init; } = "";

    /// <summary>Code of the place.</summary>
    public string Place { get; init; } = "";

    /// <summary>Units, tCO2e.</summary>
    public long Tonnes { get; init; }

    /// <summary>From when it can no longer be confirmed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>One line of an account's history: units of one lot that arrived, left, or changed their place.</summary>
public sealed record MovementLine
{
    /// <summary>The posting; the newest has the highest number.</summary>
    public long Posting { get; init; }

    /// <summary>Line of the posting, from 1.</summary>
    public int Line { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset BookedAt { get; init; }

    /// <summary>What it was, for example <c>issuance.issue</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Code of the lot.</summary>
    public string LotCode { get; init; } = "";

    /// <summary>Place of the account that they left; null where they came from elsewhere.</summary>
    public string? FromOwn { get; init; }

    /// <summary>Place of the account at which they arrived; null where they went elsewhere.</summary>
    public string? ToOwn { get; init; }

    /// <summary>Place that they left.</summary>
    public string FromPlace { get; init; } = "";

    /// <summary>Place at which they arrived.</summary>
    public string ToPlace { get; init; } = "";

    /// <summary>Units, tCO2e.</summary>
    public long Tonnes { get; init; }
}

/// <summary>A page of an account's history, the newest first.</summary>
/// <param name="Lines">Its lines; a posting is never cut in two.</param>
/// <param name="Before">Ask with it for the next page; null on the last.</param>
public sealed record MovementPage(IReadOnlyList<MovementLine> Lines, long? Before);

/// <summary>What an account holds, what of it is promised, and a page of how it came about.</summary>
public sealed record AccountUnits(IReadOnlyList<Holding> Holdings, IReadOnlyList<PromisedUnits> Promised, MovementPage History);

/// <summary>
/// What an account holds, by lot and place, and how it came about; for its two representatives alone. The holdings of a named holder
/// are never public, and from the acceptance of a closure not even the holder asks. Registration rules, articles 11 and 12.
/// </summary>
public sealed class AccountHoldings(Db db)
{
    /// <summary>Most postings on a page.</summary>
    public const int MostOnPage = 100;

    private const int Usual = 20;

    /// <summary>All of it as of one moment, for the page of the holdings.</summary>
    /// <param name="actor">A representative.</param>
    /// <param name="before">Posting before which the page of the history begins; none for the first.</param>
    public async Task<AccountUnits> Units(Actor actor, long? before)
    {
        await using var reads = await Own(actor, ofOneMoment: true);
        return new(await LedgerQueries.Holdings(reads, actor.Account), await Promised(reads, actor), await History(reads, actor, before, Usual));
    }

    /// <summary>What the actor's account holds: balance, promised, frozen and available of each lot in each place.</summary>
    public async Task<IReadOnlyList<Holding>> Holdings(Actor actor)
    {
        await using var reads = await Own(actor);
        return await LedgerQueries.Holdings(reads, actor.Account);
    }

    /// <summary>What is promised, and to which proposals.</summary>
    public async Task<IReadOnlyList<PromisedUnits>> Promised(Actor actor)
    {
        await using var reads = await Own(actor);
        return await Promised(reads, actor);
    }

    /// <summary>The movements of the actor's account, the newest first. Costs the page and the positions of the account, never its history.</summary>
    /// <param name="actor">A representative.</param>
    /// <param name="before">Posting before which the page begins; none for the first.</param>
    /// <param name="postings">How many postings, from 1.</param>
    public async Task<MovementPage> History(Actor actor, long? before = null, int postings = Usual)
    {
        GeneralRules.ValueMalformed.Require(postings is >= 1 and <= MostOnPage, ("field", "postings"), ("value", postings));
        await using var reads = await Own(actor);
        return await History(reads, actor, before, postings);
    }

    private static Task<IReadOnlyList<PromisedUnits>> Promised(Reads reads, Actor actor) => reads.Rows<PromisedUnits>($"""
        select w.id as proposal, w.action, l.code as lot_code, p.place, r.quantity as tonnes, w.expires_at
        from position p join reservation r on r.position_id = p.id and r.status = 'Open' join lot l on l.id = p.lot_id
        join proposal w on w.id = case when substr(r.reference, 1, 9) = 'proposal:' then cast(substr(r.reference, 10) as bigint) end
        where p.account_id = {actor.Account} and w.account_id = {actor.Account} and w.status = 'Pending'
        order by w.proposed_at, w.id, l.code
        """);

    private static async Task<MovementPage> History(Reads reads, Actor actor, long? before, int postings)
    {
        var end = before ?? long.MaxValue;
        var rows = await reads.Rows<MovementLine>($"""
            with own as (
              select p.id, p.lot_id, p.place,
                coalesce((select distinct e.posting_id from entry e where e.from_position = p.id and e.posting_id < {end}
                  order by e.posting_id desc limit 1 offset {postings}), 0) as sent_since,
                coalesce((select distinct e.posting_id from entry e where e.to_position = p.id and e.posting_id < {end}
                  order by e.posting_id desc limit 1 offset {postings}), 0) as received_since
              from position p where p.account_id = {actor.Account}),
            moved as (
              select e.posting_id, e.line_no from own o join entry e on e.from_position = o.id and e.posting_id >= o.sent_since and e.posting_id < {end}
              union
              select e.posting_id, e.line_no from own o join entry e on e.to_position = o.id and e.posting_id >= o.received_since and e.posting_id < {end})
            select m.posting_id as posting, m.line_no as line, x.booked_at, x.kind, l.code as lot_code, f.place as from_place, t.place as to_place,
              case when f.account_id = {actor.Account} then f.place end as from_own, case when t.account_id = {actor.Account} then t.place end as to_own,
              e.quantity as tonnes
            from moved m join entry e on e.posting_id = m.posting_id and e.line_no = m.line_no
            join posting x on x.id = m.posting_id join lot l on l.id = e.lot_id
            join position f on f.id = e.from_position join position t on t.id = e.to_position
            order by m.posting_id desc, m.line_no
            """);
        var pages = rows.GroupBy(r => r.Posting).ToList();
        var shown = pages.Take(postings).ToList();
        return new MovementPage([.. shown.SelectMany(p => p)], pages.Count > postings ? shown[^1].Key : null);
    }

    /// <summary>A connection for a representative of the account, now; what is not one's own looks as if it were not there.</summary>
    private async Task<Reads> Own(Actor actor, bool ofOneMoment = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var reads = ofOneMoment ? await db.Snapshot() : await db.Read();
        try
        {
            var represents = await reads.Scalar<long>($"""
                select count(*) from account_representative where account_id = {actor.Account} and person_id = {actor.Person} and until is null
                """) > 0;
            GeneralRules.Absent.Require(represents, ("what", "account"));
            (await AccountRegister.Load(reads, actor.Account)).RequireUsable();
            return reads;
        }
        catch
        {
            await reads.DisposeAsync();
            throw;
        }
    }
}
