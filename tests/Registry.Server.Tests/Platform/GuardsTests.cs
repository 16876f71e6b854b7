using System.Data.Common;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Platform;

/// <summary>What the database itself refuses, whatever the code above it does; each guard is attacked on both engines.</summary>
public sealed class GuardsTests
{
    private const string At = "'2024-03-05T01:00:00.000000Z'";

    private const string Rows = $"""
        insert into audit_entry(id, at, person_id, account_id, role, action, subjects, result) values (1, {At}, 1, 0, 'Clock', 'test.done', '', 'done');
        insert into state_history(subject_kind, subject_id, seq, lifecycle, action, to_state, at, person_id, actor) values ('thing', 1, 0, 'thing', 'Begin', 'Open', {At}, 1, 'Clock');
        insert into document_content(sha256, size, media_type, content) values ('0000000000000000000000000000000000000000000000000000000000000000', 3, 'application/pdf', 'abc');
        insert into instruction(client, instruction_id, request_hash, received_at, reply) values ('c', '1', 'h', {At}, 'true');
        insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status)
          values (1, 'test.act', 0, 'thing:1', 'a', 'h', 7, {At}, {At}, 'Pending');
        insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status, decided_by_person_id, decided_at)
          values (2, 'test.act', 0, 'thing:2', 'a', 'h', 7, {At}, {At}, 'Rejected', 8, {At});
        insert into outbox_message(id, topic, subject, body, created_at, next_attempt_at) values (1, 't', 's', 'b', {At}, {At});
        """;

    [Theory]
    [BothDatabases("update audit_entry set result = 'refused' where id = 1")]
    [BothDatabases("delete from audit_entry where id = 1")]
    [BothDatabases("insert into audit_entry(id, at, person_id, account_id, role, action, subjects, result) values (2, '2024-03-05T01:00:00.000000Z', 1, 0, 'Clock', 'x', '', 'perhaps')")]
    [BothDatabases("update state_history set to_state = 'Closed' where subject_id = 1")]
    [BothDatabases("delete from state_history where subject_id = 1")]
    [BothDatabases("insert into state_history(subject_kind, subject_id, seq, lifecycle, action, to_state, at, person_id, actor) values ('thing', 1, 0, 'thing', 'Again', 'Open', '2024-03-05T01:00:00.000000Z', 1, 'Clock')")]
    [BothDatabases("update document_content set content = 'abd' where size = 3")]
    [BothDatabases("delete from document_content where size = 3")]
    [BothDatabases("update instruction set reply = 'false' where client = 'c'")]
    [BothDatabases("delete from instruction where client = 'c'")]
    [BothDatabases("insert into instruction(client, instruction_id, request_hash, received_at) values ('c', '1', 'other', '2024-03-05T01:00:00.000000Z')")]
    [BothDatabases("insert into instruction(client, instruction_id, request_hash, received_at, reply, refusal) values ('c', '2', 'h', '2024-03-05T01:00:00.000000Z', 'a', 'b')")]
    [BothDatabases("delete from proposal where id = 1")]
    [BothDatabases("update proposal set payload = 'b' where id = 1")]
    [BothDatabases("update proposal set payload_hash = 'b' where id = 1")]
    [BothDatabases("update proposal set initiator_person_id = 9 where id = 1")]
    [BothDatabases("update proposal set account_id = 9 where id = 1")]
    [BothDatabases("update proposal set expires_at = '2034-03-05T01:00:00.000000Z' where id = 1")]
    [BothDatabases("update proposal set status = 'Pending', decided_by_person_id = null, decided_at = null where id = 2")]
    [BothDatabases("update proposal set status = 'Confirmed' where id = 2")]
    [BothDatabases("update proposal set status = 'Confirmed', decided_by_person_id = 7, decided_at = '2024-03-05T01:00:00.000000Z' where id = 1")]
    [BothDatabases("update proposal set status = 'Confirmed', decided_by_person_id = null, decided_at = '2024-03-05T01:00:00.000000Z' where id = 1")]
    [BothDatabases("update proposal set status = 'Confirmed', decided_by_person_id = 8 where id = 1")]
    [BothDatabases("update proposal set status = 'Agreed', decided_by_person_id = 8, decided_at = '2024-03-05T01:00:00.000000Z' where id = 1")]
    [BothDatabases("insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status) values (3, 'test.act', 0, 'thing:1', 'a', 'h', 7, '2024-03-05T01:00:00.000000Z', '2024-03-05T01:00:00.000000Z', 'Pending')")]
    [BothDatabases("update outbox_message set sent_at = '2024-03-05T01:00:00.000000Z', given_up_at = '2024-03-05T01:00:00.000000Z' where id = 1")]
    public async Task Attack_is_refused_by_the_database(Engine engine, string attack)
    {
        await using var world = await TestWorld.On(engine);
        await world.Damage(Rows);

        await world.ShouldRefuse(attack);
    }

    [Theory, BothDatabases]
    public async Task Pending_proposal_may_be_decided_once_by_another_person(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await world.Damage(Rows);

        await world.Damage($"update proposal set status = 'Confirmed', decided_by_person_id = 8, decided_at = {At} where id = 1");
    }

    [Theory]
    [InlineData("truncate audit_entry cascade")]
    [InlineData("truncate state_history")]
    [InlineData("truncate document_content cascade")]
    [InlineData("truncate instruction")]
    [InlineData("truncate proposal cascade")]
    public async Task Truncation_is_refused_even_to_the_owner_of_the_tables(string attack)
    {
        await using var world = await TestWorld.On(Engine.Postgres);

        await world.ShouldRefuse(attack);
    }

    [Theory]
    [InlineData("drop table outbox_message")]
    [InlineData("alter table audit_entry disable trigger all")]
    [InlineData("create table t(id integer)")]
    [InlineData("delete from audit_entry")]
    [InlineData("update state_history set reason = ''")]
    public async Task Role_of_the_server_may_not_touch_what_is_append_only_nor_the_tables_themselves(string attack)
    {
        await using var world = await TestWorld.On(Engine.Postgres);
        var statement = System.Runtime.CompilerServices.FormattableStringFactory.Create(attack);

        var refusal = await Should.ThrowAsync<Npgsql.PostgresException>(() => world.Db.Transaction(Actor.Clock, new ActionCode("test.attack"), tx => (Task)tx.Execute(statement)));
        refusal.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory, BothDatabases]
    public async Task Public_side_cannot_write(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await using var reads = await world.Db.PublicRead();

        await Should.ThrowAsync<DbException>(() => reads.Scalar<long>($"delete from outbox_message returning id"));
    }

    [Fact]
    public async Task Public_side_cannot_read_what_is_not_published()
    {
        await using var world = await TestWorld.On(Engine.Postgres);
        await using var reads = await world.Db.PublicRead();

        (await Should.ThrowAsync<Npgsql.PostgresException>(() => reads.Scalar<long>($"select count(*) from person")))
            .SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }
}
