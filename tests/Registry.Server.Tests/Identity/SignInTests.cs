using Registry.Kernel.Identity;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Enter;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>Signing in as persons do and as attackers would, through the slices.</summary>
public sealed class SignInTests
{
    [Theory, BothDatabases]
    public async Task Password_and_code_sign_in_as_the_person_in_the_capacity(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var clerk = await Visitors.Clerk(world);

        var session = await Visitors.Enter(world, "CLERK01");

        var (signedIn, end) = await world.The<SessionStore>().See(session);
        end.ShouldBeNull();
        signedIn!.Actor.ShouldBe(clerk);
        signedIn.Login.IsStaff.ShouldBeTrue();
        signedIn.Login.TotpConfirmedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Unknown_name_and_wrong_password_are_refused_alike_and_lock_alike(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var enter = world.The<EnterPassword>();
        foreach (var name in (string[])["clerk01", "nobody99"])
        {
            for (var i = 0; i < 5; i++) (await SignInRules.NotRecognised.ShouldRefuse(() => enter.Enter(name, "Wrong-Harbour-17", Visitors.Place))).Facts.ShouldBeEmpty();
            (await SignInRules.Locked.ShouldRefuse(() => enter.Enter(name, Visitors.Password, Visitors.Place))).Facts.Single().Name.ShouldBe("until");
        }
        await SignInRules.Locked.ShouldRefuse(() => enter.Enter("clerk01", Visitors.Password, "198.51.100.0/24"));
        world.Time.Advance(TimeSpan.FromMinutes(15));
        await enter.Enter("clerk01", Visitors.Password, Visitors.Place);
    }

    [Theory, BothDatabases]
    public async Task Many_guesses_at_once_are_compared_no_more_than_five_times(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var enter = world.The<EnterPassword>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await enter.Enter("clerk01", $"Guess-Number-{i:00}", Visitors.Place);
                return "in";
            }
            catch (RefusalException refusal)
            {
                return refusal.Rule.Code;
            }
        }));

        answers.Count(a => a == SignInRules.NotRecognised.Code).ShouldBe(5);
        answers.Count(a => a == SignInRules.Locked.Code).ShouldBe(15);
    }

    [Theory, BothDatabases]
    public async Task Lock_of_one_representative_or_of_an_address_leaves_the_other_free(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world);
        await Visitors.Login(world, holder.Initiator, "initiator10");
        await Visitors.Login(world, holder.Confirmer, "confirmer10");
        var enter = world.The<EnterPassword>();
        for (var i = 0; i < 5; i++) await SignInRules.NotRecognised.ShouldRefuse(() => enter.Enter("initiator10", "Wrong-Harbour-17", Visitors.Place));
        await SignInRules.Locked.ShouldRefuse(() => enter.Enter("initiator10", Visitors.Password, Visitors.Place));

        (await world.The<SessionStore>().See(await Visitors.Enter(world, "confirmer10"))).SignedIn!.Actor.ShouldBe(holder.Confirmer);

        for (var i = 0; i < 25; i++) await SignInRules.NotRecognised.ShouldRefuse(() => enter.Enter($"sprayed{i:00}", Visitors.Password, Visitors.Place));
        await SignInRules.Locked.ShouldRefuse(() => enter.Enter("confirmer10", Visitors.Password, Visitors.Place));
        await Visitors.Enter(world, "confirmer10", "198.51.100.0/24");
    }

    [Theory, BothDatabases]
    public async Task Code_counts_once_and_only_around_its_moment(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var (password, code) = (world.The<EnterPassword>(), world.The<EnterCode>());
        var half = await password.Enter("clerk01", Visitors.Password, Visitors.Place);
        var shown = await Visitors.Shown(world, "clerk01");
        await SignInRules.CodeNotAccepted.ShouldRefuse(async () => await code.Enter(half, await Visitors.Shown(world, "clerk01", later: 3), Visitors.Place));
        await code.Enter(half, shown, Visitors.Place);

        await SignInRules.BeginAgain.ShouldRefuse(() => code.Enter(half, shown, Visitors.Place));
        var again = await password.Enter("clerk01", Visitors.Password, Visitors.Place);
        await SignInRules.CodeNotAccepted.ShouldRefuse(() => code.Enter(again, shown, Visitors.Place));
        (await code.Show(again))!.Secret.ShouldBeNull();
        for (var i = 0; i < 4; i++) await SignInRules.CodeNotAccepted.ShouldRefuse(() => code.Enter(again, shown, Visitors.Place));
        await SignInRules.Locked.ShouldRefuse(() => code.Enter(again, shown, Visitors.Place));
    }

    [Theory, BothDatabases]
    public async Task One_code_used_twice_at_once_opens_one_session(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var halves = new[] { await world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place), await world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place) };
        var shown = await Visitors.Shown(world, "clerk01");
        var opened = await Task.WhenAll(halves.Select(async half =>
        {
            try
            {
                await world.The<EnterCode>().Enter(half, shown, Visitors.Place);
                return true;
            }
            catch (RefusalException refusal) when (refusal.Rule == SignInRules.CodeNotAccepted || refusal.Rule == SignInRules.BeginAgain)
            {
                return false;
            }
        }));
        opened.Count(o => o).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Step_after_the_password_waits_ten_minutes_and_is_no_session(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var half = await world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place);
        (await world.The<SessionStore>().See(half)).ShouldBe((null, null));
        world.Time.Advance(TimeSpan.FromMinutes(10));
        (await world.The<EnterCode>().Show(half)).ShouldBeNull();
        await SignInRules.BeginAgain.ShouldRefuse(async () => await world.The<EnterCode>().Enter(half, await Visitors.Shown(world, "clerk01"), Visitors.Place));
        await SignInRules.BeginAgain.ShouldRefuse(() => world.The<EnterCode>().Enter("made-up", "000000", Visitors.Place));
    }

    [Theory, BothDatabases]
    public async Task Suspended_account_ends_the_session_and_lets_nobody_in(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world);
        await Visitors.Login(world, holder.Initiator, "initiator10");
        var session = await Visitors.Enter(world, "initiator10");
        await world.Damage($"update account set status = 'Suspended', version = version + 1 where id = {holder.Account}");

        (await world.The<SessionStore>().See(session)).End.ShouldBe(SessionEnd.CapacityEnded);
        await SignInRules.NotRecognised.ShouldRefuse(() => world.The<EnterPassword>().Enter("initiator10", Visitors.Password, Visitors.Place));
    }

    [Theory, BothDatabases]
    public async Task Password_is_compared_whole_and_with_its_case(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var clerk = (await A.Officers(world)).Clerk;
        var longest = "\u78b3\U0001F332Aa1" + new string('x', 122) + "Z";
        PasswordProfile.LengthOf(longest).ShouldBe(128);
        await Visitors.Login(world, clerk, "clerk01", longest);
        var enter = world.The<EnterPassword>();
        await SignInRules.NotRecognised.ShouldRefuse(() => enter.Enter("clerk01", longest[..^1] + "z", Visitors.Place));
        await SignInRules.NotRecognised.ShouldRefuse(() => enter.Enter("clerk01", longest[..^1], Visitors.Place));
        await enter.Enter("clerk01", longest, Visitors.Place);
    }

    [Theory, BothDatabases]
    public async Task Weaker_hash_is_made_anew_at_the_next_sign_in(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        using var argon = new Konscious.Security.Cryptography.Argon2id(System.Text.Encoding.UTF8.GetBytes(Visitors.Password))
        { Salt = new byte[16], MemorySize = 1024, Iterations = 1, DegreeOfParallelism = 1 };
        var weak = Argon2Passwords.Written(1024, 1, 1, new byte[16], argon.GetBytes(32));
        await world.Damage($"update login set password_hash = '{weak}'");

        await world.The<EnterPassword>().Enter("clerk01", Visitors.Password, Visitors.Place);

        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select password_hash from login"))!.ShouldStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    [Theory, BothDatabases]
    public async Task Code_of_activation_works_once_for_a_day_and_the_name_and_password_are_looked_at(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var activate = world.The<ActivateLogin>();
        var older = await Visitors.Code(world, officers.Clerk);
        var code = await Visitors.Code(world, officers.Clerk);
        Task Try(string with, string name, string password, string? again = null) => activate.Activate(with, name, password, again ?? password, Visitors.Place);
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try(older, "clerk01", Visitors.Password));
        await SignInRules.NameMalformed.ShouldRefuse(() => Try(code, "c-1", Visitors.Password));
        await SignInRules.PasswordsDiffer.ShouldRefuse(() => Try(code, "clerk01", Visitors.Password, "other"));
        await SignInRules.PasswordTells.ShouldRefuse(() => Try(code, "clerk01", "My-Clerk01-Harbour"));
        await SignInRules.PasswordTells.ShouldRefuse(() => Try(code, "clerk01", $"Harbour-{A.Person(1).Phone[^6..]}"));
        await SignInRules.PasswordCommon.ShouldRefuse(() => Try(code, "clerk01", "Password@2024"));
        await Try(code, "clerk01", Visitors.Password);
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try(code, "clerk02", Visitors.Password));
        var second = await Visitors.Code(world, officers.Clerk);
        await SignInRules.LoginExists.ShouldRefuse(() => Try(second, "clerk02", Visitors.Password));
        var reviewer = await Visitors.Code(world, officers.Reviewer);
        await SignInRules.NameTaken.ShouldRefuse(() => Try(reviewer, "CLERK01", Visitors.Password));
        world.Time.Advance(TimeSpan.FromHours(24));
        await SignInRules.TokenNotAccepted.ShouldRefuse(() => Try(reviewer, "reviewer01", Visitors.Password));
    }

    [Theory, BothDatabases]
    public async Task Changed_password_is_none_of_the_last_five_and_ends_other_sessions(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Visitors.Clerk(world);
        var (store, change) = (world.The<SessionStore>(), world.The<ChangePassword>());
        var session = await Visitors.Enter(world, "clerk01");
        async Task Change(string old, string password) => await change.Change((await store.See(session)).SignedIn!, old, password, password);
        await SignInRules.NotRecognised.ShouldRefuse(() => Change("Wrong-Harbour-17", "Quiet-Harbour-18"));
        for (var n = 17; n < 22; n++) await Change($"Quiet-Harbour-{n}", $"Quiet-Harbour-{n + 1}");
        await SignInRules.PasswordUsedBefore.ShouldRefuse(() => Change("Quiet-Harbour-22", "Quiet-Harbour-18"));
        await Change("Quiet-Harbour-22", "Quiet-Harbour-17");
        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from password_history")).ShouldBe(7);
        (await reads.Scalar<long>($"select count(*) from message where kind = 'PasswordChanged'")).ShouldBe(6);
    }
}
