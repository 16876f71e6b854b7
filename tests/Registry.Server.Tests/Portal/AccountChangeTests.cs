using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>A new licence and its papers, from the form to the register: every field a difference, and a file that was taken is not chosen again. AC-25.</summary>
public sealed class AccountChangeTests
{
    private const string Page = "/portal/account/change";

    [Theory, BothDatabases]
    public async Task New_licence_is_a_difference_until_two_officers_approve_it_and_its_files_survive_refusal_pause_and_expiry(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 12);
        var officers = await A.Officers(world);
        var owner = await Visitors.SignedIn(world, holder.Initiator, "initiator1");
        var account = holder.Account.Value;
        (await (await owner.Get("/portal/account?lang=en")).Text()).ShouldContain("12 Harbour Road");

        // Refused: a legal representative whose document has ended, a file that is none. What was taken stays, what was not is named beside its field.
        (string, string)[] typed =
        [
            ("reason", "A new licence"), ("name", "Enterprise Twelve"), ("address", "1 New Quay"), ("province", "370000"), ("licenceUntil", "2044-05-01"),
            ("legalRepresentative.change", "on"), ("legalRepresentative.name", "Zhou New"), ("legalRepresentative.kind", "Passport"), ("legalRepresentative.number", "E12345678"),
            ("legalRepresentative.expires", "2020-01-01"), ("legalRepresentative.phone", "13712345679"),
        ];
        var html = await (await owner.Get(Page + "?lang=en")).Text();
        var refused = await CaseBrowsers.SendPage(owner, Page + "?lang=en", html, typed, ("licence", A.Pdf), ("papers", "MZ no pdf"u8.ToArray()));
        ((int)refused.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        html = await refused.Text();
        foreach (var words in (string[])["document.type", "name=\"kept.licence\"", "licence.pdf", "name=\"drop.kept.licence\"", "value=\"1 New Quay\""]) html.ShouldContain(words, customMessage: words);
        html.ShouldNotContain("name=\"kept.papers\"");
        refused = await CaseBrowsers.SendPage(owner, Page + "?lang=en", html, []);
        html = await refused.Text();
        html.ShouldContain("identity.document-expired");
        html.ShouldContain("name=\"kept.licence\"");
        (await Changes(world)).ShouldBe(0);

        // Another's file is not taken with the form.
        var foreign = await A.Document(world, officers.Clerk);
        (await (await CaseBrowsers.SendPage(owner, Page + "?lang=en", html, [("kept.papers", $"{foreign}")])).Text()).ShouldNotContain("name=\"kept.papers\"");

        // Kept on demand, and by the end of the session; taken back only when it is said.
        (await CaseBrowsers.SendPage(owner, Page, html, [("keep", "1")], ("papers", A.Pdf))).Headers.Location!.OriginalString.ShouldEndWith("?kept=1");
        html = await (await owner.Get(Page + "?lang=en")).Text();
        foreach (var words in (string[])["licence.pdf", "papers.pdf", "must be chosen again"]) html.ShouldContain(words, customMessage: words);
        world.Time.Advance(TimeSpan.FromMinutes(31));
        (await CaseBrowsers.SendPage(owner, Page, html, [("address", "2 New Quay")])).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Expired");
        await owner.SignIn(world, "initiator1");
        html = await (await owner.Get(Page + "?lang=en")).Text();
        foreach (var words in (string[])["licence.pdf", "papers.pdf", "value=\"2 New Quay\""]) html.ShouldContain(words, customMessage: words);
        var asked = await CaseBrowsers.SendPage(owner, Page + "?lang=en", html, [("legalRepresentative.expires", "2044-01-01"), ("drop.kept.papers", "on")]);
        asked.Headers.Location?.OriginalString.ShouldBe("/portal/account?asked=1", CaseBrowsers.Words(await asked.Text()));

        await Approve(world, account);

        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
        await world.Damage($"update account set address = 'Elsewhere' where id = {account}");
        (await VerifyVerb.Check(world.Db)).ShouldContain(f => f.Check == "particulars" && f.Row == $"account:{account}");
    }

    private static async Task Approve(TestWorld world, long account)
    {
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var review = Regex.Match(await (await clerk.Get("/portal/accounts")).Text(), "/portal/account-changes/[0-9]+").Value;
        var page = await (await clerk.Get(review + "?lang=en")).Text();
        foreach (var words in (string[])["12 Harbour Road", "2 New Quay", "Jiangsu", "Shandong", "2044-05-01", "Zhou New", "licence.pdf"]) page.ShouldContain(words, customMessage: words);
        foreach (var hidden in (string[])["papers.pdf", "E12345678", "13712345679", A.Person(123).DocumentNumber]) page.ShouldNotContain(hidden, customMessage: hidden);
        await using (var before = await world.Db.Read()) (await before.Scalar<string>($"select address from account where id = {account}")).ShouldBe("12 Harbour Road", "nothing changes before two officers approve");
        var proposed = await clerk.Post(review, "approve");
        proposed.Headers.Location.ShouldNotBeNull(await proposed.Text());
        ((int)(await reviewer.Post(proposed.Headers.Location!.OriginalString, "confirm")).StatusCode).ShouldBe(303);
        // The review says afterwards what it said before.
        page = await (await clerk.Get(review + "?lang=en")).Text();
        foreach (var words in (string[])["12 Harbour Road", "2 New Quay", "Jiangsu"]) page.ShouldContain(words, customMessage: words);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select province_code from account where id = {account}")).ShouldBe("370000");
        var shown = await (await clerk.Get($"/portal/accounts/{account}?lang=en")).Text();
        foreach (var words in (string[])["2 New Quay", "Shandong", "2044-05-01", "Zhou New", "Enterprise Twelve", "Enterprise 12"]) shown.ShouldContain(words, customMessage: words);
        shown.ShouldNotContain("E12345678");
        (await (await clerk.Post($"/portal/accounts/{account}", "reveal")).Text()).ShouldContain("E12345678");
        (await reads.Scalar<string>($"select body from outbox_message where topic = 'account.changed'"))!.ShouldContain("\"province\":\"370000\"");
    }

    private static async Task<long> Changes(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select count(*) from account_change");
    }
}
