using Microsoft.Extensions.DependencyInjection;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>Damage done to the database behind the registry's back is found and named, each kind.</summary>
public sealed class VerifyTests
{
    private static readonly (string Kind, string Row, string Sql, string Table)[] KindsOfDamage =
    [
        ("history", "state_history:application/", "update state_history set to_state = 'Ended' where subject_kind = 'application' and seq = 3 and subject_id = (select min(id) from application)", "state_history"),
        ("history", "state_history:project/", "update state_history set lifecycle = 'another' where subject_kind = 'project' and subject_id = (select min(id) from project)", "state_history"),
        ("history", "state_history:account-opening/", "delete from state_history where subject_kind = 'account-opening' and seq = 0 and subject_id = (select min(id) from account_opening)", "state_history"),
        ("history", "application:", "update application set version = version + 1 where id = (select max(id) from application)", "application"),
        ("history", "project:", "update project set status = 'DeregistrationRequested' where id = (select max(id) from project)", "project"),
        ("document", "document_content:", "update document_content set size = size + 1 where sha256 = (select min(sha256) from document_content)", "document_content"),
        ("proposal", "proposal:", "update proposal set payload = payload || ' ' where id = (select min(id) from proposal)", "proposal"),
        ("number", "project:", "update project set number = 'A219999' where number = 'A210003'", "project"),
        ("reduction", "reduction:", "update reduction_vintage set tonnes = tonnes + 1 where vintage = 2022 and reduction_id = (select min(reduction_id) from reduction_vintage where vintage = 2022)", "reduction_vintage"),
        ("issuance", "reduction_vintage:", "update reduction_vintage set tonnes = tonnes + 1 where vintage = 2023 and reduction_id = (select max(reduction_id) from reduction_vintage where vintage = 2023)", "reduction_vintage"),
        ("issuance", "lot:", "update reduction_vintage set lot_id = null, issued_at = null, status = 'Registered' where lot_id = (select min(lot_id) from reduction_vintage)", "reduction_vintage"),
        ("L1", "lot", "update lot set quantity = quantity + 1 where id = (select max(id) from lot)", "lot"),
        ("L3", "", "update entry set to_offset = to_offset + 1 where posting_id = (select max(posting_id) from entry) and line_no = 1", "entry"),
    ];

    [Theory, BothDatabases]
    public async Task Damage_of_each_kind_is_named(Engine engine)
    {
        await using var database = await TestDatabase.Create(engine);
        await ReplayTests.Replay(database);
        await using var services = ReplayTests.Services(database);
        var db = services.GetRequiredService<Db>();
        (await VerifyVerb.Check(db)).ShouldBeEmpty();
        foreach (var (kind, row, sql, table) in KindsOfDamage)
        {
            var before = (await VerifyVerb.Check(db)).ToHashSet();
            await Damages.Unguarded(database.Target, table, sql);
            var found = (await VerifyVerb.Check(db)).Where(f => !before.Contains(f)).ToArray();
            found.ShouldContain(f => f.Check == kind && f.Row.StartsWith(row, StringComparison.Ordinal), $"{kind} {sql}\n{string.Join('\n', found.AsEnumerable())}");
        }
    }

    [Theory, BothDatabases]
    public async Task A_changed_byte_of_a_document_is_found(Engine engine)
    {
        await using var database = await TestDatabase.Create(engine);
        await ReplayTests.Replay(database);
        await Damages.Unguarded(database.Target, "document_content", engine == Engine.Sqlite
            ? "update document_content set content = cast(replace(cast(content as text), 'Placeholder', 'PlaceholdeR') as blob) where media_type = 'application/pdf'"
            : "update document_content set content = set_byte(content, 10, 88) where media_type = 'application/pdf'");
        await using var services = ReplayTests.Services(database);
        (await VerifyVerb.Check(services.GetRequiredService<Db>())).ShouldContain(f => f.Check == "document");
    }
}
