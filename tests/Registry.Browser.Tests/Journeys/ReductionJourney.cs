using System.Globalization;
using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Applications;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Reductions of a registered project, from the first figures to issued units that the owner holds and everybody can see.</summary>
public sealed class ReductionJourney(SystemBrowser browser)
{
    [Fact]
    public async Task Reductions_are_written_noticed_verified_registered_and_issued()
    {
        await using var world = await TestWorld.Listening(A.FilingDay);
        var project = await A.RegisteredProject(world);
        var body = await A.BodyAccount(world, A.Verifier, 6);
        var officers = await A.Officers(world);
        (A.Holder Account, string Initiator, string Confirmer)[] holders = [(project.Owner, "owner01", "owner02"), (body, "body01", "body02"), (new(officers.Clerk.Account, "", officers.Clerk, officers.Reviewer), "clerk01", "reviewer01")];
        var people = new Dictionary<string, Traveller>();
        foreach (var (account, first, second) in holders)
        {
            await Visitors.Login(world, account.Initiator, first);
            await Visitors.Login(world, account.Confirmer, second);
            people[first] = await Traveller.Of(browser, world, english: first == "owner01");
            people[second] = await Traveller.Of(browser, world, Screen.Phone);
        }
        await SignIn(people);
        var (initiator, confirmer, clerk, reviewer) = (people["owner01"], people["owner02"], people["clerk01"], people["reviewer01"]);

        var it = await Draft(world, initiator);
        await Case.Confirms(confirmer);
        await it.Two(clerk, reviewer, "approve-notice", [("start", await Case.NextWorkingDay(world))]);
        await it.EndNotice();
        await SignIn(people);
        await it.Two(people["body01"], people["body02"], "upload-report", [.. Case.Team], "F01", "F03");
        await it.Two(initiator, confirmer, "accept-upload");
        await it.Does(initiator, "file", [("committed", "1"), ("tonnes", "299,999")], "S02", "S03");
        await initiator.Sees("reduction.not-the-verified-amount");
        await initiator.Type("tonnes", "300,000");
        await initiator.Press("act");
        await Case.Confirms(confirmer);
        await it.Does(clerk, "accept");
        await it.Two(clerk, reviewer, "register");
        await it.Two(clerk, reviewer, "issue");

        (await it.Load()).Status.ShouldBe(ApplicationStatus.Registered);
        await it.Opens(confirmer);
        await initiator.Open("/portal/holdings");
        await initiator.Sees("CCER-A210001-2022-01", "CCER-A210001-2023-01", "CCER-A210001-2024-01", "300,000");
        await people["body01"].Open("/reductions/issued");
        await people["body01"].Sees("CCER-A210001-2023-01");
    }

    private static async Task<Case> Draft(TestWorld world, Traveller initiator)
    {
        await initiator.Open("/portal/applications");
        await initiator.Follow("/portal/reductions/new");
        var choice = initiator.Page.Locator("select[name='project'] option").Nth(1);
        await initiator.Choose("project", (await choice.GetAttributeAsync("value"))!);
        (string, string)[] typed =
        [
            ("body", (await A.BodyId(world, A.Verifier)).ToString(CultureInfo.InvariantCulture)), ("periodFrom", "2022-04-01"), ("periodTo", "2024-06-30"), ("tonnes", "300,000"),
            ("year-2022", "100,000"), ("year-2023", "100,000"), ("year-2024", "90,000"),
        ];
        foreach (var (field, text) in typed) await initiator.Enter(field, text);
        await initiator.Press("facts");
        var it = Case.Of(world, initiator);
        await initiator.Sees("reduction.sum-differs");
        await initiator.FollowEnd("/facts");
        await initiator.Type("year-2024", "100,000");
        await initiator.Press("facts");
        await initiator.FollowEnd("/documents");
        await initiator.Choose("kind", "F01");
        await initiator.Attach("file", "accounting.pdf");
        await initiator.Press("attach");
        await initiator.Open($"/portal/drafts/{it.Id}");
        await initiator.Press("submit");
        return it;
    }

    private static async Task SignIn(Dictionary<string, Traveller> people)
    {
        foreach (var (name, person) in people) await person.SignIn(name);
    }
}
