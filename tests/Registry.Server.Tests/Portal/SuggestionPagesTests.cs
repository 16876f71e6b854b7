using System.Text.RegularExpressions;
using Registry.Kernel.Primitives;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Methodology suggestions in browsers: the organisation that suggests, the officers, and everybody.</summary>
public sealed class SuggestionPagesTests
{
    private const string New = "/portal/suggestions/new";

    private static readonly (string, string)[] Fields =
    [
        ("title", "Methodology for large heat pumps"), ("sector", "A"), ("summary", "Waste heat"), ("applicability", "From 1 MW"), ("baseline", "A coal boiler"), ("additionality", "Investment"), ("monitoring", "Heat meters"),
    ];

    private static async Task<string> Sent(Browser by, string path, IReadOnlyList<(string, string)> fields, params (string, byte[])[] files)
    {
        var answer = await CaseBrowsers.SendPage(by, path, await (await by.Get(path)).Text(), fields, files);
        return answer.Headers.Location?.OriginalString ?? await answer.Text();
    }

    private static async Task Two(Browser clerk, Browser reviewer, string page, string form, params (string, string)[] fields)
    {
        var proposed = await clerk.Post(page, form, fields);
        proposed.Headers.Location.ShouldNotBeNull(CaseBrowsers.Words(await proposed.Text()));
        await CaseBrowsers.Confirm(reviewer, proposed.Headers.Location!.OriginalString);
    }

    [Theory, BothDatabases]
    public async Task Organisation_of_the_public_suggests_is_returned_assessed_and_adopted_and_the_public_sees_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var registered = await world.The<RegisterMember>().Register(A.Visitor(81), new(A.Person(81), "320000", new("Society of the coast", A.Code(81)), Invented: true), A.New);
        var society = await Visitors.SignedIn(world, new Actor(registered.Person, new AccountId(registered.Account), ActorRole.Visitor), "society1");
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        (await (await society.Get("/portal/suggestions?lang=en")).Text()).ShouldContain("No suggestion yet");

        // A title alone may be kept; handing in names all that is missing, with the article.
        var page = await Sent(society, New, [("title", "Heat pumps")]);
        Regex.IsMatch(page, "^/portal/suggestions/[0-9]+$").ShouldBeTrue(page);
        var early = await society.Post(page + "?lang=en", "submit");
        ((int)early.StatusCode).ShouldBe(422);
        foreach (var said in (string[])["suggestion.text-missing", "suggestion.document-missing", "Baseline scenario", "Explanation of the draft"]) (await early.Text()).ShouldContain(said);

        // A file in a form that is not taken is refused; what was typed and the good file stay.
        (await Sent(society, page + "/form", Fields, ("draft", A.Pdf))).ShouldBe(page);
        var form = await (await society.Get(page + "/form?lang=en")).Text();
        form.ShouldContain("draft.pdf");
        form.ShouldContain("A coal boiler");
        (await Sent(society, page + "/form", [], ("explanation", A.Pdf))).ShouldBe(page);
        (await Sent(society, page + "/form", [("title", "")])).ShouldContain("suggestion.text-missing");
        (await society.Post(page, "submit")).Headers.Location!.OriginalString.ShouldBe(page);

        var list = await (await clerk.Get("/portal/suggestion-review?status=Submitted&lang=en")).Text();
        list.ShouldContain("Society of the coast");
        var review = Regex.Match(list, "/portal/suggestion-review/[0-9]+").Value;
        (await (await clerk.Get("/portal?lang=en")).Text()).ShouldContain("Begin the form check of a methodology suggestion");
        ((int)(await clerk.Get("/portal/suggestion-review?status=Draft")).StatusCode).ShouldBe(400);
        ((int)(await society.Post(page, "recall")).StatusCode).ShouldBe(303);
        ((int)(await clerk.Get(review)).StatusCode).ShouldBe(404, "what was recalled is a draft");
        ((int)(await society.Post(page, "submit")).StatusCode).ShouldBe(303);
        var begun = await clerk.Post(review, "begin");
        ((int)begun.StatusCode).ShouldBe(303, CaseBrowsers.Words(await begun.Text()));
        ((int)(await clerk.Post(review + "?lang=en", "return")).StatusCode).ShouldBe(422, "a return needs a reason");
        await Two(clerk, reviewer, review, "return", ("item-1", "baseline"), ("template-1", "not-supported"), ("text-1", "See page two"));

        var returned = await (await society.Get(page + "?lang=en")).Text();
        foreach (var said in (string[])["Not supported; give data or sources.", "See page two", "Baseline scenario", "Mend what is listed below"]) returned.ShouldContain(said);
        (await (await society.Get("/me/notices?lang=en")).Text()).ShouldContain("was sent back");
        (await (await society.Get("/me/notifications?lang=en")).Text()).ShouldContain("SuggestionMoved.Sms");
        // What is being mended is not what the officers see.
        (await Sent(society, page + "/form", [("baseline", "Found by a survey")])).ShouldBe(page);
        (await (await clerk.Get(review)).Text()).ShouldNotContain("Found by a survey");
        ((int)(await society.Post(page, "submit")).StatusCode).ShouldBe(303);
        (await (await clerk.Get(review)).Text()).ShouldContain("Found by a survey");
        ((int)(await clerk.Post(review, "begin")).StatusCode).ShouldBe(303);
        await Two(clerk, reviewer, review, "pass");

        await Decided(world, society, clerk, reviewer, page, review);
    }

    /// <summary>From the assessment to the methodology in the register.</summary>
    private static async Task Decided(TestWorld world, Browser society, Browser clerk, Browser reviewer, string page, string review)
    {
        var expert = await A.Expert(world, 801, "A");
        (await (await clerk.Post(review + "?lang=en", "decide", ("what", "adopt"), ("reason", "Good"))).Text()).ShouldContain("suggestion.opinion-missing");
        await Two(clerk, reviewer, review, "assess", ("expert", $"{expert}"), ("conclusion", "FavourableWithChanges"), ("opinion", "The baseline is sound."));
        (await (await clerk.Get(review)).Text()).ShouldContain("Person 801");
        var opinion = await (await society.Get(page + "?lang=en")).Text();
        opinion.ShouldContain("The baseline is sound.");
        opinion.ShouldNotContain("Person 801");
        var anybody = new Browser(await world.Http());
        var shown = "/methodologies/suggestions/" + page.Split('/')[^1];
        ((int)(await anybody.Get(shown)).StatusCode).ShouldBe(404);
        await Two(clerk, reviewer, review, "comment", ("days", "10"));
        var open = await (await anybody.Get(shown + "?lang=en")).Text();
        foreach (var said in (string[])["Society of the coast", "Found by a survey", "Comments are asked for"]) open.ShouldContain(said);
        foreach (var hidden in (string[])["Person 81", "draft.pdf", "The baseline is sound."]) open.ShouldNotContain(hidden);
        (await (await anybody.Get("/methodologies/suggestions?lang=en")).Text()).ShouldContain("Society of the coast");
        (await (await clerk.Post(review + "?lang=en", "decide", ("what", "decline"), ("reason", "No"))).Text()).ShouldContain("suggestion.comment-running");
        world.GoTo((await A.SuggestionNow(world, long.Parse(page.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture))).CommentUntil!.Value.AddDays(1));
        clerk.Cookies.Clear();
        reviewer.Cookies.Clear();
        await clerk.SignIn(world, "clerk01");
        await reviewer.SignIn(world, "reviewer01");
        await Two(clerk, reviewer, review, "decide", ("what", "adopt"), ("reason", "Widely usable."));
        await Two(clerk, reviewer, review, "publish", ("methodology", "CCER-01-002-V01"));
        var json = await (await anybody.Get("/api/v1/public/methodology-suggestions?status=Published")).Text();
        foreach (var said in (string[])["\"methodology\":\"CCER-01-002-V01\"", "\"suggester\":\"Society of the coast\"", "\"total\":1"]) json.ShouldContain(said);
        (await (await anybody.Get("/api/v1/public/methodology-suggestions/" + page.Split('/')[^1])).Text()).ShouldContain("Found by a survey");
        ((int)(await anybody.Get("/api/v1/public/methodology-suggestions?status=Draft")).StatusCode).ShouldBe(400);
    }

    [Theory, BothDatabases]
    public async Task Individual_finds_no_window_and_lists_page_by_twenty_and_files_are_for_their_account_and_officers(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var (holder, other) = (await A.EnterpriseAccount(world, 10), await A.EnterpriseAccount(world, 11));
        var individual = await Visitors.SignedIn(world, await A.Member(world, 80), "member01");
        foreach (var path in (string[])["/portal/suggestions", New]) ((int)(await individual.Get(path)).StatusCode).ShouldBe(404, path);
        (await (await individual.Get("/portal/comments")).Text()).ShouldNotContain("/portal/suggestions");
        (await (await individual.Get("/me/notifications")).Text()).ShouldNotContain("SuggestionMoved");

        SuggestionRecordOf it = new(await A.SuggestionAt(world, holder.Initiator, SuggestionStatus.Submitted));
        for (var n = 0; n < 20; n++) await A.SuggestionAt(world, holder.Initiator, SuggestionStatus.Submitted, A.Suggestion($"Suggestion {n}"));
        var initiator = await Visitors.SignedIn(world, holder.Initiator, "initiator1");
        var stranger = await Visitors.SignedIn(world, other.Confirmer, "stranger1");
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        foreach (var (browser, list, row) in ((Browser, string, string)[])[(initiator, "/portal/suggestions", "/portal/suggestions/[0-9]{9,}\""), (clerk, "/portal/suggestion-review?sector=A", "/portal/suggestion-review/[0-9]{9,}\"")])
        {
            var first = await (await browser.Get(list)).Text();
            Regex.Count(first, row).ShouldBe(20);
            var next = System.Net.WebUtility.HtmlDecode(Regex.Match(first, "href=\"([^\"]*after=[^\"]*)\" rel=\"next\"").Groups[1].Value);
            Regex.Count(await (await browser.Get(next)).Text(), row).ShouldBe(1);
        }
        foreach (var (browser, path, status) in ((Browser, string, int)[])
            [
                (initiator, $"/portal/suggestions/{it.Id}/documents/{it.Document}", 200), (clerk, $"/portal/suggestion-review/{it.Id}/documents/{it.Document}", 200),
                (stranger, $"/portal/suggestions/{it.Id}/documents/{it.Document}", 404), (stranger, $"/portal/suggestions/{it.Id}", 404), (stranger, $"/portal/suggestions/{it.Id}/form", 404),
                (stranger, $"/portal/suggestion-review/{it.Id}", 404), (clerk, $"/portal/suggestions/{it.Id}", 404), (clerk, $"/portal/suggestion-review/{it.Id}/documents/7", 404),
            ])
            ((int)(await browser.Get(path)).StatusCode).ShouldBe(status, path);
    }

    private sealed record SuggestionRecordOf(Capabilities.Suggestions.SuggestionRecord It)
    {
        public long Id => It.Id;

        public long Document => It.DraftDocumentId!.Value;
    }
}
