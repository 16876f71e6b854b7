using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>The audit trail is a chain: what is changed in it, taken out of it or put into it later is found and named.</summary>
public sealed class AuditChainTests
{
    [Theory, BothDatabases]
    public async Task Every_row_is_linked_once_whoever_links_and_damage_of_each_kind_is_named(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        AuditChain Node() => new(world.Db, world.Clock);
        (await Count(world, "audit_waiting")).ShouldBe(await Count(world, "audit_entry"));
        await Task.WhenAll(Node().Tick(), Node().Tick(), Node().Tick());
        await Node().Tick();
        (await Count(world, "audit_waiting")).ShouldBe(0);
        var linked = await Count(world, "audit_link");
        linked.ShouldBe(await Count(world, "audit_entry"));
        var end = await End(world);
        end.Rows.ShouldBe(linked);
        await Node().Tick();
        (await End(world)).ShouldBe(end, "linking leaves no row in the trail");
        (await Faults(world)).ShouldBeEmpty();

        // What comes later goes behind it; a refusal too.
        await A.EnterpriseAccount(world, 11);
        (await Faults(world)).ShouldBeEmpty("what waits is no fault");
        await Node().Tick();
        (await End(world)).Rows.ShouldBeGreaterThan(linked);
        (await Faults(world)).ShouldBeEmpty();

        // The guards of the database.
        foreach (var sql in (string[])
        [
            "update audit_link set hash = 'x' where seq = 1",
            "delete from audit_link where seq = (select max(seq) from audit_link)",
            $"insert into audit_link(seq, entry_id, hash, linked_at) select max(seq) + 2, min(entry_id), '{AuditChain.Beginning}', min(linked_at) from audit_link",
            $"insert into audit_link(seq, entry_id, hash, linked_at) select max(seq) + 1, min(entry_id), '{AuditChain.Beginning}', min(linked_at) from audit_link",
        ])
            await world.ShouldRefuse(sql);
        await A.KnownPerson(world, 70);
        await world.ShouldRefuse("delete from audit_waiting");
        await world.ShouldRefuse("update audit_waiting set entry_id = entry_id + 1");
        await Node().Tick();

        // Behind the registry's back, with the guards off: a changed row, one taken out, one put in, a link taken out.
        await Named(world, "audit_entry", "update audit_entry set person_id = person_id + 1 where id = (select entry_id from audit_link where seq = 3)", "audit_entry:");
        await Named(world, "audit_entry", "update audit_entry set detail = 'nothing' where id = (select entry_id from audit_link where seq = 4)", "audit_entry:");
        await Named(world, "audit_entry", "insert into audit_entry(id, at, person_id, account_id, role, action, subjects, result) select 7, at, person_id, account_id, role, action, '', result from audit_entry where id = (select entry_id from audit_link where seq = 5)", "audit_entry:7");
        await Named(world, "audit_link", "delete from audit_link where seq = 6", "audit_link:7");
    }

    private static async Task Named(TestWorld world, string table, string sql, string row)
    {
        var before = (await Faults(world)).ToHashSet();
        await Damages.Unguarded(world.Settings.Database, table, sql);
        var found = (await Faults(world)).Where(f => !before.Contains(f)).ToArray();
        found.ShouldContain(f => f.Check == "audit" && f.Row.StartsWith(row, StringComparison.Ordinal), $"{sql}\n{string.Join('\n', found.AsEnumerable())}");
    }

    private static async Task<IReadOnlyList<Fault>> Faults(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        var faults = new List<Fault>();
        await AuditCheck.Run(reads, faults);
        return faults;
    }

    private static async Task<AuditEnd> End(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await AuditChain.End(reads);
    }

    private static async Task<long> Count(TestWorld world, string table)
    {
        await using var reads = await world.Db.Read();
        return table switch
        {
            "audit_link" => await reads.Scalar<long>($"select count(*) from audit_link"),
            "audit_waiting" => await reads.Scalar<long>($"select count(*) from audit_waiting"),
            _ => await reads.Scalar<long>($"select count(*) from audit_entry"),
        };
    }
}
