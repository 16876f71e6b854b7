using System.Text.RegularExpressions;
using Registry.Kernel.Applications;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Inbox;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>A member of the public: from a visitor's login to a comment on a running notice.</summary>
public sealed class CommentsPagesTests
{
    [Theory, BothDatabases]
    public async Task Visitor_becomes_a_member_and_comments_on_a_running_notice_and_sees_what_became_of_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine, A.FilingDay, messages: new() { Inbox = true });
        var notice = await A.Project(world);
        await notice.To(ApplicationStatus.NoticeRunning);
        world.GoTo((await notice.Load()).NoticeStart!.Value);
        var browser = new Browser(await world.Http());
        var step = (await RegisterTests.Register(browser, "newcomer1")).Headers.Location!.OriginalString;
        await browser.Post(step, "register-code", ("code", await RegisterTests.Code(world)));
        await browser.SignIn(world, "newcomer1");
        ((int)(await browser.Post($"/portal/comment/{notice.Id}", "comment", ("content", "x"))).StatusCode).ShouldBeGreaterThanOrEqualTo(400, "a visitor is nobody yet");

        var wrong = await browser.Post("/opening/member?lang=en", "member", ("name", "Wang"), ("kind", "CitizenId"), ("number", "1"), ("phone", "13800138079"), ("province", "320000"));
        ((int)wrong.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await wrong.Text()).ShouldContain("value=\"Wang\"");
        var person = A.Person(80);
        var made = await browser.Post("/opening/member", "member", ("name", person.Name), ("kind", $"{person.DocumentKind}"), ("number", person.DocumentNumber), ("phone", person.Phone), ("province", "320000"));
        made.Headers.Location.ShouldNotBeNull(await made.Text());
        await world.The<Registry.Server.Capabilities.Identity.Activation.ActivationPost>().Tick();
        await world.The<MessageSender>().Tick();
        var code = Regex.Match(world.The<DevelopmentInbox>().Messages.First(m => m.Kind == MessageKind.Activation && m.Address == person.Phone).Text, "[A-Z0-9]{4}(-[A-Z0-9]{4})+").Value;
        (await browser.Post("/activate", "activate", ("code", code), ("name", "member01"), ("password", Visitors.Password), ("again", Visitors.Password))).Headers.Location!.OriginalString.ShouldBe("/sign-in?made=1");

        var member = new Browser(await world.Http());
        await member.SignIn(world, "member01");
        (await member.Get("/portal")).Headers.Location!.OriginalString.ShouldBe("/portal/comments");
        var form = $"/portal/comment/{notice.Id}";
        ((int)(await member.Post(form + "?lang=en", "comment", ("content", " "))).StatusCode).ShouldBe(400);
        (await member.Post(form, "comment", ("content", "The baseline is too high."))).Headers.Location!.OriginalString.ShouldBe("/portal/comments?done=1");
        var own = await (await member.Get("/portal/comments?lang=en")).Text();
        own.ShouldContain("The baseline is too high.");
        own.ShouldContain("Waiting to be read");
        ((int)(await member.Get("/portal/comment/1000000000000000001")).StatusCode).ShouldBe(404);
        (await (await browser.Get("/portal/comments")).Text()).ShouldNotContain("baseline");
    }
}
