using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Outbox;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

public sealed class DbTests
{
    private static readonly ActionCode Action = new("test.send");
    private static readonly Instruction First = Instruction.For("tester", "1", "a");

    private static Task<string> Send(Db db, Instruction? instruction, string reply = "done") => db.Transaction(Actor.Clock, Action, async tx =>
    {
        await tx.Send("test.sent", "thing:1", reply);
        tx.About("thing", 1);
        return reply;
    }, instruction);

    private static Task<string> Refuse(Db db, Instruction? instruction) => db.Transaction<string>(Actor.Clock, Action, async tx =>
    {
        await tx.Send("test.sent", "thing:1", "never");
        throw GeneralRules.ValueMissing.Refuse(("field", "name"));
    }, instruction);

    private static async Task<long> Sent(Db db)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"select count(*) from outbox_message where topic = 'test.sent'");
    }

    private static async Task<IReadOnlyList<string>> Audited(Db db)
    {
        await using var reads = await db.Read();
        return await reads.Rows<string>($"select result || ' ' || coalesce(rule_code, '') || ' ' || subjects from audit_entry where action = {Action.Value} order by result");
    }

    [Theory, BothDatabases]
    public async Task Effect_and_its_audit_row_are_committed_together(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        (await Send(world.Db, null)).ShouldBe("done");

        (await Sent(world.Db)).ShouldBe(1);
        (await Audited(world.Db)).ShouldBe(["done  thing:1"]);
    }

    [Theory, BothDatabases]
    public async Task Refusal_undoes_everything_and_is_audited(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        (await Should.ThrowAsync<RefusalException>(() => Refuse(world.Db, null))).Rule.ShouldBe(GeneralRules.ValueMissing);

        (await Sent(world.Db)).ShouldBe(0);
        (await Audited(world.Db)).ShouldBe(["refused general.value-missing "]);
    }

    [Theory, BothDatabases]
    public async Task Instruction_sent_again_hears_the_first_answer_and_does_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        (await Send(world.Db, First, "first")).ShouldBe("first");
        (await Send(world.Db, First, "second")).ShouldBe("first");

        (await Sent(world.Db)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Instruction_with_another_request_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Send(world.Db, First);

        (await Should.ThrowAsync<RefusalException>(() => Send(world.Db, Instruction.For("tester", "1", "b")))).Rule.ShouldBe(GeneralRules.InstructionReused);

        (await Sent(world.Db)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Refused_instruction_hears_the_same_refusal_again(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await Should.ThrowAsync<RefusalException>(() => Refuse(world.Db, First));

        var again = await Should.ThrowAsync<RefusalException>(() => Send(world.Db, First));

        again.Rule.ShouldBe(GeneralRules.ValueMissing);
        again.Facts.ShouldBe([new("field", "name")]);
        (await Sent(world.Db)).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Twenty_callers_with_one_instruction_have_one_effect(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Send(world.Db, First, $"{i}"))));

        replies.Distinct().Count().ShouldBe(1);
        (await Sent(world.Db)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Statement_that_finds_its_row_changed_refuses(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        (await Should.ThrowAsync<RefusalException>(() => world.Db.Transaction(Actor.Clock, Action, tx =>
            tx.Guarded($"update outbox_message set attempts = 1 where id = {1L}")))).Rule.ShouldBe(GeneralRules.ChangedMeanwhile);
    }

    [Theory, BothDatabases]
    public async Task Row_that_is_not_there_is_absent(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await using var reads = await world.Db.Read();

        (await Should.ThrowAsync<RefusalException>(() => reads.Get<OutgoingMessage>($"select id, topic, subject, body, created_at from outbox_message where id = {1L}")))
            .Rule.ShouldBe(GeneralRules.Absent);
    }

    [Theory, BothDatabases]
    public async Task Text_that_looks_like_SQL_is_only_a_value(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        await Send(world.Db, null, "'; drop table outbox_message; --");

        await using var reads = await world.Db.Read();
        (await reads.Scalar<string>($"select body from outbox_message")).ShouldBe(Json.Write("'; drop table outbox_message; --"));
    }

    [Theory, BothDatabases]
    public async Task Newer_database_is_told_from_a_current_and_a_stale_one(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        Schema.Status(world.Settings.Database).ShouldBe(SchemaStatus.Current);

        await world.Damage(engine == Engine.Sqlite
            ? "insert into SchemaVersions(ScriptName, Applied) values ('Registry.Server.Migrations.299901010000_future.sql', '2999-01-01')"
            : "insert into schemaversions(scriptname, applied) values ('Registry.Server.Migrations.299901010000_future.sql', '2999-01-01')");

        Schema.Status(world.Settings.Database).ShouldBe(SchemaStatus.Newer);
    }
}
