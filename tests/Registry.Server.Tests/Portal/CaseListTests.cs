using System.Text.RegularExpressions;
using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>The list of the cases of one's own side, and what of it waits.</summary>
public sealed class CaseListTests
{
    private static readonly CaseQuery Everything = new(null, null, Waits: false, DueSoon: false, null);

    [Theory, BothDatabases]
    public async Task Each_side_lists_its_own_cases_with_deadline_and_finds_them_by_name_number_kind_and_state(Engine engine)
    {
        await using var world = await A.World(engine);
        var registered = await A.RegisteredProject(world);
        var reduction = await (await A.Reduction(registered)).To(ApplicationStatus.UnderReview);
        var draft = await (await A.Project(world, A.OffshoreWind(2) with { Name = "Sandbank Nine" }, registered.Owner, registered.Body)).Draft();
        var owner = await Visitors.SignedIn(world, registered.Owner.Initiator, "owner01");
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        var body = await Visitors.SignedIn(world, registered.Body.Initiator, "body01");

        (await Listed(owner, "")).ShouldBe([registered.Id, reduction.Id, draft.Id], ignoreOrder: true);
        (await Listed(clerk, "")).ShouldBe([registered.Id, reduction.Id], ignoreOrder: true);
        (await Listed(body, "")).ShouldBe([registered.Id]);
        (await Listed(owner, "?q=sandBANK")).ShouldBe([draft.Id]);
        (await Listed(clerk, "?q=sandbank")).ShouldBeEmpty();
        (await Listed(clerk, "?q=A210001")).ShouldBe([registered.Id, reduction.Id], ignoreOrder: true);
        (await Listed(clerk, "?kind=Reduction")).ShouldBe([reduction.Id]);
        (await Listed(clerk, "?status=Registered")).ShouldBe([registered.Id]);
        (await Listed(owner, "?waits=1")).ShouldBe([draft.Id]);
        (await Listed(clerk, "?waits=1")).ShouldBe([reduction.Id]);
        (await Listed(clerk, "?due=1")).ShouldBeEmpty();
        ((int)(await clerk.Get("/portal/applications?status=Lost")).StatusCode).ShouldBe(400);

        var page = await (await clerk.Get("/portal/applications?lang=en")).Text();
        page.ShouldContain("working days left");
        world.GoTo((await reduction.Value<DateOnly>($"select due_on from application where id = {reduction.Id}")).AddDays(-1), 2);
        await clerk.SignIn(world, "clerk01");
        (await Listed(clerk, "?due=1")).ShouldBe([reduction.Id]);
        var inbox = await (await clerk.Get("/portal?lang=en")).Text();
        inbox.ShouldContain("Reduction registration: Under review");
        inbox.ShouldContain($"/portal/applications/{reduction.Id}");
    }

    [Theory, BothDatabases]
    public async Task List_and_file_are_the_same_and_an_empty_list_says_why(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        var owner = await Visitors.SignedIn(world, it.Owner.Initiator, "owner01");
        var file = await owner.Get("/portal/applications.csv?lang=en");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await file.Text()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        foreach (var cell in (string[])[$"{it.Id}", it.Project!.Name, "Under public notice"]) lines[1].ShouldContain(cell);
        (await (await owner.Get("/portal/applications?lang=en&status=Ended")).Text()).ShouldContain("Widen them");
        var stranger = await Visitors.SignedIn(world, (await A.EnterpriseAccount(world, 20)).Initiator, "stranger01");
        (await (await stranger.Get("/portal/applications?lang=en")).Text()).ShouldContain("No cases");
    }

    [Theory, BothDatabases]
    public async Task Pages_are_walked_by_key_without_a_gap_there_and_back(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var officers = await A.Officers(world);
        var list = world.The<CaseList>();
        await Fill(world, it, 1_000, 1_000 + CaseList.PageSize * 6);

        var seen = new HashSet<long>();
        string? after = null;
        for (var page = 0; page < 5; page++)
        {
            var read = await list.Page(officers.Clerk, Everything, after, null);
            read.Rows.Count.ShouldBe(CaseList.PageSize);
            foreach (var row in read.Rows) seen.Add(row.Id).ShouldBeTrue();
            after = read.Next;
        }
        (await list.Page(officers.Clerk, Everything, null, (await list.Page(officers.Clerk, Everything, after, null)).Previous)).Rows.ShouldAllBe(r => seen.Contains(r.Id));
    }

    private static async Task<IReadOnlyList<long>> Listed(Browser by, string query)
    {
        var answer = await by.Get("/portal/applications" + query);
        ((int)answer.StatusCode).ShouldBe(200, query);
        return [.. Regex.Matches(await answer.Text(), "href=\"/portal/applications/([0-9]+)\"").Select(m => long.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Many registered and ended cases of the same owner and body, as years of work leave them.</summary>
    private static async Task Fill(TestWorld world, ApplicationCase it, long from, long to)
    {
        await world.Db.Transaction(Actor.Setup, new ActionCode("test.fill"), async tx =>
        {
            var began = world.Clock.Now.AddYears(-1);
            await tx.Execute($"""
                with recursive n(i) as (select {from} union all select i + 1 from n where i < {to})
                insert into application(id, kind, status, version, account_id, body_id, title, created_at, submitted_at, ended_at, updated_at)
                select i, 'Project', 'Ended', 3, {it.Owner.Account}, {it.BodyId}, 'Case ' || i, {began}, {began}, {began}, {began} from n
                """);
        });
    }
}
