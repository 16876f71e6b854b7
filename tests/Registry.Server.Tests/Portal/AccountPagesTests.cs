using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Accounts in browsers: a locked login rescued by the other representative, limits and recovery, closure with its obstacles. AC-21, AC-25, AC-27, AC-29.</summary>
public sealed class AccountPagesTests
{
    private static (string, string)[] Form(int n, string name, PersonForm? initiator = null, params (string, string)[] more)
    {
        var persons = A.EnterprisePersons(n);
        var fields = OpeningFields.Of(new(AccountType.Enterprise, [], name, "", "320000", $"{n} Harbour Road", []), persons with { Initiator = initiator ?? persons.Initiator, LegalRepresentative = null });
        return [.. fields.Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value)), .. more];
    }

    private static async Task<string> Decide(Browser clerk, Browser reviewer, string page, string handler, params (string, string)[] fields)
    {
        var proposed = await clerk.Post(page, handler, fields);
        proposed.Headers.Location.ShouldNotBeNull(await proposed.Text());
        var proposal = proposed.Headers.Location!.OriginalString;
        var confirmed = await reviewer.Post(proposal, "confirm");
        ((int)confirmed.StatusCode).ShouldBe(303, await confirmed.Text());
        return proposal;
    }

    [Theory, BothDatabases]
    public async Task Locked_login_is_rescued_by_the_other_representative(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world, 12);
        await A.EnterpriseAccount(world, 13);
        var officers = await A.Officers(world);
        await world.Damage("update person set invented = false");
        var initiator = await Visitors.SignedIn(world, holder.Initiator, "initiator1");
        var confirmer = await Visitors.SignedIn(world, holder.Confirmer, "confirmer1");
        for (var i = 0; i < SignInLimits.Failures.Value; i++) await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("initiator1", "wrong", "198.51.100.0/24"));
        await SignInRules.Locked.ShouldRefuse(() => world.The<EnterPassword>().Enter("initiator1", Visitors.Password, "198.51.100.0/24"));
        (await (await new Browser(await world.Http()).Get("/locked?lang=en")).Text()).ShouldContain("010-82268466");

        var own = await (await confirmer.Get("/portal/account?lang=en")).Text();
        own.ShouldContain(holder.Number);
        own.ShouldNotContain(A.Person(121).DocumentNumber);
        // A4 across applications and accounts: a person of another account, and nothing changed at all.
        (await (await confirmer.Post("/portal/account/change?lang=en", "change", Form(12, "Enterprise 12", A.Person(131), ("initiator.change", "on"), ("reason", "Replaced")))).Text()).ShouldContain("accounts.represents-another-subject");
        (await (await confirmer.Post("/portal/account/change?lang=en", "change", Form(12, "Enterprise 12", null, ("reason", "Nothing")))).Text()).ShouldContain("accounts.changes-nothing");
        // A draft is kept until it is handed in.
        (await confirmer.Post("/portal/account/change", "change", Form(12, "Enterprise Twelve", null, ("reason", "Locked out"), ("keep", "1")))).Headers.Location!.OriginalString.ShouldEndWith("?kept=1");
        (await (await confirmer.Get("/portal/account/change")).Text()).ShouldContain("Enterprise Twelve");
        var asked = await confirmer.Post("/portal/account/change", "change",
            Form(12, "Enterprise Twelve", A.Person(121) with { Phone = "13712345678" }, ("initiator.change", "on"), ("reason", "Locked out, new telephone"), ("occurredOn", "2024-01-02")));
        asked.Headers.Location?.OriginalString.ShouldBe("/portal/account?asked=1", await asked.Text());

        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var review = Regex.Match(await (await clerk.Get("/portal/accounts?lang=en")).Text(), "/portal/account-changes/[0-9]+").Value;
        var page = await (await clerk.Get(review + "?lang=en")).Text();
        page.ShouldContain("Enterprise Twelve");
        page.ShouldContain("Reported late");
        page.ShouldNotContain("13712345678");
        (await (await clerk.Post(review, "reveal")).Text()).ShouldContain("13712345678");
        ((int)(await clerk.Post(review, "refuse", ("reason", " "))).StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        await Decide(clerk, reviewer, review, "approve");

        // The old login is over, its session too; the code goes to the new number, and the new login works.
        (await initiator.Get("/portal")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await world.The<ActivationPost>().Tick();
        await world.The<MessageSender>().Tick();
        var mail = world.The<DevelopmentInbox>().Messages.Single(m => m.Kind == MessageKind.Activation && m.Address == "13712345678");
        var code = Regex.Match(mail.Text, "[A-Z0-9]{4}(-[A-Z0-9]{4}){6}").Value;
        await world.The<ActivateLogin>().Activate(code, "initiator2", Visitors.Password, Visitors.Password, Visitors.Place);
        var back = new Browser(await world.Http());
        await back.SignIn(world, "initiator2");
        var after = await (await back.Get("/portal/account?lang=en")).Text();
        after.ShouldContain("Enterprise Twelve");
        after.ShouldContain("Enterprise 12");
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Officers_limit_restore_and_close_an_account_and_its_holder_sees_what_stands_against_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 12);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var owner = await Visitors.SignedIn(world, holder.Initiator, "initiator1");
        var list = await (await clerk.Get("/portal/accounts?lang=en&q=rprise")).Text();
        var page = Regex.Match(list, "/portal/accounts/[0-9]+").Value;
        (await (await clerk.Get("/portal/accounts?lang=en&q=nobody_%25")).Text()).ShouldContain("No account fits");
        (await (await clerk.Get(page)).Text()).ShouldNotContain(A.Person(121).Phone);
        (await (await clerk.Post(page, "reveal")).Text()).ShouldContain(A.Person(121).Phone);
        (await (await reviewer.Get(page)).Text()).ShouldNotContain("name=\"level\"");

        ((int)(await clerk.Post(page, "restrict", ("level", "Business"), ("reason-restrict", " "))).StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        await Decide(clerk, reviewer, page, "restrict", ("level", "Business"), ("reason-restrict", "Licence not true"));
        (await owner.Post("/portal/account", "recover", ("mended", "A new licence was filed"))).Headers.Location!.OriginalString.ShouldBe("/portal/account?asked=1");
        await Decide(clerk, reviewer, page, "restore", ("reason-restore", "Licence checked"));

        // Something waits: the closure is shown with its obstacle and cannot be asked for.
        (await owner.Post("/portal/account/change", "change", Form(12, "Enterprise Twelve", null, ("reason", "Renamed")))).Headers.Location!.OriginalString.ShouldBe("/portal/account?asked=1");
        var shown = await (await owner.Get("/portal/account?lang=en")).Text();
        shown.ShouldContain("must be settled before");
        shown.ShouldNotContain("name=\"ground\"");
        var review = Regex.Match(await (await clerk.Get("/portal/accounts")).Text(), "/portal/account-changes/[0-9]+").Value;
        await Decide(clerk, reviewer, review, "refuse", ("reason", "No paper"));
        (await owner.Post("/portal/account", "close", ("ground", "Dissolution"), ("reason", "Wound up"))).Headers.Location!.OriginalString.ShouldBe("/portal/account?asked=1");
        await Decide(clerk, reviewer, page, "accept-closure", ("ground", "Dissolution"), ("reason-accept-closure", "Resolution of the members"));
        (await owner.Get("/portal/account")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await Decide(clerk, reviewer, page, "complete-closure", ("reason-complete-closure", "Nothing is left"));
        (await (await clerk.Get(page + "?lang=en")).Text()).ShouldContain("Closed");
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.Opening(world, 12));
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Two_officers_reset_the_access_of_a_representative_after_the_hotline(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 12);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var locked = await Visitors.SignedIn(world, holder.Confirmer, "confirmer1");
        var page = $"/portal/accounts/{holder.Account.Value}";
        await Decide(clerk, reviewer, page, "reset", ("role", "Confirmer"), ("reason-reset", "Called from the number on record; identity card shown"));
        (await locked.Get("/portal")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("confirmer1", Visitors.Password, Visitors.Place));
        await Visitors.Login(world, holder.Confirmer, "confirmer2");
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }
}
