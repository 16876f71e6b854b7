using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Primitives;
using Registry.Server;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Bench;

/// <summary>A registry with many projects: the demonstration's ten by the registry's own rules, the rest as copies of them with names of their own.</summary>
internal static class PublicWorld
{
    private const int Copies = 1_000;
    private const long Stride = 7_919;
    private const long Spread = 100_003;
    private const long FirstId = 3_000_000_000_000_000_000;

    private sealed record Template
    {
        public long Id { get; init; }
        public string Title { get; init; } = "";
        public string Owner { get; init; } = "";
        public DateTimeOffset RegisteredAt { get; init; }
    }

    /// <summary>Makes it.</summary>
    /// <returns>Id of one of its applications.</returns>
    public static async Task<long> Make(DatabaseTarget target, string keys, int projects)
    {
        var settings = new RegistrySettings { Database = target, KeyFile = keys, OutboxFolder = Path.Combine(Path.GetTempPath(), "registry-bench-outbox") };
        Report.Progress($"{target.Engine}: the demonstration");
        await MigrateVerb.Apply(settings);
        await ReplayVerb.Replay(settings, ReplayVerb.DemoRecords(settings), only: null, quiet: true);
        await using var services = new ServiceCollection().AddLogging().AddRegistry(settings).BuildServiceProvider();
        var db = services.GetRequiredService<Db>();
        IReadOnlyList<Template> templates;
        await using (var reads = await db.Read())
        {
            templates = await reads.Rows<Template>($"""
                select a.id, a.title, o.name as owner, a.registered_at from application a join account o on o.id = a.account_id
                where a.kind = 'Project' and a.status = 'Registered' order by a.id
                """);
        }
        Report.Progress($"{target.Engine}: {projects} projects");
        for (var from = 0; from < projects; from += Copies) await Copy(db, templates, from, Math.Min(Copies, projects - from));
        return FirstId + projects / 2;
    }

    private static Task Copy(Db db, IReadOnlyList<Template> templates, int from, int count) => db.Transaction(Actor.Setup, new ActionCode("bench.copy"), async tx =>
    {
        for (var n = from; n < from + count; n++)
        {
            var template = templates[n % templates.Count];
            var id = FirstId + n;
            var name = $"{template.Title}{Numeral(n)}";
            // Names and days of registration have nothing to do with each other.
            var registered = template.RegisteredAt.AddMinutes(n * Stride % Spread);
            await tx.Execute($"""
                insert into application(id, kind, status, version, account_id, body_id, title, created_at, submitted_at, published_at, notice_start, notice_end, notice_closed_at,
                    uploaded_at, owner_confirmed_at, filed_at, filed_on, accepted_at, due_on, registered_at, conclusion, modification_note, committed_at, updated_at)
                select {id}, kind, 'Draft', version, account_id, body_id, {name}, created_at, submitted_at, null, notice_start, notice_end, notice_closed_at,
                    uploaded_at, owner_confirmed_at, filed_at, filed_on, accepted_at, due_on, {registered}, conclusion, modification_note, committed_at, updated_at
                from application where id = {template.Id}
                """);
            // The database takes facts only in their time, and lets nobody change them later; what is not published yet is not listed.
            await Facts(tx, template.Id, id, name, "Notice");
            await tx.Execute($"update application set status = 'AwaitingUpload' where id = {id}");
            await Facts(tx, template.Id, id, name, "Final");
            await tx.Execute($"""
                insert into project(id, number, series, sequence_no, application_id, account_id, status, version, registered_at, registered_on)
                select {id}, {"B" + n}, 'BENCH', {n + 1}, {id}, account_id, status, version, {registered}, {Formats.DayOf(registered)}
                from project where application_id = {template.Id}
                """);
            await ApplicationSearch.Put(tx, id, name, template.Owner, "B" + n);
            await tx.Execute($"update application set status = 'Registered', published_at = submitted_at where id = {id}");
        }
    });

    private static Task<int> Facts(Tx tx, long template, long application, string name, string stage) => tx.Execute($"""
        insert into project_facts(application_id, stage, name, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude,
            construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code,
            summary, technology, remark, in_ets_allowance, mandated_reduction)
        select {application}, stage, {name}, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude,
            construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code,
            summary, technology, remark, in_ets_allowance, mandated_reduction
        from project_facts where application_id = {template} and stage = {stage}
        """);

    /// <summary>A number in words of the project names, so that two of them rarely have the same pairs of characters.</summary>
    private static string Numeral(int n)
    {
        const string digits = "\u96F6\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
        return "\u7B2C" + string.Concat(n.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => digits[c - '0'])) + "\u671F";
    }
}
