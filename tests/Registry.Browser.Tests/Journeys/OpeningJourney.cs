using System.Text.RegularExpressions;
using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>From a visitor who knows nobody to an open account whose two representatives sign in: by the registry alone, and jointly with the exchange.</summary>
public sealed partial class OpeningJourney(SystemBrowser browser)
{
    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    [GeneratedRegex("How much is ([a-z]+) plus ([a-z]+)")]
    private static partial Regex Sum { get; }

    [GeneratedRegex("[A-Z0-9]{4}(-[A-Z0-9]{4})+")]
    private static partial Regex OneTime { get; }

    [Fact]
    public async Task Visitor_opens_an_account_at_the_registry_after_a_return_and_both_representatives_sign_in()
    {
        await using var world = await TestWorld.Listening();
        var visitor = await Registers(world, "newcomer1", "13800138101");
        var opening = await WritesForm(world, visitor, "independent", new OpeningPersons(A.Person(40), A.Person(41), A.Person(42), null));
        await visitor.Press("hand-in");
        await visitor.Sees("accounts.material-missing");
        await Attaches(visitor, opening);
        await visitor.Press("hand-in");
        await visitor.Sees("Under review");

        var (clerk, reviewer) = await Officers(world);
        await clerk.Open("/portal/openings");
        await clerk.Follow("/portal/openings/");
        await clerk.Press("reveal");
        await clerk.Sees(A.Person(40).DocumentNumber);
        await clerk.Choose("item-1", "business-licence");
        await clerk.Type("text-1", "The seal cannot be read.");
        await clerk.Press("not-approve", "what");
        await visitor.Open(opening);
        await visitor.Sees("The seal cannot be read.");
        await visitor.Choose("material", "business-licence");
        await visitor.Attach("file", "licence.pdf");
        await visitor.Press("attach");
        await visitor.Press("hand-in");
        await Approves(clerk, reviewer);
        await visitor.Open(opening);
        await visitor.Sees("Opened", "Account number");

        await Activates(browser, world, A.Person(40).Phone, "initiator01", Screen.Desk);
        await Activates(browser, world, A.Person(41).Phone, "confirmer01", Screen.Phone);
    }

    [Fact]
    public async Task Visitor_opens_both_accounts_jointly_with_the_exchange()
    {
        await using var world = await TestWorld.Listening();
        var visitor = await Registers(world, "newcomer1", "13800138101");
        var opening = await WritesForm(world, visitor, "joint", new OpeningPersons(A.Person(40), A.Person(41), A.Person(42), null, [A.Person(43)]));
        await Attaches(visitor, opening);
        await visitor.Press("hand-in");
        var (clerk, reviewer) = await Officers(world);
        await Visitors.Login(world, await A.ExchangeOperator(world), "exchange01");
        var exchange = await Traveller.Of(browser, world);
        await exchange.SignIn("exchange01");

        await Opens(exchange);
        await exchange.Press("reveal");
        await exchange.Choose("item-1", "tradingRepresentative");
        await exchange.Type("text-1", "See page two.");
        await exchange.Press("back");
        await visitor.Open(opening);
        await visitor.Sees("See page two.");
        await visitor.Press("hand-in");
        await Opens(exchange);
        await exchange.Press("on");
        await Opens(exchange);
        await exchange.Press("on");
        await visitor.Open(opening);
        await visitor.Sees("received the originals");
        await exchange.Type("tradingAccount", "400000001234");
        await exchange.Press("on");
        await clerk.Open("/portal/openings");
        await clerk.Follow("/portal/openings/");
        await Approves(clerk, reviewer);
        await visitor.Open(opening);
        await visitor.Sees("Opened", "400000001234");
    }

    private static async Task Opens(Traveller exchange)
    {
        await exchange.Open("/portal/exchange");
        await exchange.Follow("/portal/exchange/");
    }

    /// <summary>A login of one's own, by the words of the challenge and a code on the telephone.</summary>
    private async Task<Traveller> Registers(TestWorld world, string name, string phone)
    {
        var visitor = await Traveller.Of(browser, world, english: true);
        await visitor.Open("/sign-in");
        await visitor.Follow("/register");
        await visitor.Follow("/register?words=1");
        foreach (var (field, text) in ((string, string)[])[("name", name), ("password", Visitors.Password), ("again", Visitors.Password), ("phone", phone)]) await visitor.Type(field, text);
        var sum = Sum.Match(await visitor.Seen());
        await visitor.Type("answer", $"{Array.IndexOf(Numbers, sum.Groups[1].Value) + Array.IndexOf(Numbers, sum.Groups[2].Value)}");
        await visitor.Press("register");
        await world.The<MessageSender>().Tick();
        await visitor.Type("code", StepUps.CodeIn(world.The<DevelopmentInbox>().Messages.First(m => m.Kind == MessageKind.VisitorCode).Text));
        await visitor.Press("register-code");
        await visitor.SignIn(name);
        visitor.Place.ShouldBe("/opening");
        return visitor;
    }

    private static async Task<string> WritesForm(TestWorld world, Traveller visitor, string route, OpeningPersons persons)
    {
        await visitor.Follow("/opening/new");
        await visitor.FollowEnd("/" + route);
        var form = await A.EnterpriseForm(world, 40, (await A.Officers(world)).Clerk, AccountSubtype.ProjectOwner);
        foreach (var (field, text) in OpeningFields.Of(form, persons).Where(f => f.Value.Length > 0)) await visitor.Enter(field, text);
        await visitor.Press("opening");
        return visitor.Place;
    }

    private static async Task Attaches(Traveller visitor, string opening)
    {
        foreach (var material in await visitor.Page.Locator("select[name='material'] option").EvaluateAllAsync<string[]>("options => options.map(o => o.value).filter(v => v)"))
        {
            await visitor.Choose("material", material);
            await visitor.Attach("file", material + ".pdf");
            await visitor.Press("attach");
            visitor.Place.ShouldBe(opening);
        }
    }

    private async Task<(Traveller Clerk, Traveller Reviewer)> Officers(TestWorld world)
    {
        var officers = await A.Officers(world);
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");
        var (clerk, reviewer) = (await Traveller.Of(browser, world), await Traveller.Of(browser, world, Screen.Phone));
        await clerk.SignIn("clerk01");
        await reviewer.SignIn("reviewer01");
        return (clerk, reviewer);
    }

    private static async Task Approves(Traveller clerk, Traveller reviewer)
    {
        await clerk.Open(clerk.Place);
        await clerk.Press("approve");
        await Case.Confirms(reviewer);
    }

    /// <summary>The first sign-in of a representative: the code from the text message, a password of one's own, and an authenticator.</summary>
    internal static async Task<Traveller> Activates(SystemBrowser browser, TestWorld world, string phone, string name, Screen screen)
    {
        await world.The<ActivationPost>().Tick();
        var person = await Traveller.Of(browser, world, screen);
        await person.Open("/sign-in");
        await person.Follow("/activate");
        foreach (var (field, text) in ((string, string)[])[("code", await Received(world, MessageKind.Activation, phone)), ("name", name), ("password", Visitors.Password), ("again", Visitors.Password)]) await person.Type(field, text);
        await person.Press("activate");
        await person.SignIn(name);
        await person.Open("/portal/holdings");
        return person;
    }

    /// <summary>The long code that came to a telephone.</summary>
    internal static async Task<string> Received(TestWorld world, MessageKind kind, string phone)
    {
        await world.The<MessageSender>().Tick();
        return OneTime.Match(world.The<DevelopmentInbox>().Messages.First(m => m.Kind == kind && m.Address == phone).Text).Value;
    }
}
