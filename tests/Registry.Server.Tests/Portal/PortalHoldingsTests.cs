using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What a representative sees of the account over HTTP, and that nobody else does.</summary>
public sealed class PortalHoldingsTests
{
    [Theory, BothDatabases]
    public async Task Representative_sees_balance_promised_and_available_and_exports_the_same(Engine engine)
    {
        await using var m = await Movements.On(engine, 12_600, other: 40);
        await m.Both(m.ToTrading("100"));
        await m.ToTrading("70");
        var browser = await Visitors.SignedIn(m.World, m.Holder.Confirmer, "confirmer01");

        var page = await browser.Get("/portal/holdings?lang=en");
        var html = await page.Text();

        ((int)page.StatusCode).ShouldBe(200, html);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        foreach (var seen in (string[])[Movements.Lot, Movements.Other, "12,640", "12,430", "12,500", "Holding account", "Trading account", "Transfer to the trading account"])
            html.ShouldContain(seen);
        var csv = (await (await browser.Get("/portal/holdings.csv")).Text()).Trim('\uFEFF').Split("\r\n");
        csv[1].ShouldBe($"{Movements.Lot},2023,Holding account,12500,12430,70,0");
        csv[2].ShouldBe($"{Movements.Lot},2023,Trading account,100,100,0,0");
        csv[3].ShouldBe($"{Movements.Other},2024,Holding account,40,40,0,0");
        (await (await browser.Get("/portal/history.csv?lang=en")).Text()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        (await (await browser.Get("/portal/holdings?lang=zh-CN")).Text()).ShouldNotContain("Holding account");
    }

    [Theory, BothDatabases]
    public async Task History_is_paged_and_an_empty_account_says_why_it_is_empty(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        for (var i = 1; i <= 21; i++) await m.Both(m.ToTrading($"{i}"));
        var browser = await Visitors.SignedIn(m.World, m.Holder.Initiator, "initiator01");
        var first = await (await browser.Get("/portal/holdings?lang=en")).Text();
        var older = System.Text.RegularExpressions.Regex.Match(first, "before=([0-9]+)").Groups[1].Value;
        var second = await (await browser.Get($"/portal/holdings?before={older}")).Text();
        Rows(first).ShouldBe(20);
        Rows(second).ShouldBe(1);
        second.ShouldContain("Issuance");
        second.ShouldNotContain("rel=\"next\"");
        ((int)(await browser.Get("/portal/holdings?before=x")).StatusCode).ShouldBe(400);

        var empty = await Visitors.SignedIn(m.World, (await A.EnterpriseAccount(m.World, 20)).Initiator, "empty01");
        (await (await empty.Get("/portal/holdings?lang=en")).Text()).ShouldContain("holds nothing yet");

        static int Rows(string html) => System.Text.RegularExpressions.Regex.Count(html, "Transfer to the trading account</td>");
    }

    [Theory, BothDatabases]
    public async Task Officer_and_visitor_see_nothing_and_a_stranger_only_what_is_his_own(Engine engine)
    {
        await using var m = await Movements.On(engine, 600);
        var stranger = await Visitors.SignedIn(m.World, (await A.EnterpriseAccount(m.World, 20)).Confirmer, "stranger01");
        var officer = await Visitors.SignedIn(m.World, (await A.Officers(m.World)).Clerk, "clerk01");
        var visitor = new Browser(await m.World.Http());
        foreach (var path in (string[])["/portal/holdings", "/portal/holdings.csv", "/portal/history.csv"])
        {
            (await (await stranger.Get($"{path}?account={m.Holder.Account}")).Text()).ShouldNotContain(Movements.Lot);
            ((int)(await officer.Get(path)).StatusCode).ShouldBe(404, path);
            (await visitor.Get(path)).Headers.Location!.OriginalString.ShouldBe("/sign-in", path);
        }
    }
}
