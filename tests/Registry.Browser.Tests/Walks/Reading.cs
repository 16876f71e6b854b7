using Microsoft.Playwright;

namespace Registry.Browser.Tests.Walks;

/// <summary>What is wrong with a page as it is read: headings, labels, languages, keys that no text was found for, and what is too wide.</summary>
internal static class Reading
{
    private static readonly string Faults = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PageFaults.js"));

    /// <summary>One line for each fault: what, and the element that has it.</summary>
    public static Task<string[]> FaultsOf(IPage page, bool english) => page.EvaluateAsync<string[]>(Faults, english);
}
