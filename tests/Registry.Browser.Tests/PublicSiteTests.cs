using Microsoft.Playwright;
using Registry.Browser.Tests.Fixtures;

namespace Registry.Browser.Tests;

/// <summary>The public pages in a real browser, at a desk and on a telephone.</summary>
public sealed class PublicSiteTests(RegistrySite site, SystemBrowser browser)
{
    private static readonly string[] Pages =
    [
        "/", "/projects/notice", "/projects/notice-over", "/projects/registered", "/projects/deregistered", "/projects/A210001", "/reductions/notice-over",
        "/reductions/registered", "/reductions/issued", "/methodologies", "/bodies", "/statistics", "/rules", "/search?q=A210001", "/nothing-here", "/projects/registered?sort=wrong",
    ];

    public static TheoryData<Screen, string> Views => new()
    {
        { Screen.Desk, "" }, { Screen.Phone, "" }, { Screen.Desk, "lang=en" }, { Screen.Phone, "lang=en&display=large" },
    };

    [Theory, MemberData(nameof(Views))]
    public async Task No_page_has_a_fault_of_accessibility_or_scrolls_sideways(Screen screen, string choice)
    {
        var page = await browser.Visitor(screen);
        foreach (var path in Pages)
        {
            await page.GotoAsync(Address(path, choice));
            (await Axe.Faults(page)).ShouldBeEmpty(path);
            (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")).ShouldBe(0, path);
        }
    }

    [Fact]
    public async Task Dark_theme_has_contrast_enough()
    {
        var page = await browser.Visitor();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        foreach (var path in Pages)
        {
            await page.GotoAsync(Address(path));
            (await Axe.Faults(page)).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task No_page_asks_another_origin_or_breaks_its_content_policy()
    {
        var page = await browser.Visitor();
        var foreign = new List<string>();
        var violations = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) violations.Add(message.Text);
        };
        foreach (var path in Pages) await page.GotoAsync(Address(path));
        foreign.ShouldBeEmpty();
        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_policy_stops_a_planted_script_and_style()
    {
        var page = await browser.Visitor();
        var violations = new List<string>();
        page.Console += (_, message) => violations.Add(message.Text);
        await page.GotoAsync(Address("/"));
        await page.EvaluateAsync("() => { const s = document.createElement('style'); s.textContent = 'body{color:red}'; document.head.append(s); }");
        await page.WaitForTimeoutAsync(200);
        violations.ShouldContain(text => text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Visitor_without_scripts_finds_a_project_by_its_number_and_reads_it_in_English(Screen screen)
    {
        var page = await browser.Visitor(screen, scripts: false);
        await page.GotoAsync(Address("/"));
        await page.Locator("#home-search").FillAsync("A210001");
        await page.Locator("form.search button").ClickAsync();
        await page.Locator("main a[href='/projects/A210001']").First.ClickAsync();
        (await page.Locator("h1").GetAttributeAsync("lang")).ShouldBeNull();
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        (await page.Locator("h1").GetAttributeAsync("lang")).ShouldBe("zh-CN");
        await page.Locator("a.brand").ClickAsync();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
    }

    [Fact]
    public async Task Keyboard_reaches_the_content_first()
    {
        var page = await browser.Visitor();
        await page.GotoAsync(Address("/projects/registered"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("content");
    }

    private string Address(string path, string choice = "") =>
        site.Address + path + (choice.Length == 0 ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + choice);
}
