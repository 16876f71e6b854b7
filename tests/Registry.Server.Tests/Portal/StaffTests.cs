using System.Data.Common;
using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Identity.Dormancy;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The people of the registry, kept by two officers in browsers; and what the auditor sees of it.</summary>
public sealed partial class StaffTests
{
    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    [Theory, BothDatabases]
    public async Task Officer_is_appointed_by_two_duties_stay_apart_and_who_leaves_is_out_at_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var form = A.Person(77);
        (string, string)[] person = [("name", form.Name), ("kind", $"{form.DocumentKind}"), ("number", form.DocumentNumber), ("expires", $"{form.DocumentExpiresOn:yyyy-MM-dd}"), ("phone", form.Phone)];
        async Task<string> Confirmed(HttpResponseMessage proposed)
        {
            ((int)proposed.StatusCode).ShouldBe(303, await proposed.Text());
            var path = ProposalLink.Match(proposed.Headers.Location!.OriginalString).Value;
            var seen = await (await reviewer.Get(path + "?lang=en")).Text();
            ((int)(await reviewer.Post(path, "confirm")).StatusCode).ShouldBe(303);
            return seen;
        }

        var seen = await Confirmed(await clerk.Post("/portal/staff/appoint", "appoint", [.. person, ("role", "Reviewer")]));
        seen.ShouldContain(form.Name);
        seen.ShouldNotContain(form.DocumentNumber);
        var wrong = await clerk.Post("/portal/staff/appoint?lang=en", "appoint", [.. person, ("role", "Auditor")]);
        ((int)wrong.StatusCode).ShouldBe(422);
        (await wrong.Text()).ShouldContain(AccountRules.DutiesSeparate.Code);
        (await (await reviewer.Get("/portal/staff?lang=en")).Text()).ShouldContain("Code to be sent");

        long id;
        await using (var reads = await world.Db.Read()) id = await reads.Scalar<long>($"select person_id from officer where role = 'Reviewer' and person_id <> {officers.Reviewer.Person}");
        var second = await Visitors.SignedIn(world, new Actor(new PersonId(id), AccountId.RegistryBody, ActorRole.Reviewer), "reviewer02");
        ((int)(await second.Get("/portal")).StatusCode).ShouldBe(200);
        (await Confirmed(await clerk.Post($"/portal/staff/{id}/Reviewer/end", "end"))).ShouldContain(form.Name);
        (await second.Get("/portal")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        var page = await (await reviewer.Get("/portal/staff?lang=en")).Text();
        foreach (var shown in (string[])["Left", "reviewer01", "Active"]) page.ShouldContain(shown);
        ((int)(await reviewer.Get("/portal/staff/appoint")).StatusCode).ShouldBe(404);
    }

    [Theory, BothDatabases]
    public async Task Login_that_nobody_used_for_180_days_is_disabled_and_only_two_officers_enable_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var holder = await A.EnterpriseAccount(world, 20);
        await Visitors.Login(world, holder.Initiator, "owner01");
        await Visitors.Enter(world, "owner01");
        var logins = world.The<DormantLogins>();
        await logins.Tick();
        world.Time.Advance(TimeSpan.FromDays(170));
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        (await logins.Tick()).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(11));
        (await logins.Tick()).ShouldBe(1);
        await SignInRules.NotRecognised.ShouldRefuse(() => Visitors.Enter(world, "owner01"));
        long login;
        await using (var reads = await world.Db.Read()) login = await reads.Scalar<long>($"select id from login where name = 'owner01'");

        await Should.ThrowAsync<DbException>(() => world.Db.Note($"update login_dormancy set enabled_at = {world.Clock.Now}, proposal_id = (select max(id) from proposal where action <> 'sign-in.enable-login') where login_id = {login}"));
        await Should.ThrowAsync<DbException>(() => world.Db.Note($"delete from login_dormancy where login_id = {login}"));
        await Should.ThrowAsync<DbException>(() => world.Db.Note($"""
            insert into sign_in_session(id, token_hash, login_id, strength, began_at, seen_at, expires_at, neighbourhood)
            values (1, {new string('a', 64)}, {login}, 'Password', {world.Clock.Now}, {world.Clock.Now}, {world.Clock.Now.AddHours(1)}, 'x')
            """));
        await SignInRules.NotDormant.ShouldRefuse(() => A.OfficersAct<EnableLogin, EnableLogin.Command>(world, new(login + 1, "called back")));

        var clerk = new Browser(await world.Http());
        await clerk.SignIn(world, "clerk01");
        var reviewer = new Browser(await world.Http());
        await reviewer.SignIn(world, "reviewer01");
        (await (await clerk.Get("/portal/staff?lang=en")).Text()).ShouldContain("owner01");
        var path = $"/portal/staff/logins/{login}/enable";
        (await (await clerk.Post(path, "enable")).Text()).ShouldContain(GeneralRules.ValueMissing.Code);
        var proposed = await clerk.Post(path, "enable", ("reason", "Called back on the known number"));
        var proposal = ProposalLink.Match(proposed.Headers.Location!.OriginalString).Value;
        (await (await reviewer.Get(proposal + "?lang=en")).Text()).ShouldContain("owner01");
        ((int)(await reviewer.Post(proposal, "confirm")).StatusCode).ShouldBe(303);
        await Visitors.Enter(world, "owner01");
        (await logins.Tick()).ShouldBe(0);
        await SignInRules.NotDormant.ShouldRefuse(() => A.OfficersAct<EnableLogin, EnableLogin.Command>(world, new(login, "again")));
    }

    [Theory, BothDatabases]
    public async Task Auditor_finds_what_others_tried_and_was_refused_and_nobody_else_sees_the_trail(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        async Task<Browser> Holder(ActorRole role, int n)
        {
            var person = await A.KnownPerson(world, n);
            await A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(person.Value, role));
            return await Visitors.SignedIn(world, new Actor(person, AccountId.RegistryBody, role), $"{role}01".ToLowerInvariant());
        }
        var auditor = await Holder(ActorRole.Auditor, 90);
        var administrator = await Holder(ActorRole.Administrator, 91);

        foreach (var other in (Browser[])[clerk, administrator])
            foreach (var place in (string[])["/portal/audit?search=1", "/portal/audit.csv"])
                ((int)(await other.Get(place)).StatusCode).ShouldBe(404);
        ((int)(await clerk.Get("/portal/proposals/1")).StatusCode).ShouldBe(404);
        ((int)(await clerk.Post("/portal/calendar/import", "days", ("year", "no year"), ("notices", "x"), ("step", "check"))).StatusCode).ShouldBe(400);

        var page = await (await auditor.Get("/portal/audit?lang=en&person=clerk01&refused=1")).Text();
        foreach (var seen in (string[])["access.denied", "GET /portal/audit", "GET /portal/proposals/1", "POST /portal/calendar/import", GeneralRules.NotEntitled.Code, GeneralRules.ValueMalformed.Code])
            page.ShouldContain(seen);
        (await (await auditor.Get("/portal/audit?lang=en&action=audit.search")).Text()).ShouldContain("action=audit.search");
        var file = await (await auditor.Get("/portal/audit.csv?action=access.denied")).Text();
        file.ShouldContain("GET /portal/audit.csv");
        (await (await auditor.Get("/portal/audit?lang=en&action=audit.export")).Text()).ShouldContain("action=access.denied");
        var wrong = await auditor.Get("/portal/audit?lang=en&person=nobody-here&from=yesterday");
        ((int)wrong.StatusCode).ShouldBe(400);
        (await wrong.Text()).ShouldContain("nobody-here");

        for (var i = 0; i < Denials.MostInHour + 10; i++) await administrator.Get("/portal/audit");
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'access.denied' and role = 'Administrator'")).ShouldBe(Denials.MostInHour);
    }
}
