using Registry.Browser.Tests.Fixtures;
using Registry.Kernel.Applications;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>A comment from the public page of a notice to its published answer, by persons who have keys and no mouse.</summary>
public sealed class CommentJourney(SystemBrowser browser)
{
    [Fact]
    public async Task Comment_is_posted_moderated_answered_checked_and_published_with_the_keyboard_alone()
    {
        await using var world = await TestWorld.Listening(A.FilingDay);
        var notice = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        world.GoTo((await notice.Load()).NoticeStart!.Value, 9);
        var officers = await A.Officers(world);
        async Task<Traveller> Person(Actor actor, string name, bool english = false, Screen screen = Screen.Desk)
        {
            await Visitors.Login(world, actor, name);
            var person = await Traveller.Of(browser, world, screen, english, keys: true);
            await person.SignIn(name);
            return person;
        }

        var it = new Case(world, notice.Id);
        var member = await Person(await A.Member(world, 900), "member01", screen: Screen.Phone);
        await member.Open($"/projects/{it.Id}");
        await member.Follow("/portal/comment/");
        await member.Type("content", "Is the sea cable counted?");
        await member.Press("comment");
        await member.Sees("Is the sea cable counted?");

        var clerk = await Person(officers.Clerk, "clerk01", english: true);
        await it.Does(clerk, "moderate", [("decision", "refuse")]);
        await clerk.Sees("application.reason-missing");
        await clerk.Choose("decision", "publish");
        await clerk.Press("act");
        await it.Two(await Person(notice.Owner.Initiator, "owner01"), await Person(notice.Owner.Confirmer, "owner02"), "reply", [("reply", "It is counted.")]);
        await it.Two(await Person(notice.Body.Initiator, "body01"), await Person(notice.Body.Confirmer, "body02"), "verify", [("note", "The answer holds.")]);

        await member.Open("/portal/comments");
        await member.Sees("It is counted.");
        var reader = await Traveller.Of(browser, world, english: true, keys: true);
        await reader.Open($"/projects/{it.Id}");
        await reader.Sees("Is the sea cable counted?", "It is counted.");
    }
}
