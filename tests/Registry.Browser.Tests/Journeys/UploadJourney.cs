using Microsoft.Playwright;
using Registry.Browser.Tests.Fixtures;
using Registry.Server.Capabilities.Projects.Draft;
using Registry.Server.Platform.Files;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Files on a slow line: how far they are is shown, one may stop, and what comes of the form is what would come of it without a script.</summary>
public sealed class UploadJourney(SystemBrowser browser)
{
    private const int SlowLine = 400_000;
    private const string Reason = "Sealed anew.";

    [Theory, InlineData(false), InlineData(true)]
    public async Task File_is_refused_before_it_is_sent_stopped_on_its_way_refused_by_the_server_and_taken(bool english)
    {
        await using var world = await TestWorld.Listening(A.FilingDay);
        var (owner, draft) = await Draft(world);
        await Visitors.Login(world, owner, "owner01");
        var person = await Traveller.Of(browser, world, english ? Screen.Desk : Screen.Phone, english);
        await person.SignIn("owner01");
        await person.Open($"/portal/drafts/{draft}/documents");
        await person.Choose("kind", "E01");
        await person.Type("reason", Reason);
        var page = person.Page;
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        var large = Path.Combine(Path.GetTempPath(), $"large-{Guid.NewGuid():N}.pdf");
        try
        {
            await using (var file = File.Create(large)) file.SetLength(Documents.MaxSize + 1L);
            await page.Locator("input[type=file]").SetInputFilesAsync(large);
        }
        finally
        {
            File.Delete(large);
        }
        (await page.Locator("#f-file-upload").InnerTextAsync()).ShouldContain("52428801");
        (await page.Locator("#f-file").EvaluateAsync<bool>("e => e.validity.customError")).ShouldBeTrue();
        await Submit(page).ClickAsync();
        sent.ShouldBe(0);
        (await Axe.Faults(page)).ShouldBeEmpty();
        await Picture(page, english, "too-large");

        await Slow(page, SlowLine);
        await person.Attach("file", "design.pdf", new byte[3 << 20]);
        (await page.Locator("#f-file-upload").InnerTextAsync()).ShouldContain("3.0 MB");
        await Submit(page).ClickAsync();
        await page.WaitForFunctionAsync("() => { const bar = document.querySelector('progress'); return bar && bar.value >= 10 && bar.value < 100; }");
        (await page.GetByRole(AriaRole.Progressbar).GetAttributeAsync("aria-label")).ShouldNotBeNullOrEmpty();
        (await page.Locator(".upload [role=status]").InnerTextAsync()).ShouldContain("design.pdf");
        (await Submit(page).IsDisabledAsync()).ShouldBeTrue();
        (await Axe.Faults(page)).ShouldBeEmpty();
        await Picture(page, english, "on-its-way");
        await page.Locator(".upload button").ClickAsync();
        await page.Locator(".upload progress").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await Submit(page).IsEnabledAsync()).ShouldBeTrue();
        await Kept(page);
        await Picture(page, english, "stopped");
        await Slow(page, -1);

        // Three megabytes of nothing are no PDF, says the server; everything but that file stays.
        await person.Press("attach");
        await person.Sees("document.type");
        await Kept(page, file: "");
        (await page.Locator("#f-file").GetAttributeAsync("aria-invalid")).ShouldBe("true");
        (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe("error-summary");

        await person.Attach("file", "design.pdf");
        await person.Press("attach");
        person.Place.ShouldBe($"/portal/drafts/{draft}/documents");
        (await page.Locator("main table tbody").InnerTextAsync()).ShouldContain("design.pdf");
        (await page.Locator("[name=reason]").InputValueAsync()).ShouldBeEmpty();
        sent.ShouldBe(3);
        (await page.EvaluateAsync<string>("() => performance.getEntriesByType('navigation')[0].type")).ShouldBe("navigate");
    }

    private static async Task<(Server.Platform.Identity.Actor Owner, long Draft)> Draft(TestWorld world)
    {
        var owner = await A.EnterpriseAccount(world);
        await A.BodyAccount(world);
        var draft = await world.The<SaveProjectDraft>().Save(owner.Initiator, new(null, await A.BodyId(world, A.Validator), A.OffshoreWind()), A.New);
        return (owner.Initiator, draft.Application);
    }

    private static ILocator Submit(IPage page) => page.Locator("form:has(input[value='attach']) .actions button[type=submit]");

    /// <summary>What was typed and chosen is still there.</summary>
    private static async Task Kept(IPage page, string file = "design.pdf")
    {
        (await page.Locator("[name=reason]").InputValueAsync()).ShouldBe(Reason);
        (await page.Locator("[name=kind]").InputValueAsync()).ShouldBe("E01");
        (await page.Locator("#f-file").EvaluateAsync<string>("e => e.files[0]?.name ?? ''")).ShouldBe(file);
    }

    private static async Task Slow(IPage page, int bytesInASecond)
    {
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Network.enable");
        await protocol.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesInASecond });
    }

    private static async Task Picture(IPage page, bool english, string name)
    {
        if (Environment.GetEnvironmentVariable("REGISTRY_TEST_PICTURES") is not { } folder) return;
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"upload-{name}-{(english ? "en" : "zh")}.png"), FullPage = true });
    }
}
