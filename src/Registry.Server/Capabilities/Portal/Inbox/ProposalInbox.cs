using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Inbox;

/// <summary>A proposal as a line of a list.</summary>
public sealed record ProposalLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>What it would do.</summary>
    public string Action { get; init; } = "";

    /// <summary>What it is about, <c>kind:id</c>; empty where it is about units.</summary>
    public string Subject { get; init; } = "";

    /// <summary>In words, what it is about; null where nothing is known of it.</summary>
    public string? About { get; init; }

    /// <summary>Who proposed.</summary>
    public long InitiatorPersonId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>From when it can no longer be confirmed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ProposalStatus Status { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>A proposal with all that its second person must see.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Payload">What was stored, canonical JSON.</param>
/// <param name="PayloadHash">Its hash; a confirmation names it.</param>
/// <param name="Initiator">Name of who proposed.</param>
/// <param name="Decider">Name of who ended it, if a person did.</param>
/// <param name="Reason">Why it was declined.</param>
public sealed record ProposalCase(ProposalLine Line, string Payload, string PayloadHash, string Initiator, string? Decider, string? Reason);

/// <summary>Proposals of the actor's own account, for its two representatives, and of the registry body for its officers. What is not one's own looks absent.</summary>
public sealed class ProposalInbox(Db db, People people)
{
    /// <summary>Most lines of waiting and of ended proposals on a page.</summary>
    public const int MostOnPage = 10;

    private static readonly Sql Columns = Sql.Of($"p.id, p.action, p.subject, p.initiator_person_id, p.proposed_at, p.expires_at, p.status, p.decided_at");

    /// <summary>What waits for its second person, the one that lapses first at the top; one line more than a page where there are more.</summary>
    public async Task<IReadOnlyList<ProposalLine>> Waiting(Actor actor, long? after)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var later = after is { } id ? Sql.Of($"and (due_order, subject_id) > (select b.due_order, b.subject_id from work_item b where b.subject_id = {id} and b.account_id = {actor.Account})") : Sql.Empty;
        return await Subjects.Name(reads, await reads.Rows<ProposalLine>($"""
            select {Columns} from (select subject_id, due_order from work_item where account_id = {actor.Account} and hand = 'Second' {later} order by due_order, subject_id limit {MostOnPage + 1}) w
            join proposal p on p.id = w.subject_id order by w.due_order, p.id
            """));
    }

    /// <summary>What has ended, the latest proposed first; one line more than a page where there are older ones. Costs the page, never the history.</summary>
    public async Task<IReadOnlyList<ProposalLine>> Ended(Actor actor, long? before)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var older = before is { } id
            ? Sql.Of($"and (p.proposed_at, p.id) < (select b.proposed_at, b.id from proposal b where b.id = {id} and b.account_id = {actor.Account})")
            : Sql.Empty;
        return await Subjects.Name(reads, await reads.Rows<ProposalLine>($"""
            select {Columns} from proposal p where p.account_id = {actor.Account} and p.status <> 'Pending' {older}
            order by p.proposed_at desc, p.id desc limit {MostOnPage + 1}
            """));
    }

    /// <summary>One proposal, with everything that was stored.</summary>
    /// <exception cref="RefusalException">There is none of the actor's account.</exception>
    public async Task<ProposalCase> Read(Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var line = await reads.Find<ProposalLine>($"select {Columns} from proposal p where p.id = {id} and p.account_id = {actor.Account}")
            ?? throw GeneralRules.Absent.Refuse(("what", "proposal"));
        var stored = await reads.Get<Stored>($"select payload, payload_hash, decided_by_person_id, reason from proposal where id = {id}");
        line = (await Subjects.Name(reads, [line]))[0];
        return new ProposalCase(line, stored.Payload, stored.PayloadHash, await people.NameOf(reads, new PersonId(line.InitiatorPersonId)),
            stored.DecidedByPersonId is { } decider ? await people.NameOf(reads, new PersonId(decider)) : null, stored.Reason);
    }

    private sealed record Stored
    {
        public string Payload { get; init; } = "";
        public string PayloadHash { get; init; } = "";
        public long? DecidedByPersonId { get; init; }
        public string? Reason { get; init; }
    }
}
