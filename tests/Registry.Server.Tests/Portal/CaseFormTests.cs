using Registry.Kernel.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Forms of a case: what is refused keeps what was typed, what is sent twice is done once, and nobody does what is another's.</summary>
public sealed class CaseFormTests
{
    [Theory, BothDatabases]
    public async Task Refused_form_names_rule_and_article_and_keeps_what_was_typed(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var six = await CaseBrowsers.Of(it);

        var sunday = await six.Send(six.Clerk, "approve-notice", [("start", "2024-09-08")]);
        ((int)sunday.StatusCode).ShouldBe(422);
        var page = await sunday.Text();
        foreach (var words in (string[])["application.notice-start-not-working-day", "value=\"2024-09-08\"", "#f-start"]) page.ShouldContain(words);
        page.ShouldContain("12");

        var unreadable = await six.Send(six.Clerk, "approve-notice", [("start", "next week")]);
        ((int)unreadable.StatusCode).ShouldBe(400);
        (await unreadable.Text()).ShouldContain("value=\"next week\"");
        ((int)(await six.Send(six.Clerk, "approve-notice", [("start", "")])).StatusCode).ShouldBe(400);

        var silent = await six.Send(six.Clerk, "return-notice", [("reason", " ")]);
        ((int)silent.StatusCode).ShouldBe(400);
        (await silent.Text()).ShouldContain("application.reason-missing");
        (await it.Load()).Status.ShouldBe(ApplicationStatus.AwaitingNoticeApproval);
    }

    [Theory, BothDatabases]
    public async Task Files_survive_the_refusal_of_the_rest_and_only_what_differs_is_typed(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        var six = await CaseBrowsers.Of(it);
        var form = $"{six.Page}/upload-report";
        (string, string)[] typed = [("conclusion", "Positive"), ("members", "Zhao"), ("reviewer", "Sun"), ("decision-maker", "Li"), ("annual-tonnes", "510000")];

        var first = await six.Send(six.BodyInitiator, "upload-report", typed, ("file.E01", A.Pdf), ("file.E03", A.Pdf));
        ((int)first.StatusCode).ShouldBe(422);
        var page = await first.Text();
        foreach (var words in (string[])["application.body-team-not-separate", "application.modification-note-missing", ">Zhao</textarea>", "value=\"510000\"", "name=\"kept.E01\"", "name=\"kept.E03\"", "E01.pdf", "href=\"/portal/documents/"])
            page.ShouldContain(words, customMessage: words);

        // Kept for a pause, and by the end of the session: the files are still there, and what was typed.
        (await CaseBrowsers.SendPage(six.BodyInitiator, form, page, [("members", "Zhao\r\nWu"), ("keep", "1")])).Headers.Location!.OriginalString.ShouldBe(form + "?kept=1");
        page = await (await six.BodyInitiator.Get(form)).Text();
        foreach (var words in (string[])["Wu</textarea>", "E01.pdf", "E03.pdf"]) page.ShouldContain(words, customMessage: words);
        world.Time.Advance(TimeSpan.FromMinutes(31));
        (await CaseBrowsers.SendPage(six.BodyInitiator, form, page, [("members", "Zhao\r\nQian")])).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Expired");
        await six.Again();
        page = await (await six.BodyInitiator.Get(form)).Text();
        foreach (var words in (string[])["Qian</textarea>", "E01.pdf", "E03.pdf", "name=\"drop.kept.E01\""]) page.ShouldContain(words, customMessage: words);
        var second = await CaseBrowsers.SendPage(six.BodyInitiator, form, page, [("modification-note", "More turbines.")]);
        ((int)second.StatusCode).ShouldBe(303, CaseBrowsers.Words(await second.Text()));
        var proposal = second.Headers.Location!.OriginalString;
        var shown = await (await six.BodyConfirmer.Get(proposal + "?lang=en")).Text();
        foreach (var words in (string[])["510,000", "More turbines.", "/portal/documents/", six.Page]) shown.ShouldContain(words, customMessage: words);
        await CaseBrowsers.Confirm(six.BodyConfirmer, proposal);
        (await it.Value<long>($"select annual_tonnes from project_facts where application_id = {it.Id} and stage = 'Final'")).ShouldBe(510_000);
        (await it.Value<string>($"select summary from project_facts where application_id = {it.Id} and stage = 'Final'")).ShouldBe(it.Project!.Summary);
        (await it.Value<long>($"select count(*) from document where account_id = {it.Body.Account}")).ShouldBe(2, "what was uploaded once is stored once");
        (await six.Seen(six.Initiator)).ShouldContain("unchanged");
    }

    [Theory, BothDatabases]
    public async Task File_that_is_not_what_its_name_says_is_refused_beside_its_field_and_the_other_is_kept(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingFiling);
        var six = await CaseBrowsers.Of(it);
        var refused = await six.Send(six.Initiator, "file", [("committed", "1")], ("file.S01", "MZ not a pdf"u8.ToArray()), ("file.S03", A.Pdf));
        ((int)refused.StatusCode).ShouldBe(400);
        var page = await refused.Text();
        foreach (var words in (string[])["document.type", "#f-file-S01", "name=\"kept.S03\""]) page.ShouldContain(words, customMessage: words);
        page.ShouldNotContain("name=\"kept.S01\"");

        // An id of a document that another account stored is not taken.
        var foreign = await A.Document(world, it.Body.Initiator, "S01");
        var forged = await CaseBrowsers.SendPage(six.Initiator, $"{six.Page}/file", page, [("kept.S01", $"{foreign}")]);
        ((int)forged.StatusCode).ShouldBe(422);
        (await forged.Text()).ShouldContain("application.document-missing");
        (await it.Load()).Status.ShouldBe(ApplicationStatus.AwaitingFiling);
    }

    [Theory, BothDatabases]
    public async Task Form_sent_twice_is_done_once_and_answered_alike(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var six = await CaseBrowsers.Of(it);
        var form = $"{six.Page}/approve-notice";
        var html = await (await six.Clerk.Get(form)).Text();
        var (one, two) = (await CaseBrowsers.SendPage(six.Clerk, form, html, [("start", "2024-09-04")]), await CaseBrowsers.SendPage(six.Clerk, form, html, [("start", "2024-09-04")]));
        ((int)one.StatusCode).ShouldBe(303);
        ((int)two.StatusCode).ShouldBe(303);
        two.Headers.Location.ShouldBe(one.Headers.Location);
        (await it.Value<long>($"select count(*) from proposal where action = 'application.approve-notice'")).ShouldBe(1);

        // What one person does alone, too.
        await CaseBrowsers.Confirm(six.Reviewer, one.Headers.Location!.OriginalString);
        await it.To(ApplicationStatus.AwaitingAcceptance);
        await six.Again();
        var accept = await (await six.Clerk.Get($"{six.Page}/accept")).Text();
        ((int)(await CaseBrowsers.SendPage(six.Clerk, $"{six.Page}/accept", accept, null)).StatusCode).ShouldBe(303);
        ((int)(await CaseBrowsers.SendPage(six.Clerk, $"{six.Page}/accept", accept, null)).StatusCode).ShouldBe(303);
        (await it.Value<long>($"select count(*) from state_history where subject_id = {it.Id} and action = 'Accept'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Initiator_cannot_confirm_and_confirmer_cannot_begin(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var six = await CaseBrowsers.Of(it);
        var proposal = await six.Do(six.Clerk, "approve-notice", [("start", "2024-09-04")]);
        (await (await six.Clerk.Get(proposal + "?lang=en")).Text()).ShouldNotContain("Confirm and carry out");
        ((int)(await six.Clerk.Post(proposal, await six.Reviewer.Form(proposal, "confirm"))).StatusCode).ShouldBeOneOf(400, 403);
        (await six.Seen(six.Reviewer)).ShouldContain("Waits for me");
        (await six.Seen(six.Clerk)).ShouldContain("Waits for the other person");
        (await six.Offered(six.Clerk)).ShouldNotContain("approve-notice");

        // A form that the clerk was shown, sent with the reviewer's cookies and the reviewer's token, does nothing.
        ((int)(await six.Reviewer.Get($"{six.Page}/return-notice")).StatusCode).ShouldBe(404);
        var html = await (await six.Clerk.Get($"{six.Page}/return-notice")).Text();
        var token = (await six.Reviewer.Form(proposal, "confirm"))["__RequestVerificationToken"];
        var forged = await CaseBrowsers.SendPage(six.Reviewer, $"{six.Page}/return-notice", html, [("reason", "No."), ("__RequestVerificationToken", token)]);
        ((int)forged.StatusCode).ShouldBe(403);
        ((int)(await CaseBrowsers.SendPage(six.Reviewer, $"{six.Page}/return-notice", html, [("reason", "No.")])).StatusCode).ShouldBe(400, "the token of another session");
        (await it.Value<long>($"select count(*) from proposal where action = 'application.return-notice'")).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Case_of_others_looks_absent_everywhere(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var document = await it.Value<long>($"select document_id from application_document where application_id = {it.Id}");
        var member = await A.Member(world, 900);
        (Actor Who, string Name)[] strangers =
        [
            ((await A.EnterpriseAccount(world, 20)).Initiator, "stranger01"), ((await A.BodyAccount(world, A.Verifier, 6)).Initiator, "otherbody1"), (member, "member01"),
        ];
        foreach (var (who, name) in strangers)
        {
            var browser = await Visitors.SignedIn(world, who, name);
            foreach (var path in (string[])[$"/portal/applications/{it.Id}", $"/portal/applications/{it.Id}/submit", $"/portal/applications/{it.Id}/approve-notice", $"/portal/documents/{document}"])
                ((int)(await browser.Get(path)).StatusCode).ShouldBe(404, $"{name} {path}");
            foreach (var path in (string[])["/portal/applications", "/portal/applications?q=Offshore", "/portal/applications?waits=1", "/portal/applications.csv", "/portal"])
                (await (await browser.Get(path)).Text()).ShouldNotContain($"{it.Id}", customMessage: $"{name} {path}");
        }
        var six = await CaseBrowsers.Of(it);
        foreach (var browser in (Browser[])[six.Initiator, six.Confirmer, six.BodyInitiator, six.BodyConfirmer, six.Clerk, six.Reviewer])
        {
            var file = await browser.Get($"/portal/documents/{document}");
            ((int)file.StatusCode).ShouldBe(200);
            file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            file.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(A.Pdf);
        }
        (await new Browser(await world.Http()).Get(six.Page)).Headers.Location!.OriginalString.ShouldBe("/sign-in");
    }
}
