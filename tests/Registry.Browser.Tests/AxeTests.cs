using Registry.Browser.Tests.Fixtures;

namespace Registry.Browser.Tests;

public sealed class AxeTests(SystemBrowser browser)
{
    private const string Sound = "<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1><label>Name <input></label></main></html>";

    [Fact]
    public async Task Sound_page_has_no_fault_and_a_planted_one_is_found()
    {
        var page = await browser.Visitor();
        await page.SetContentAsync(Sound);
        (await Axe.Faults(page)).ShouldBeEmpty();

        await page.SetContentAsync(Sound.Replace("<label>Name <input></label>", "<input>", StringComparison.Ordinal));
        (await Axe.Faults(page)).ShouldHaveSingleItem().ShouldStartWith("label:");
    }
}
