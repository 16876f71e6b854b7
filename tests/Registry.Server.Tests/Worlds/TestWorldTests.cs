using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Worlds;

public sealed class TestWorldTests
{
    [Theory, BothDatabases]
    public async Task World_is_put_together_and_its_clock_moves_only_when_told(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        world.Db.Engine.ShouldBe(engine);
        world.Clock.Now.ShouldBe(TestWorld.Beginning);
        world.GoTo(new DateOnly(2024, 6, 3), 17, 30);
        RegistryClock.LocalOf(world.Clock.Now).ShouldBe(new DateTime(2024, 6, 3, 17, 30, 0));
        await world.Tick();
        (await world.Tick()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Every_part_of_the_registry_can_be_made(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await world.Http();

        world.The<IEnumerable<ITick>>().ShouldNotBeEmpty();
    }
}
