using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Inbox;
using Registry.Server.Capabilities.Portal.Openings;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The way of a newcomer to an open account, in browsers: registration, form, materials, a return, two officers.</summary>
public sealed class OpeningsTests
{
    internal static async Task<Browser> Visitor(TestWorld world, string name, int n)
    {
        var browser = new Browser(await world.Http());
        var sent = await RegisterTests.Register(browser, name, $"1380013{8100 + n}");
        await browser.Post(sent.Headers.Location!.OriginalString, "register-code", ("code", await RegisterTests.Code(world)));
        await browser.SignIn(world, name);
        return browser;
    }

    private static async Task<(string, string)[]> Fields(TestWorld world, int n)
    {
        var form = await A.EnterpriseForm(world, n, (await A.Officers(world)).Clerk, AccountSubtype.ProjectOwner);
        var persons = new OpeningPersons(A.Person(n), A.Person(n + 1), A.Person(n + 2), null);
        return [.. OpeningFields.Of(form, persons).Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value))];
    }

    internal static async Task Attach(Browser browser, string opening, string material)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in await browser.Form(opening, "attach")) form.Add(new StringContent(value), field);
        form.Add(new StringContent(material), "material");
        form.Add(new ByteArrayContent(A.Pdf), "file", material + ".pdf");
        var answer = await browser.Send(new(HttpMethod.Post, $"https://localhost{opening}?lang=en") { Content = form });
        answer.Headers.Location?.OriginalString.ShouldBe(opening, await answer.Text());
    }

    [Theory, BothDatabases]
    public async Task Newcomer_opens_an_account_with_a_return_on_the_way_and_both_representatives_sign_in(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var visitor = await Visitor(world, "newcomer1", 1);
        var fields = await Fields(world, 40);
        (await (await visitor.Get("/opening?lang=en")).Text()).ShouldContain("No application yet");

        // AC-03: without its confirmer it is kept, but cannot be handed in, and what is missing is named.
        var begun = await visitor.Post("/opening/new/independent", "opening", [.. fields.Where(f => !f.Item1.StartsWith("confirmer.", StringComparison.Ordinal))]);
        begun.Headers.Location.ShouldNotBeNull(await begun.Text());
        var opening = begun.Headers.Location!.OriginalString;
        var early = await visitor.Post(opening + "?lang=en", "hand-in");
        ((int)early.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await early.Text()).ShouldContain("accounts.person-missing");
        (await early.Text()).ShouldContain("accounts.material-missing");

        (await visitor.Post(opening + "/form", "opening", fields)).Headers.Location!.OriginalString.ShouldBe(opening);
        // A file without its material is refused and stays with the form, to be attached as what it is.
        var unnamed = await CaseBrowsers.SendPage(visitor, opening, await (await visitor.Get(opening)).Text(), [], ("file", A.Pdf));
        ((int)unnamed.StatusCode).ShouldBe(400);
        var waiting = await unnamed.Text();
        waiting.ShouldContain("name=\"kept.file\"");
        (await CaseBrowsers.SendPage(visitor, opening, waiting, [("material", "application-form")])).Headers.Location!.OriginalString.ShouldBe(opening);
        (await (await visitor.Get(opening)).Text()).ShouldContain("file.pdf");
        foreach (var material in Regex.Matches(await (await visitor.Get(opening)).Text(), "<option value=\"([a-z-]+)\"").Select(m => m.Groups[1].Value).ToList()) await Attach(visitor, opening, material);
        var handed = await visitor.Post(opening + "?lang=en", "hand-in");
        handed.Headers.Location.ShouldNotBeNull(await handed.Text());
        (await (await visitor.Get(opening + "?lang=en")).Text()).ShouldContain("Under review");

        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var list = await (await clerk.Get("/portal/openings?lang=en")).Text();
        var review = Regex.Match(list, "/portal/openings/[0-9]+").Value;
        var masked = await (await clerk.Get(review)).Text();
        masked.ShouldNotContain(A.Person(40).DocumentNumber);
        (await (await clerk.Post(review, "reveal")).Text()).ShouldContain(A.Person(40).DocumentNumber);
        await using (var reads = await world.Db.Read())
            (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'accounts.reveal-persons' and result = 'done'")).ShouldBe(1);

        ((int)(await clerk.Post(review + "?lang=en", "not-approve", ("what", "return"))).StatusCode).ShouldBeGreaterThanOrEqualTo(400, "a return needs a reason");
        (await clerk.Post(review, "not-approve", ("what", "return"), ("item-1", "business-licence"), ("text-1", "The seal cannot be read"))).Headers.Location!.OriginalString.ShouldBe(review);
        (await (await visitor.Get(opening + "?lang=en")).Text()).ShouldContain("The seal cannot be read");
        await world.Tick();
        await world.Tick();
        var told = await (await visitor.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["Your application for an account was sent back", "href=\"/opening\"", "unread"]) told.ShouldContain(shown);
        world.The<DevelopmentInbox>().Messages.Single(m => m.Kind == MessageKind.Notice).Address.ShouldBe("13800138101");
        (await (await visitor.Get("/me/notifications?lang=en")).Text()).ShouldContain("OpeningMoved.Sms");
        await Attach(visitor, opening, "business-licence");
        (await visitor.Post(opening, "hand-in")).Headers.Location!.OriginalString.ShouldBe(opening);

        var proposed = (await clerk.Post(review, "approve")).Headers.Location!.OriginalString;
        ((int)(await clerk.Post(proposed, await reviewer.Form(proposed, "confirm"))).StatusCode).ShouldBeOneOf(400, 403, 404);
        ((int)(await reviewer.Post(proposed, "confirm")).StatusCode).ShouldBe(303);
        var done = await (await visitor.Get(opening + "?lang=en")).Text();
        done.ShouldContain("Opened");
        done.ShouldContain("Account number");
        (await (await visitor.Get("/me/notices?lang=en")).Text()).ShouldContain("Your account is open");

        await world.The<Registry.Server.Capabilities.Identity.Activation.ActivationPost>().Tick();
        await world.The<MessageSender>().Tick();
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.Activation).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory, BothDatabases]
    public async Task Opening_of_another_looks_absent_and_one_person_in_both_parts_is_refused_and_a_member_has_none(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var visitor = await Visitor(world, "newcomer1", 1);
        var other = await Visitor(world, "newcomer2", 2);
        var fields = (await Fields(world, 40)).ToDictionary(f => f.Item1, f => f.Item2);
        // AC-05: the same number under another spelling of the name.
        fields["confirmer.number"] = fields["initiator.number"];
        var opening = (await visitor.Post("/opening/new/independent", "opening", [.. fields.Select(f => (f.Key, f.Value))])).Headers.Location!.OriginalString;
        (await (await visitor.Post(opening + "?lang=en", "hand-in")).Text()).ShouldContain("accounts.representatives-are-one-person");

        foreach (var path in (string[])[opening, opening + "/form", opening + "/documents/1"])
            ((int)(await other.Get(path)).StatusCode).ShouldBe(404, path);
        ((int)(await other.Post(opening, await visitor.Form(opening, "withdraw"))).StatusCode).ShouldBeOneOf(400, 404);
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        ((int)(await clerk.Get(opening.Replace("/opening/", "/portal/openings/"))).StatusCode).ShouldBe(404, "a draft is not shown to officers");
        (await visitor.Post(opening, "withdraw")).Headers.Location!.OriginalString.ShouldBe(opening);
        (await (await visitor.Get(opening + "?lang=en")).Text()).ShouldContain("The application was taken back");
    }
}
