using System.Globalization;
using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Portal.Drafts;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>A project from its draft to its registration, by nine persons, sent back once at each review.</summary>
public sealed class ProjectJourney(SystemBrowser browser)
{
    [Fact]
    public async Task Project_goes_from_draft_to_registered_by_nine_persons_with_a_return_at_each_review()
    {
        await using var world = await TestWorld.Listening(A.FilingDay);
        var (owner, body) = (await A.EnterpriseAccount(world), await A.BodyAccount(world));
        var notices = await A.Officers(world);
        var registers = new A.Body(await Officer(world, 71, ActorRole.Clerk), await Officer(world, 72, ActorRole.Reviewer));
        var everybody = new Dictionary<string, Traveller>();

        async Task<Traveller> Person(Actor actor, string name, Screen screen, bool english = false)
        {
            await Visitors.Login(world, actor, name);
            var person = everybody[name] = await Traveller.Of(browser, world, screen, english);
            await person.SignIn(name);
            return person;
        }

        var initiator = await Person(owner.Initiator, "owner01", Screen.Desk);
        var confirmer = await Person(owner.Confirmer, "owner02", Screen.Phone, english: true);
        var assessor = await Person(body.Initiator, "body01", Screen.Desk, english: true);
        var signer = await Person(body.Confirmer, "body02", Screen.Phone);
        var clerk = await Person(notices.Clerk, "clerk01", Screen.Desk);
        var reviewer = await Person(notices.Reviewer, "reviewer01", Screen.Desk, english: true);
        var registrar = await Person(registers.Clerk, "clerk02", Screen.Desk, english: true);
        var second = await Person(registers.Reviewer, "reviewer02", Screen.Phone);
        var member = await Person(await A.Member(world, 900), "member01", Screen.Phone);
        everybody.Count.ShouldBe(9);

        var it = await Draft(world, initiator);
        // The confirmer sends it back; it is mended and submitted again.
        await initiator.Press("submit");
        await confirmer.Open("/portal");
        await confirmer.Follow("/portal/proposals/");
        await confirmer.Type("reason", "The summary is too short.", "reject");
        await confirmer.Press("reject");
        await confirmer.Sees("Declined");
        await initiator.Open($"/portal/drafts/{it.Id}/facts");
        await initiator.Type("summary", "Fifty turbines at sea, forty kilometres off the coast.");
        await initiator.Press("facts");
        await initiator.Press("submit");
        await Case.Confirms(confirmer);

        await it.Two(clerk, reviewer, "return-notice", [("template", "files-unreadable"), ("reason", "Page 4 is missing.")]);
        await it.Does(initiator, "revise");
        await it.Two(initiator, confirmer, "submit");
        await it.Two(clerk, reviewer, "approve-notice", [("start", "2024-09-04")]);
        await Comment(world, it, member, clerk, initiator, confirmer, assessor, signer);

        await it.EndNotice();
        foreach (var (name, person) in everybody) await person.SignIn(name);
        (string, string)[] report = [.. Case.Team, ("comment-statement", "One comment, answered and checked.")];
        await it.Two(assessor, signer, "upload-report", report, "E01", "E03");
        await it.Two(initiator, confirmer, "return-upload", [("reason", "The annex is missing.")]);
        await it.Two(assessor, signer, "upload-report", [.. report, ("version-reason", "With the annex")], "E01", "E03");
        await it.Two(initiator, confirmer, "accept-upload");
        await it.Two(initiator, confirmer, "file", [("committed", "1")], "S01", "S03");
        await it.Does(registrar, "accept");
        await it.Two(registrar, second, "return-for-completion", [("template", "form-unsealed"), ("item.1", "commitment"), ("description.1", "The date is missing.")]);
        await it.Two(initiator, confirmer, "complete", [("answer.1", "Sealed."), ("answer.2", "Dated."), ("version-reason", "Sealed now")], "S01");
        await it.Two(registrar, second, "register");

        (await it.Load()).Status.ShouldBe(ApplicationStatus.Registered);
        await it.Opens(assessor);
        await assessor.Sees("A210001", "Sealed now", "Zhao", "Dated.");
        await assessor.Print("case");
        await member.Open("/projects/A210001");
        await member.Sees("A210001", "Offshore wind project 1");
        await member.Print("project");
    }

    /// <summary>A comment while the notice runs, published, answered and checked: the registry asks for it before the report is taken.</summary>
    private static async Task Comment(TestWorld world, Case it, Traveller member, Traveller clerk, Traveller initiator, Traveller confirmer, Traveller assessor, Traveller signer)
    {
        world.GoTo((await it.Load()).NoticeStart!.Value, 9);
        foreach (var (name, person) in new Dictionary<string, Traveller> { ["member01"] = member, ["clerk01"] = clerk, ["owner01"] = initiator, ["owner02"] = confirmer, ["body01"] = assessor, ["body02"] = signer })
            await person.SignIn(name);
        await member.Open("/projects/notice");
        await member.Follow($"/projects/{it.Id}");
        await member.Follow("/portal/comment/");
        await member.Type("content", "Is the sea cable counted?");
        await member.Press("comment");
        await it.Does(clerk, "moderate", [("decision", "publish")]);
        await it.Two(initiator, confirmer, "reply", [("reply", "It is counted.")]);
        await it.Two(assessor, signer, "verify", [("note", "The answer holds.")]);
    }

    private static async Task<Case> Draft(TestWorld world, Traveller initiator)
    {
        await initiator.Open("/portal/applications");
        await initiator.Follow("/portal/projects/new");
        var facts = ProjectForm.Fields(A.OffshoreWind());
        facts["body"] = (await A.BodyId(world, A.Validator)).ToString(CultureInfo.InvariantCulture);
        facts["summary"] = "Wind.";
        foreach (var (field, text) in facts.Where(f => f.Value.Length > 0)) await initiator.Enter(field, text);
        await initiator.Type("annualTonnes", "many");
        await initiator.Press("facts");
        await initiator.Sees("general.value-malformed");
        await initiator.Type("annualTonnes", "500,000");
        await initiator.Press("facts");
        var it = Case.Of(world, initiator);
        await initiator.Press("submit");
        await initiator.Sees("application.document-missing");
        await initiator.Open($"/portal/drafts/{it.Id}");
        await initiator.FollowEnd("/documents");
        await initiator.Choose("kind", "E01");
        await initiator.Attach("file", "design.pdf");
        await initiator.Press("attach");
        await initiator.Open($"/portal/drafts/{it.Id}");
        return it;
    }

    private static async Task<Actor> Officer(TestWorld world, int n, ActorRole role)
    {
        var person = await A.KnownPerson(world, n);
        await A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(person.Value, role));
        return new(person, AccountId.RegistryBody, role);
    }
}
