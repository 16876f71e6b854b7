using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Primitives;
using Registry.Server;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Identity.Demonstration;
using Registry.Server.Capabilities.Operator.Replay;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Bench;

/// <summary>A registry with a long history behind its portal: many accounts, much that waits, a long audit trail.</summary>
/// <param name="Logins">Who can sign in.</param>
/// <param name="ImportSeconds">How long the import of the accounts took.</param>
internal sealed record PortalWorld(IReadOnlyList<DemoLogin> Logins, double ImportSeconds)
{
    private const int Chunk = 20_000;
    private const long FirstId = 3_000_000_000_000_000_000;
    private static readonly ActionCode Fill = new("bench.fill");

    /// <summary>Makes it: the demonstration's ten projects, accounts by the import of old ones, and copies of what waits for officers and for one owner.</summary>
    public static async Task<PortalWorld> Make(DatabaseTarget target, string keys, int accounts, int tasks, int auditRows)
    {
        var settings = new RegistrySettings { Database = target, KeyFile = keys, OutboxFolder = Path.Combine(Path.GetTempPath(), "registry-bench-outbox") };
        Report.Progress($"{target.Engine}: the demonstration, {accounts} accounts, {tasks} tasks, {auditRows} audit rows");
        await MigrateVerb.Apply(settings);
        await ReplayVerb.Replay(settings, ReplayVerb.DemoRecords(settings), only: null, quiet: true);
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        await new DemoPeople(services).Add();
        var logins = await services.GetRequiredService<DemoLogins>().Make();
        var import = await Import(services, accounts, first: 0);
        var db = services.GetRequiredService<Db>();
        await Many(db, tasks * 6 / 10, Cases);
        await Many(db, tasks * 4 / 10, Proposals);
        await Many(db, auditRows, Trail);
        return new(logins, import);
    }

    /// <summary>Imports accounts of the old system.</summary>
    /// <returns>Seconds it took.</returns>
    public static async Task<double> Import(IServiceProvider services, int count, int first)
    {
        var file = new StringBuilder("user_name,password_hash,scheme,salt,email,opened_on,credit_code,name,province_code\n");
        for (var n = first; n < first + count; n++)
        {
            file.Append(CultureInfo.InvariantCulture, $"old{n},{Convert.ToHexStringLower(BitConverter.GetBytes(n * 7919L)).PadLeft(32, 'a')},md5,,old{n}@example.cn,2019-05-{1 + (n % 28):00},");
            file.Append(CultureInfo.InvariantCulture, $"{InventedSubjects.CreditCode(n, "330000")},Old holder {n} Ltd,330000\n");
        }
        using var text = new StringReader(file.ToString());
        var since = Stopwatch.GetTimestamp();
        var done = await services.GetRequiredService<ImportLegacyAccounts>().Import(text);
        return done.Imported == count ? Stopwatch.GetElapsedTime(since).TotalSeconds : throw new InvalidOperationException($"{done.Imported} of {count} accounts were imported: {done.Faults.Count} faults");
    }

    private static async Task Many(Db db, int count, Func<Tx, int, int, Task> insert)
    {
        for (var from = 0; from < count; from += Chunk)
        {
            var (first, most) = (from, Math.Min(Chunk, count - from));
            await db.Transaction(Actor.Setup, Fill, tx => insert(tx, first, most));
        }
    }

    /// <summary>Notices that wait for the officers, returned applications that wait for their owner, and as many that are over.</summary>
    private static Task Cases(Tx tx, int from, int count) => tx.Execute($"""
        insert into application(id, kind, status, version, account_id, body_id, title, created_at, submitted_at, due_on, ended_at, end_reason, updated_at)
        with recursive n(i) as (select {from} union all select i + 1 from n where i + 1 < {from + count}),
          t as (select a.*, row_number() over (order by a.id) - 1 as place, count(*) over () as many from application a where a.kind = 'Project' and a.id < {FirstId})
        select {FirstId} + n.i, t.kind, case n.i % 3 when 0 then 'ReturnedForCompletion' when 1 then 'AwaitingAcceptance' else 'AwaitingNoticeApproval' end, 1, t.account_id, t.body_id,
          t.title || ' ' || n.i, t.created_at, t.submitted_at, t.notice_end, null, null, t.updated_at
        from n join t on t.place = n.i % t.many
        """);

    /// <summary>Acts of officers and of owners that wait for the second person.</summary>
    private static Task Proposals(Tx tx, int from, int count) => tx.Execute($"""
        insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status)
        with recursive n(i) as (select {from} union all select i + 1 from n where i + 1 < {from + count}),
          o as (select person_id from officer where role = 'Clerk' and left_at is null limit 1),
          r as (select account_id, person_id from account_representative where role = 'Initiator' and until is null order by account_id limit 1)
        select {FirstId + 500_000_000} + n.i, case when n.i % 4 = 0 then 'application.file' else 'application.register' end, case when n.i % 4 = 0 then r.account_id else 0 end,
          'application:' || ({FirstId} + n.i), {"{}"}, 'bench', case when n.i % 4 = 0 then r.person_id else o.person_id end, {tx.Now}, {tx.Now.AddDays(1 + (from / Chunk % 20))}, 'Pending'
        from n cross join o cross join r
        """);

    private static Task Trail(Tx tx, int from, int count) => tx.Execute($"""
        insert into audit_entry(id, at, person_id, account_id, role, action, instruction, subjects, result, rule_code, detail)
        with recursive n(i) as (select {from} union all select i + 1 from n where i + 1 < {from + count}),
          t as (select p.id, row_number() over (order by p.id) - 1 as place, count(*) over () as many from person p)
        select {FirstId} + n.i, {tx.Now.AddDays(-300).AddMinutes(from / Chunk * 60)}, t.id, 0, 'Clerk', case n.i % 5 when 0 then 'application.accept' when 1 then 'comment.moderate' else 'work.claim' end,
          null, 'application:' || ({FirstId} + n.i % 5000), case when n.i % 11 = 0 then 'refused' else 'done' end, case when n.i % 11 = 0 then 'general.absent' end, null
        from n join t on t.place = n.i % t.many
        """);
}
