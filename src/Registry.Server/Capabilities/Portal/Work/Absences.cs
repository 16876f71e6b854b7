using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Work;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>An absence of an officer.</summary>
public sealed record AbsenceLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Who is away.</summary>
    public long PersonId { get; init; }

    /// <summary>In what capacity.</summary>
    public ActorRole Role { get; init; }

    /// <summary>Who stands in.</summary>
    public long DeputyPersonId { get; init; }

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly UntilOn { get; init; }

    /// <summary>When it ended: before its time, or when the last day was over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Name of who is away.</summary>
    public string Person { get; init; } = "";

    /// <summary>Name of who stands in.</summary>
    public string Deputy { get; init; } = "";
}

/// <summary>
/// Absences of officers, each with a deputy in the same capacity. While one lasts the deputy sees what the absent officer has, and may take it; at the end it
/// goes back. No capacity and no right goes over: whether somebody may propose or confirm never asks for an absence.
/// </summary>
public sealed class Absences(Db db, People people, RegistryClock clock) : ITick
{
    private const int Most = 100;
    private static readonly ActionCode Over = new("work.end-absences");

    /// <summary>What is entered of one's own absence.</summary>
    public sealed record Command(long Deputy, DateOnly From, DateOnly Until);

    /// <summary>The absence.</summary>
    public sealed record Entered(long Absence);

    /// <summary>Enters one's own absence, in the capacity in which one is signed in.</summary>
    public Task<Entered> Enter(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("work.enter-absence"), async tx =>
        {
            await Entitlements.RequireOfficer(tx);
            WorkRules.AbsenceDays.Require(command.From >= tx.Today && command.Until >= command.From && command.Until.DayNumber - command.From.DayNumber < WorkLimits.AbsenceDays.Value,
                ("from", command.From), ("until", command.Until), ("most", WorkLimits.AbsenceDays.Value));
            WorkRules.DeputyUnfit.Require(command.Deputy != actor.Person.Value && await Holds(tx, command.Deputy, actor.Role), ("deputy", command.Deputy));
            GeneralRules.NotEntitled.Require(await Holds(tx, actor.Person.Value, actor.Role));
            // Who enters an absence at the same time waits here; the trigger beneath asks the same.
            await tx.Guarded($"update officer_body set version = version + 1 where id = 1");
            WorkRules.AbsentAlready.Require(await tx.Scalar<long>($"""
                select count(*) from absence a where a.ended_at is null and a.from_on <= {command.Until} and a.until_on >= {command.From}
                  and (a.person_id in ({actor.Person}, {command.Deputy}) or a.deputy_person_id = {actor.Person}) and a.role = {actor.Role}
                """) == 0);
            var id = tx.NewId();
            await tx.Guarded($"""
                insert into absence(id, person_id, role, deputy_person_id, from_on, until_on, written_at)
                values ({id}, {actor.Person}, {actor.Role}, {command.Deputy}, {command.From}, {command.Until}, {tx.Now})
                """);
            tx.About("absence", id);
            tx.About("person", command.Deputy);
            return new Entered(id);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Ends one's own absence before its time; what the deputy took comes back.</summary>
    public Task End(Actor actor, long absence, string instructionId) =>
        db.Transaction(actor, new ActionCode("work.end-absence"), async tx =>
        {
            await Entitlements.RequireOfficer(tx);
            var line = await tx.Get<AbsenceLine>($"select id, person_id, ended_at from absence where id = {absence} and person_id = {actor.Person}");
            WorkRules.AbsenceOver.Require(line.EndedAt is null);
            await Close(tx, line);
        }, Instruction.For($"person:{actor.Person}", instructionId, absence));

    /// <inheritdoc/>
    public async Task<int> Tick()
    {
        var today = clock.Today;
        IReadOnlyList<AbsenceLine> over;
        await using (var reads = await db.Read())
            over = await reads.Rows<AbsenceLine>($"select id, person_id from absence where ended_at is null and until_on < {today} order by id limit {Most}");
        foreach (var line in over) await db.Transaction(Actor.Clock, Over, tx => Close(tx, line));
        return over.Count;
    }

    /// <summary>Absences that concern the actor and have not ended, and those that ended last.</summary>
    public async Task<IReadOnlyList<AbsenceLine>> Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var lines = await reads.Rows<AbsenceLine>($"""
            select id, person_id, role, deputy_person_id, from_on, until_on, ended_at from absence
            where person_id = {actor.Person} or deputy_person_id = {actor.Person} order by from_on desc, id desc limit {Most}
            """);
        var names = await people.NamesOf(reads, lines.SelectMany(l => new[] { l.PersonId, l.DeputyPersonId }));
        return [.. lines.Select(l => l with { Person = names[l.PersonId], Deputy = names[l.DeputyPersonId] })];
    }

    /// <summary>Colleagues in the actor's capacity.</summary>
    public async Task<IReadOnlyList<(long Person, string Name)>> Deputies(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var persons = await reads.Rows<long>($"select person_id from officer where role = {actor.Role} and left_at is null and person_id <> {actor.Person} order by person_id");
        var names = await people.NamesOf(reads, persons);
        return [.. persons.Select(p => (p, names[p]))];
    }

    /// <summary>For whom an officer stands in on a day, in the capacity in which the officer acts.</summary>
    internal static async Task<IReadOnlyList<PersonId>> StandsInFor(Reads reads, Actor actor, DateOnly today) => [.. (await reads.Rows<long>($"""
        select distinct person_id from absence where deputy_person_id = {actor.Person} and role = {actor.Role} and ended_at is null and from_on <= {today} and until_on >= {today}
        """)).Select(id => new PersonId(id))];

    private static async Task Close(Tx tx, AbsenceLine line)
    {
        await tx.Guarded($"update absence set ended_at = {tx.Now} where id = {line.Id} and ended_at is null");
        await DivideWork.GiveBack(tx, line.PersonId);
        tx.About("absence", line.Id);
        tx.About("person", line.PersonId);
    }

    private static async Task<bool> Holds(Reads reads, long person, ActorRole role) =>
        await reads.Scalar<long>($"select count(*) from officer where person_id = {person} and role = {role} and left_at is null") > 0;
}
