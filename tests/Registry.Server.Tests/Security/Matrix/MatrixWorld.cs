using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Suggestions;
using Registry.Kernel.Transfers;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Broadcasts;
using Registry.Server.Capabilities.Identity.Dormancy;
using Registry.Server.Capabilities.Portal.Drafts;
using Registry.Server.Capabilities.Portal.Templates;
using Registry.Server.Capabilities.Portal.Work;
using Registry.Server.Capabilities.Transfers;
using Registry.Server.Capabilities.Use;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Portal;
using Registry.Server.Tests.ProvinceFeed;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security.Matrix;

/// <summary>A registry with every kind of person, and of every kind of thing one that is theirs and one that is another's, as it must stand for each form and as it must not.</summary>
internal sealed class MatrixWorld : IAsyncDisposable
{
    /// <summary>The bodies of the two sides.</summary>
    private const string Suspended = "CNCA-R-2002-002";

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly List<MatrixPerson> people = [];
    private readonly List<(string Column, Actor Actor)> actors = [];
    private Browser[] visitors = [];
    private MatrixSide own = null!;
    private MatrixSide other = null!;
    private A.Body officers = null!;
    private A.Holder[] quiet = [];

    private MatrixWorld(TestWorld world) => World = world;

    public TestWorld World { get; }

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<MatrixPerson> People => people;

    /// <summary>Everybody's client; it keeps no cookies.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Id of a thing.</summary>
    public string this[string name] => ids[name];

    /// <summary>Whose things are whose: accounts by column.</summary>
    public IReadOnlyDictionary<string, Actor> Actors => actors.ToDictionary(a => a.Column, a => a.Actor);

    /// <summary>The person of a column.</summary>
    public MatrixPerson The(string column) => people.First(p => p.Column == column);

    /// <summary>The working day after today.</summary>
    public DateOnly NextWorkingDay { get; private set; }

    /// <summary>What is typed for a new opening, with its documents.</summary>
    public OpeningForm OpeningForm { get; private set; } = null!;

    /// <summary>What is typed for a new project.</summary>
    public IEnumerable<(string, string)> ProjectFields =>
        [.. ProjectForm.Fields(A.OffshoreWind(90)).Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value)), ("body", ids["body"])];

    /// <summary>What is typed for a new reduction.</summary>
    public IEnumerable<(string, string)> ReductionFields =>
        [.. ReductionForm.Fields(A.Period(new DateOnly(2022, 4, 1), new DateOnly(2023, 12, 31))).Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value)), ("project", ids["own.project.id"]), ("body", ids["body.other"])];

    /// <summary>Makes it.</summary>
    public static async Task<MatrixWorld> On(Engine engine)
    {
        var it = new MatrixWorld(await TestWorld.On(engine, null,
            services => services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Error)), new() { Inbox = true }));
        it.Http = await it.World.Http();
        await it.Accounts();
        await it.Cases();
        await it.Desk();
        await it.Openings();
        await it.Units();
        await it.Broadcasts();
        await it.Suggestions();
        await it.SignIn();
        return it;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task Accounts()
    {
        officers = await A.Officers(World);
        var dormant = await A.EnterpriseAccount(World, 40);
        await Visitors.Login(World, dormant.Initiator, "dormant1");
        await Visitors.Enter(World, "dormant1");
        await World.The<DormantLogins>().Tick();
        World.GoTo(A.FilingDay);
        await World.The<DormantLogins>().Tick();
        ids["login.dormant"] = $"{await Ask<long>($"select id from login where name = 'dormant1'")}";
        own = new("own", await A.KeyEmitter(World, 11), await A.BodyAccount(World, A.Validator, 5), A.Validator, "320000", 1);
        other = new("other", await A.KeyEmitter(World, 12), await A.BodyAccount(World, A.Verifier, 6), A.Verifier, "330000", 41);
        quiet = [await A.EnterpriseAccount(World, 13), await A.EnterpriseAccount(World, 14), await A.EnterpriseAccount(World, 15), await A.EnterpriseAccount(World, 16), await A.EnterpriseAccount(World, 17)];
        var (provinceOwn, provinceOther) = (await Departments.Department(World, own.Province, 21), await Departments.Department(World, other.Province, 22));
        var individual = await A.Member(World, 900);
        var member = await World.The<RegisterMember>().Register(A.Visitor(902), new(A.Person(902), own.Province, new("Society of the coast", A.Code(902)), Invented: true), A.New);
        var organisation = new Actor(member.Person, new AccountId(member.Account), ActorRole.Visitor);
        async Task<Actor> Duty(ActorRole role, int n)
        {
            var person = await A.KnownPerson(World, n);
            await A.OfficersAct<AssignDuty, AssignDuty.Command>(World, new(person.Value, role));
            return new(person, AccountId.RegistryBody, role);
        }
        actors.AddRange(
        [
            ("individual", individual), ("organisation", organisation), ("enterprise-initiator", own.Owner.Initiator), ("enterprise-confirmer", own.Owner.Confirmer),
            ("other-enterprise", other.Owner.Initiator), ("restricted-enterprise", quiet[0].Initiator), ("body-a", own.Body.Initiator), ("body-a-confirmer", own.Body.Confirmer),
            ("body-b", other.Body.Initiator), ("province-own", provinceOwn.Initiator), ("province-other", provinceOther.Initiator), ("clerk", officers.Clerk), ("reviewer", officers.Reviewer),
            ("auditor", await Duty(ActorRole.Auditor, 90)), ("administrator", await Duty(ActorRole.Administrator, 91)), ("exchange", await A.ExchangeOperator(World)),
        ]);
        foreach (var (role, n) in ((ActorRole, int)[])[(ActorRole.Clerk, 96), (ActorRole.Reviewer, 97)])
        {
            var person = await A.KnownPerson(World, n);
            await A.OfficersAct<AppointOfficer, AppointOfficer.Command>(World, new(person.Value, role));
            ids[$"person.{role}"] = $"{person.Value}";
        }
    }

    private async Task Cases()
    {
        var cases = new MatrixCases(World, [own, other]);
        await cases.Make(Actors["individual"]);
        foreach (var side in (MatrixSide[])[own, other])
        {
            ids[$"{side.Name}.submission"] = $"{(await cases.Submission(side)).Id}";
            foreach (var state in MatrixCases.States) ids[$"{side.Name}.{state}"] = cases.Id(side.Name, state);
            foreach (var state in (string[])["awaiting", "published", "replied"]) ids[$"{side.Name}.comment.{state}"] = $"{cases.Comments[(side.Name, state)]}";
            ids[$"{side.Name}.account"] = $"{side.Owner.Account.Value}";
            ids[$"{side.Name}.document"] = $"{await Ask<long>($"select min(document_id) from application_document where application_id = {long.Parse(cases.Id(side.Name, "draft"), System.Globalization.CultureInfo.InvariantCulture)}")}";
        }
        ids["public.document"] = $"{await Ask<long>($"select min(document_id) from application_document where application_id = {long.Parse(cases.Id("own", "project"), System.Globalization.CultureInfo.InvariantCulture)}")}";
        ids["public.project"] = (await Ask<string>($"select number from project order by number limit 1"))!;
        ids["public.reduction"] = $"{await Ask<long>($"select min(id) from reduction")}";
        ids["public.reduction-case"] = ids["own.reduction"];
    }

    /// <summary>What the registry body has before it: accounts and what is asked of them, its people, absences, tasks, notes, registers.</summary>
    private async Task Desk()
    {
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(World, new(quiet[0].Account.Value, RestrictionLevel.Business, "Licence not true"));
        ids["account.restricted"] = $"{quiet[0].Account.Value}";
        ids["account.closing-asked"] = $"{quiet[1].Account.Value}";
        ids["request"] = $"{await World.The<RequestOfHolder>().Close(quiet[1].Initiator, new(ClosureGround.Dissolution, "Wound up"), A.New)}";
        await World.The<RequestOfHolder>().Close(quiet[2].Initiator, new(ClosureGround.Dissolution, "Wound up"), A.New);
        await A.OfficersAct<AcceptClosure, AcceptClosure.Command>(World, new(quiet[2].Account.Value, ClosureGround.Dissolution, "Resolution"));
        ids["account.closing"] = $"{quiet[2].Account.Value}";
        var paper = await A.Document(World, quiet[3].Initiator);
        var asked = await World.The<RequestAccountChange>().Request(quiet[3].Initiator, new("Enterprise Sixteen", null, null, "Renamed", null, [new("licence", paper)]), A.New);
        (ids["change"], ids["change.document"]) = ($"{asked.Change}", $"{paper}");
        var refused = (await World.The<RequestAccountChange>().Request(quiet[4].Initiator, new("Enterprise Seventeen", null, null, "Renamed"), A.New)).Change;
        await A.OfficersAct<RefuseAccountChange, RefuseAccountChange.Command>(World, new(refused, "No paper"));
        ids["change.refused"] = $"{refused}";
        ids["opening.approved"] = $"{await Ask<long>($"select opening_id from account where id = {own.Owner.Account}")}";

        var today = World.Clock.Today;
        ids["own.absence"] = $"{(await World.The<Absences>().Enter(officers.Clerk, new(long.Parse(ids["person.Clerk"], System.Globalization.CultureInfo.InvariantCulture), today, today.AddDays(3)), A.New)).Absence}";
        ids["other.absence"] = $"{(await World.The<Absences>().Enter(officers.Reviewer, new(long.Parse(ids["person.Reviewer"], System.Globalization.CultureInfo.InvariantCulture), today, today.AddDays(3)), A.New)).Absence}";
        ids["task.taken"] = ids["own.under-review"];
        await World.The<DivideWork>().Take(officers.Clerk, new(long.Parse(ids["task.taken"], System.Globalization.CultureInfo.InvariantCulture)), A.New);
        await A.OfficersAct<SuspendVerificationBody, BodySanction.Command>(World, new(await A.BodyId(World, Suspended), "CNCA 2026-10"));
        ids["body.suspended"] = Suspended;
        var revoked = await A.BodyId(World, "CNCA-R-2002-012");
        await A.OfficersAct<RevokeVerificationBody, BodySanction.Command>(World, new(revoked, "CNCA 2026-10"));
        ids["body.revoked"] = "CNCA-R-2002-012";
        ids["body"] = $"{await A.BodyId(World, A.Validator)}";
        ids["body.other"] = $"{await A.BodyId(World, A.Verifier)}";
        ids["own.project.id"] = $"{await Ask<long>($"select id from project where account_id = {own.Owner.Account}")}";
        ids["person.auditor"] = $"{Actors["auditor"].Person.Value}";
        ids["template"] = FormTemplates.Keys.First();
        await using (var reads = await World.Db.Read()) NextWorkingDay = (await World.The<Calendars>().In(reads)).NextWorkingDayAfter(today);
        ids["methodology"] = (await Ask<string>($"select min(code) from methodology"))!;
        ids["registry.proposal"] = $"{(await World.The<Proposals>().Propose<RestrictAccount, RestrictAccount.Command>(officers.Clerk, new(quiet[4].Account.Value, RestrictionLevel.Trading, "A letter"), A.New)).Id}";
        var withdrawn = await World.The<Proposals>().Propose<SuspendAccount, SuspendAccount.Command>(officers.Clerk, new(quiet[4].Account.Value, "A letter"), A.New);
        await World.The<Proposals>().Withdraw(officers.Clerk, new ProposalId(withdrawn.Id), A.New);
        ids["registry.proposal.withdrawn"] = $"{withdrawn.Id}";
    }

    private async Task Openings()
    {
        visitors = [await OpeningsTests.Visitor(World, "newcomer1", 1), await OpeningsTests.Visitor(World, "newcomer2", 2)];
        var applicants = new Actor[2];
        for (var i = 0; i < 2; i++) applicants[i] = Actor.Visitor(new PersonId(await Ask<long>($"select person_id from login where name = {$"newcomer{i + 1}"}")));
        async Task<OpeningForm> Form(int n, Actor by) => await A.EnterpriseForm(World, n, by);
        ids["own.opening.draft"] = $"{await World.The<SaveOpeningDraft>().Save(applicants[0], new(null, await Form(31, applicants[0]), A.EnterprisePersons(31)), A.New)}";
        ids["other.opening.draft"] = $"{await World.The<SaveOpeningDraft>().Save(applicants[1], new(null, await Form(32, applicants[1]), A.EnterprisePersons(32)), A.New)}";
        var form = await Form(33, applicants[0]);
        var submitted = await World.The<SubmitOpening>().Submit(applicants[0], new(null, form, A.EnterprisePersons(33), Invented: true), A.New);
        ids["own.opening.submitted"] = $"{submitted.Opening}";
        ids["own.opening.document"] = $"{form.Materials[0].Document}";
        OpeningForm = form;
        var ended = await World.The<SubmitOpening>().Submit(applicants[0], new(null, await Form(37, applicants[0]), A.EnterprisePersons(37), Invented: true), A.New);
        await World.The<WithdrawOpening>().Withdraw(applicants[0], new(ended.Opening), A.New);
        ids["own.opening.ended"] = $"{ended.Opening}";
        ids["own.opening.material"] = form.Materials[0].Material;
        var refused = await A.Opening(World, 34);
        await A.OfficersAct<RefuseOpening, RefuseOpening.Command>(World, new(refused.Opening, refused.Version, [new("business-licence", "Not legible")]));
        ids["opening.refused"] = $"{refused.Opening}";
        var exchange = Actors["exchange"];
        var first = await A.JointOpening(World, 35);
        ids["joint.preliminary"] = $"{first.Opening}";
        ids["joint.document"] = $"{await Ask<long>($"select min(document_id) from account_opening_material where opening_id = {first.Opening}")}";
        var second = await A.JointOpening(World, 36);
        await World.The<ExchangeReview>().PassPreliminary(exchange, new(second.Opening, second.Version), A.New);
        ids["joint.paper"] = $"{second.Opening}";
    }

    private async Task Units()
    {
        foreach (var (column, actor) in actors) await Visitors.Login(World, actor, column.Replace("-", "", StringComparison.Ordinal));
        var proposals = World.The<Proposals>();
        foreach (var (side, n) in ((MatrixSide, int)[])[(own, 11), (other, 12)])
        {
            await World.The<BindTradingAccount>().Bind(Instructed.Verified(TradingBindings.Exchange, A.New), new(A.Code(n), $"4000000012{n}"));
            var movements = new Movements(World, side.Owner);
            var lot = side == own ? Movements.Lot : Movements.Other;
            await movements.Issue(lot, side == own ? 2023 : 2024, 600);
            ids[$"{side.Name}.intent"] = $"{(await proposals.Write(side.Owner.Initiator, World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Movements.Of("10", lot)), A.New)).Id}";
            ids[$"{side.Name}.intent.signed"] = $"{(await proposals.Write(side.Owner.Initiator, World.The<VoluntaryCancellation>(), Movements.Cancel(new LotQuantity(lot, "10")), A.New)).Id}";
            var waiting = await proposals.Propose(side.Owner.Initiator, World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Movements.Of("20", lot)), A.New);
            ids[$"{side.Name}.proposal"] = $"{waiting.Id}";
            var withdrawn = await proposals.Propose(side.Owner.Initiator, World.The<TransferToTradingAccount>(), new PlaceTransfer.Command(Movements.Of("5", lot)), A.New);
            await proposals.Withdraw(side.Owner.Initiator, new ProposalId(withdrawn.Id), A.New);
            ids[$"{side.Name}.proposal.withdrawn"] = $"{withdrawn.Id}";
            ids[$"{side.Name}.proposal.signed"] = $"{(await movements.Cancellation(Movements.Cancel(new LotQuantity(lot, "7")))).Id}";
            if (side == own) ids["public.cancellation"] = $"{(await Confirmed(movements, lot)).Id}";
        }
    }

    /// <summary>Announcements: one that the one side received, one that the other did, and one that was withdrawn.</summary>
    private async Task Broadcasts()
    {
        var today = World.Clock.Today;
        foreach (var side in (MatrixSide[])[own, other])
            ids[$"{side.Name}.broadcast"] = $"{(await A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(World, Announced(side))).Proposal}";
        var withdrawn = (await A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(World, Announced(own))).Proposal;
        await A.OfficersAct<WithdrawBroadcast, WithdrawBroadcast.Command>(World, new(withdrawn, "It was another day"));
        ids["broadcast.withdrawn"] = $"{withdrawn}";

        PublishBroadcast.Command Announced(MatrixSide side) =>
            new("Maintenance", "Maintenance", "On Saturday", "On Saturday", BroadcastAudience.Numbers, [side.Owner.Number], BySms: false, ByEmail: false, Urgent: false, today, today.AddDays(10),
                Recipients: actors.Count(a => a.Actor.Account == side.Owner.Account));
    }

    /// <summary>Methodology suggestions of both enterprises, in every state in which somebody has something to do.</summary>
    private async Task Suggestions()
    {
        ids["suggestion.expert"] = $"{await A.Expert(World, 803, "A")}";
        foreach (var side in (MatrixSide[])[own, other])
        {
            foreach (var status in (SuggestionStatus[])[SuggestionStatus.Draft, SuggestionStatus.Submitted, SuggestionStatus.FormCheck, SuggestionStatus.Assessment, SuggestionStatus.PublicComment, SuggestionStatus.Adopted])
                ids[$"{side.Name}.suggestion.{status}"] = $"{(await A.SuggestionAt(World, side.Owner.Initiator, status, A.Suggestion($"Suggestion {side.Name} {status}"))).Id}";
            var assessed = await A.SuggestionAssessed(World, await A.SuggestionAt(World, side.Owner.Initiator, SuggestionStatus.Assessment));
            ids[$"{side.Name}.suggestion.Assessed"] = $"{assessed.Id}";
            ids[$"{side.Name}.suggestion.document"] = $"{await Document(side, "Draft")}";
            ids[$"{side.Name}.suggestion.filed-document"] = $"{await Document(side, "Submitted")}";
        }

        Task<long> Document(MatrixSide side, string status) => Ask<long>($"select draft_document_id from methodology_suggestion where account_id = {side.Owner.Account} and status = {status}");
    }

    private static async Task<Proposed> Confirmed(Movements movements, string lot)
    {
        var proposed = await movements.Cancellation(Movements.Cancel(new LotQuantity(lot, "3")));
        await movements.Confirm(proposed);
        return proposed;
    }

    private async Task SignIn()
    {
        people.Add(await new MatrixPerson("anonymous", null).Of(new Browser(Http)));
        var half = new Browser(Http);
        await Visitors.Login(World, quiet[1].Initiator, "halfway1");
        await half.Post("/sign-in", "sign-in", ("name", "halfway1"), ("password", Visitors.Password));
        people.Add(await new MatrixPerson("password-only", null).Of(half));
        visitors[0].Cookies.Clear();
        await visitors[0].SignIn(World, "newcomer1");
        people.Add(await new MatrixPerson("visitor", Actor.Visitor(new PersonId(await Ask<long>($"select person_id from login where name = 'newcomer1'")))).Of(visitors[0]));
        foreach (var (column, actor) in actors)
        {
            var browser = new Browser(Http);
            await browser.SignIn(World, column.Replace("-", "", StringComparison.Ordinal));
            people.Add(await new MatrixPerson(column, actor).Of(browser));
        }
        await new Browser(Http).Post("/forgotten", "forgotten", ("name", "newcomer2"));
        ids["message.waiting"] = $"{await Ask<long>($"select coalesce(max(id), 0) from message where sent_at is null and given_up_at is null")}";
        ids["message.sent"] = $"{await Ask<long>($"select max(id) from message where sent_at is not null")}";
        ids["login.active"] = $"{await Ask<long>($"select id from login where name = 'clerk'")}";
        ids["session.clerk"] = $"{await Ask<long>($"select max(s.id) from sign_in_session s join login l on l.id = s.login_id where l.name = 'clerk' and s.ended_at is null and s.strength = 'TwoFactors'")}";
    }

    public async Task<T?> Ask<T>(FormattableString sql)
    {
        await using var reads = await World.Db.Read();
        return await reads.Scalar<T>(sql);
    }
}
