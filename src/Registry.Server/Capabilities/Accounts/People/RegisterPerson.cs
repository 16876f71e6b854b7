using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.People;

/// <summary>
/// An officer enters a natural person from the papers, so that acts name persons by id and no proposal ever holds personal data. It
/// gives the person no right: see <c>docs/single-person-acts.md</c>.
/// </summary>
public sealed class RegisterPerson(Db db, People people)
{
    private static readonly ActionCode Code = new("accounts.register-person");

    /// <summary>What is asked for.</summary>
    public sealed record Command(PersonForm Person, bool Invented = false);

    /// <summary>Enters the person, or finds the one with this document.</summary>
    public Task<PersonId> Register(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            await Entitlements.RequireOfficer(tx);
            var person = NaturalPerson.Read(command.Person, tx.Today);
            var id = await people.FindOrAdd(tx, person, command.Invented);
            AccountRules.PersonNameDiffers.Require(await people.NameOf(tx, id) == person.Name.Value, ("person", id));
            tx.About("person", id.Value);
            return id;
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
