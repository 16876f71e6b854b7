using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Access;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>Ways back in: a lost device, both representatives locked, and what the database refuses of them. FAQ 1.2.6; S010, S018.</summary>
public sealed class AccountAccessTests
{
    private static async Task<long> Count(TestWorld world, FormattableString sql)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>(sql);
    }

    [Theory, BothDatabases]
    public async Task Lost_device_suspends_the_login_at_once_and_two_officers_let_its_holder_begin_anew(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world);
        var officers = await A.Officers(world);
        var browser = await Visitors.SignedIn(world, holder.Initiator, "initiator1");
        var other = await Visitors.SignedIn(world, holder.Confirmer, "confirmer1");

        var thief = new Browser(await world.Http());
        await thief.Post("/sign-in", "sign-in", ("name", "initiator1"), ("password", Visitors.Password));
        (await (await thief.Post("/sign-in/lost?lang=en", "lost", ("reason", " "))).Text()).ShouldContain("accounts.reason-missing");
        (await thief.Post("/sign-in/lost", "lost", ("reason", "Stolen on the train"))).Headers.Location!.OriginalString.ShouldBe("/sign-in/lost?done=1");

        // At once: its sessions end, nobody signs in with it, and the other representative goes on.
        (await browser.Get("/portal")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("initiator1", Visitors.Password, Visitors.Place));
        ((int)(await other.Get("/portal")).StatusCode).ShouldBe(200);
        var login = await Count(world, $"select id from login where name = 'initiator1'");
        await world.ShouldRefuse($"insert into sign_in_session(id, token_hash, login_id, strength, began_at, seen_at, expires_at, neighbourhood) select 9, '{new string('a', 64)}', {login}, 'Password', s.began_at, s.seen_at, s.expires_at, 'x' from sign_in_session s where s.expires_at > s.began_at limit 1");

        var request = await Count(world, $"select id from account_request where kind = 'Access'");
        // Refused, the login is as it was; reported again, granted.
        await A.Act<RefuseAccountRequest, RefuseAccountRequest.Command>(world, officers.Clerk, officers.Reviewer, new(request, "The device was found"));
        var half = await world.The<EnterPassword>().Enter("initiator1", Visitors.Password, Visitors.Place);
        await world.The<Registry.Server.Capabilities.Identity.Lost.LostDevice>().Report(half, "It is gone after all");
        await world.ShouldRefuse($"update account_request set status = 'Granted' where id = {request}");
        await world.ShouldRefuse($"delete from account_request where id = {request}");

        await AccountRules.NobodyInCapacity.ShouldRefuse(() => A.Act<ResetAccess, ResetAccess.Command>(world, officers.Clerk, officers.Reviewer,
            new(holder.Account.Value, PersonRole.Initiator, holder.Confirmer.Person.Value, "Wrong person")));
        await A.Act<ResetAccess, ResetAccess.Command>(world, officers.Clerk, officers.Reviewer, new(holder.Account.Value, PersonRole.Initiator, holder.Initiator.Person.Value, "Passport seen on video"));
        (await Count(world, $"select count(*) from account_request where status = 'Granted'")).ShouldBe(1);
        await world.ShouldRefuse($"update login set ended_at = null where id = {login}");
        await world.ShouldRefuse($"update login set password_hash = 'x' where id = {login}");
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("initiator1", Visitors.Password, Visitors.Place));

        // A new login of the same name, with a second factor of its own.
        await Visitors.Login(world, holder.Initiator, "initiator1", "Other-Harbour-23");
        var again = new Browser(await world.Http());
        await again.Post("/sign-in", "sign-in", ("name", "initiator1"), ("password", "Other-Harbour-23"));
        (await again.Post("/sign-in/second-factor", "second-factor", ("code", await Visitors.Shown(world, "initiator1")))).Headers.Location!.OriginalString.ShouldBe("/portal");
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Holder_asks_once_for_closure_or_recovery_and_a_change_told_late_or_to_come_is_marked_or_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world);
        var requests = world.The<RequestOfHolder>();
        await requests.Close(holder.Initiator, new(ClosureGround.Application, "No more business"), A.New);
        await AccountRules.RequestWaits.ShouldRefuse(() => requests.Close(holder.Confirmer, new(ClosureGround.Merger, "Again"), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => requests.Recover(holder.Initiator, new("Nothing is limited"), A.New));

        var change = world.The<RequestAccountChange>();
        await AccountRules.EventToCome.ShouldRefuse(() => change.Request(holder.Initiator, new("Enterprise New", null, null, "Renamed", world.Clock.Today.AddDays(1)), A.New));
        var asked = await change.Request(holder.Initiator, new("Enterprise New", null, null, "Renamed", world.Clock.Today.AddDays(-60)), A.New);
        await using (var reads = await world.Db.Read())
            (await reads.Scalar<string>($"select change from account_change where id = {asked.Change}"))!.ShouldContain("\"isLate\":true");
        // S2, article 11: what waits stands against a closure.
        await A.OfficersAct<RefuseAccountChange, RefuseAccountChange.Command>(world, new(asked.Change, "The licence is missing"));
        await A.OfficersAct<Registry.Server.Capabilities.Accounts.Status.AcceptClosure, Registry.Server.Capabilities.Accounts.Status.AcceptClosure.Command>(world, new(holder.Account.Value, ClosureGround.Application, "Letter"));
        (await Count(world, $"select count(*) from account_request where status = 'Granted' and kind = 'Closure'")).ShouldBe(1);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }
}
