using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Log;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Messages;

/// <summary>What officers see of messages, what they can do with them, the budget of the hour, and the language of a reader.</summary>
public sealed class MessageLogTests
{
    private static Task Send(TestWorld world, Recipient to, MessageKind kind, params (string Name, Wording Value)[] facts) => world.Db.Transaction(Actor.Setup, new ActionCode("test.send"), tx =>
        world.The<Post>().Send(tx, to, kind, TimeSpan.FromDays(1), facts));

    private static Task Changed(TestWorld world, Recipient to) => Send(world, to, MessageKind.PasswordChanged, ("login", "clerk01"), ("time", "now"));

    private static Task Code(TestWorld world, Recipient to) =>
        Send(world, to, MessageKind.StepUp, ("act", new Wording(l => Language.IsEnglish(l) ? "cancellation" : "zhu xiao")), ("account", "0317"), ("check", "7F3A"), ("code", "482913"), ("minutes", "5"));

    [Theory, BothDatabases]
    public async Task What_is_over_the_budget_of_the_hour_waits_codes_go_first_and_nothing_is_lost(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new MessageSettings { Inbox = true, PerHour = 3 });
        var clerk = new Recipient((await A.Officers(world)).Clerk.Person, Channel.Sms, "13800138000");
        for (var i = 0; i < 5; i++) await Changed(world, clerk);
        await Code(world, clerk);
        var sender = world.The<MessageSender>();
        (await sender.Tick()).ShouldBe(3);
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.StepUp).ShouldBe(1);
        (await sender.Tick()).ShouldBe(0);
        (await world.The<MessageLog>().Traffic()).ShouldBe(new MessageTraffic(3, 3, 3));
        world.Time.Advance(TimeSpan.FromHours(1));
        (await sender.Tick()).ShouldBe(3);
        world.The<DevelopmentInbox>().Messages.Count.ShouldBe(6);
        MessageSettings.Of(name => name == "REGISTRY_MESSAGES_PER_HOUR" ? "7" : null).PerHour.ShouldBe(7);
        Should.Throw<FormatException>(() => MessageSettings.Of(name => name == "REGISTRY_MESSAGES_PER_HOUR" ? "0" : null));
    }

    [Theory, BothDatabases]
    public async Task Message_is_written_in_the_language_that_its_reader_chose(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new MessageSettings { Inbox = true });
        var clerk = new Recipient((await A.Officers(world)).Clerk.Person, Channel.Sms, "13800138000");
        await Code(world, clerk);
        await world.Db.Transaction(Actor.Setup, new ActionCode("test.choose"), tx => ReaderLanguages.Choose(tx, clerk.Person, Language.English));
        await Code(world, clerk);
        await world.The<MessageSender>().Tick();
        var texts = world.The<DevelopmentInbox>().Messages.Select(m => m.Text).Order(StringComparer.Ordinal).ToList();
        texts[0].ShouldContain("[CCER] cancellation, account ending in 0317");
        texts[1].ShouldContain("zhu xiao");
        await world.ShouldRefuse("update reader_language set language = 'fr'");
    }

    [Theory, BothDatabases]
    public async Task Log_shows_masked_numbers_and_no_code_and_only_what_waits_is_sent_now(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var reader = new Recipient(officers.Clerk.Person, Channel.Sms, "13800138000");
        await Code(world, reader);
        await world.The<MessageSender>().Tick();
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var page = await (await clerk.Get("/portal/messages?lang=en&state=Waiting&kind=StepUp&login=clerk01&channel=Sms&from=2020-01-01")).Text();
        foreach (var shown in (string[])["138****8000", "NoCarrier", "Code for one step", "Send now"]) page.ShouldContain(shown);
        foreach (var hidden in (string[])["13800138000", "482913"]) page.ShouldNotContain(hidden);

        long id;
        await using (var reads = await world.Db.Read()) id = await reads.Scalar<long>($"select id from message");
        ((int)(await clerk.Post("/portal/messages", "send-now", ("message", $"{id}"))).StatusCode).ShouldBe(303);
        await using (var reads = await world.Db.Read()) (await reads.Scalar<DateTimeOffset>($"select next_attempt_at from message")).ShouldBe(world.Clock.Now);
        await GeneralRules.Absent.ShouldRefuse(() => world.The<MessageLog>().SendNow(officers.Clerk, 1));
        world.Time.Advance(TimeSpan.FromDays(2));
        await MessageRules.NotWaiting.ShouldRefuse(() => world.The<MessageLog>().SendNow(officers.Clerk, id));
        await world.The<MessageSender>().Tick();
        await clerk.SignIn(world, "clerk01");
        (await (await clerk.Get("/portal/messages?lang=en&state=GivenUp")).Text()).ShouldContain("138****8000");
        (await (await clerk.Get("/portal/messages?lang=en&state=Sent")).Text()).ShouldContain("No message fits");
        var wrong = await clerk.Get("/portal/messages?lang=en&state=Lost");
        ((int)wrong.StatusCode).ShouldBe(400);
        var templates = await (await clerk.Get("/portal/messages/templates?lang=en")).Text();
        foreach (var kind in Enum.GetValues<MessageKind>())
            foreach (var language in (System.Globalization.CultureInfo[])[Language.Chinese, Language.English])
                templates.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(MessageTexts.Sample(kind, language).Text));

        var log = world.The<MessageLog>();
        for (var i = 0; i < MessageLog.PageSize; i++) await Changed(world, reader);
        var question = new MessageQuestion(null, null, null, null, null, null);
        var (first, next) = await log.Page(question, null);
        var (second, end) = await log.Page(question, next);
        (first.Count, second.Count, end).ShouldBe((MessageLog.PageSize, 1, null));
        first.Concat(second).Select(m => m.Id).Distinct().Count().ShouldBe(MessageLog.PageSize + 1);
    }
}
