using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Portal.Drafts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>How an owner writes applications in a browser: nothing typed is lost, and what is wrong is said with rule, article and field.</summary>
public sealed partial class DraftsTests
{
    [GeneratedRegex("^/portal/drafts/([0-9]+)$")]
    private static partial Regex DraftAddress { get; }

    private static async Task<(TestWorld World, A.Holder Owner, Browser Initiator, Dictionary<string, string> Facts)> On(Engine engine)
    {
        var world = await A.World(engine);
        var owner = await A.EnterpriseAccount(world);
        var initiator = await Visitors.SignedIn(world, owner.Initiator, "initiator01");
        var facts = ProjectForm.Fields(A.OffshoreWind());
        facts["body"] = (await A.BodyId(world, A.Validator)).ToString(CultureInfo.InvariantCulture);
        return (world, owner, initiator, facts);
    }

    private static (string, string)[] Fields(Dictionary<string, string> facts) => [.. facts.Where(f => f.Value.Length > 0).Select(f => (f.Key, f.Value))];

    [Theory, BothDatabases]
    public async Task Project_is_written_refused_mended_and_submitted_and_nothing_typed_is_lost(Engine engine)
    {
        var (world, owner, initiator, facts) = await On(engine);
        await using var _ = world;
        var wrong = new Dictionary<string, string>(facts) { ["annualTonnes"] = "many", ["constructionOn"] = "", ["location"] = "<b>Off the coast</b>" };

        var refused = await initiator.Post("/portal/projects/new?lang=en", "facts", Fields(wrong));
        ((int)refused.StatusCode).ShouldBe(400);
        var html = await refused.Text();
        foreach (var seen in (string[])["general.value-missing", "general.value-malformed", "Start of construction", "value=\"many\"", "&lt;b&gt;Off the coast&lt;/b&gt;", "#f-annualTonnes", A.OffshoreWind().Name])
            html.ShouldContain(seen);
        (await Count(world)).ShouldBe(0);

        var saved = await initiator.Post("/portal/projects/new", "facts", Fields(facts));
        saved.Headers.Location.ShouldNotBeNull(await saved.Text());
        var draft = saved.Headers.Location!.OriginalString;
        DraftAddress.IsMatch(draft).ShouldBeTrue(draft);
        var page = await (await initiator.Get(draft + "?lang=en")).Text();
        page.ShouldContain("1 missing");
        page.ShouldContain("application.document-missing");
        ((int)(await initiator.Post(draft, "submit")).StatusCode).ShouldBe(422, "without its document it is not submitted");

        (await Upload(initiator, draft, "design.pdf", A.Pdf, "E01")).Headers.Location!.OriginalString.ShouldBe(draft + "/documents");
        var proposed = await initiator.Post(draft, "submit");
        proposed.Headers.Location.ShouldNotBeNull(await proposed.Text());
        var confirmer = await Visitors.SignedIn(world, owner.Confirmer, "confirmer01");
        var path = proposed.Headers.Location!.OriginalString;
        (await (await confirmer.Get(path + "?lang=en")).Text()).ShouldContain(A.OffshoreWind().Name);
        ((int)(await confirmer.Post(path, "confirm")).StatusCode).ShouldBe(303);
        (await Status(world)).ShouldBe("AwaitingNoticeApproval");
        ((int)(await initiator.Get(draft)).StatusCode).ShouldBe(404, "what was submitted is no draft");
    }

    [Theory, BothDatabases]
    public async Task What_is_typed_waits_after_a_pause_and_after_the_session_ended_and_for_its_writer_alone(Engine engine)
    {
        var (world, owner, initiator, facts) = await On(engine);
        await using var _ = world;

        var kept = await initiator.Post("/portal/projects/new", "facts", [("name", "Half a name"), ("keep", "1")]);
        kept.Headers.Location!.OriginalString.ShouldBe("/portal/projects/new?kept=1");
        (await (await initiator.Get("/portal/projects/new?kept=1&lang=en")).Text()).ShouldContain("value=\"Half a name\"");
        (await Count(world)).ShouldBe(0);

        var form = Browser.Hidden(await (await initiator.Get("/portal/projects/new")).Text(), "facts");
        form["name"] = "Typed too late";
        form["location"] = "Secret place";
        world.Time.Advance(TimeSpan.FromMinutes(31));
        (await initiator.Post("/portal/projects/new", form)).Headers.Location!.OriginalString.ShouldBe("/sign-in?ended=Expired");
        await initiator.SignIn(world, "initiator01");
        var again = await (await initiator.Get("/portal/projects/new")).Text();
        again.ShouldContain("value=\"Typed too late\"");
        await using (var reads = await world.Db.Read())
            (await reads.Scalar<string>($"select fields_cipher from kept_form"))!.ShouldNotContain("Secret");

        var other = await Visitors.SignedIn(world, (await A.EnterpriseAccount(world, 20)).Initiator, "stranger01");
        (await (await other.Get("/portal/projects/new")).Text()).ShouldNotContain("Typed too late");
        await initiator.Post("/portal/projects/new", "facts", Fields(facts));
        (await (await initiator.Get("/portal/projects/new")).Text()).ShouldNotContain("Typed too late", customMessage: "what was sent off is not kept");
        owner.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Draft_of_another_account_looks_absent_and_only_the_initiator_writes(Engine engine)
    {
        var (world, owner, initiator, facts) = await On(engine);
        await using var _ = world;
        var draft = (await initiator.Post("/portal/projects/new", "facts", Fields(facts))).Headers.Location!.OriginalString;
        var stranger = await Visitors.SignedIn(world, (await A.EnterpriseAccount(world, 20)).Initiator, "stranger01");
        var confirmer = await Visitors.SignedIn(world, owner.Confirmer, "confirmer01");
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        foreach (var other in (Browser[])[stranger, confirmer, clerk])
            foreach (var path in (string[])[draft, draft + "/facts", draft + "/documents"])
                ((int)(await other.Get(path)).StatusCode).ShouldBe(404, path);
        ((int)(await stranger.Post(draft, await initiator.Form(draft, "discard"))).StatusCode).ShouldBeOneOf(400, 404);

        var edited = new Dictionary<string, string>(facts) { ["annualTonnes"] = "400,000", ["totalTonnes"] = "4,000,000" };
        (await initiator.Post(draft + "/facts", "facts", Fields(edited))).Headers.Location!.OriginalString.ShouldBe(draft);
        (await (await initiator.Get(draft + "/facts")).Text()).ShouldContain("value=\"400000\"");
        var macro = await Upload(initiator, draft, "design.pdf", "MZ not a document"u8.ToArray(), "E01");
        ((int)macro.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await macro.Text()).ShouldContain("document.");
        ((int)(await initiator.Post(draft, "discard")).StatusCode).ShouldBe(400, "one must say that one is sure");
        (await initiator.Post(draft, "discard", ("sure", "on"))).Headers.Location!.OriginalString.ShouldBe("/portal/applications");
    }

    [Theory, BothDatabases]
    public async Task Reductions_are_written_for_a_registered_project_of_ones_own_year_by_year(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var initiator = await Visitors.SignedIn(world, project.Owner.Initiator, "initiator01");
        var body = (await A.BodyId(world, A.Verifier)).ToString(CultureInfo.InvariantCulture);
        var empty = await Visitors.SignedIn(world, (await A.EnterpriseAccount(world, 20)).Initiator, "stranger01");
        (await (await empty.Get("/portal/reductions/new?lang=en")).Text()).ShouldContain("No registered project");

        var page = await (await initiator.Get("/portal/reductions/new?lang=en")).Text();
        var id = Regex.Match(page, "<option value=\"([0-9]+)\"[^>]*>A").Groups[1].Value;
        (string, string)[] typed = [("project", id), ("body", body), ("periodFrom", "2022-04-01"), ("periodTo", "2023-12-31"), ("tonnes", "300,000"), ("year-2022", "100,000"), ("year-2023", "")];
        var wrong = await initiator.Post("/portal/reductions/new?lang=en", "facts", typed);
        wrong.Headers.Location.ShouldNotBeNull(await wrong.Text());
        var draft = wrong.Headers.Location!.OriginalString;
        (await (await initiator.Get(draft + "?lang=en")).Text()).ShouldContain("reduction.", customMessage: "the sum and the years differ");
        typed[^1] = ("year-2023", "200,000");
        (await initiator.Post(draft + "/facts", "facts", typed)).Headers.Location!.OriginalString.ShouldBe(draft);
        (await (await initiator.Get(draft + "?lang=en")).Text()).ShouldNotContain("reduction.sum-differs");
    }

    private static async Task<HttpResponseMessage> Upload(Browser browser, string draft, string name, byte[] content, string kind)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in await browser.Form(draft + "/documents", "attach")) form.Add(new StringContent(value), field);
        form.Add(new StringContent(kind), "kind");
        form.Add(new ByteArrayContent(content), "file", name);
        return await browser.Send(new(HttpMethod.Post, $"https://localhost{draft}/documents?lang=en") { Content = form });
    }

    private static async Task<long> Count(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select count(*) from application");
    }

    private static async Task<string?> Status(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<string>($"select status from application");
    }
}
