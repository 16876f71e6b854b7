using System.Text.RegularExpressions;
using Registry.Kernel.Identity;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Forgotten;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>A forgotten password: asked for, sent, chosen anew, and every way around it.</summary>
public sealed partial class ForgottenPasswordTests
{
    private const string Chosen = "Other-Harbour-18";

    private static async Task<TestWorld> World(Engine engine)
    {
        var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await Visitors.Clerk(world);
        return world;
    }

    private static IReadOnlyList<Message> Sent(TestWorld world) => [.. world.The<DevelopmentInbox>().Messages.Where(m => m.Kind == MessageKind.PasswordReset)];

    private static async Task<string> Asked(TestWorld world, string name = "clerk01")
    {
        await world.The<ForgottenPassword>().Ask(name, Visitors.Place);
        await world.The<ForgottenPassword>().Tick();
        await world.The<MessageSender>().Tick();
        return Typed().Match(Sent(world)[0].Text).Value;
    }

    private static Task Reset(TestWorld world, string code, string password = Chosen) => world.The<ForgottenPassword>().Reset(code, password, password, Visitors.Place);

    [Theory, BothDatabases]
    public async Task Code_from_the_message_sets_the_password_once_ends_every_session_and_keeps_the_authenticator(Engine engine)
    {
        await using var world = await World(engine);
        var session = await Visitors.Enter(world, "clerk01");
        var half = await world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place);
        var code = await Asked(world);
        Sent(world).Single().Address.ShouldBe(A.Person(1).Phone);

        await Reset(world, code.ToLowerInvariant());
        await world.The<MessageSender>().Tick();
        var told = world.The<DevelopmentInbox>().Messages.Single(m => m.Kind == MessageKind.PasswordChanged);
        told.Text.ShouldContain("clerk01");
        told.Text.ShouldNotContain(Chosen);

        (await world.The<SessionStore>().See(session)).End.ShouldBe(SessionEnd.PasswordChanged);
        await SignInRules.BeginAgain.ShouldRefuse(async () => await world.The<EnterCode>().Enter(half, await Visitors.Shown(world, "clerk01"), Visitors.Place));
        await SignInRules.ResetNotAccepted.ShouldRefuse(() => Reset(world, code, "Third-Harbour-19"));
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place));
        var second = await world.The<EnterPassword>().Enter("clerk01", Chosen, Visitors.Place);
        (await world.The<EnterCode>().Show(second))!.Secret.ShouldBeNull();
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select code_hash from password_reset where code_hash is not null")).ShouldNotContain(h => h.Contains(code) || h == OneTimeSecret.Typed(code));
    }

    [Theory, BothDatabases]
    public async Task Unknown_name_is_answered_alike_and_nothing_is_sent(Engine engine)
    {
        await using var world = await World(engine);
        var browser = new Browser(await world.Http());
        var known = await browser.Post("/forgotten", "forgotten", ("name", "clerk01"));
        var unknown = await browser.Post("/forgotten", "forgotten", ("name", "nobody99"));
        ((int)unknown.StatusCode, unknown.Headers.Location!.OriginalString).ShouldBe(((int)known.StatusCode, known.Headers.Location!.OriginalString));
        Value().Replace(await unknown.Text(), "").ShouldBe(Value().Replace(await known.Text(), ""));
        await world.The<ForgottenPassword>().Tick();
        await world.The<MessageSender>().Tick();
        Sent(world).Count.ShouldBe(1);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from password_reset")).ShouldBe(2);
        var done = await browser.Post("/forgotten/code", "reset", ("code", Typed().Match(Sent(world)[0].Text).Value), ("password", Chosen), ("again", Chosen));
        done.Headers.Location?.OriginalString.ShouldBe("/sign-in?reset=1", await done.Text());
        ((int)(await browser.Post("/forgotten/code", "reset", ("code", "GUESS"), ("password", Chosen), ("again", Chosen))).StatusCode).ShouldBe(401);
    }

    [Theory, BothDatabases]
    public async Task Code_of_sixteen_minutes_ago_or_an_older_one_or_of_nobody_sets_nothing(Engine engine)
    {
        await using var world = await World(engine);
        var older = await Asked(world);
        var code = await Asked(world);
        await SignInRules.ResetNotAccepted.ShouldRefuse(() => Reset(world, older));
        await SignInRules.ResetNotAccepted.ShouldRefuse(() => Reset(world, ""));
        await SignInRules.PasswordUsedBefore.ShouldRefuse(() => Reset(world, code, Visitors.Password));
        await SignInRules.PasswordCommon.ShouldRefuse(() => Reset(world, code, "Password@2024"));
        world.Time.Advance(TimeSpan.FromMinutes(15));
        await SignInRules.ResetNotAccepted.ShouldRefuse(() => Reset(world, code));
        await world.The<ForgottenPassword>().Ask("clerk01", Visitors.Place);
        world.Time.Advance(TimeSpan.FromMinutes(15));
        (await world.The<ForgottenPassword>().Tick()).ShouldBe(0);
        var last = await Asked(world);
        await world.Damage("update officer set left_at = since where role = 'Clerk'");
        await SignInRules.ResetNotAccepted.ShouldRefuse(() => Reset(world, last));
    }

    [Theory, BothDatabases]
    public async Task Twenty_uses_of_one_code_at_once_set_one_password(Engine engine)
    {
        await using var world = await World(engine);
        var code = await Asked(world);
        var set = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await Reset(world, code, $"Chosen-Harbour-{i:00}");
                return i;
            }
            catch (RefusalException refusal) when (refusal.Rule == SignInRules.ResetNotAccepted || refusal.Rule == GeneralRules.ChangedMeanwhile)
            {
                return -1;
            }
        }));
        var won = set.Single(i => i >= 0);
        await world.The<EnterPassword>().Enter("clerk01", $"Chosen-Harbour-{won:00}", Visitors.Place);
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_flooded_and_a_lock_by_wrong_passwords_ends_with_the_new_one(Engine engine)
    {
        await using var world = await World(engine);
        for (var i = 0; i < 5; i++) await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("clerk01", "Wrong-Harbour-17", Visitors.Place));
        for (var i = 0; i < 7; i++) await Asked(world);
        Sent(world).Count.ShouldBe(5);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from password_reset where used_at is null and void_at is null")).ShouldBe(1);
        await Reset(world, Typed().Match(Sent(world)[0].Text).Value);
        await world.The<EnterPassword>().Enter("clerk01", Chosen, Visitors.Place);
        for (var i = 0; i < 30; i++)
        {
            try
            {
                await world.The<ForgottenPassword>().Ask($"sprayed{i:00}", Visitors.Place);
            }
            catch (RefusalException refusal) when (refusal.Rule == SignInRules.Locked)
            {
                break;
            }
        }
        await SignInRules.Locked.ShouldRefuse(() => world.The<ForgottenPassword>().Ask("clerk01", Visitors.Place));
    }

    [Theory, BothDatabases]
    public async Task Statement_that_breaks_a_guard_is_refused(Engine engine)
    {
        await using var world = await World(engine);
        await Reset(world, await Asked(world));
        await Asked(world);
        await world.The<ForgottenPassword>().Ask("nobody99", Visitors.Place);
        foreach (var sql in (string[])
        [
            "delete from password_reset",
            "update password_reset set used_at = null where used_at is not null",
            "update password_reset set code_hash = '0000000000000000000000000000000000000000000000000000000000000000' where code_hash is not null and used_at is null",
            "update password_reset set code_hash = '0000000000000000000000000000000000000000000000000000000000000000' where login_id is null",
            "update password_reset set login_id = (select id from login) where login_id is null",
            "update password_reset set expires_at = '2099-01-01T00:00:00.000000Z' where used_at is null",
            "update password_reset set used_at = asked_at where code_hash is null",
            "update password_reset set used_at = expires_at where code_hash is not null and used_at is null",
        ]) await world.ShouldRefuse(sql);
    }

    // The name as it was typed and the token of the form differ with each request.
    [GeneratedRegex("value=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("([A-Z2-9]{4}-){6}[A-Z2-9]{4}")]
    internal static partial Regex Typed();
}
