using System.Net;
using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Projects.End;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Projects;

/// <summary>What everybody sees of applications that were made through the slices, and what nobody sees.</summary>
public sealed class PublicationScenarios
{
    /// <summary>A page as a visitor who reads English sees it, with its entities resolved.</summary>
    private static async Task<string> Page(TestWorld world, string path) =>
        WebUtility.HtmlDecode(await (await world.Http()).Text($"{path}?lang=en"));

    [Theory, BothDatabases]
    public async Task PR_33_registered_project_is_shown_with_its_material_and_without_personal_data(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        await filed.Upload(project: filed.Project! with { AnnualTonnes = 497_191, TotalTonnes = 4_971_913 }, note: "The annual amount was measured anew.");
        await filed.To(ApplicationStatus.Registered);

        var page = await Page(world, "/projects/A210001");

        foreach (var shown in new[]
        {
            "A210001", "Offshore wind project 1", "Enterprise 10", "CCER-01-002-V01", "2020-07-08", "2022-04-01", "2032-03-31", "2024-09-03", "2024-09-30",
            "497,191", "4,971,913", "PWS00000000000001", "The annual amount was measured anew.", "Project design document", "Validation report", "Letter of commitment",
        })
            page.ShouldContain(shown);
        foreach (var hidden in new[] { "Person 101", "Person 102", A.Person(101).DocumentNumber, A.Person(101).Phone, "Zhao", "p101@example.com" })
            page.ShouldNotContain(hidden);
    }

    [Theory, BothDatabases]
    public async Task PR_31_refused_application_is_shown_as_ended_without_its_reason(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        await filed.Refuse("The application form bears no seal.");

        var page = await Page(world, $"/projects/{filed.Id}");

        page.ShouldContain("Ended");
        page.ShouldNotContain("bears no seal");
    }

    [Theory, BothDatabases]
    public async Task Draft_and_submitted_application_are_shown_to_nobody(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);

        (await (await world.Http()).Answer($"/projects/{filed.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Page(world, "/projects")).ShouldNotContain("Offshore wind project 1");
    }

    [Theory, BothDatabases]
    public async Task RD_12_reductions_under_notice_are_shown_with_report_body_dates_period_and_amount(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2024, 12, 3));
        var reduction = await (await A.Reduction(project, A.Period(new(2022, 4, 1), new(2024, 10, 31), 414_441))).To(ApplicationStatus.NoticeRunning);

        (await Page(world, "/reductions/notice")).ShouldContain("1,243,323");
        var page = await Page(world, $"/reductions/{reduction.Id}");

        foreach (var shown in new[] { "Accounting report", "2024-12-04", "2024-12-31", "2022-04-01", "2024-10-31", "1,243,323", "A210001" }) page.ShouldContain(shown);
        page.ShouldContain((await reduction.Value<string>($"select name from verification_body where id = {reduction.BodyId}"))!);
    }

    [Theory, BothDatabases]
    public async Task Project_that_was_revoked_is_shown_as_revoked_and_not_as_deregistered(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        await A.OfficersAct<Revoke, Revoke.Command>(world, new(project.Registration!.Id, "no. 12", world.Clock.Today, "Falsified."));

        var page = await Page(world, "/projects/A210001");

        page.ShouldContain("Revoked");
        page.ShouldNotContain("Deregistered ");
    }
}
