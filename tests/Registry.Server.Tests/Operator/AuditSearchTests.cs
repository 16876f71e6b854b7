using System.Text;
using System.Text.Json;
using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Operator.AuditTrails;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>The audit trail is searched and exported by auditors alone, and that leaves its own row.</summary>
public sealed class AuditSearchTests
{
    private static async Task<Actor> OnDuty(TestWorld world, int n, ActorRole role)
    {
        var person = await A.KnownPerson(world, n);
        await A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(person.Value, role));
        return new(person, AccountId.RegistryBody, role);
    }

    [Theory, BothDatabases]
    public async Task Row_117_who_what_before_after_and_why_are_found_by_person_account_subject_action_time_and_refusal(Engine engine)
    {
        await using var world = await A.World(engine);
        var auditor = await OnDuty(world, 300, ActorRole.Auditor);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        await filed.Refuse("The application form bears no seal.");
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.EnterpriseAccount(world, 10));
        var search = world.The<AuditSearch>();
        var body = await A.Officers(world);

        var about = (await search.Page(auditor, new(Subject: $"application:{filed.Id}"), size: 200)).Lines;
        about.ShouldAllBe(line => line.Subjects.Contains($"application:{filed.Id}"));
        about.SelectMany(line => line.Changes).ShouldContain(c => c.Before == "UnderReview" && c.After == "Ended");
        about.Select(line => line.At).ShouldBeInOrder(SortDirection.Descending);
        (await search.Page(auditor, new(Person: body.Reviewer.Person))).Lines.ShouldAllBe(line => line.PersonId == body.Reviewer.Person.Value && line.Role == "Reviewer");
        (await search.Page(auditor, new(Account: filed.Owner.Account))).Lines.ShouldAllBe(line => line.AccountId == filed.Owner.Account.Value);
        (await search.Page(auditor, new(Action: "document.store"))).Lines.ShouldAllBe(line => line.Action == "document.store");
        var refused = (await search.Page(auditor, new(RefusedOnly: true))).Lines;
        refused.ShouldContain(line => line.RuleCode == AccountRules.SubjectHasAccount.Code && line.Detail != null);
        refused.ShouldAllBe(line => line.Result == "refused");
        var (began, ended) = (about[^1].At, about[0].At);
        (await search.Page(auditor, new(Subject: $"application:{filed.Id}", From: began, Before: ended), size: 200)).Lines
            .Select(line => line.Id).ShouldBe(about.Where(line => line.At >= began && line.At < ended).Select(line => line.Id));
        (await search.Page(auditor, new(From: world.Clock.Now.AddYears(90)))).Lines.ShouldBeEmpty();
        var asked = (await search.Page(auditor, new(Person: auditor.Person, Action: "audit.search"), size: 200)).Lines;
        asked.ShouldContain(line => line.Subjects == $"application:{filed.Id}" && line.Detail!.Contains("subject=application:"));
        asked.ShouldContain(line => line.Detail == "refusedOnly=True");
        foreach (var malformed in (string[])["application", "application:x", "a b:1", "person:-1"])
            await GeneralRules.ValueMalformed.ShouldRefuse(() => search.Page(auditor, new(Subject: malformed)));
        (await search.Page(auditor, new(Before: TestWorld.Beginning))).Lines.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Pages_follow_each_other_without_loss_and_exports_have_every_row(Engine engine)
    {
        await using var world = await A.World(engine);
        var auditor = await OnDuty(world, 300, ActorRole.Auditor);
        await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        var search = world.The<AuditSearch>();
        var before = new AuditQuestion(Action: "document.store");
        var ids = new List<long>();
        AuditPlace? place = null;
        do
        {
            var page = await search.Page(auditor, before, place, 2);
            ids.AddRange(page.Lines.Select(line => line.Id));
            place = page.Next;
        }
        while (place is not null);

        await using var reads = await world.Db.Read();
        ids.Count.ShouldBe((int)await reads.Scalar<long>($"select count(*) from audit_entry where action = 'document.store'"));
        ids.Distinct().Count().ShouldBe(ids.Count);
        using var json = new MemoryStream();
        await search.WriteJson(auditor, before, json);
        using var document = JsonDocument.Parse(json.ToArray());
        document.RootElement.EnumerateArray().Select(line => long.Parse(line.GetProperty("id").GetString()!, null)).ShouldBe(ids);
        using var csv = new MemoryStream();
        await search.WriteCsv(auditor, before, csv);
        Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => long.Parse(row.Split(',')[0], null)).ShouldBe(ids);
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'audit.export' and person_id = {auditor.Person}")).ShouldBe(2);
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'audit.search' and person_id = {auditor.Person}")).ShouldBe((ids.Count + 1) / 2);
    }

    [Theory, BothDatabases]
    public async Task Administrator_officer_holder_and_former_auditor_read_nothing_and_the_attempt_is_recorded(Engine engine)
    {
        await using var world = await A.World(engine);
        var administrator = await OnDuty(world, 301, ActorRole.Administrator);
        var former = await OnDuty(world, 302, ActorRole.Auditor);
        var holder = await A.EnterpriseAccount(world, 10);
        var body = await A.Officers(world);
        await A.OfficersAct<EndDuty, EndDuty.Command>(world, new(former.Person.Value, ActorRole.Auditor));
        var search = world.The<AuditSearch>();

        foreach (var actor in (Actor[])[administrator, administrator with { Role = ActorRole.Auditor }, former, body.Clerk, body.Reviewer with { Role = ActorRole.Auditor }, holder.Initiator, holder.Initiator with { Role = ActorRole.Auditor }, Actor.Clock])
        {
            await GeneralRules.NotEntitled.ShouldRefuse(() => search.Page(actor, new()));
            using var stream = new MemoryStream();
            await GeneralRules.NotEntitled.ShouldRefuse(() => search.WriteCsv(actor, new(), stream));
            stream.Length.ShouldBe(0);
        }

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'audit.search' and result = 'refused'")).ShouldBe(8);
    }

    [Theory, BothDatabases]
    public async Task Duties_are_separate_from_each_other_and_from_the_business(Engine engine)
    {
        await using var world = await A.World(engine);
        var auditor = await OnDuty(world, 300, ActorRole.Auditor);
        var body = await A.Officers(world);

        await AccountRules.DutiesSeparate.ShouldRefuse(() => A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(auditor.Person.Value, ActorRole.Administrator)));
        await AccountRules.DutiesSeparate.ShouldRefuse(() => A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(body.Clerk.Person.Value, ActorRole.Auditor)));
        await AccountRules.DutiesSeparate.ShouldRefuse(() => A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(auditor.Person.Value, ActorRole.Clerk)));
        foreach (var attack in (string[])
        [
            $"insert into officer(person_id, role, since) values ({auditor.Person.Value}, 'Clerk', '2024-09-02T01:00:00.000000Z')",
            $"insert into duty(id, person_id, role, since) values (1, {body.Clerk.Person.Value}, 'Auditor', '2024-09-02T01:00:00.000000Z')",
            $"insert into duty(id, person_id, role, since) values (1, {auditor.Person.Value}, 'Administrator', '2024-09-02T01:00:00.000000Z')",
            "update duty set role = 'Administrator'", "delete from duty", "update audit_subject set subject = 'x'", "delete from audit_subject",
        ])
            await Should.ThrowAsync<System.Data.Common.DbException>(() => world.Damage(attack), attack);
    }

    [Theory, BothDatabases]
    public async Task Every_search_goes_by_an_index(Engine engine)
    {
        await using var world = await A.World(engine);
        await world.Damage(engine == Engine.Sqlite
            ? "insert into audit_entry(id, at, person_id, account_id, role, action, subjects, result) with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i, '2024-01-01T00:00:00.' || printf('%06d', i) || 'Z', i % 500, i % 700, 'Clerk', 'a.' || (i % 300), 'thing:' || (i % 900), case when i % 400 = 0 then 'refused' else 'done' end from n; analyze;"
            : "insert into audit_entry(id, at, person_id, account_id, role, action, subjects, result) select i, timestamptz '2024-01-01T00:00:00Z' + i * interval '1 microsecond', i % 500, i % 700, 'Clerk', 'a.' || (i % 300), 'thing:' || (i % 900), case when i % 400 = 0 then 'refused' else 'done' end from generate_series(1, 20000) i; analyze audit_entry; analyze audit_subject;");
        await using var reads = await world.Db.Read();

        foreach (var question in (AuditQuestion[])
            [new(), new(Person: new PersonId(7)), new(Account: new AccountId(7)), new(Subject: "thing:7"), new(Action: "a.7"), new(RefusedOnly: true), new(From: world.Clock.Now)])
        {
            var plan = await Plan(reads, AuditSearch.Statement(question, new AuditPlace(world.Clock.Now, 5), 51));
            plan.ShouldNotContain(engine == Engine.Sqlite ? "TEMP B-TREE" : "Seq Scan", Case.Insensitive, $"{question}");
            plan.ShouldContain("INDEX", Case.Insensitive, $"{question}");
        }

        (await Plan(reads, $"select id from audit_entry where detail = 'x'")).ShouldContain(engine == Engine.Sqlite ? "SCAN" : "Seq Scan");
    }

    private static async Task<string> Plan(Reads reads, FormattableString statement)
    {
        await using var command = reads.Connection.CreateCommand();
        Sql.Fill(command, statement);
        command.CommandText = (reads.Engine == Engine.Sqlite ? "explain query plan " : "explain ") + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new StringBuilder();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) plan.AppendLine(reader.GetString(reads.Engine == Engine.Sqlite ? 3 : 0));
        return plan.ToString();
    }
}
