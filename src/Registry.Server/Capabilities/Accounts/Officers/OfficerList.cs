using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Officers;

/// <summary>Officers of the registry body and their capacities.</summary>
internal static class OfficerList
{
    /// <summary>Makes the person an officer in a capacity; one who left may come back.</summary>
    public static async Task Add(Tx tx, PersonId person, ActorRole role)
    {
        var added = await tx.Execute($"""
            insert into officer(person_id, role, since) values ({person}, {role}, {tx.Now})
            on conflict (person_id, role) do update set since = excluded.since, left_at = null where officer.left_at is not null
            """);
        AccountRules.OfficerUnchanged.Require(added == 1, ("person", person), ("role", role));
        tx.About("person", person.Value);
    }

    /// <summary>Ends a capacity. Enough officers stay for two different persons to act.</summary>
    public static async Task Remove(Tx tx, PersonId person, ActorRole role)
    {
        await TakeTurn(tx);
        await CheckRemoval(tx, person, role);
        await tx.Guarded($"update officer set left_at = {tx.Now} where person_id = {person} and role = {role} and left_at is null");
        if (await tx.Scalar<long>($"select count(*) from officer where person_id = {person} and left_at is null") == 0)
            await Claims.StopRepresenting(tx, Claims.RegistryBody, person);
        tx.About("person", person.Value);
    }

    /// <summary>Appointments and retirements take their turn, so that two retirements at once cannot leave nobody.</summary>
    public static Task TakeTurn(Tx tx) => tx.Guarded($"update officer_body set version = version + 1 where id = 1");

    /// <summary>Refuses unless the person has the capacity, and two different persons can still act without it.</summary>
    public static async Task CheckRemoval(Tx tx, PersonId person, ActorRole role)
    {
        AccountRules.OfficerUnchanged.Require(
            await tx.Scalar<long>($"select count(*) from officer where person_id = {person} and role = {role} and left_at is null") == 1,
            ("person", person), ("role", role));
        AccountRules.LastOfficer.Require(await tx.Scalar<long>($"""
            select count(*) from officer c join officer r on r.person_id <> c.person_id
            where c.role = 'Clerk' and c.left_at is null and r.role = 'Reviewer' and r.left_at is null
              and not (c.person_id = {person} and c.role = {role}) and not (r.person_id = {person} and r.role = {role})
            """) > 0, ("role", role));
    }
}
