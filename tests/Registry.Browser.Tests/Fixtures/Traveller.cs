using Microsoft.Playwright;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Fixtures;

/// <summary>
/// A person at a browser of one's own, who opens pages, types, chooses and presses as people do. What each step leads to is looked at by
/// <see cref="Inspector"/>.
/// </summary>
internal sealed class Traveller
{
    private readonly TestWorld world;
    private readonly Inspector inspector;
    private readonly bool keys;
    private readonly string address;

    private Traveller(TestWorld world, IPage page, string address, Inspector inspector, bool keys) => (this.world, Page, this.address, this.inspector, this.keys) = (world, page, address, inspector, keys);

    /// <summary>What one sees.</summary>
    public IPage Page { get; }

    /// <summary>Where one is: path and query.</summary>
    public string Place => new Uri(Page.Url).PathAndQuery;

    /// <summary>Somebody who comes from nowhere.</summary>
    /// <param name="browser">The browser's program.</param>
    /// <param name="world">The registry.</param>
    /// <param name="screen">How wide one's screen is.</param>
    /// <param name="english">Whether one reads English.</param>
    /// <param name="scripts">Whether scripts may run.</param>
    /// <param name="keys">Whether one has no mouse: everything is reached with Tab, and the focus must be seen.</param>
    /// <param name="named">Whether one calls the machine by its name, to which passkeys belong, and not by its number.</param>
    public static async Task<Traveller> Of(SystemBrowser browser, TestWorld world, Screen screen = Screen.Desk, bool english = false, bool scripts = true, bool keys = false, bool named = false)
    {
        var page = await browser.Visitor(screen, scripts);
        var address = named ? world.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : world.Address;
        if (english) await page.Context.AddCookiesAsync([new() { Name = "lang", Value = "en", Url = address }]);
        return new(world, page, address, new Inspector(page, address, screen, scripts), keys);
    }

    /// <summary>Opens an address.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync(address + path);
        await inspector.Look();
    }

    /// <summary>Name, password, and what one's authenticator shows.</summary>
    public async Task SignIn(string name, string password = Visitors.Password)
    {
        await Open("/sign-in");
        await Type("name", name);
        await Type("password", password);
        await Press("sign-in");
        await Type("code", await Visitors.Shown(world, name));
        await Press("second-factor");
        world.Time.Advance(TimeSpan.FromSeconds(30));
        Place.ShouldNotContain("sign-in");
    }

    /// <summary>Writes into a field, over what is there.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="text">What one types.</param>
    /// <param name="form">In which form, where several have the field.</param>
    public async Task Type(string field, string text, string? form = null)
    {
        var input = Within(form).Locator($"[name='{field}']:not([type=hidden])").First;
        if (!keys || await input.GetAttributeAsync("type") == "date")
        {
            await input.FillAsync(text);
            return;
        }
        await Reach(input);
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses from a list.</summary>
    public async Task Choose(string field, string value, string? form = null)
    {
        var list = Within(form).Locator($"select[name='{field}']").First;
        if (!keys)
        {
            await list.SelectOptionAsync(value);
            return;
        }
        await Reach(list);
        await Page.Keyboard.PressAsync("Home");
        for (var i = 0; i < 60 && await list.InputValueAsync() != value; i++) await Page.Keyboard.PressAsync("ArrowDown");
        (await list.InputValueAsync()).ShouldBe(value);
    }

    /// <summary>Ticks a box, or one of several of the same name.</summary>
    public async Task Tick(string field, string? value = null)
    {
        var box = Page.Locator(value is null ? $"input[name='{field}']" : $"input[name='{field}'][value='{value}']").First;
        if (!keys)
        {
            await box.CheckAsync();
            return;
        }
        await Reach(box);
        await Page.Keyboard.PressAsync(" ");
        (await box.IsCheckedAsync()).ShouldBeTrue();
    }

    /// <summary>Types, chooses or ticks, as the field asks.</summary>
    public async Task Enter(string field, string text)
    {
        var input = Within(null).Locator($"[name='{field}']:not([type=hidden])").First;
        switch (await input.EvaluateAsync<string>("e => e.tagName === 'SELECT' ? 'list' : e.type"))
        {
            case "list": await Choose(field, text); break;
            case "checkbox" or "radio": await Tick(field, await input.GetAttributeAsync("value") is null or "on" ? null : text); break;
            default: await Type(field, text); break;
        }
    }

    /// <summary>Prints the page and looks at what is printed: nothing that one can only click on, and nothing cut off.</summary>
    public async Task Print(string name)
    {
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var useless in (string[])["nav", "form", ".portal-bar", ".no-print", ".skip"])
            (await Page.Locator($"{useless} >> visible=true").CountAsync()).ShouldBe(0, $"{useless} is printed on {Place}");
        await inspector.Paper(name);
        await Page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    /// <summary>Chooses a file: a small PDF unless told.</summary>
    public Task Attach(string field, string name = "document.pdf", byte[]? content = null) =>
        Page.Locator($"input[name='{field}'][type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content ?? Server.Tests.A.Pdf });

    /// <summary>Presses the button of a form.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="button">Name of the button, where there are several.</param>
    public Task Press(string form, string? button = null) =>
        Go(Within(form).Locator(button is null ? "button[type=submit]:not([name])" : $"button[name='{button}']").First);

    /// <summary>Presses one of several buttons of the same name.</summary>
    public Task PressValue(string button, string value) => Go(Within(null).Locator($"button[name='{button}'][value='{value}']").First);

    /// <summary>Follows the first link of the page's content to an address that begins so.</summary>
    public Task Follow(string href) => Go(Page.Locator($"main a[href^='{href}']").First);

    /// <summary>Follows a link anywhere on the page that ends so.</summary>
    public Task FollowEnd(string href) => Go(Page.Locator($"main a[href$='{href}']").First);

    /// <summary>The words of the page's content, as they are seen.</summary>
    public async Task<string> Seen() => await Page.Locator("main").InnerTextAsync();

    /// <summary>The page says so.</summary>
    public async Task Sees(params string[] words)
    {
        var seen = await Seen();
        foreach (var word in words) seen.Contains(word, StringComparison.Ordinal).ShouldBeTrue($"{Place} does not say \"{word}\" but:\n{seen}");
    }

    private ILocator Within(string? form) => form is null ? Page.Locator("main") : Page.Locator($"main form:has(input[name='_handler'][value='{form}'])");

    private async Task Go(ILocator target)
    {
        await Page.EvaluateAsync("() => { document.body.left = true; }");
        if (keys)
        {
            await Reach(target);
            await Page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await target.ClickAsync();
        }
        await Arrive();
        await inspector.Look();
    }

    /// <summary>Waits until another page is there, whole.</summary>
    private async Task Arrive()
    {
        for (var i = 0; i < 750; i++)
        {
            await Page.WaitForTimeoutAsync(20);
            try
            {
                if (await Page.EvaluateAsync<bool>("() => document.body && !document.body.left && document.readyState === 'complete'")) return;
            }
            catch (PlaywrightException)
            {
                // The page went away while it was asked.
            }
        }
        throw new TimeoutException($"Nothing came after {Place}: {await Seen()}");
    }

    /// <summary>Goes on with Tab until something has the focus, which must be seen.</summary>
    private async Task Reach(ILocator target)
    {
        await target.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var i = 0; i < 250; i++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                (await target.EvaluateAsync<bool>("e => { const s = getComputedStyle(e); return e.matches(':focus-visible') && (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'); }"))
                    .ShouldBeTrue($"The focus is not seen on {target} of {Place}.");
                return;
            }
            await Page.Keyboard.PressAsync("Tab");
        }
        throw new InvalidOperationException($"Tab does not lead to {target} of {Place}.");
    }
}
