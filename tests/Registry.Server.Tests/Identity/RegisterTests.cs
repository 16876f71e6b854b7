using System.Text.RegularExpressions;
using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Identity.Register;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Messages.Inbox;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>AC-01: a visitor registers with a name, a password, a mobile number, a challenge and a code, and may do nothing but open an account.</summary>
public sealed partial class RegisterTests
{
    private const string Phone = "13800138071";
    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    [GeneratedRegex("How much is ([a-z]+) plus ([a-z]+)")]
    private static partial Regex Sum { get; }

    private static async Task<(Dictionary<string, string> Form, string Answer)> Form(Browser browser)
    {
        var html = await (await browser.Get("/register?words=1&lang=en")).Text();
        var sum = Sum.Match(html);
        return (Browser.Hidden(html, "register"), $"{Array.IndexOf(Numbers, sum.Groups[1].Value) + Array.IndexOf(Numbers, sum.Groups[2].Value)}");
    }

    internal static async Task<HttpResponseMessage> Register(Browser browser, string name, string phone = Phone, string? answer = null, string? challenge = null, (string Name, string Value)[]? further = null)
    {
        var (form, right) = await Form(browser);
        foreach (var (field, value) in (Dictionary<string, string>)new() { ["name"] = name, ["password"] = Visitors.Password, ["again"] = Visitors.Password, ["phone"] = phone, ["answer"] = answer ?? right })
            form[field] = value;
        if (challenge is not null) form["challenge"] = challenge;
        foreach (var (field, value) in further ?? []) form[field] = value;
        return await browser.Post("/register?words=1&lang=en", form);
    }

    internal static async Task<string> Code(TestWorld world)
    {
        await world.The<MessageSender>().Tick();
        return Regex.Match(world.The<DevelopmentInbox>().Messages.First(m => m.Kind == MessageKind.VisitorCode).Text, "[0-9]{6}").Value;
    }

    [Theory, BothDatabases]
    public async Task Visitor_registers_proves_the_number_signs_in_and_sees_only_the_opening(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var browser = new Browser(await world.Http());
        (await (await browser.Get("/register")).Text()).ShouldContain("<polyline");

        var sent = await Register(browser, "newcomer1");
        sent.Headers.Location.ShouldNotBeNull(await sent.Text());
        var step = sent.Headers.Location!.OriginalString;
        ((int)(await browser.Post(step, "register-code", ("code", "000000"))).StatusCode).ShouldBe(401);
        (await browser.Post(step, "register-code", ("code", await Code(world)))).Headers.Location!.OriginalString.ShouldBe("/sign-in?made=1");
        ((int)(await browser.Post(step, "register-code", ("code", await Code(world)))).StatusCode).ShouldBe(401, "a code counts once");

        await browser.SignIn(world, "newcomer1");
        (await browser.Get("/portal")).Headers.Location!.OriginalString.ShouldBe("/opening");
        ((int)(await browser.Get("/opening")).StatusCode).ShouldBe(200);
        foreach (var path in (string[])["/portal/holdings", "/portal/projects/new", "/portal/proposals/1000000000000000001", "/portal/openings"])
            ((int)(await browser.Get(path)).StatusCode).ShouldBe(404, path);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select phone_cipher from visitor"))!.ShouldNotContain(Phone);
    }

    [Theory, BothDatabases]
    public async Task Wrong_used_and_foreign_answers_and_a_sixth_code_are_refused_and_names_cannot_be_tried(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await Visitors.Clerk(world, "clerk01");
        var browser = new Browser(await world.Http());

        var wrong = await Register(browser, "newcomer1", answer: "99");
        ((int)wrong.StatusCode).ShouldBe(400);
        var html = await wrong.Text();
        html.ShouldContain("sign-in.challenge-not-met");
        html.ShouldContain("value=\"newcomer1\"");
        html.ShouldNotContain(Visitors.Password);
        ((int)(await Register(browser, "newcomer1", challenge: "forged")).StatusCode).ShouldBe(400);
        ((int)(await Register(browser, "n")).StatusCode).ShouldBe(400);
        ((int)(await Register(browser, "newcomer1", phone: "12")).StatusCode).ShouldBe(400);

        var (form, answer) = await Form(browser);
        foreach (var (field, value) in (Dictionary<string, string>)new() { ["name"] = "newcomer1", ["password"] = Visitors.Password, ["again"] = Visitors.Password, ["phone"] = Phone, ["answer"] = answer })
            form[field] = value;
        var step = (await browser.Post("/register", form)).Headers.Location!.OriginalString;
        ((int)(await browser.Post("/register", form)).StatusCode).ShouldBe(400, "an answer counts once");
        var code = await Code(world);
        for (var i = 0; i < SignInLimits.StepUpTries.Value; i++) await browser.Post(step, "register-code", ("code", "x"));
        ((int)(await browser.Post(step, "register-code", ("code", code))).StatusCode).ShouldBe(401, "five wrong ones spend it");

        var taken = await Register(browser, "clerk01");
        taken.Headers.Location!.OriginalString.ShouldStartWith("/register/code?of=", customMessage: "the first step does not tell that a name is taken");
        ((int)(await browser.Post(taken.Headers.Location.OriginalString, "register-code", ("code", await Code(world)))).StatusCode).ShouldBe(422);
    }

    [Theory, BothDatabases]
    public async Task Database_keeps_logins_to_persons_and_proven_visitors(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var browser = new Browser(await world.Http());
        await Register(browser, "newcomer1");
        foreach (var sql in (string[])[
            "insert into login(id, name, name_key, person_id, account_id, role, password_hash, password_set_at, totp_cipher, totp_step, created_at) select 1, 'someone', 'someone', id, -1, 'Visitor', '$argon2id$v=19$', created_at, 'x', 0, created_at from visitor",
            "update visitor set phone_index = 'other'",
            "update visitor_registration set code_mac = token_hash",
            "delete from visitor_registration",
            "update visitor_registration set tries = tries - 1"])
            await world.ShouldRefuse(sql);
    }

    [Fact]
    public async Task Picture_has_five_digits_and_another_answer_each_time()
    {
        await using var world = await TestWorld.On(Engine.Sqlite);
        var challenge = new Challenge(world.The<PersonalVault>(), world.Clock);
        var shown = challenge.New(inWords: false);
        shown.Picture.Count.ShouldBeInRange(5, 10);
        shown.Token.ShouldNotBe(challenge.New(inWords: false).Token);
        Should.Throw<Kernel.Rules.RefusalException>(() => challenge.Verify(shown.Token, "x")).Rule.ShouldBe(SignInRules.ChallengeNotMet);
    }
}
