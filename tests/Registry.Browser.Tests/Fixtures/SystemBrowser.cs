using Microsoft.Playwright;

namespace Registry.Browser.Tests.Fixtures;

/// <summary>The two widths at which every page must be good.</summary>
public enum Screen
{
    /// <summary>A desk: 1366 by 768.</summary>
    Desk,

    /// <summary>A telephone: 390 by 844.</summary>
    Phone,
}

/// <summary>The system's Chromium, started once for all tests.</summary>
public sealed class SystemBrowser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("REGISTRY_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh visitor, Chinese first, with or without scripts.</summary>
    public async Task<IPage> Visitor(Screen screen = Screen.Desk, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = Width(screen), Height = Height(screen) },
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Width of a screen in pixels.</summary>
    public static int Width(Screen screen) => screen == Screen.Desk ? 1366 : 390;

    /// <summary>Height of a screen in pixels.</summary>
    public static int Height(Screen screen) => screen == Screen.Desk ? 768 : 844;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
