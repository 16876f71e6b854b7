using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Officers;

/// <summary>Answer to the first appointment.</summary>
/// <param name="Clerk">The clerk (经办).</param>
/// <param name="Reviewer">The reviewer (复核).</param>
public sealed record FirstOfficers(PersonId Clerk, PersonId Reviewer);

/// <summary>
/// Appoints the first clerk and the first reviewer of an empty registry. Only whoever sets it up may, and only once: afterwards officers are
/// appointed by two officers. The one act that creates the two persons whom everything else needs.
/// </summary>
public sealed class AppointFirstOfficers(Db db, People.People people)
{
    private static readonly ActionCode Code = new("accounts.appoint-first-officers");

    /// <summary>What is asked for.</summary>
    public sealed record Command(PersonForm Clerk, PersonForm Reviewer, bool Invented = false);

    /// <summary>Appoints them.</summary>
    public Task<FirstOfficers> Appoint(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            GeneralRules.NotEntitled.Require(actor.Role == ActorRole.Setup);
            AccountRules.OfficersExist.Require(await tx.Execute($"insert into officer_body(id, version) values (1, 0) on conflict do nothing") == 1);
            var clerk = NaturalPerson.Read(command.Clerk, tx.Today);
            var reviewer = NaturalPerson.Read(command.Reviewer, tx.Today);
            AccountRules.OfficersAreOnePerson.Require(clerk.Document.PersonKey != reviewer.Document.PersonKey, ("document", clerk.Document.Masked));
            var ids = await people.FindOrAdd(tx, [clerk, reviewer], command.Invented);
            await Claims.Represent(tx, Claims.RegistryBody, ids);
            await OfficerList.Add(tx, ids[0], ActorRole.Clerk);
            await OfficerList.Add(tx, ids[1], ActorRole.Reviewer);
            return new FirstOfficers(ids[0], ids[1]);
        }, Instruction.For("setup", instructionId, command));
}
