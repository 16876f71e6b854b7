using Microsoft.Playwright;
using Registry.Browser.Tests.Fixtures;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Passkeys in a real browser, with an authenticator that it makes up itself.</summary>
public sealed class PasskeyJourney(SystemBrowser browser)
{
    [Fact]
    public async Task Passkey_is_made_at_the_first_sign_in_used_at_the_next_and_joined_by_an_authenticator()
    {
        await using var world = await TestWorld.Listening();
        var holder = await A.EnterpriseAccount(world, 12);
        await Visitors.Login(world, holder.Initiator, "initiator01");
        var person = await Traveller.Of(browser, world, Screen.Phone, named: true);
        var device = await Device(person.Page);

        await Password(person);
        await person.Type("name", "phone");
        await person.Press("first-passkey");
        person.Place.ShouldBe("/portal", await person.Seen());

        await person.Open("/me/factors");
        await person.Press("prove-passkey");
        person.Place.ShouldBe("/me/factors", await person.Seen());
        // The device has one already, and says so.
        await person.Type("name", "again", "add");
        await Said(person, "add", "data-known");
        await person.Type("code", await Visitors.Shown(world, "initiator01"), "bind");
        await person.Press("bind");
        person.Place.ShouldBe("/me/factors?done=1", await person.Seen());

        await person.Open("/me/sessions");
        await person.Page.Locator("main form[action='/sign-out'] button").ClickAsync();
        await person.Page.WaitForURLAsync("**/sign-in**");
        await Password(person);
        // Whoever cannot be verified by the device gets no further with it, and may try again.
        await device("WebAuthn.setUserVerified", new() { ["isUserVerified"] = false });
        await Said(person, "passkey", "data-cancelled");
        await device("WebAuthn.setUserVerified", new() { ["isUserVerified"] = true });
        await person.Press("passkey");
        person.Place.ShouldBe("/portal", await person.Seen());
        await device("WebAuthn.removeVirtualAuthenticator", []);
    }

    [Fact]
    public async Task Without_scripts_or_passkeys_in_the_browser_the_authenticator_serves_and_nothing_else_is_offered()
    {
        await using var world = await TestWorld.Listening();
        var holder = await A.EnterpriseAccount(world, 12);
        await Visitors.Login(world, holder.Initiator, "initiator01");
        var plain = await Traveller.Of(browser, world, english: true, scripts: false, named: true);
        await Password(plain);
        (await plain.Page.Locator("[data-supported]").IsVisibleAsync()).ShouldBeFalse();
        await plain.Sees("without them use an authenticator");
        await plain.Type("code", await Visitors.Shown(world, "initiator01"));
        await plain.Press("second-factor");
        plain.Place.ShouldBe("/portal");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await plain.Open("/me/factors");
        await plain.Type("code", await Visitors.Shown(world, "initiator01"));
        await plain.Press("prove");
        await plain.Sees("Proven");

        world.Time.Advance(TimeSpan.FromMinutes(6));
        var old = await Traveller.Of(browser, world, english: true, named: true);
        await old.Page.AddInitScriptAsync("delete window.PublicKeyCredential");
        await old.SignIn("initiator01");
        await old.Open("/me/factors");
        await old.Type("code", await Visitors.Shown(world, "initiator01"));
        await old.Press("prove");
        await old.Sees("This browser has no passkeys");
        (await old.Page.Locator("[data-supported]").IsVisibleAsync()).ShouldBeFalse();
    }

    private static async Task Password(Traveller person)
    {
        await person.Open("/sign-in");
        await person.Type("name", "initiator01");
        await person.Type("password", Visitors.Password);
        await person.Press("sign-in");
    }

    /// <summary>Presses the button of a form whose script then says why nothing came of it.</summary>
    private static async Task Said(Traveller person, string form, string reason)
    {
        var part = person.Page.Locator($"[data-passkey]:has(input[name='_handler'][value='{form}'])");
        await part.Locator("button").ClickAsync();
        await part.Locator("[data-said].error").WaitForAsync();
        (await part.Locator("[data-said]").InnerTextAsync()).ShouldBe(await part.GetAttributeAsync(reason));
        (await part.Locator("button").IsEnabledAsync()).ShouldBeTrue();
        (await Axe.Faults(person.Page)).ShouldBeEmpty();
    }

    /// <summary>A device that holds keys and asks nobody.</summary>
    private static async Task<Func<string, Dictionary<string, object>, Task>> Device(IPage page)
    {
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("WebAuthn.enable");
        var made = await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        var id = made!.Value.GetProperty("authenticatorId").GetString()!;
        return (method, arguments) => protocol.SendAsync(method, new Dictionary<string, object>(arguments) { ["authenticatorId"] = id });
    }
}
