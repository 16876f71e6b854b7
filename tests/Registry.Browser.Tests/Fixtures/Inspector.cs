using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Registry.Browser.Tests.Walks;
using Registry.Server.Platform.Text;

namespace Registry.Browser.Tests.Fixtures;

/// <summary>
/// Looks at every page to which a journey comes: it answers without fault, asks no other origin, breaks no content policy, writes nothing to the
/// console, does not scroll sideways at either width, and has no fault of accessibility. What was examined with axe once is not examined again
/// while it has the same address, headings and forms.
/// </summary>
internal sealed partial class Inspector
{
    /// <summary>Where pictures of each page at both widths go; none are made unless it is named.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REGISTRY_TEST_PICTURES");

    private static readonly ConcurrentDictionary<string, int> Known = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly IPage page;
    private readonly Screen screen;
    private readonly bool scripts;
    private readonly string address;
    private IPage? copy;

    [GeneratedRegex("[0-9]{3,}")]
    private static partial Regex Numbers { get; }

    public Inspector(IPage page, string address, Screen screen, bool scripts)
    {
        (this.page, this.address, this.screen, this.scripts) = (page, address, screen, scripts);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal)) heard.Enqueue("asked " + request.Url);
        };
        page.Console += (_, message) =>
        {
            // A refusal is answered with its status, which the browser notes.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)) heard.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => heard.Enqueue("error: " + error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500) heard.Enqueue($"{answer.Status} {answer.Url}");
        };
    }

    /// <summary>Looks at the page as it is.</summary>
    public async Task Look()
    {
        var place = new Uri(page.Url).PathAndQuery;
        (await page.Locator("h1").CountAsync()).ShouldBe(1, place);
        foreach (var width in (Screen[])[screen == Screen.Desk ? Screen.Phone : Screen.Desk, screen])
        {
            await page.SetViewportSizeAsync(SystemBrowser.Width(width), SystemBrowser.Height(width));
            (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")).ShouldBe(0, $"{place} scrolls sideways at the {width}: {await Widest()}");
        }
        var kind = await page.EvaluateAsync<string>("() => [document.documentElement.lang, location.pathname, ...[...document.querySelectorAll('h1, h2')].map(e => e.className + e.tagName), ...[...document.querySelectorAll('[name], .notice, .error')].map(e => e.name || e.className)].join(' ')");
        if (Known.TryAdd($"{screen} {Numbers.Replace(kind, "N")}", 0))
        {
            (await Axe.Faults(scripts ? page : await Copy(await page.ContentAsync()))).ShouldBeEmpty(place);
            await Read(place);
            if (Pictures is not null) await Picture(Pictures);
        }
        heard.ShouldBeEmpty(place);
    }

    /// <summary>Puts the page on paper, where pictures are asked for.</summary>
    public async Task Paper(string name)
    {
        if (Pictures is null) return;
        Directory.CreateDirectory(Pictures);
        await page.PdfAsync(new() { Path = Path.Combine(Pictures, $"print-{name}.pdf"), Format = "A4" });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"print-{name}.png"), FullPage = true });
    }

    private async Task<string> Widest() => await page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 160)).join(' | ')");

    /// <summary>Reads the page in its language, and as it is in the other one to whoever opens the address.</summary>
    private async Task Read(string place)
    {
        var english = await page.EvaluateAsync<string>("() => document.documentElement.lang") == "en";
        (await Reading.FaultsOf(page, english)).ShouldBeEmpty(place);
        var cookies = (await page.Context.CookiesAsync([page.Url])).Where(c => c.Name != Language.Key).Select(c => $"{c.Name}={c.Value}");
        var answer = await page.Context.APIRequest.GetAsync(page.Url, new() { MaxRedirects = 0, Headers = new Dictionary<string, string> { ["Cookie"] = string.Join("; ", cookies.Append($"{Language.Key}={(english ? "zh" : "en")}")) } });
        // Some pages are those of a moment: what a form refused, or asks for once.
        if (answer.Status == 200) (await Reading.FaultsOf(await Copy(await answer.TextAsync()), !english)).ShouldBeEmpty($"{place} in the other language");
    }

    /// <summary>The same page where scripts run, for axe is one; served as it was, without its policy, which lets nobody write a page.</summary>
    private async Task<IPage> Copy(string content)
    {
        if (copy is null)
        {
            var context = await page.Context.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = SystemBrowser.Width(screen), Height = SystemBrowser.Height(screen) }, ReducedMotion = ReducedMotion.Reduce });
            copy = await context.NewPageAsync();
        }
        await copy.UnrouteAllAsync();
        await copy.RouteAsync(address + "/copy", async route => await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = content }));
        await copy.GotoAsync(address + "/copy");
        return copy;
    }

    private async Task Picture(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Numbers.Replace(new Uri(page.Url).AbsolutePath.Trim('/').Replace('/', '-'), "N");
        var name = $"{Known.Count:000}-{(path.Length == 0 ? "home" : path)}";
        foreach (var width in (Screen[])[Screen.Desk, Screen.Phone])
        {
            await page.SetViewportSizeAsync(SystemBrowser.Width(width), SystemBrowser.Height(width));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
        await page.SetViewportSizeAsync(SystemBrowser.Width(screen), SystemBrowser.Height(screen));
    }
}
