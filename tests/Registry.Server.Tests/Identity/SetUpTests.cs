using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Identity.SetUp;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

public sealed partial class SetUpTests
{
    [Theory, BothDatabases]
    public async Task First_officers_come_by_a_code_that_works_once_for_a_day(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var setUp = world.The<SetUpRegistry>();
        var older = (await setUp.Offer())!;
        var code = (await setUp.Offer())!;
        Task<FirstCodes> Try(string with, int reviewer = 2) => setUp.SetUp(with, A.Person(1), A.Person(reviewer), Visitors.Place);
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try(older));
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try("guessed"));
        await AccountRules.OfficersAreOnePerson.ShouldRefuse(() => Try(code, reviewer: 1));

        var codes = await Try(code);

        codes.Clerk.ShouldNotBe(codes.Reviewer);
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try(code));
        (await setUp.Offer()).ShouldBeNull();
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select code_hash from one_time_code")).ShouldNotContain(h => h == code || h == codes.Clerk);
    }

    [Theory, BothDatabases]
    public async Task Code_of_yesterday_does_not_set_up(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var code = (await world.The<SetUpRegistry>().Offer())!;
        world.Time.Advance(TimeSpan.FromHours(24));
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => world.The<SetUpRegistry>().SetUp(code, A.Person(1), A.Person(2), Visitors.Place));
    }

    [Theory, BothDatabases]
    public async Task Empty_registry_is_set_up_through_the_pages_until_its_clerk_is_signed_in(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var code = (await world.The<SetUpRegistry>().Offer())!;
        var browser = new Browser(await world.Http());
        (string, string)[] Fields(string with) => [("code", with), .. Person("clerk", 1), .. Person("reviewer", 2)];
        ((int)(await browser.Post("/set-up", "set-up", Fields("guessed"))).StatusCode).ShouldBe(401);

        var done = await (await browser.Post("/set-up", "set-up", Fields(code))).Text();
        var codes = Shown().Matches(done).Select(m => m.Groups[1].Value).ToList();
        codes.Count.ShouldBe(2, done);
        var made = await browser.Post("/activate", "activate", ("code", codes[0]), ("name", "clerk01"), ("password", Visitors.Password), ("again", Visitors.Password));
        made.Headers.Location?.OriginalString.ShouldBe("/sign-in?made=1", await made.Text());
        await browser.SignIn(world, "clerk01");
        (await (await browser.Get("/me/sessions?lang=en")).Text()).ShouldContain("clerk01");
    }

    private static (string, string)[] Person(string prefix, int n)
    {
        var person = A.Person(n);
        return [(prefix + "Name", person.Name), (prefix + "Kind", person.DocumentKind.ToString()), (prefix + "Number", person.DocumentNumber), (prefix + "Expires", ""), (prefix + "Phone", person.Phone)];
    }

    [GeneratedRegex("<code class=\"select-all\">([^<]+)</code>")]
    private static partial Regex Shown();
}
