using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Writer;

namespace Registry.Server.Tests;

/// <summary>What a test needs to exist, made through the slices as people would.</summary>
internal static partial class A
{
    private static int instruction;

    /// <summary>A PDF of one empty page.</summary>
    public static readonly byte[] Pdf = EmptyPage();

    /// <summary>An instruction id that was not used before.</summary>
    public static string New => $"t{Interlocked.Increment(ref instruction)}";

    /// <summary>The persons who may act for an account.</summary>
    public sealed record Holder(AccountId Account, string Number, Actor Initiator, Actor Confirmer);

    /// <summary>The officers of the registry body.</summary>
    public sealed record Body(Actor Clerk, Actor Reviewer);

    /// <summary>The form of the n-th invented person.</summary>
    public static PersonForm Person(int n)
    {
        var first = $"110105{1950 + n / 1000 % 50}{1 + n / 100 % 10:00}{1 + n / 10 % 10:00}{n % 1000:000}";
        return new($"Person {n}", IdentityDocumentKind.CitizenId, first + CitizenId.CheckCharacter(first), null, $"139{n:00000000}", $"p{n}@example.com");
    }

    /// <summary>The n-th invented credit code.</summary>
    public static string Code(int n)
    {
        var first = $"91110000{n:000000000}";
        return first + CreditCode.CheckCharacter(first);
    }

    /// <summary>The n-th visitor.</summary>
    public static Actor Visitor(int n) => Actor.Visitor(new PersonId(9_000_000_000_000_000_000 + n));

    /// <summary>The first clerk and reviewer; appointed if there are none.</summary>
    public static async Task<Body> Officers(TestWorld world)
    {
        var officers = await world.The<AppointFirstOfficers>().Appoint(Actor.Setup, new(Person(1), Person(2)), "first-officers");
        return new(new(officers.Clerk, AccountId.RegistryBody, ActorRole.Clerk), new(officers.Reviewer, AccountId.RegistryBody, ActorRole.Reviewer));
    }

    /// <summary>Proposes as one person and confirms as another.</summary>
    public static async Task<ConfirmedReply> Act<TAct, TCommand>(TestWorld world, Actor first, Actor second, TCommand command) where TAct : TwoPersonAct<TCommand>
    {
        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<TAct, TCommand>(first, command, New);
        return await proposals.Confirm(second, new ProposalId(proposed.Id), proposed.PayloadHash, New);
    }

    /// <summary>Two officers act.</summary>
    public static async Task<ConfirmedReply> OfficersAct<TAct, TCommand>(TestWorld world, TCommand command) where TAct : TwoPersonAct<TCommand>
    {
        var body = await Officers(world);
        return await Act<TAct, TCommand>(world, body.Clerk, body.Reviewer, command);
    }

    /// <summary>A document of an actor.</summary>
    public static async Task<long> Document(TestWorld world, Actor actor, string kind = "material") =>
        (await world.The<Documents>().Store(actor, "material.pdf", kind, Pdf, New)).Id;

    /// <summary>The form of the n-th enterprise, everything attached.</summary>
    public static async Task<OpeningForm> EnterpriseForm(TestWorld world, int n, Actor visitor, params AccountSubtype[] subtypes)
    {
        if (subtypes.Length == 0) subtypes = [AccountSubtype.ProjectOwner];
        var document = await Document(world, visitor);
        var needed = world.The<OpeningMaterials>().On(world.Clock.Today).For(AccountType.Enterprise, subtypes);
        return new(AccountType.Enterprise, subtypes, $"Enterprise {n}", Code(n), "320000", $"{n} Harbour Road", [.. needed.Select(m => new AttachedMaterial(m.Key, document))]);
    }

    /// <summary>The persons of the n-th enterprise.</summary>
    public static OpeningPersons EnterprisePersons(int n) => new(Person(n * 10 + 1), Person(n * 10 + 2), Person(n * 10 + 3), null);

    /// <summary>The n-th enterprise's application, handed in.</summary>
    public static async Task<SubmittedOpening> Opening(TestWorld world, int n, params AccountSubtype[] subtypes)
    {
        var visitor = Visitor(n);
        return await world.The<SubmitOpening>().Submit(visitor, new(null, await EnterpriseForm(world, n, visitor, subtypes), EnterprisePersons(n), Invented: true), New);
    }

    /// <summary>The n-th enterprise with its open account; n from 10 on.</summary>
    public static async Task<Holder> EnterpriseAccount(TestWorld world, int n = 10, params AccountSubtype[] subtypes)
    {
        var submitted = await Opening(world, n, subtypes);
        var reply = await OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(submitted.Opening, submitted.Version));
        return await HolderOf(world, reply.As<OpenedAccount>());
    }

    /// <summary>The n-th enterprise's joint application, handed in to the exchange.</summary>
    public static async Task<SubmittedOpening> JointOpening(TestWorld world, int n, long? again = null, bool invented = true)
    {
        var visitor = Visitor(n);
        var document = await Document(world, visitor);
        var needed = world.The<OpeningMaterials>().On(world.Clock.Today).For(AccountType.Enterprise, [AccountSubtype.ProjectOwner], OpeningRoute.Joint);
        var form = (await EnterpriseForm(world, n, visitor)) with { Route = OpeningRoute.Joint, Materials = [.. needed.Select(m => new AttachedMaterial(m.Key, document))] };
        return await world.The<SubmitOpening>().Submit(visitor, new(again, form, JointPersons(n), invented), New);
    }

    /// <summary>The persons of the n-th enterprise's joint application.</summary>
    public static OpeningPersons JointPersons(int n) => EnterprisePersons(n) with { Operators = [Person(n * 10 + 4), Person(n * 10 + 5)] };

    /// <summary>An operator of the exchange.</summary>
    public static async Task<Actor> ExchangeOperator(TestWorld world, int n = 95)
    {
        var person = await KnownPerson(world, n);
        await using (var reads = await world.Db.Read())
            if (await DutyList.Has(reads, person, ActorRole.ExchangeOperator)) return new(person, AccountId.Exchange, ActorRole.ExchangeOperator);
        await OfficersAct<AssignDuty, AssignDuty.Command>(world, new(person.Value, ActorRole.ExchangeOperator));
        return new(person, AccountId.Exchange, ActorRole.ExchangeOperator);
    }

    /// <summary>A person entered by an officer.</summary>
    public static async Task<PersonId> KnownPerson(TestWorld world, int n) =>
        await world.The<RegisterPerson>().Register((await Officers(world)).Clerk, new(Person(n), Invented: true), New);

    /// <summary>The account of a verification body of the register.</summary>
    public static async Task<Holder> BodyAccount(TestWorld world, string approvalNumber = "CNCA-R-2002-001", int n = 5)
    {
        var (initiator, confirmer) = (await KnownPerson(world, n * 10 + 1), await KnownPerson(world, n * 10 + 2));
        var reply = await OfficersAct<OpenBodyAccount, OpenBodyAccount.Command>(world, new(approvalNumber, Code(n), "110000", initiator.Value, confirmer.Value, Invented: true));
        return await HolderOf(world, reply.As<OpenedAccount>());
    }

    /// <summary>A natural person of the public; acts alone.</summary>
    public static async Task<Actor> Member(TestWorld world, int n)
    {
        var member = await world.The<RegisterMember>().Register(Visitor(n), new(Person(n), "320000", null, Invented: true), New);
        return new(member.Person, new AccountId(member.Account), ActorRole.Visitor);
    }

    /// <summary>The representatives of an account as actors.</summary>
    public static async Task<Holder> HolderOf(TestWorld world, OpenedAccount opened)
    {
        await using var reads = await world.Db.Read();
        return new(new(opened.Account), opened.Number, await Representative(ActorRole.Initiator), await Representative(ActorRole.Confirmer));

        async Task<Actor> Representative(ActorRole role) =>
            new(new PersonId(await reads.Scalar<long>($"select person_id from account_representative where account_id = {opened.Account} and role = {role} and until is null")),
                new AccountId(opened.Account), role);
    }

    private static byte[] EmptyPage()
    {
        using var document = new PdfDocumentBuilder();
        document.AddPage(PageSize.A4);
        return document.Build();
    }
}
