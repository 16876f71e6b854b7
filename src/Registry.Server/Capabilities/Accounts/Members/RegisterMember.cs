using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Accounts.Members;

/// <summary>
/// A visitor becomes a member of the public (公众): a natural person, or an organisation with the one person who acts for it. It holds nothing
/// and decides nothing, so the visitor registers alone: see <c>docs/single-person-acts.md</c>. Of a natural person the account shows no name.
/// </summary>
public sealed class RegisterMember(Db db, People.People people)
{
    private const string NoName = "-";
    private static readonly ActionCode Code = new("accounts.register-member");

    /// <summary>What is asked for.</summary>
    /// <param name="Person">Who comments.</param>
    /// <param name="ProvinceCode">Six digits of the division.</param>
    /// <param name="Organisation">The organisation, if the person comes for one.</param>
    /// <param name="Invented">Whether they are made up.</param>
    public sealed record Command(PersonForm Person, string ProvinceCode, Organisation? Organisation, bool Invented = false);

    /// <summary>An organisation of the public.</summary>
    /// <param name="Name">Registered name.</param>
    /// <param name="CreditCode">Unified social credit code.</param>
    public sealed record Organisation(string Name, string CreditCode);

    /// <summary>Answer to the registration.</summary>
    /// <param name="Account">Id of the account.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Person">The person.</param>
    public sealed record Member(long Account, string Number, PersonId Person);

    /// <summary>Registers the member.</summary>
    public Task<Member> Register(Actor actor, Command command, string instructionId) =>
        db.Transaction(actor, Code, async tx =>
        {
            GeneralRules.NotEntitled.Require(actor.IsVisitor);
            var holder = await LegacyHolders.Find(tx, actor.Person);
            AccountRules.ParticularsMissing.Require(holder is null, ("number", holder?.Number));
            var person = NaturalPerson.Read(command.Person, tx.Today);
            var province = DivisionCode.Parse(command.ProvinceCode);
            var name = LegalName.Parse(command.Organisation?.Name ?? NoName);
            var code = command.Organisation is null ? null : CreditCode.Parse(command.Organisation.CreditCode);
            var id = tx.NewId();
            var personId = await people.FindOrAdd(tx, person, command.Invented);
            var subject = code is null ? Claims.Of(personId) : Claims.Of(code);
            await Claims.ClaimForAccount(tx, subject, id);
            await Claims.Represent(tx, subject, personId);
            var opened = await new NewAccount
            {
                Type = code is null ? AccountType.IndividualPublic : AccountType.InstitutionPublic,
                Name = name,
                CreditCode = code,
                Province = province,
                By = By.Visitor,
                Invented = command.Invented,
                Persons = [("Member", personId)],
            }.Write(tx, id);
            return new Member(opened.Account, opened.Number, personId);
        }, Instruction.For($"person:{actor.Person}", instructionId, command));
}
