using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Inbox;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The way of a newcomer to both accounts, in browsers: the exchange's operator, two officers, a return and a refusal on the way.</summary>
public sealed class JointOpeningPagesTests
{
    private sealed record Scene(TestWorld World, Browser Visitor, Browser Exchange, Browser Clerk, Browser Reviewer, string Opening)
    {
        public string Desk => Opening.Replace("/opening/", "/portal/exchange/", StringComparison.Ordinal);

        public string Review => Opening.Replace("/opening/", "/portal/openings/", StringComparison.Ordinal);
    }

    private static async Task<Scene> Begin(TestWorld world)
    {
        var visitor = await OpeningsTests.Visitor(world, "newcomer1", 1);
        var officers = await A.Officers(world);
        var exchange = await Visitors.SignedIn(world, await A.ExchangeOperator(world), "exchange01");
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        (await (await visitor.Get("/opening/new?lang=en")).Text()).ShouldContain("/opening/new/joint");
        ((int)(await visitor.Get("/opening/new/another")).StatusCode).ShouldBe(404);

        var form = await A.EnterpriseForm(world, 40, officers.Clerk, AccountSubtype.ProjectOwner);
        var persons = new OpeningPersons(A.Person(40), A.Person(41), A.Person(42), null, [A.Person(43), A.Person(44)]);
        var fields = OpeningFields.Of(form, persons).Where(f => f.Value.Length > 0).ToDictionary(f => f.Key, f => f.Value);
        // AC-03: what is missing is named when it is handed in: the confirmer, the trading representative's e-mail address, the papers of both bodies.
        var begun = await visitor.Post("/opening/new/joint", "opening", [.. fields.Where(f => !f.Key.StartsWith("confirmer.", StringComparison.Ordinal) && f.Key != "tradingRepresentative.email").Select(f => (f.Key, f.Value))]);
        begun.Headers.Location.ShouldNotBeNull(await begun.Text());
        var opening = begun.Headers.Location!.OriginalString;
        var early = await (await visitor.Post(opening + "?lang=en", "hand-in")).Text();
        foreach (var rule in (string[])["accounts.person-missing", "accounts.trading-email-missing", "accounts.material-missing"]) early.ShouldContain(rule);
        (await visitor.Post(opening + "/form", "opening", [.. fields.Select(f => (f.Key, f.Value))])).Headers.Location!.OriginalString.ShouldBe(opening);
        var materials = Regex.Matches(await (await visitor.Get(opening)).Text(), "<option value=\"([a-z-]+)\"").Select(m => m.Groups[1].Value).ToList();
        materials.ShouldContain("risk-disclosure");
        foreach (var material in materials) await OpeningsTests.Attach(visitor, opening, material);
        return new(world, visitor, exchange, clerk, reviewer, opening);
    }

    private static async Task<List<(MessageKind Kind, string Text)>> Sent(TestWorld world)
    {
        await world.The<MessageSender>().Tick();
        return [.. world.The<DevelopmentInbox>().Messages.Select(m => (m.Kind, m.Text))];
    }

    private static async Task ShouldLead(Browser browser, string page, string form, string to, params (string, string)[] fields)
    {
        var answer = await browser.Post(page, form, fields);
        answer.Headers.Location?.OriginalString.ShouldBe(to, await answer.Text());
        answer.Headers.Location.ShouldNotBeNull(await answer.Text());
    }

    private static Task HandIn(Scene s) => ShouldLead(s.Visitor, s.Opening, "hand-in", s.Opening);

    private static async Task ShouldShow(Scene s, string status, string words)
    {
        var page = await (await s.Visitor.Get(s.Opening + "?lang=en")).Text();
        page.ShouldContain(status);
        page.ShouldContain(words);
    }

    private static async Task ToRegistry(Scene s, string trading)
    {
        await ShouldLead(s.Exchange, s.Desk, "on", "/portal/exchange?done=PassPreliminary");
        await ShouldShow(s, "Under review", "Where to mail the originals");
        await ShouldLead(s.Exchange, s.Desk, "on", s.Desk);
        await ShouldShow(s, "Under review", "received the originals");
        ((int)(await s.Clerk.Get(s.Review)).StatusCode).ShouldBeOneOf(200, 404);
        await ShouldLead(s.Exchange, s.Desk, "on", "/portal/exchange?done=PassPaper", ("tradingAccount", trading));
        ((int)(await s.Exchange.Get(s.Desk)).StatusCode).ShouldBe(404, "it is the registry body's business now");
    }

    [Theory, BothDatabases]
    public async Task Newcomer_opens_both_accounts_by_the_exchange_and_the_registry_after_a_return_and_a_refusal(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var s = await Begin(world);
        ((int)(await s.Exchange.Get(s.Desk)).StatusCode).ShouldBe(404, "a draft is its applicant's");
        await HandIn(s);
        await ShouldShow(s, "Under review", "The exchange is reviewing the form");
        ((int)(await s.Clerk.Get(s.Review)).StatusCode).ShouldBe(404, "it has not reached the registry body");
        (await (await s.Clerk.Get("/portal/openings?lang=en")).Text()).ShouldContain("No opening waits");

        var list = await (await s.Exchange.Get("/portal/exchange?lang=en")).Text();
        Regex.Match(list, "/portal/exchange/[0-9]+").Value.ShouldBe(s.Desk);
        var masked = await (await s.Exchange.Get(s.Desk)).Text();
        masked.ShouldNotContain(A.Person(43).DocumentNumber);
        (await (await s.Exchange.Post(s.Desk, "reveal")).Text()).ShouldContain(A.Person(43).DocumentNumber);
        var file = Regex.Match(masked, $"{s.Desk}/documents/[0-9]+").Value;
        (await s.Exchange.Get(file)).Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        ((int)(await s.Clerk.Get(file)).StatusCode).ShouldBe(404);

        ((int)(await s.Exchange.Post(s.Desk, "back")).StatusCode).ShouldBe(400, "a return needs a reason");
        var stale = await s.Exchange.Form(s.Desk, "on");
        await ShouldLead(s.Exchange, s.Desk, "back", "/portal/exchange?done=Return", ("item-1", "tradingRepresentative"), ("template-1", "document-expired"), ("text-1", "See page two"));
        await ShouldShow(s, "Returned, to be mended", "See page two");
        await HandIn(s);
        ((int)(await s.Exchange.Post(s.Desk, stale)).StatusCode).ShouldBe(409, "a form that was shown before the return passes nothing");

        await ToRegistry(s, "400000001234");
        // AC-09: a text message to the trading representative says where the originals go; the applicant sees the review go on.
        var told = (await Sent(world)).Single(m => m.Kind == MessageKind.PaperAwaited).Text;
        told.ShouldContain(s.Opening[^4..]);
        var officers = await (await s.Clerk.Get(s.Review + "?lang=en")).Text();
        officers.ShouldContain("400000001234");
        officers.ShouldNotContain("value=\"return\"");
        var refusal = (await s.Clerk.Post(s.Review, "not-approve", ("what", "refuse"), ("item-1", "trading-agreement"), ("template-1", "signature-missing"))).Headers.Location!.OriginalString;
        ((int)(await s.Reviewer.Post(refusal, "confirm")).StatusCode).ShouldBe(303);
        await ShouldShow(s, "Refused, to be mended", "preliminary review first");
        ((int)(await s.Exchange.Get(s.Desk)).StatusCode).ShouldBe(404);

        await HandIn(s);
        await ToRegistry(s, "400000001234");
        var approval = (await s.Clerk.Post(s.Review, "approve")).Headers.Location!.OriginalString;
        ((int)(await s.Reviewer.Post(approval, "confirm")).StatusCode).ShouldBe(303);
        // AC-11: both accounts are there and bound; the representatives get codes by text message, the trading representative an e-mail without a password.
        await ShouldShow(s, "Opened", "400000001234");
        await world.The<ActivationPost>().Tick();
        var sent = await Sent(world);
        sent.Single(m => m.Kind == MessageKind.TradingAccountOpened).Text.ShouldContain("400000001234");
        sent.Count(m => m.Kind == MessageKind.Activation).ShouldBeGreaterThanOrEqualTo(2);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from trading_binding b join account a on a.id = b.account_id where a.status = 'Open' and b.unbound_at is null")).ShouldBe(1);
        (await HistoryCheck.Run(reads)).ShouldBeEmpty();
    }
}
