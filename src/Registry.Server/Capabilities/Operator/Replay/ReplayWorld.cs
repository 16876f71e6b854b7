using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>The two persons of an account.</summary>
/// <param name="Initiator">Who proposes.</param>
/// <param name="Confirmer">Who confirms.</param>
internal sealed record Pair(Actor Initiator, Actor Confirmer);

/// <summary>
/// The persons and accounts of a replay, brought into being by the same slices as everybody's: officers appointed, bodies'
/// and owners' accounts opened and approved.
/// </summary>
internal sealed class ReplayWorld(IServiceProvider services)
{
    private static readonly Texts Text = Texts.For<ReplayText>();
    private readonly Db db = services.GetRequiredService<Db>();
    private readonly Proposals proposals = services.GetRequiredService<Proposals>();
    private readonly Documents documents = services.GetRequiredService<Documents>();
    // Officers and bodies have the numbers below, owners those above.
    private const int PersonOfExchange = 999;
    private const int PersonOfSystem = 998;
    private const int PersonOfAudit = 997;
    private readonly Dictionary<string, Pair> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Id, Pair Persons)> bodies = new(StringComparer.Ordinal);
    private int persons;

    /// <summary>The two officers.</summary>
    public Pair Officers { get; private set; } = null!;

    /// <summary>The representatives of an owner.</summary>
    public Pair Owner(string name) => owners[name];

    /// <summary>A body in the register, with its representatives.</summary>
    public (long Id, Pair Persons) Body(string name) => bodies[name];

    /// <summary>Proposes and confirms at once; for steps whose two moments the replay does not tell apart.</summary>
    public async Task<ConfirmedReply> Both<TCommand>(Pair pair, ITwoPersonAct act, TCommand command, string key)
    {
        var proposed = await proposals.Propose(pair.Initiator, act, command, $"{key}:propose");
        return await Confirm(pair, proposed, key);
    }

    /// <summary>Proposes.</summary>
    public Task<Proposed> Propose<TCommand>(Pair pair, ITwoPersonAct act, TCommand command, string key) =>
        proposals.Propose(pair.Initiator, act, command, $"{key}:propose");

    /// <summary>Confirms what was proposed.</summary>
    public Task<ConfirmedReply> Confirm(Pair pair, Proposed proposed, string key) =>
        proposals.Confirm(pair.Confirmer, new ProposalId(proposed.Id), proposed.PayloadHash, $"{key}:confirm");

    /// <summary>Appoints the first officers of an empty registry.</summary>
    public async Task Appoint()
    {
        var first = await services.GetRequiredService<AppointFirstOfficers>().Appoint(Actor.Setup,
            new AppointFirstOfficers.Command(InventedSubjects.Person(persons++), InventedSubjects.Person(persons++), Invented: true), "replay:officers");
        Officers = new Pair(
            new Actor(first.Clerk, AccountId.RegistryBody, ActorRole.Clerk),
            new Actor(first.Reviewer, AccountId.RegistryBody, ActorRole.Reviewer));
        await Assign(PersonOfExchange, ActorRole.ExchangeOperator, "replay:exchange");
        await Assign(PersonOfSystem, ActorRole.Administrator, "replay:administrator");
        await Assign(PersonOfAudit, ActorRole.Auditor, "replay:auditor");
    }

    /// <summary>Gives a person of their own a duty, so that joint openings and the audit trail can be tried.</summary>
    private async Task Assign(int number, ActorRole role, string key)
    {
        var person = await services.GetRequiredService<RegisterPerson>().Register(Officers.Initiator, new RegisterPerson.Command(InventedSubjects.Person(number), Invented: true), $"{key}:person");
        await Both(Officers, services.GetRequiredService<AssignDuty>(), new AssignDuty.Command(person.Value, role), key);
    }

    /// <summary>Opens the account of a body that the register has.</summary>
    public async Task OpenBody(string name, int number)
    {
        var key = $"replay:body:{number}";
        string? approval;
        await using (var reads = await db.Read())
            approval = await reads.Scalar<string>($"select approval_number from verification_body where name = {name}");
        if (approval is null) throw new InvalidOperationException($"The register of bodies has no {name}.");
        var register = services.GetRequiredService<RegisterPerson>();
        var initiator = await register.Register(Officers.Initiator, new RegisterPerson.Command(InventedSubjects.Person(persons++), Invented: true), $"{key}:initiator");
        var confirmer = await register.Register(Officers.Initiator, new RegisterPerson.Command(InventedSubjects.Person(persons++), Invented: true), $"{key}:confirmer");
        await Both(Officers, services.GetRequiredService<OpenBodyAccount>(),
            new OpenBodyAccount.Command(approval, InventedSubjects.CreditCode(900_000 + number, "110000"), "110000", initiator.Value, confirmer.Value, Invented: true), key);
        await using var after = await db.Read();
        var row = await after.Get<BodyRow>($"select id, account_id from verification_body where name = {name}");
        bodies[name] = (row.Id, Representatives(row.AccountId, initiator.Value, confirmer.Value));
    }

    /// <summary>Hands in an owner's application for an account.</summary>
    public async Task<SubmittedOpening> SubmitOpening(string owner, string provinceCode, int number)
    {
        var key = $"replay:owner:{number}";
        var visitor = Actor.Visitor(new PersonId(number + 1));
        var listed = new ListedDocument("opening", $"opening-{number}.pdf");
        var paper = await documents.Store(visitor, listed.FileName, listed.Kind, InventedDocuments.Content($"owner {number}", "opening", listed, number), $"{key}:paper");
        var materials = services.GetRequiredService<OpeningMaterials>();
        var today = services.GetRequiredService<Platform.Time.RegistryClock>().Today;
        var needed = materials.On(today).For(AccountType.Enterprise, [AccountSubtype.ProjectOwner]);
        var form = new OpeningForm(AccountType.Enterprise, [AccountSubtype.ProjectOwner], owner, InventedSubjects.CreditCode(number, provinceCode), provinceCode,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Text.In(Language.Chinese, "address"), owner),
            [.. needed.Select(m => new AttachedMaterial(m.Key, paper.Id))]);
        var people = new OpeningPersons(InventedSubjects.Person(PersonOfOwner(number, 0)), InventedSubjects.Person(PersonOfOwner(number, 1)),
            InventedSubjects.Person(PersonOfOwner(number, 2)), null);
        return await services.GetRequiredService<SubmitOpening>().Submit(visitor, new SubmitOpening.Command(null, form, people, Invented: true), $"{key}:submit");
    }

    /// <summary>Opens the account that was applied for.</summary>
    public async Task ApproveOpening(string owner, SubmittedOpening opening, int number)
    {
        await Both(Officers, services.GetRequiredService<ApproveOpening>(), new ApproveOpening.Command(opening.Opening, opening.Version), $"replay:owner:{number}:approve");
        await using var reads = await db.Read();
        var account = await reads.Scalar<long>($"select id from account where opening_id = {opening.Opening}");
        var initiator = await reads.Scalar<long>($"select person_id from account_representative where account_id = {account} and role = 'Initiator' and until is null");
        var confirmer = await reads.Scalar<long>($"select person_id from account_representative where account_id = {account} and role = 'Confirmer' and until is null");
        owners[owner] = Representatives(account, initiator, confirmer);
    }

    /// <summary>Owners' persons follow those of officers and bodies, three to an owner.</summary>
    private static int PersonOfOwner(int number, int which) => 1000 + number * 3 + which;

    private static Pair Representatives(long account, long initiator, long confirmer) => new(
        new Actor(new PersonId(initiator), new AccountId(account), ActorRole.Initiator),
        new Actor(new PersonId(confirmer), new AccountId(account), ActorRole.Confirmer));

    private sealed record BodyRow
    {
        public long Id { get; init; }
        public long AccountId { get; init; }
    }
}
