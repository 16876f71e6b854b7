using System.Text.Json;
using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Access;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Factors;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Passkeys as a second factor: with a security key made of software, used as its holder would and as attackers would.</summary>
public sealed class PasskeyTests
{
    private static async Task<SignedIn> Seen(TestWorld world, string session) => (await world.The<SessionStore>().See(session)).SignedIn!;

    private static Task<string> Half(TestWorld world, string name) => world.The<EnterPassword>().Enter(name, Visitors.Password, Visitors.Place);

    private static async Task Prove(TestWorld world, SignedIn who)
    {
        await world.The<ProveFactor>().WithCode(who, await Visitors.Shown(world, who.Login.Name));
        world.Time.Advance(TimeSpan.FromSeconds(30));
    }

    /// <summary>Adds a passkey to a login with an authenticator.</summary>
    private static async Task<SignedIn> Add(TestWorld world, SignedIn who, SoftKey key, string name = "key")
    {
        await Prove(world, who);
        await world.The<ChangeFactors>().Add(who, key.Make(await world.The<ChangeFactors>().AskForPasskey(who)), name);
        return who;
    }

    private static async Task<SignedIn> WithPasskey(TestWorld world, string name, SoftKey key) => await Add(world, await Seen(world, await Visitors.Enter(world, name)), key);

    private static async Task<string> Enter(TestWorld world, string name, SoftKey key)
    {
        var (enter, half) = (world.The<EnterPasskey>(), await Half(world, name));
        return await enter.Enter(half, key.Answer(await enter.Ask(half)), Visitors.Place);
    }

    private static async Task<IReadOnlyList<Passkey>> Of(TestWorld world, SignedIn who) => await world.The<ChangeFactors>().Passkeys(who);

    [Theory, BothDatabases]
    public async Task Passkey_is_added_after_a_fresh_proof_signs_in_instead_of_a_code_and_is_removed(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var clerk = await Visitors.Clerk(world);
        using var key = new SoftKey();
        var who = await Seen(world, await Visitors.Enter(world, "clerk01"));
        var change = world.The<ChangeFactors>();
        await SignInRules.FactorNotProven.ShouldRefuse(() => change.AskForPasskey(who));
        await SignInRules.FactorNotProven.ShouldRefuse(() => change.Add(who, "{}", "key"));
        await SignInRules.PasskeyUnnamed.ShouldRefuse(() => change.Add(who, "{}", " "));
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => world.The<PasskeyCeremonies>().Ask(who, PasskeyPurpose.Prove));
        await SignInRules.CodeNotAccepted.ShouldRefuse(() => world.The<ProveFactor>().WithCode(who, "000000"));
        await Prove(world, who);
        world.Time.Advance(SignInLimits.FactorProof.Value);
        await SignInRules.FactorNotProven.ShouldRefuse(() => change.AskForPasskey(who));
        await Prove(world, who);
        var other = await Half(world, "clerk01");
        var asked = await change.AskForPasskey(who);
        using (var json = JsonDocument.Parse(asked))
        {
            json.RootElement.GetProperty("rp").GetProperty("id").GetString().ShouldBe("localhost");
            json.RootElement.GetProperty("attestation").GetString().ShouldBe("none");
            json.RootElement.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString().ShouldBe("required");
            json.RootElement.GetProperty("timeout").GetInt32().ShouldBe(300_000);
        }

        await change.Add(who, key.Make(asked), " office key ");

        var passkey = (await Of(world, who)).Single();
        passkey.Name.ShouldBe("office key");
        passkey.LastUsedAt.ShouldBeNull();
        await SignInRules.FactorNotProven.ShouldRefuse(() => change.Remove(who, passkey.Id));
        (await world.The<SessionStore>().See(other, SessionStrength.Password)).End.ShouldBe(SessionEnd.FactorChanged);
        (await StepUps.Sent(world)).ShouldContain("clerk01");
        world.The<DevelopmentInbox>().Messages[0].Kind.ShouldBe(MessageKind.FactorChanged);

        var session = await Enter(world, "clerk01", key);

        var again = await Seen(world, session);
        again.Actor.ShouldBe(clerk);
        (await world.The<SessionStore>().See(session)).SignedIn!.Login.Passkeys.ShouldBe(1);
        (await Of(world, again)).Single().LastUsedAt.ShouldBe(world.Clock.Now);
        await world.The<ProveFactor>().WithPasskey(again, key.Answer(await world.The<PasskeyCeremonies>().Ask(again, PasskeyPurpose.Prove)));
        await GeneralRules.Absent.ShouldRefuse(() => change.Remove(again, passkey.Id + 1));
        await change.Remove(again, passkey.Id);
        (await Of(world, again)).ShouldBeEmpty();
        var half = await Half(world, "clerk01");
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => world.The<EnterPasskey>().Ask(half));
        await using var reads = await world.Db.Read();
        foreach (var action in (string[])["sign-in.prove-factor", "sign-in.add-passkey", "sign-in.enter-passkey", "sign-in.remove-passkey"])
            (await reads.Scalar<long>($"select count(*) from audit_entry where action = {action} and person_id = {clerk.Person}")).ShouldBeGreaterThan(0, action);
    }

    [Theory, BothDatabases]
    public async Task First_sign_in_with_a_passkey_leaves_no_authenticator_until_one_is_bound_and_the_last_factor_stays(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        using var key = new SoftKey();
        var (enter, code, change, half) = (world.The<EnterPasskey>(), world.The<EnterCode>(), world.The<ChangeFactors>(), await Half(world, "clerk01"));
        (await code.Show(half))!.MayBegin.ShouldBeTrue();
        var shown = await Visitors.Shown(world, "clerk01");
        var made = key.Make(await enter.Ask(half));
        await SignInRules.PasskeyUnnamed.ShouldRefuse(() => enter.BeginWith(half, made, new string('x', 41), Visitors.Place));
        var who = await Seen(world, await enter.BeginWith(half, made, "first", Visitors.Place));

        // The secret that was shown is void, and no code opens anything.
        var next = await Half(world, "clerk01");
        var step = (await code.Show(next))!;
        (step.Secret, step.TakesCode, step.TakesPasskey).ShouldBe((null, false, true));
        await SignInRules.CodeNotAccepted.ShouldRefuse(() => code.Enter(next, shown, Visitors.Place));
        await SignInRules.CodeNotAccepted.ShouldRefuse(async () => await code.Enter(next, await Visitors.Shown(world, "clerk01"), Visitors.Place));
        await SignInRules.BeginAgain.ShouldRefuse(() => enter.BeginWith(half, made, "second", Visitors.Place));
        (await change.Secret(who)).ShouldBeNull();
        var asked = await enter.Ask(next);
        who = await Seen(world, await enter.Enter(next, key.Answer(asked), Visitors.Place));
        async Task Proven() => await world.The<ProveFactor>().WithPasskey(who, key.Answer(await world.The<PasskeyCeremonies>().Ask(who, PasskeyPurpose.Prove)));
        await Proven();
        var passkey = (await Of(world, who)).Single();
        await SignInRules.LastFactor.ShouldRefuse(() => change.Remove(who, passkey.Id));
        await world.ShouldRefuse("update passkey set removed_at = last_used_at");
        (await change.Secret(who)).ShouldNotBeNull();
        await SignInRules.CodeNotAccepted.ShouldRefuse(() => change.BindAuthenticator(who, shown));
        await change.BindAuthenticator(who, await Visitors.Shown(world, "clerk01"));
        who = (await world.The<SessionStore>().See(await Reentered())).SignedIn!;
        await SignInRules.AuthenticatorBound.ShouldRefuse(() => change.BindAuthenticator(who, "000000"));
        await Proven();
        await change.Remove(who, passkey.Id);

        async Task<string> Reentered()
        {
            world.Time.Advance(TimeSpan.FromSeconds(30));
            return await Visitors.Enter(world, "clerk01");
        }
    }

    [Theory, BothDatabases]
    public async Task Answer_that_is_not_right_in_every_respect_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        using var key = new SoftKey();
        using var reviewers = new SoftKey();
        using var strangers = new SoftKey();
        await WithPasskey(world, "clerk01", key);
        await WithPasskey(world, "reviewer01", reviewers);
        var enter = world.The<EnterPasskey>();
        async Task<string> Refused(Rule rule, Func<string, string> answer)
        {
            world.Time.Advance(TimeSpan.FromMinutes(16));
            var half = await Half(world, "clerk01");
            var asked = await enter.Ask(half);
            var answered = answer(asked);
            await rule.ShouldRefuse(() => enter.Enter(half, answered, Visitors.Place));
            // The challenge is spent by the try.
            await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, key.Answer(asked), Visitors.Place));
            return answered;
        }
        Func<string, string> Spoken(Action<SoftKey> change) => asked =>
        {
            change(key);
            var answer = key.Answer(asked);
            (key.Origin, key.Domain, key.Verifies, key.Framed) = ("https://localhost", "localhost", true, false);
            return answer;
        };

        foreach (var origin in (string[])["https://localhost.example", "https://registry.example", "http://127.0.0.1", "null", "https://localhost/", "https://localhost@evil.example"])
            await Refused(SignInRules.PasskeyNotAccepted, Spoken(k => k.Origin = origin));
        await Refused(SignInRules.PasskeyNotAccepted, Spoken(k => k.Domain = "registry.example"));
        await Refused(SignInRules.PasskeyNotAccepted, Spoken(k => k.Verifies = false));
        await Refused(SignInRules.PasskeyNotAccepted, Spoken(k => k.Framed = true));
        await Refused(SignInRules.PasskeyNotAccepted, asked => key.Answer(asked, spoil: true));
        await Refused(SignInRules.PasskeyNotAccepted, asked => key.Answer(asked, type: "webauthn.create"));
        await Refused(SignInRules.PasskeyNotAccepted, asked => reviewers.Answer(asked));
        await Refused(SignInRules.PasskeyNotAccepted, asked => strangers.Answer(asked));
        await Refused(SignInRules.PasskeyNotAccepted, key.Make);
        await Refused(SignInRules.PasskeyNotAccepted, _ => "");
        await Refused(SignInRules.PasskeyNotAccepted, _ => "{\"id\":\"AA\"}");
        await Refused(SignInRules.PasskeyNotAccepted, _ => key.Answer("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""));
    }

    [Theory, BothDatabases]
    public async Task Challenge_counts_once_for_five_minutes_for_its_session_and_login_and_a_copied_key_is_found_out(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        using var key = new SoftKey();
        using var reviewers = new SoftKey();
        await WithPasskey(world, "clerk01", key);
        await WithPasskey(world, "reviewer01", reviewers);
        var enter = world.The<EnterPasskey>();

        // Replayed, after it opened a session and in another session.
        var half = await Half(world, "clerk01");
        var used = key.Answer(await enter.Ask(half));
        await enter.Enter(half, used, Visitors.Place);
        await SignInRules.BeginAgain.ShouldRefuse(() => enter.Enter(half, used, Visitors.Place));
        half = await Half(world, "clerk01");
        await enter.Ask(half);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, used, Visitors.Place));

        // Asked in another session, asked again since, asked for another purpose, too late.
        var asked = await enter.Ask(await Half(world, "clerk01"));
        half = await Half(world, "clerk01");
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, key.Answer(asked), Visitors.Place));
        asked = await enter.Ask(half);
        await enter.Ask(half);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, key.Answer(asked), Visitors.Place));
        asked = await enter.Ask(half);
        await SignInRules.BeginAgain.ShouldRefuse(() => enter.BeginWith(null, key.Answer(asked), "x", Visitors.Place));
        world.Time.Advance(SignInLimits.PasskeyChallenge.Value);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, key.Answer(asked), Visitors.Place));

        // The same answer twice at once opens one session.
        world.Time.Advance(TimeSpan.FromMinutes(16));
        half = await Half(world, "clerk01");
        used = key.Answer(await enter.Ask(half));
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return await enter.Enter(half, used, Visitors.Place);
            }
            catch (RefusalException)
            {
                return null;
            }
        }));
        opened.Count(session => session is not null).ShouldBe(1);

        // A copy of the key answers with a counter that was there.
        world.Time.Advance(TimeSpan.FromMinutes(16));
        key.Counter -= 1;
        await SignInRules.PasskeyCopied.ShouldRefuse(() => Enter(world, "clerk01", key));
        key.Counter -= 3;
        await SignInRules.PasskeyCopied.ShouldRefuse(() => Enter(world, "clerk01", key));
        // With a signature that is wrong as well it is no copy but a forgery.
        key.Counter = 1;
        half = await Half(world, "clerk01");
        asked = await enter.Ask(half);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => enter.Enter(half, key.Answer(asked, spoil: true), Visitors.Place));
        await using (var reads = await world.Db.Read())
            (await reads.Scalar<string>($"select (select count(*) from audit_entry where rule_code = {SignInRules.PasskeyCopied.Code}) || '.' || (select count(*) from message m join login l on l.person_id = m.person_id where m.kind = 'PasskeyCopied' and l.name = 'clerk01') || '.' || (select count(*) from notice n join login l on l.id = n.login_id where n.event = 'PasskeyCopied' and l.name = 'clerk01' and n.read_at is null)"))
                .ShouldBe("2.2.2", "each time the holder is told, by message and in the portal");
        key.Counter = 100;
        await Enter(world, "clerk01", key);
        // One that does not count at all keeps to that.
        using var still = new SoftKey { Counter = 0, Counts = false };
        await Add(world, await Seen(world, await Visitors.Enter(world, "clerk01")), still);
        await Enter(world, "clerk01", still);
        await Enter(world, "clerk01", still);
    }

    [Theory, BothDatabases]
    public async Task Made_key_is_refused_for_another_address_domain_login_or_person_and_only_five_are_kept(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        await Visitors.Login(world, (await A.Officers(world)).Reviewer, "reviewer01");
        var who = await Seen(world, await Visitors.Enter(world, "clerk01"));
        var change = world.The<ChangeFactors>();
        foreach (var spoil in (Action<SoftKey>[])[k => k.Origin = "https://registry.example", k => k.Domain = "registry.example", k => k.Verifies = false, k => k.Framed = true])
        {
            using var bad = new SoftKey();
            spoil(bad);
            await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => Add(world, who, bad));
        }
        using var key = new SoftKey();
        await Prove(world, who);
        var asked = await change.AskForPasskey(who);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => change.Add(who, key.Answer(asked), "x"));
        asked = await change.AskForPasskey(who);
        await change.Add(who, key.Make(asked), "mine");
        await SignInRules.FactorNotProven.ShouldRefuse(() => change.Add(who, key.Make(asked), "replayed"));
        await Prove(world, who);
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => change.Add(who, key.Make(asked), "replayed"));
        var reviewer = await Seen(world, await Visitors.Enter(world, "reviewer01"));
        await SignInRules.PasskeyNotAccepted.ShouldRefuse(() => Add(world, reviewer, key));
        await Prove(world, reviewer);
        await GeneralRules.Absent.ShouldRefuse(async () => await change.Remove(reviewer, (await Of(world, who)).Single().Id));
        for (var i = 1; i < SignInLimits.Passkeys.Value; i++)
        {
            using var more = new SoftKey();
            await Add(world, who, more);
            world.Time.Advance(TimeSpan.FromMinutes(1));
            who = await Seen(world, await Visitors.Enter(world, "clerk01"));
        }
        await Prove(world, who);
        (await SignInRules.PasskeysMany.ShouldRefuse(() => change.AskForPasskey(who))).Facts.Single().Value.ShouldBe("5");
        await world.ShouldRefuse("insert into passkey(id, login_id, slot, credential_id, public_key, sign_count, backup_eligible, backed_up, transports, name, made_at) select id + 1, login_id, slot, credential_id || 'AA', public_key, sign_count, backup_eligible, backed_up, transports, name, made_at from passkey where slot = 1");
        await world.ShouldRefuse("insert into passkey(id, login_id, slot, credential_id, public_key, sign_count, backup_eligible, backed_up, transports, name, made_at) select id + 1, login_id, 6, credential_id || 'AA', public_key, sign_count, backup_eligible, backed_up, transports, name, made_at from passkey where slot = 1");
    }

    [Theory, BothDatabases]
    public async Task S025_change_of_a_factor_is_told_to_both_representatives_and_what_needs_a_code_waits(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world);
        await Visitors.Login(world, holder.Initiator, "initiator10");
        await Visitors.Login(world, holder.Confirmer, "confirmer10");
        using var first = new SoftKey();
        using var second = new SoftKey();
        var wait = world.The<ChangeWait>();
        async Task Free()
        {
            await using var reads = await world.Db.Read();
            await wait.Require(reads, holder.Initiator.Account, world.Clock.Now);
        }
        // The first factor of a login is no change, with a passkey as with an authenticator.
        var enter = world.The<EnterPasskey>();
        var half = await Half(world, "confirmer10");
        await enter.BeginWith(half, first.Make(await enter.Ask(half)), "first", Visitors.Place);
        var who = await Seen(world, await Visitors.Enter(world, "initiator10"));
        await Free();

        await Add(world, who, second);

        await DualControlRules.ChangedRecently.ShouldRefuse(Free);
        await world.The<MessageSender>().Tick();
        var told = world.The<DevelopmentInbox>().Messages;
        told.Count(m => m.Kind == MessageKind.FactorChanged).ShouldBe(1);
        told.Single(m => m.Kind == MessageKind.AccessChanged).Address.ShouldNotBe(told.Single(m => m.Kind == MessageKind.FactorChanged).Address);
        world.Time.Advance(TimeSpan.FromHours(24));
        await Free();
        who = await Seen(world, await Visitors.Enter(world, "initiator10"));
        await Prove(world, who);
        await world.The<ChangeFactors>().Remove(who, (await Of(world, who)).Single().Id);
        await DualControlRules.ChangedRecently.ShouldRefuse(Free);
        world.Time.Advance(TimeSpan.FromHours(24));
        await Free();

        // Who loses the device loses the passkeys with the login.
        await world.Db.Transaction(Actor.Setup, new ActionCode("test.end"), tx => LoginEnds.End(tx, holder.Confirmer.Person, holder.Confirmer.Account, "Confirmer"));
        await using var after = await world.Db.Read();
        (await after.Scalar<long>($"select count(*) from passkey where removed_at is null")).ShouldBe(0);
        await SignInRules.NotRecognised.ShouldRefuse(() => Half(world, "confirmer10"));
    }

    [Theory, BothDatabases]
    public async Task Passkey_is_made_and_used_through_the_pages_and_hidden_where_no_script_runs(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        using var key = new SoftKey();
        var browser = new Browser(await world.Http());
        async Task<string> Asked(string place, string html, string form)
        {
            var answer = await browser.Post(place, Browser.Hidden(html, form));
            var json = await answer.Text();
            ((int)answer.StatusCode).ShouldBe(200, json);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            return json;
        }
        async Task<string> SecondStep()
        {
            await browser.Post("/sign-in", "sign-in", ("name", "clerk01"), ("password", Visitors.Password));
            return await (await browser.Get("/sign-in/second-factor")).Text();
        }
        ((int)(await browser.Post("/sign-in/passkey", [])).StatusCode).ShouldBe(400);
        var html = await SecondStep();
        html.ShouldContain("<div data-supported hidden>");
        html.ShouldContain("otpauth://totp/");
        var refused = await browser.Submit("/sign-in/second-factor", html, "first-passkey", ("name", "x"), ("credential", "nonsense"));
        ((int)refused.StatusCode).ShouldBe(401);
        (await refused.Text()).ShouldContain(SignInRules.PasskeyNotAccepted.Code);
        var made = key.Make(await Asked("/sign-in/passkey", html, "first-passkey"));
        var began = await browser.Submit("/sign-in/second-factor", html, "first-passkey", ("name", "pages"), ("credential", made));
        began.Headers.Location?.OriginalString.ShouldBe("/portal", await began.Text());

        html = await SecondStep();
        html.ShouldNotContain("name=\"code\"");
        var entered = await browser.Submit("/sign-in/second-factor", html, "passkey", ("credential", key.Answer(await Asked("/sign-in/passkey", html, "passkey"))));
        entered.Headers.Location?.OriginalString.ShouldBe("/portal", await entered.Text());

        html = await (await browser.Get("/me/factors?lang=en")).Text();
        html.ShouldContain("pages");
        (await browser.Post("/me/factors/passkey", Browser.Hidden(html, "prove-passkey"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        await browser.Submit("/me/factors", html, "prove-passkey", ("credential", key.Answer(await Asked("/me/factors/proof", html, "prove-passkey"))));
        html = await (await browser.Get("/me/factors?lang=en")).Text();
        html.ShouldContain("otpauth://totp/");
        using var second = new SoftKey();
        var added = await browser.Submit("/me/factors", html, "add", ("name", "second"), ("credential", second.Make(await Asked("/me/factors/passkey", html, "add"))));
        added.Headers.Location?.OriginalString.ShouldBe("/me/factors?done=1", await added.Text());
    }
}
