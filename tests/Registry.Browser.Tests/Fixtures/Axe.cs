using System.Text.Json;
using Microsoft.Playwright;

namespace Registry.Browser.Tests.Fixtures;

/// <summary>Faults of accessibility that axe-core finds in a page: WCAG 2.2 A and AA.</summary>
public static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    /// <summary>One line for each fault: its rule, and the first element that has it.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        // A script element would be stopped by the page's own content security policy.
        await page.EvaluateAsync(Source.Value);
        var result = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })");
        return [.. result.GetProperty("violations").EnumerateArray().Select(v =>
            $"{v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()} at {v.GetProperty("nodes")[0].GetProperty("html").GetString()}")];
    }
}
