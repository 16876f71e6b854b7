using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Identity.Activation;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Identity;

/// <summary>How a code of activation finds its person, and the logins of the demonstration.</summary>
public sealed class ActivationPostTests
{
    private static IReadOnlyList<Message> Sent(TestWorld world) => [.. world.The<DevelopmentInbox>().Messages.Where(m => m.Kind == MessageKind.Activation)];

    private static Task Invent(TestWorld world, Engine engine, bool invented) =>
        world.Damage($"update person set invented = {(engine == Engine.Sqlite ? invented ? "1" : "0" : invented ? "true" : "false")}");

    [Theory, BothDatabases]
    public async Task Representatives_of_a_new_account_get_a_code_each_and_make_their_logins(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world);
        await Invent(world, engine, false);
        var post = world.The<ActivationPost>();
        var sent = await post.Tick();
        sent.ShouldBeGreaterThanOrEqualTo(4);
        (await post.Tick()).ShouldBe(0);
        await world.The<MessageSender>().Tick();
        await using var reads = await world.Db.Read();
        var phone = await world.The<Registry.Server.Capabilities.Accounts.People.People>().PhoneOf(reads, holder.Initiator.Person);
        var mine = Sent(world).Single(m => m.Address == phone);
        mine.Text.ShouldContain((await reads.Scalar<string>($"select number from account where id = {holder.Account}"))![^4..]);

        await world.The<ActivateLogin>().Activate(ForgottenPasswordTests.Typed().Match(mine.Text).Value.ToLowerInvariant(), "initiator10", Visitors.Password, Visitors.Password, Visitors.Place);

        (await world.The<SessionStore>().See(await Visitors.Enter(world, "initiator10"))).SignedIn!.Actor.ShouldBe(holder.Initiator);
    }

    [Theory, BothDatabases]
    public async Task Code_that_was_not_used_is_sent_anew_each_day_three_times_in_all(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await A.Officers(world);
        var counts = new List<int>();
        for (var day = 0; day < 5; day++)
        {
            counts.Add(await world.The<ActivationPost>().Tick());
            world.Time.Advance(TimeSpan.FromHours(24));
        }
        counts.ShouldBe([2, 2, 2, 0, 0]);
    }

    [Theory, BothDatabases]
    public async Task Without_a_channel_or_for_an_invented_person_no_code_is_made(Engine engine)
    {
        await using var silent = await TestWorld.On(engine);
        await A.Officers(silent);
        (await silent.The<ActivationPost>().Tick()).ShouldBe(0);
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await A.Officers(world);
        await Invent(world, engine, true);
        (await world.The<ActivationPost>().Tick()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Two_codes_of_one_person_in_one_capacity_are_never_good_at_once(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        await A.Officers(world);
        await world.The<ActivationPost>().Tick();
        await world.ShouldRefuse("insert into one_time_code(id, purpose, code_hash, person_id, account_id, role, issued_at, expires_at) select id + 1, purpose, '2000000000000000000000000000000000000000000000000000000000000000', person_id, account_id, role, issued_at, expires_at from one_time_code where role = 'Clerk'");
    }

    [Theory, BothDatabases]
    public async Task Demonstration_prints_logins_that_work_and_only_for_invented_persons(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world);
        await Invent(world, engine, false);
        (await world.The<DemoLogins>().Make()).ShouldBeEmpty();
        await Invent(world, engine, true);

        var made = await world.The<DemoLogins>().Make();

        made.Select(m => m.Name).ShouldBe(["clerk01", "reviewer01", "ownerconfirmer", "ownerinitiator"], ignoreOrder: true);
        made.Select(m => m.Password).Distinct().Count().ShouldBe(4);
        var owner = made.Single(m => m.Name == "ownerinitiator");
        (await Visitors.Shown(world, owner.Name)).ShouldBe(Totp.Code(owner.Secret, Totp.StepOf(world.Clock.Now)));
        (await world.The<SessionStore>().See(await Visitors.Enter(world, owner.Name, password: owner.Password))).SignedIn!.Actor.ShouldBe(holder.Initiator);
        PasswordProfile.Mlps3.Check(owner.Password, false, []).ShouldBeEmpty();
    }
}
