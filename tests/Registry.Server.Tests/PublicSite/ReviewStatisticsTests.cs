using System.Text.Json;
using Registry.Kernel.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.PublicSite;

/// <summary>How long decisions took and what waits, as everybody may see it.</summary>
public sealed class ReviewStatisticsTests
{
    /// <summary>
    /// Filed on Friday 11 October 2024, five at once. Decided after 3 working days (15 October), 6 (18 October, refused) and 22
    /// (11 November); one is received and waits, one is not received yet. Saturday 12 October was worked.
    /// </summary>
    private static async Task<(TestWorld World, HttpClient Http)> Reviewed(Engine engine)
    {
        var world = await A.World(engine);
        var (owner, body) = (await A.EnterpriseAccount(world), await A.BodyAccount(world));
        var cases = new List<ApplicationCase>();
        for (var n = 1; n <= 5; n++)
        {
            var filed = await (await A.Project(world, A.OffshoreWind(n), owner, body)).To(ApplicationStatus.AwaitingNoticeApproval);
            await filed.ApproveNotice(new DateOnly(2024, 9, 3));
            cases.Add(filed);
        }
        foreach (var filed in cases)
        {
            if ((await filed.Load()).Status == ApplicationStatus.NoticeRunning) await filed.CloseNotice();
        }
        world.GoTo(new DateOnly(2024, 10, 11));
        foreach (var filed in cases) await filed.To(ApplicationStatus.AwaitingAcceptance);
        foreach (var filed in cases.Take(4)) await filed.Accept();
        world.GoTo(new DateOnly(2024, 10, 15));
        await cases[0].Register();
        world.GoTo(new DateOnly(2024, 10, 18));
        await cases[1].Refuse();
        world.GoTo(new DateOnly(2024, 11, 11));
        await cases[2].Register();
        return (world, await world.Http());
    }

    [Theory, BothDatabases]
    public async Task Decisions_are_counted_in_working_days_and_what_waits_by_its_age(Engine engine)
    {
        var (world, http) = await Reviewed(engine);
        await using var _ = world;

        using var answer = JsonDocument.Parse(await http.Text("/api/v1/public/statistics"));

        var reviews = answer.RootElement.GetProperty("reviews").EnumerateArray().ToList();
        reviews.Select(r => r.GetProperty("year").ToString()).ShouldBe(["", "2024"]);
        foreach (var review in reviews)
        {
            review.GetProperty("kind").GetString().ShouldBe("Project");
            review.GetProperty("decided").GetInt32().ShouldBe(3);
            review.GetProperty("registered").GetInt32().ShouldBe(2);
            review.GetProperty("withinTerm").GetInt32().ShouldBe(2);
            review.GetProperty("medianWorkingDays").GetString().ShouldBe("6.0");
            review.GetProperty("averageWorkingDays").GetString().ShouldBe("10.3");
        }
        var open = answer.RootElement.GetProperty("openReviews").EnumerateArray().ToList();
        open.Select(o => (o.GetProperty("kind").GetString(), o.GetProperty("open").GetInt32(), o.GetProperty("overdue").GetInt32()))
            .ShouldBe([("Project", 2, 2), ("Reduction", 0, 0)]);
        open[0].GetProperty("byAge").EnumerateArray().Select(b => (b.GetProperty("workingDays").GetString(), b.GetProperty("count").GetInt32()))
            .ShouldBe([("0-5", 0), ("6-10", 0), ("11-15", 0), ("16-30", 2), ("31-", 0)]);
    }

    [Theory, BothDatabases]
    public async Task Page_and_exports_say_the_same_in_both_languages(Engine engine)
    {
        var (world, http) = await Reviewed(engine);
        await using var _ = world;

        var english = await http.Text("/statistics?lang=en");
        foreach (var shown in (string[])["Reviews by the registry body", "Median, working days", "10.3", "Past the term", "/statistics/reviews.csv", "/statistics/open-reviews.json"])
            english.ShouldContain(shown);
        var csv = await http.Text("/statistics/reviews.csv?lang=en");
        csv.ShouldContain("Project registration,All years,3,2,2,10.3,6.0");
        csv.ShouldContain("Project registration,2024,3,2,2,10.3,6.0");
        (await http.Text("/statistics/open-reviews.csv?lang=en")).ShouldContain("Project registration,2,0,0,0,2,0,2");
        using var rows = JsonDocument.Parse(await http.Text("/statistics/reviews.json"));
        rows.RootElement[1].GetProperty("medianDays").GetString().ShouldBe("6.0");
        (await http.Text("/statistics")).ShouldNotContain("Median");
    }

    [Theory, BothDatabases]
    public async Task Registry_without_applications_waits_for_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var http = await world.Http();

        using var answer = JsonDocument.Parse(await http.Text("/api/v1/public/statistics"));

        answer.RootElement.GetProperty("reviews").GetArrayLength().ShouldBe(0);
        answer.RootElement.GetProperty("openReviews").EnumerateArray().Sum(o => o.GetProperty("open").GetInt32()).ShouldBe(0);
    }
}
