using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Work;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Work;

/// <summary>
/// How officers divide what waits for the registry body: one takes a thing, gives it back, or gives it to a colleague. It says who looks after it, and gives
/// nobody a right: who may propose or confirm is asked of the proposal alone.
/// </summary>
public sealed class DivideWork(Db db)
{
    /// <summary>What waits.</summary>
    public sealed record Command(long Item);

    /// <summary>What waits, and to whom it goes.</summary>
    public sealed record Assignment(long Item, long Person);

    /// <summary>Takes what nobody has, or what an absent colleague has for whom one stands in. Of two who take it at once one gets it.</summary>
    public Task Take(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("work.take"), async tx =>
        {
            var item = await Load(tx, command.Item);
            var from = await Absences.StandsInFor(tx, actor, tx.Today);
            WorkRules.AlreadyTaken.Require(item.PersonId is not { } has || from.Contains(new PersonId(has)));
            await Give(tx, item, actor.Person, item.PersonId ?? item.ForPersonId);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Gives back what one has; it goes to the absent colleague from whom it came, or to nobody.</summary>
    public Task Release(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, new ActionCode("work.release"), async tx =>
        {
            var item = await Load(tx, command.Item);
            WorkRules.NotTaken.Require(item.PersonId == actor.Person.Value);
            await Give(tx, item, item.ForPersonId is { } back ? new PersonId(back) : null, null);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Gives a thing to a colleague who could do it, whoever has it.</summary>
    public Task Assign(Actor actor, Assignment command, string instructionId) =>
        db.Transaction(actor, new ActionCode("work.assign"), async tx =>
        {
            var item = await Load(tx, command.Item);
            WorkRules.NotForThem.Require(await tx.Scalar<long>($"""
                select count(*) from officer o where o.person_id = {command.Person} and o.left_at is null
                  and ({item.Hand} = 'Side' or (o.role = 'Reviewer' and o.person_id <> {item.InitiatorPersonId ?? 0}))
                """) > 0, ("person", command.Person));
            WorkRules.AlreadyTaken.Require(item.PersonId != command.Person);
            await Give(tx, item, new PersonId(command.Person), null);
            tx.About("person", command.Person);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));

    /// <summary>Gives back, at the end of absences, what deputies took meanwhile.</summary>
    internal static Task<int> GiveBack(Tx tx, long absent) => tx.Execute($"""
        update work_item set person_id = for_person_id, for_person_id = null
        where for_person_id = {absent} and exists (select 1 from officer o where o.person_id = {absent} and o.left_at is null and (work_item.hand = 'Side' or o.role = 'Reviewer'))
        """);

    private static async Task<Item> Load(Tx tx, long id)
    {
        await Entitlements.RequireOfficer(tx);
        // A clerk sees no proposals of others, and nobody divides one's own.
        return await tx.Find<Item>($"""
            select subject_id, hand, initiator_person_id, person_id, for_person_id from work_item where subject_id = {id} and account_id = {AccountId.RegistryBody}
              and (hand = 'Side' or ({tx.Actor.Role} = 'Reviewer' and initiator_person_id <> {tx.Actor.Person}))
            """) ?? throw GeneralRules.Absent.Refuse(("what", "work-item"));
    }

    private static async Task Give(Tx tx, Item item, PersonId? to, long? forWhom)
    {
        var kept = forWhom == to?.Value ? null : forWhom;
        var touched = await tx.Execute($"""
            update work_item set person_id = {to?.Value}, for_person_id = {kept}
            where subject_id = {item.SubjectId} and account_id = {AccountId.RegistryBody} and coalesce(person_id, 0) = {item.PersonId ?? 0}
            """);
        WorkRules.AlreadyTaken.Require(touched == 1);
        tx.About("work-item", item.SubjectId);
        tx.Detail = $"from={item.PersonId};to={to?.Value}";
    }

    private sealed record Item
    {
        public long SubjectId { get; init; }
        public string Hand { get; init; } = "";
        public long? InitiatorPersonId { get; init; }
        public long? PersonId { get; init; }
        public long? ForPersonId { get; init; }
    }
}
