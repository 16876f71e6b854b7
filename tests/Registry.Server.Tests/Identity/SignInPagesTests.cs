using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Signing in through the pages, with the attacks on cookies and forms.</summary>
public sealed class SignInPagesTests
{
    private const string Session = "__Host-session";

    private static async Task<(TestWorld World, Browser Browser)> SignedIn(Engine engine)
    {
        var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var browser = new Browser(await world.Http());
        await browser.SignIn(world, "clerk01");
        return (world, browser);
    }

    [Theory, BothDatabases]
    public async Task Clerk_signs_in_sees_the_session_and_signs_out(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        var page = await browser.Get("/me/sessions?lang=en");
        var html = await page.Text();
        ((int)page.StatusCode).ShouldBe(200, html);
        html.ShouldContain("clerk01");
        html.ShouldContain("this session");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var stolen = browser.Cookies[Session];

        var left = await browser.Submit("/sign-out", html, null);

        ((int)left.StatusCode).ShouldBe(303);
        left.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\", \"storage\""]);
        browser.Cookies.ShouldNotContainKey(Session);
        browser.Cookies[Session] = stolen;
        (await browser.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=SignedOut");
    }

    [Theory, BothDatabases]
    public async Task Every_cookie_is_for_this_host_secure_and_out_of_reach_of_scripts(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var browser = new Browser(await world.Http());
        var set = new List<string>();
        var page = await browser.Get("/sign-in");
        set.AddRange(Browser.SetBy(page));
        var first = await browser.Submit("/sign-in", await page.Text(), "sign-in", ("name", "clerk01"), ("password", Visitors.Password));
        set.AddRange(Browser.SetBy(first));
        var half = browser.Cookies["__Host-sign-in"];
        page = await browser.Get("/sign-in/second-factor");
        (await page.Text()).ShouldContain("otpauth://totp/");
        set.AddRange(Browser.SetBy(await browser.Submit("/sign-in/second-factor", await page.Text(), "second-factor", ("code", await Visitors.Shown(world, "clerk01")))));

        set.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var cookie in set)
        {
            cookie.ShouldStartWith("__Host-");
            foreach (var flag in (string[])["path=/", "secure", "httponly", "samesite="]) cookie.ShouldContain(flag, Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
        }
        browser.Cookies.ShouldNotContainKey("__Host-sign-in");
        browser.Cookies[Session].ShouldNotBe(half);
    }

    [Theory, BothDatabases]
    public async Task Session_id_that_was_there_before_is_not_taken_over(Engine engine)
    {
        var (world, attacker) = await SignedIn(engine);
        await using var _ = world;
        var planted = attacker.Cookies[Session];
        var victim = new Browser(await world.Http());
        victim.Cookies[Session] = planted;

        await victim.SignIn(world, "clerk01");

        victim.Cookies[Session].ShouldNotBe(planted);
        (await attacker.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Replaced");
        (await (await attacker.Get("/sign-in?ended=Replaced&lang=en")).Text()).ShouldContain("signed in with the same login elsewhere");
        ((int)(await victim.Get("/me/sessions")).StatusCode).ShouldBe(200);
    }

    [Theory, BothDatabases]
    public async Task Altered_cookie_or_half_a_sign_in_opens_nothing(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        var cookie = browser.Cookies[Session];
        browser.Cookies[Session] = cookie[..20] + (cookie[20] == 'A' ? 'B' : 'A') + cookie[21..];
        (await browser.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in");

        var half = new Browser(await world.Http());
        await half.Post("/sign-in", "sign-in", ("name", "clerk01"), ("password", Visitors.Password));
        half.Cookies[Session] = half.Cookies["__Host-sign-in"];
        (await half.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await half.Get("/me/password")).Headers.Location!.OriginalString.ShouldBe("/sign-in");
    }

    [Theory, BothDatabases]
    public async Task Session_ended_on_one_node_is_over_on_the_other_with_the_next_request(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        await using var other = ServeVerb.Build(world.Settings, [], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(world.Time);
        });
        await other.StartAsync(TestContext.Current.CancellationToken);
        using var http = other.GetTestClient();
        var there = new Browser(http);
        there.Cookies[Session] = browser.Cookies[Session];
        ((int)(await there.Get("/me/sessions")).StatusCode).ShouldBe(200);

        await browser.Submit("/sign-out", await (await browser.Get("/me/sessions")).Text(), null);

        (await there.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=SignedOut");
    }

    [Theory, BothDatabases]
    public async Task Officer_who_left_is_out_with_the_next_request_and_an_idle_one_after_fifteen_minutes(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(14));
            ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
        }
        world.Time.Advance(TimeSpan.FromMinutes(15));
        (await browser.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Expired");
        await browser.SignIn(world, "clerk01");
        await world.Damage("update officer set left_at = since where role = 'Clerk'");
        (await browser.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=CapacityEnded");
    }

    [Theory, BothDatabases]
    public async Task Session_is_ended_from_the_list_and_by_nobody_else(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        var reviewer = (await A.Officers(world)).Reviewer;
        await Visitors.Login(world, reviewer, "reviewer01");
        var stranger = new Browser(await world.Http());
        await stranger.SignIn(world, "reviewer01");
        await using var reads = await world.Db.Read();
        var id = await reads.Scalar<long>($"select s.id from sign_in_session s join login l on l.id = s.login_id where l.name = 'clerk01' and s.ended_at is null");
        var html = await (await stranger.Get("/me/sessions")).Text();
        ((int)(await stranger.Submit("/me/sessions", html, $"end-{id}")).StatusCode).ShouldBe(400);
        await Registry.Kernel.Rules.GeneralRules.Absent.ShouldRefuse(async () =>
        {
            var (signedIn, _) = await world.The<SessionStore>().See(await Visitors.Enter(world, "reviewer01"));
            await world.The<Registry.Server.Capabilities.Identity.Sessions.EndSession>().End(signedIn!, id, SessionEnd.Ended);
        });

        var ended = await browser.Submit("/me/sessions", await (await browser.Get("/me/sessions")).Text(), $"end-{id}");

        ended.Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Ended");
        (await world.The<SessionStore>().See("no such session")).ShouldBe((null, null));
    }

    [Theory, BothDatabases]
    public async Task Form_without_its_token_does_nothing(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        ((int)(await browser.Submit("/sign-out", "", null)).StatusCode).ShouldBe(400);
        ((int)(await browser.Submit("/sign-in", "", "sign-in", ("name", "clerk01"), ("password", Visitors.Password))).StatusCode).ShouldBe(400);
        ((int)(await browser.Get("/sign-out")).StatusCode).ShouldBe(405);
        ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
    }

    [Theory, BothDatabases]
    public async Task Public_page_is_kept_for_visitors_without_a_cookie_and_never_for_somebody_signed_in(Engine engine)
    {
        var (world, browser) = await SignedIn(engine);
        await using var _ = world;
        var http = await world.Http();
        var signedIn = await browser.Get("/rules?lang=en");
        (await signedIn.Text()).ShouldContain("My sessions");
        signedIn.Headers.Age.ShouldBeNull();

        var first = await http.Answer("https://localhost/rules?lang=en");
        (await first.Text()).ShouldNotContain("My sessions");
        first.Headers.Age.ShouldBeNull();
        Browser.SetBy(first).ShouldNotContain(c => !c.StartsWith("lang=", StringComparison.Ordinal));
        var again = await http.Answer("https://localhost/rules?lang=en");
        (await browser.Get("/rules?lang=en")).Headers.Age.ShouldBeNull();
        (await (await browser.Get("/rules?lang=en")).Text()).ShouldContain("My sessions");
        (await again.Text()).ShouldNotContain("My sessions");

        var plain = await http.Answer("https://localhost/rules");
        Browser.SetBy(plain).ShouldBeEmpty();
        (await http.Answer("https://localhost/rules")).Headers.Age.ShouldNotBeNull();
        (await browser.Get("/rules")).Headers.Age.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Password_that_is_due_leads_to_its_change_and_to_nothing_else(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        world.Time.Advance(TimeSpan.FromDays(90));
        var browser = new Browser(await world.Http());
        await browser.SignIn(world, "clerk01");
        (await browser.Get("/me/sessions")).Headers.Location!.OriginalString.ShouldBe("/me/password");
        var refused = await browser.Post("/me/password", "password", ("old", Visitors.Password), ("new", Visitors.Password), ("again", Visitors.Password));
        ((int)refused.StatusCode).ShouldBe(422);
        (await browser.Post("/me/password", "password", ("old", Visitors.Password), ("new", "Other-Harbour-18"), ("again", "Other-Harbour-18"))).Headers.Location!.OriginalString.ShouldBe("/me/sessions");
        ((int)(await browser.Get("/me/sessions")).StatusCode).ShouldBe(200);
    }
}
