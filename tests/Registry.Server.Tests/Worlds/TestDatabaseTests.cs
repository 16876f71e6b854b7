using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Tests.Worlds;

public sealed class TestDatabaseTests
{
    [Theory, BothDatabases]
    public async Task Two_tests_do_not_see_each_others_rows(Engine engine)
    {
        await using var one = await TestDatabase.Create(engine);
        await using var other = await TestDatabase.Create(engine);
        await using var written = new Db(one.Target, new RegistryClock(TimeProvider.System), new RandomIds());
        await using var untouched = new Db(other.Target, new RegistryClock(TimeProvider.System), new RandomIds());

        var before = await Count(untouched);
        await written.Transaction(Actor.Clock, new ActionCode("test.write"), _ => Task.CompletedTask);

        (await Count(written)).ShouldBe(before + 1);
        (await Count(untouched)).ShouldBe(before);
    }

    [Theory, BothDatabases]
    public async Task Copied_database_has_the_schema_of_the_program_and_an_empty_one_has_not(Engine engine)
    {
        await using var copied = await TestDatabase.Create(engine);
        await using var empty = await TestDatabase.CreateEmpty(engine);

        Schema.Status(copied.Target).ShouldBe(SchemaStatus.Current);
        Schema.Status(empty.Target).ShouldBe(SchemaStatus.Stale);
    }

    private static async Task<long> Count(Db db)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"select count(*) from audit_entry");
    }
}
