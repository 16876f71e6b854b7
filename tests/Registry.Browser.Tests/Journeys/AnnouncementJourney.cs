using Registry.Browser.Tests.Fixtures;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Tests;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Browser.Tests.Journeys;

/// <summary>Somebody chooses by what to be told; two officers announce something, having seen who receives it; its reader reads it, and reads that it was withdrawn.</summary>
public sealed class AnnouncementJourney(SystemBrowser browser)
{
    [Fact]
    public async Task Reader_chooses_how_to_be_told_and_reads_what_two_officers_announced_and_withdrew()
    {
        await using var world = await TestWorld.Listening();
        var holder = await A.EnterpriseAccount(world, 12);
        var body = await A.BodyAccount(world);
        var officers = await A.Officers(world);
        await Visitors.Login(world, holder.Initiator, "initiator01");
        await Visitors.Login(world, body.Initiator, "body01");
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, officers.Reviewer, "reviewer01");

        var reader = await Traveller.Of(browser, world, Screen.Phone, english: true, scripts: false);
        await reader.SignIn("initiator01");
        await reader.Open("/me/notices");
        await reader.Follow("/me/notifications");
        await reader.Tick("CaseMoved.Email");
        await reader.Press("choose");
        await reader.Sees("Saved.");
        await reader.Follow("/me/language");

        var clerk = await Traveller.Of(browser, world);
        await clerk.SignIn("clerk01");
        await clerk.Open("/portal/broadcasts");
        await clerk.Follow("/portal/broadcasts/new");
        (string, string)[] wrong = [("titleZh", "\u7CFB\u7EDF\u7EF4\u62A4\u5B89\u6392"), ("textZh", "\u661F\u671F\u516D\u516B\u70B9\u8D77\u3002"), ("titleEn", "Planned maintenance"), ("textEn", "On Saturday from eight, for two hours."),
            ("audience", "AccountHolders"), ("sms", "on"), ("email", "on"), ("until", "2024-03-01")];
        foreach (var (field, text) in wrong) await clerk.Enter(field, text);
        await clerk.Press("broadcast");
        await clerk.Sees("broadcast.period");
        await clerk.Enter("until", "2024-03-20");
        await clerk.Press("broadcast");
        clerk.Place.ShouldBe("/portal/broadcasts/new/preview", await clerk.Seen());
        await clerk.Press("propose");
        var proposal = clerk.Place.Split('?')[0];

        var reviewer = await Traveller.Of(browser, world, english: true);
        await reviewer.SignIn("reviewer01");
        await reviewer.Open(proposal);
        await reviewer.Sees("2 logins when it was proposed, 2 logins now");
        await reviewer.Press("confirm");
        await world.Tick();
        await world.Tick();
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.Broadcast).ShouldBe(4);

        await reader.Open("/me/notices");
        await reader.Follow("/me/notices/broadcasts/");
        await reader.Sees("On Saturday from eight", "Holds");
        await clerk.Open("/portal/broadcasts");
        await clerk.Follow("/portal/broadcasts/" + proposal.Split('/')[^1]);
        await clerk.Type("reason", "The day was wrong");
        await clerk.Press("withdraw");
        await reviewer.Open(clerk.Place.Split('?')[0]);
        await reviewer.Press("confirm");
        await reader.Open("/me/notices");
        await reader.Sees("withdrawn");
        await reader.Follow("/me/notices/broadcasts/");
        await reader.Sees("The day was wrong");
        await reviewer.Open("/portal/messages/templates");
        await clerk.Open("/me/notifications");
    }
}
