using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Messages;

/// <summary>How a message is written, tried, sent or given up, and what its log keeps.</summary>
public sealed class MessagesTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private static readonly MessageSettings WithInbox = new() { Inbox = true };

    private static async Task<Recipient> Clerk(TestWorld world, string phone = "13800138000") => new((await A.Officers(world)).Clerk.Person, Channel.Sms, phone);

    private static Task Send(TestWorld world, Recipient to, string code = "482913", TimeSpan? life = null) => world.Db.Transaction(Actor.Setup, new ActionCode("test.send"), tx =>
        world.The<Post>().Send(tx, to, MessageKind.StepUp, life ?? Life, ("act", "x"), ("account", "0317"), ("check", "7F3A"), ("code", code), ("minutes", "5")));

    [Theory, BothDatabases]
    public async Task Message_is_sealed_until_it_is_sent_and_gone_afterwards(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: WithInbox);
        await Send(world, await Clerk(world));
        await using var reads = await world.Db.Read();
        var waiting = await reads.Get<Row>($"select address_cipher, body_cipher, address_index, sent_at, attempts from message");
        waiting.BodyCipher!.ShouldNotContain("482913");
        (waiting.AddressCipher + waiting.AddressIndex).ShouldNotContain("13800138000");

        (await world.The<MessageSender>().Tick()).ShouldBe(1);

        var sent = await reads.Get<Row>($"select address_cipher, body_cipher, address_index, sent_at, attempts from message");
        (sent.AddressCipher, sent.BodyCipher, sent.Attempts).ShouldBe((null, null, 1));
        sent.SentAt.ShouldNotBeNull();
        var got = world.The<DevelopmentInbox>().Messages.Single();
        (got.Address, got.Channel).ShouldBe(("13800138000", Channel.Sms));
        got.Text.ShouldContain("482913");
        (await world.The<MessageSender>().Tick()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Message_whose_transaction_is_refused_is_not_sent(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: WithInbox);
        var clerk = await Clerk(world);
        await GeneralRules.Absent.ShouldRefuse(() => world.Db.Transaction(Actor.Setup, new ActionCode("test.send"), async tx =>
        {
            await world.The<Post>().Send(tx, clerk, MessageKind.PasswordChanged, Life, ("login", "clerk01"), ("time", "now"));
            throw GeneralRules.Absent.Refuse(("what", "test"));
        }));
        (await world.The<MessageSender>().Tick()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Failing_carrier_is_tried_again_under_the_same_id_until_the_message_is_of_no_use(Engine engine)
    {
        var broken = new Broken { Fails = true };
        await using var world = await TestWorld.On(engine, change: services => services.AddSingleton<ICarrier>(broken));
        await Send(world, await Clerk(world));
        var sender = world.The<MessageSender>();
        (await sender.Tick()).ShouldBe(0);
        (await sender.Tick()).ShouldBe(0);
        broken.Seen.Count.ShouldBe(1);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        await sender.Tick();
        broken.Seen.Count.ShouldBe(2);
        broken.Seen.Distinct().Count().ShouldBe(1);
        broken.Fails = false;
        world.Time.Advance(TimeSpan.FromSeconds(4));
        (await sender.Tick()).ShouldBe(1);

        broken.Fails = true;
        await Send(world, await Clerk(world));
        for (var i = 0; i < 10; i++)
        {
            await sender.Tick();
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }
        await using var reads = await world.Db.Read();
        var given = await reads.Get<Row>($"select body_cipher, address_cipher, address_index, given_up_at, last_error, attempts from message where given_up_at is not null");
        (given.BodyCipher, given.LastError).ShouldBe((null, nameof(HttpRequestException)));
    }

    [Theory, BothDatabases]
    public async Task Message_without_a_carrier_or_too_late_is_given_up_and_says_why(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Send(world, await Clerk(world), life: TimeSpan.FromSeconds(1));
        await world.The<MessageSender>().Tick();
        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select last_error from message where given_up_at is not null")).ShouldBe("NoCarrier");
    }

    [Theory, BothDatabases]
    public async Task Sixth_message_to_one_number_within_an_hour_is_refused_and_others_are_not(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var clerk = await Clerk(world);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                await Send(world, clerk);
                return true;
            }
            catch (RefusalException refusal) when (refusal.Rule == MessageRules.TooMany)
            {
                return false;
            }
        }));
        answers.Count(a => a).ShouldBe(5);
        await Send(world, clerk with { Address = "13800138001" });
        world.Time.Advance(TimeSpan.FromHours(1));
        await Send(world, clerk);
    }

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: WithInbox);
        await Send(world, await Clerk(world));
        await world.The<MessageSender>().Tick();
        await Send(world, await Clerk(world));
        foreach (var sql in (string[])
        [
            "delete from message",
            "update message set person_id = (select person_id from officer where role = 'Reviewer')",
            "update message set expires_at = '2099-01-01T00:00:00.000000Z' where sent_at is null",
            "update message set sent_at = null where sent_at is not null",
            "update message set sent_at = created_at where sent_at is null",
            "update message set body_cipher = 'a:b' where sent_at is null",
            "update message set address_cipher = 'a:b' where sent_at is null",
            "update message set attempts = attempts - 1",
            "update message set given_up_at = created_at where sent_at is not null",
            "update message set urgency = 3",
            "update message set language = 'en'",
            "update message set address_masked = '13800138000'",
            "update message set address_masked = '1**'",
        ]) await world.ShouldRefuse(sql);
    }

    [Theory, BothDatabases]
    public async Task Inbox_is_shown_to_this_machine_only_and_only_where_it_was_asked_for(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: WithInbox);
        await Send(world, await Clerk(world));
        await world.The<MessageSender>().Tick();
        async Task<(int Status, string Html)> Open(TestWorld at, string? from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/development/inbox?lang=en");
            if (from is not null) request.Headers.Add("X-Forwarded-For", from);
            var answer = await (await at.Http()).Answer(request);
            return ((int)answer.StatusCode, await answer.Text());
        }
        var here = await Open(world, "127.0.0.1");
        here.Status.ShouldBe(200, here.Html);
        here.Html.ShouldContain("482913");
        foreach (var from in (string?[])["192.0.2.7", null]) (await Open(world, from)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(404), a => a.Html.ShouldNotContain("482913"));
        await using var plain = await TestWorld.On(engine);
        (await Open(plain, "127.0.0.1")).Status.ShouldBe(404);
    }

    [Fact]
    public void Texts_take_the_facts_they_name_and_never_the_number_of_a_document()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            MessageTexts.FactsOf(kind).ShouldNotContain("password");
            foreach (var language in (System.Globalization.CultureInfo[])[Language.Chinese, Language.English])
            {
                var (subject, text) = MessageTexts.Sample(kind, language);
                subject.ShouldNotBeNullOrWhiteSpace();
                text.ShouldNotContain("{");
                foreach (var fact in MessageTexts.FactsOf(kind).Where(f => f is not "minutes" and not "hours")) text.ShouldContain(Texts.For<MessagesText>().In(language, $"sample.{fact}"));
            }
        }
        Should.Throw<ArgumentException>(() => Changed(("login", "a"), ("time", "b"), ("password", "c"))).Message.ShouldContain("takes no fact");
        Should.Throw<ArgumentException>(() => Changed(("login", "a"))).Message.ShouldContain("needs the fact");
        foreach (var number in (string[])["11010519491231002X", "110105194912310021", "\uff11\uff11\uff10105194912310021", "no. 130503670401001."])
            Should.Throw<ArgumentException>(() => Changed(("login", number), ("time", "b"))).Message.ShouldNotContain(number);
        Changed(("login", "1313818298592399360"), ("time", "line\r\nbreak\u202e")).Text.ShouldNotContain("\n");
    }

    private static (string Subject, string Text) Changed(params (string Name, string Value)[] facts) =>
        MessageTexts.Of(MessageKind.PasswordChanged, Language.English, facts.ToDictionary(f => f.Name, f => f.Value));

    private sealed class Broken : ICarrier
    {
        public bool Fails { get; set; }
        public List<long> Seen { get; } = [];
        public Channel Channel => Channel.Sms;

        public Task<string?> Carry(Message message)
        {
            Seen.Add(message.Id);
            return Fails ? Task.FromException<string?>(new HttpRequestException($"no answer for {message.Address}")) : Task.FromResult<string?>("taken");
        }
    }

    private sealed record Row
    {
        public string? AddressCipher { get; init; }
        public string? BodyCipher { get; init; }
        public string AddressIndex { get; init; } = "";
        public DateTimeOffset? SentAt { get; init; }
        public DateTimeOffset? GivenUpAt { get; init; }
        public string? LastError { get; init; }
        public int Attempts { get; init; }
    }
}
