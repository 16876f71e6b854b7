using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Notices;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>S006: one password tried on many logins locks none of them, and is seen all the same.</summary>
public sealed class ManyLoginsTests
{
    private static async Task Fail(TestWorld world, int from, int count)
    {
        var attempts = world.The<Attempts>();
        for (var n = from; n < from + count; n++) await attempts.Count(attempts.OfName($"member{n}"), attempts.OfPlace($"192.0.{n % 200}.0/24"));
    }

    private static async Task<long> Alarms(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>($"select count(*) from sign_in_alarm");
    }

    [Theory, BothDatabases]
    public async Task S006_failures_on_many_logins_raise_one_alarm_in_a_window_on_all_nodes_and_few_raise_none(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var clerk = await Visitors.SignedIn(world, (await A.Officers(world)).Clerk, "clerk01");
        var nodes = Enumerable.Range(0, 4).Select(_ => new ManyLoginsAlarm(world.Db, world.Clock, world.Settings)).ToList();
        async Task<int> Tick() => (await Task.WhenAll(nodes.Select(node => Task.Run(node.Tick)))).Sum();

        // Many failures on few logins are the business of their locks; so are as many logins over a longer time.
        await Fail(world, 0, world.Settings.AlarmLogins - 1);
        for (var i = 0; i < 4; i++) await Fail(world, 0, 10);
        await Tick();
        (await Alarms(world)).ShouldBe(0);
        world.Time.Advance(SignInLimits.LockedFor.Value);
        await Fail(world, 1000, 10);
        await Tick();
        (await Alarms(world)).ShouldBe(0);
        await using (var reads = await world.Db.Read()) (await reads.Scalar<long>($"select count(*) from sign_in_attempt where subject like 'name:%'")).ShouldBe(10, "what counts no more is forgotten");

        await Fail(world, 2000, 120);
        await Tick();
        await Tick();
        (await Alarms(world)).ShouldBe(1);
        await using (var reads = await world.Db.Read())
        {
            (await reads.Scalar<long>($"select count(*) from notice where event = 'SecurityAlarm' and subject_kind = 'sign-in'")).ShouldBe(1);
            (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'sign-in.many-logins-alarm' and subjects <> ''")).ShouldBeGreaterThanOrEqualTo(1);
        }
        await clerk.SignIn(world, "clerk01");
        (await (await clerk.Get("/me/notices?lang=en")).Text()).ShouldContain("one password on everybody");
        // Everybody whose password is right gets in meanwhile: an attacker shuts nobody out.
        await Visitors.Enter(world, "clerk01");

        // It goes on: told again in the next window, and not before.
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await Fail(world, 3000, 60);
        await Tick();
        (await Alarms(world)).ShouldBe(1);
        world.Time.Advance(TimeSpan.FromMinutes(6));
        await Fail(world, 4000, 60);
        await Tick();
        (await Alarms(world)).ShouldBe(2);
        await world.ShouldRefuse("delete from sign_in_alarm");
        await world.ShouldRefuse("update sign_in_alarm set logins = 1");
    }
}
