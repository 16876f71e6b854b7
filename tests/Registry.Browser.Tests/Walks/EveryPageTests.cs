using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;
using Registry.Browser.Tests.Fixtures;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Ui;

namespace Registry.Browser.Tests.Walks;

/// <summary>
/// Everybody who has a login in the demonstration, and somebody who has none, opens every page there is: each one whose address is fixed, and those to which
/// its links lead. Each is read in Chinese, and in English where no script runs; the width at which it is read changes from page to page, and at the other one
/// it must not scroll sideways.
/// </summary>
public sealed partial class EveryPageTests(RegistrySite site, SystemBrowser browser)
{
    private const int EachKind = 2;
    private const int AtOnce = 2;
    private const int LeastWithId = 12;
    private const string Shape = "() => [...new Set([...document.querySelectorAll('main *')].map(e => [e.tagName, e.className, e.dataset.label, e.name].join(' ')))].sort().join()";
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REGISTRY_TEST_PICTURES");
    private static readonly string[] Places = [.. typeof(FormPage).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).Order(StringComparer.Ordinal)];
    private static readonly string[] Fixed = [.. Places.Where(p => !p.Contains('{', StringComparison.Ordinal) && p != "/not-found"), "/portal/province"];

    // Pages of a moment: a form that was just sent leads to them. Where a journey comes to one, it is read in both languages too: Inspector.
    private static readonly string[] OfAMoment = ["/not-found", "/opening", "/opening/member", "/opening/new", "/portal/broadcasts/new/preview", "/sign-in/second-factor"];

    private readonly ConcurrentQueue<string> found = [];
    private readonly ConcurrentDictionary<string, int> examined = [];
    private readonly ConcurrentDictionary<string, int> opened = [];

    [GeneratedRegex("[0-9]{3,}|CCER-[0-9A-Z-]+|CNCA-[0-9A-Z-]+|[A-Z][0-9]{5,}")]
    private static partial Regex Ids { get; }

    [GeneratedRegex(@"\.(csv|json|xlsx|docx|pdf|svg)$|^/(documents|templates|openapi|api)/|/(documents|templates)/[^/]+$")]
    private static partial Regex Files { get; }

    [Fact]
    public async Task Every_page_of_everybody_is_whole_in_both_languages_at_both_widths_with_and_without_scripts()
    {
        site.Logins.Count.ShouldBeGreaterThanOrEqualTo(12);
        await Parallel.ForEachAsync(site.Logins.Prepend(null), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (login, _) => await Walk(login));
        found.ShouldBeEmpty($"{opened.Count} kinds of pages were opened");
        // What nobody could open was not looked at. The demonstration does not have a case of every kind; the journeys do.
        var unopened = Places.Where(place => !opened.Keys.Any(path => new TemplateMatcher(TemplateParser.Parse(place), []).TryMatch(path, []))).ToList();
        unopened.Where(place => !place.Contains('{', StringComparison.Ordinal)).ShouldBe(OfAMoment, ignoreOrder: true);
        (Places.Count(place => place.Contains('{', StringComparison.Ordinal)) - unopened.Count(place => place.Contains('{', StringComparison.Ordinal))).ShouldBeGreaterThanOrEqualTo(LeastWithId);
    }

    [Theory]
    [InlineData("<p>Text</p>", null)]
    [InlineData("<p lang='zh-CN'>\u6587</p>", null)]
    [InlineData("<details><summary>More</summary><label for='a'>Name</label><input id='a' name='a'></details>", null)]
    [InlineData("<p>\u6587</p>", "Chinese that is not said to be")]
    [InlineData("<select aria-label='One'><option>\u6587</option></select>", "Chinese that is not said to be")]
    [InlineData("<p>field.name</p>", "a key instead of its text")]
    [InlineData("<label for='a'></label><input id='a'>", "no label")]
    [InlineData("<details><summary>More</summary><textarea></textarea></details>", "no label")]
    [InlineData("<h1>Again</h1>", "2 headings of the first level")]
    [InlineData("<p id='a'>Text</p><p id='a'>Text</p>", "two elements are a")]
    [InlineData("<div style='width: 2000px'>Text</div>", "scrolls sideways")]
    public async Task Planted_fault_is_found(string planted, string? fault)
    {
        var page = await browser.Visitor(Screen.Phone);
        await page.SetContentAsync($"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{planted}</main></html>");
        var faults = await Reading.FaultsOf(page, english: true);
        if (fault is null) faults.ShouldBeEmpty();
        else faults.ShouldHaveSingleItem().ShouldStartWith(fault);
        await page.Context.CloseAsync();
    }

    private async Task Walk(Login? login)
    {
        var (chinese, english) = (await browser.Visitor(), await browser.Visitor(Screen.Phone, scripts: false));
        if (login is not null) await SignIn(chinese, login);
        await english.Context.AddCookiesAsync([.. (await chinese.Context.CookiesAsync()).Where(c => c.Name != "lang").Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = (c.Secure ? "https" : "http") + site.Address[4..], Secure = c.Secure, HttpOnly = c.HttpOnly })]);
        await english.Context.AddCookiesAsync([new() { Name = "lang", Value = "en", Url = site.Address }]);
        List<string>[] heard = [Listen(chinese), Listen(english)];
        var places = new Queue<string>(login is null ? Fixed : Fixed.Where(p => IsPrivate(p) || p is "/" or "/projects"));
        var (seen, kinds) = (new HashSet<string>(places, StringComparer.Ordinal), places.ToDictionary(p => p, _ => EachKind, StringComparer.Ordinal));
        while (places.TryDequeue(out var place))
        {
            var answer = await chinese.GotoAsync(site.Address + place);
            if (answer!.Status is 404 or 403 || new Uri(chinese.Url).AbsolutePath != place.Split('?')[0]) continue;
            // What differs from a page that was looked at already in nothing but names and numbers is not looked at again.
            if (examined.TryAdd($"{Ids.Replace(place.Split('?')[0], "N")} {await chinese.EvaluateAsync<string>(Shape)}", 0))
            {
                await Examine(chinese, login, place, english: false);
                await english.GotoAsync(site.Address + place);
                await Examine(english, login, place, english: true);
            }
            foreach (var link in await chinese.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href], nav.tabs a[href]')].map(a => a.getAttribute('href')).filter(h => /^\\/[^/]/.test(h)).map(h => h.split('#')[0])"))
            {
                var path = link.Split('?')[0];
                var kind = Ids.Replace(path, "N");
                if (Files.IsMatch(path) || (login is not null && !IsPrivate(path)) || !seen.Add(link) || kinds.GetValueOrDefault(kind) >= EachKind) continue;
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                places.Enqueue(link);
            }
        }
        foreach (var what in heard.SelectMany(h => h)) found.Enqueue($"{login?.Name}: {what}");
        await chinese.Context.CloseAsync();
        await english.Context.CloseAsync();
    }

    private async Task Examine(IPage page, Login? login, string place, bool english)
    {
        var faults = new List<string>(await Reading.FaultsOf(page, english));
        var kind = Ids.Replace(place.Split('?')[0], "N");
        opened.TryAdd(place.Split('?')[0], 0);
        if (examined.TryAdd($"{kind} {english}", 0))
        {
            if (!await FocusIsSeen(page)) faults.Add("the focus is not seen");
            if (Pictures is not null) await Picture(page, login, kind);
        }
        if (!english)
        {
            await OnPaper(page, faults);
            faults.AddRange(await Axe.Faults(page));
        }
        var other = page.ViewportSize!.Width == SystemBrowser.Width(Screen.Desk) ? Screen.Phone : Screen.Desk;
        await page.SetViewportSizeAsync(SystemBrowser.Width(other), SystemBrowser.Height(other));
        if (await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")) faults.Add($"scrolls sideways at the {other}");
        foreach (var fault in faults) found.Enqueue($"{login?.Name} {(english ? "en" : "zh")} {place}: {fault}");
    }

    private static async Task<bool> FocusIsSeen(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        var seen = await page.EvaluateAsync<bool>("() => { const s = getComputedStyle(document.activeElement); return document.activeElement !== document.body && (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'); }");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        return seen;
    }

    private static async Task OnPaper(IPage page, List<string> faults)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        faults.AddRange(await page.EvaluateAsync<string[]>("""
            () => [
              ...(document.querySelector('main h1').checkVisibility() ? [] : ['nothing is printed']),
              ...[...document.querySelectorAll('nav, .footer, .portal-bar, .skip')].filter(e => e.checkVisibility()).map(e => `printed: ${e.outerHTML.slice(0, 80)}`)]
            """));
        await page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    private List<string> Listen(IPage page)
    {
        var heard = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address + "/", StringComparison.Ordinal)) heard.Add("asked " + request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)) heard.Add($"{page.Url} {message.Text}");
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status is 429 or >= 500) heard.Add($"{answer.Status} {answer.Url}");
        };
        return heard;
    }

    private async Task SignIn(IPage page, Login login)
    {
        await page.GotoAsync(site.Address + "/sign-in");
        await page.Locator("input[name='name']").FillAsync(login.Name);
        await page.Locator("input[name='password']").FillAsync(login.Password);
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        var now = DateTimeOffset.FromUnixTimeMilliseconds((long)await page.EvaluateAsync<double>("() => Date.now()"));
        await page.Locator("input[name='code']").FillAsync(Totp.Code(login.Secret, Totp.StepOf(now)));
        await page.Locator("main form:has(input[name='code']) button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task Picture(IPage page, Login? login, string kind)
    {
        Directory.CreateDirectory(Pictures!);
        var name = $"{kind.Trim('/').Replace('/', '-')}-{login?.Name}";
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{name}-{page.ViewportSize!.Width}.png"), FullPage = true });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{name}-{page.ViewportSize!.Width}-print.png"), FullPage = true });
        await page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    private static bool IsPrivate(string path) => path.StartsWith("/portal", StringComparison.Ordinal) || path.StartsWith("/me/", StringComparison.Ordinal) || path.StartsWith("/opening", StringComparison.Ordinal);
}
