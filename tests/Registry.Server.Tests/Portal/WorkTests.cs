using System.Text;
using System.Text.RegularExpressions;
using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Work;
using Registry.Server.Capabilities.Accounts.Officers;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Portal.Cases;
using Registry.Server.Capabilities.Portal.Work;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What waits for a side, as a list; and how officers divide it.</summary>
public sealed class WorkTests
{
    /// <summary>One more officer.</summary>
    internal static async Task<Actor> Officer(TestWorld world, int n, ActorRole role)
    {
        var person = await A.KnownPerson(world, n);
        await A.OfficersAct<AppointOfficer, AppointOfficer.Command>(world, new(person.Value, role));
        return new(person, AccountId.RegistryBody, role);
    }

    [Theory, BothDatabases]
    public async Task Database_keeps_for_each_side_what_the_lifecycle_says_waits_for_it(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).Draft();
        var statuses = Enum.GetValues<ApplicationStatus>().Where(s => s != ApplicationStatus.Registered).ToList();
        await world.Db.Transaction(Actor.Setup, new ActionCode("test.fill"), async tx =>
        {
            foreach (var (status, n) in statuses.Select((s, n) => (s, n)))
                await tx.Execute($"""
                    insert into application(id, kind, status, version, account_id, body_id, title, created_at, submitted_at, due_on, updated_at)
                    values ({n + 1}, 'Project', {status}, 3, {it.Owner.Account}, {it.BodyId}, 'Case', {tx.Now}, {tx.Now}, {tx.Today}, {tx.Now})
                    """);
            await tx.Execute($"""
                insert into application(id, kind, status, version, account_id, body_id, title, created_at, submitted_at, recall_requested_at, updated_at)
                values (100, 'Project', 'NoticeRunning', 3, {it.Owner.Account}, {it.BodyId}, 'Case', {tx.Now}, {tx.Now}, {tx.Now}, {tx.Now})
                """);
        });
        await using var reads = await world.Db.Read();
        foreach (var (side, account) in ((CaseSide, AccountId)[])[(CaseSide.Owner, it.Owner.Account), (CaseSide.Body, it.Body.Account), (CaseSide.Registry, AccountId.RegistryBody)])
        {
            var kept = await reads.Rows<string>($"select what from work_item where account_id = {account} and subject_id < 100 and hand = 'Side'");
            kept.ShouldBe(CaseSight.Waits(side).Select(s => $"{s}"), ignoreOrder: true, $"{side}");
        }
        (await reads.Rows<string>($"select what from work_item where subject_id = 100")).ShouldBe(["RecallRequested"]);
        (await reads.Rows<string>($"select what from work_item where due_on is not null and subject_id < 100 order by what")).ShouldBe(["ReturnedForCompletion", "UnderAssessment", "UnderReview"]);

        await world.Damage("update application set status = 'UnderReview', accepted_at = '2024-09-02T01:00:00.000000Z' where id = " + (statuses.IndexOf(ApplicationStatus.AwaitingAcceptance) + 1));
        (await reads.Rows<string>($"select what from work_item where subject_id = {statuses.IndexOf(ApplicationStatus.AwaitingAcceptance) + 1}")).ShouldBe(["UnderReview"]);
    }

    [Theory, BothDatabases]
    public async Task Each_sees_what_it_has_to_do_filters_it_and_gets_the_same_as_a_file(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var opening = await A.Opening(world, 40);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var owner = await Visitors.SignedIn(world, project.Owner.Initiator, "owner01");
        var proposed = await world.The<Proposals>().Propose<ReturnNotice, ReturnNotice.Command>(
            officers.Clerk, new(project.Id, "The name is missing."), A.New);

        var (application, account, proposal) = ($"/portal/applications/{project.Id}", $"/portal/openings/{opening.Opening}", $"/portal/proposals/{proposed.Id}");
        (await Listed(clerk, "")).ShouldBe([account, application], "the one with a deadline first");
        (await Listed(reviewer, "")).ShouldBe([proposal, account, application], ignoreOrder: true);
        (await Listed(owner, "")).ShouldBeEmpty();
        (await Listed(reviewer, "?kind=Proposal")).ShouldBe([proposal]);
        (await Listed(clerk, "?kind=Project")).ShouldBe([application]);
        (await Listed(clerk, "?whose=Mine")).ShouldBeEmpty();
        (await Listed(clerk, "?whose=Free&sort=-since")).ShouldBe([account, application], ignoreOrder: true);
        (await Listed(clerk, "?due=Over")).ShouldBeEmpty();
        ((int)(await clerk.Get("/portal?kind=Lost")).StatusCode).ShouldBe(400);
        ((int)(await clerk.Get("/portal?sort=x")).StatusCode).ShouldBe(400);
        (await (await owner.Get("/portal?lang=en&due=Near")).Text()).ShouldContain("Widen them");

        ((int)(await owner.Get($"/portal/tasks/{opening.Opening}")).StatusCode).ShouldBe(404);
        ((int)(await clerk.Get($"/portal/tasks/{proposed.Id}")).StatusCode).ShouldBe(404, "a clerk does not divide what reviewers decide");
        var due = await project.Value<DateOnly>($"select due_on from account_opening where id = {opening.Opening}");
        world.GoTo(due.AddDays(1));
        await clerk.SignIn(world, "clerk01");
        (await Listed(clerk, "?due=Over")).ShouldBe([account]);
        var page = await (await clerk.Get("/portal?lang=en")).Text();
        foreach (var seen in (string[])["Review an account opening", "Enterprise 40", "Over", "Project registration: Awaiting approval of the notice", project.Project!.Name]) page.ShouldContain(seen);
        var file = (await (await clerk.Get("/portal/tasks.csv?lang=en&kind=Opening")).Text()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        file.Length.ShouldBe(2);
        foreach (var cell in (string[])["Review an account opening", "Enterprise 40", $"{due:yyyy-MM-dd}"]) file[1].ShouldContain(cell);
    }

    [Theory, BothDatabases]
    public async Task Work_is_taken_by_one_given_back_and_given_on_and_gives_no_right(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var officers = await A.Officers(world);
        var (second, reviewer) = (await Officer(world, 81, ActorRole.Clerk), await Officer(world, 82, ActorRole.Reviewer));
        var divide = world.The<DivideWork>();

        var taken = await Task.WhenAll(((Actor[])[officers.Clerk, second, officers.Reviewer, reviewer]).Select(async by =>
        {
            try
            {
                await divide.Take(by, new(it.Id), A.New);
                return 1;
            }
            catch (RefusalException refusal) when (refusal.Rule == WorkRules.AlreadyTaken)
            {
                return 0;
            }
        }));
        taken.Sum().ShouldBe(1);
        await using var reads = await world.Db.Read();
        var has = new PersonId(await reads.Scalar<long>($"select person_id from work_item where subject_id = {it.Id}"));
        var holder = ((Actor[])[officers.Clerk, second, officers.Reviewer, reviewer]).Single(a => a.Person == has);
        await WorkRules.NotTaken.ShouldRefuse(() => divide.Release(holder == second ? officers.Clerk : second, new(it.Id), A.New));
        await divide.Release(holder, new(it.Id), A.New);

        var browser = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        ((int)(await browser.Post("/portal", "take", ("item", $"{it.Id}"))).StatusCode).ShouldBe(303);
        (await Listed(browser, "?whose=Mine")).ShouldBe([$"/portal/applications/{it.Id}"]);
        ((int)(await browser.Post("/portal?lang=en", "take", ("item", "7"))).StatusCode).ShouldBe(404);
        var path = $"/portal/tasks/{it.Id}";
        ((int)(await browser.Post(path, "assign")).StatusCode).ShouldBe(400);
        ((int)(await browser.Post(path, "assign", ("person", $"{second.Person}"))).StatusCode).ShouldBe(303);
        (await (await browser.Get(path)).Text()).ShouldContain("Person 81");
        await WorkRules.AlreadyTaken.ShouldRefuse(() => divide.Take(officers.Reviewer, new(it.Id), A.New));
        await WorkRules.NotForThem.ShouldRefuse(() => divide.Assign(officers.Clerk, new(it.Id, it.Owner.Initiator.Person.Value), A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => divide.Take(it.Owner.Initiator, new(it.Id), A.New));
        (await reads.Scalar<string>($"select detail from audit_entry where action = 'work.assign' and result = 'done'")).ShouldBe($"from={officers.Clerk.Person};to={second.Person}");

        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<ReturnNotice, ReturnNotice.Command>(
            officers.Clerk, new(it.Id, "The name is missing."), A.New);
        await divide.Assign(officers.Reviewer, new(proposed.Id, reviewer.Person.Value), A.New);
        await WorkRules.NotForThem.ShouldRefuse(() => divide.Assign(officers.Reviewer, new(proposed.Id, second.Person.Value), A.New));
        await GeneralRules.Absent.ShouldRefuse(() => divide.Take(second, new(proposed.Id), A.New));
        foreach (var attack in (string[])
        [
            $"update work_item set person_id = {officers.Clerk.Person.Value} where subject_id = {proposed.Id}",
            $"update work_item set person_id = {second.Person.Value} where subject_id = {proposed.Id}",
            $"update work_item set person_id = {it.Owner.Initiator.Person.Value} where subject_id = {it.Id}",
            $"update work_item set person_id = null, for_person_id = {second.Person.Value} where subject_id = {it.Id}",
            $"update work_item set due_order = '2020-01-01' where subject_id = {it.Id}",
        ]) await world.ShouldRefuse(attack);
        // Who has it need not be who confirms: the proposal asks the person alone.
        await proposals.Confirm(officers.Reviewer, new ProposalId(proposed.Id), proposed.PayloadHash, A.New);
        (await reads.Scalar<long>($"select count(*) from work_item where subject_id in ({proposed.Id}, {it.Id}) and account_id = 0")).ShouldBe(0);

        var opening = await A.Opening(world, 40);
        await divide.Assign(officers.Clerk, new(opening.Opening, second.Person.Value), A.New);
        await A.OfficersAct<RetireOfficer, RetireOfficer.Command>(world, new(second.Person.Value, ActorRole.Clerk));
        (await reads.Scalar<long?>($"select person_id from work_item where subject_id = {opening.Opening}")).ShouldBeNull("who leaves gives it back");
    }

    [Theory, BothDatabases]
    public async Task Notes_about_a_case_are_seen_by_officers_alone_and_never_changed(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var people = await CaseBrowsers.Of(it);
        ((int)(await people.Clerk.Post(people.Page, "note", ("note", "  "))).StatusCode).ShouldBe(400);
        ((int)(await people.Clerk.Post(people.Page, "note", ("note", "Ask the province first"))).StatusCode).ShouldBe(303);
        var seen = await people.Seen(people.Reviewer);
        foreach (var part in (string[])["Ask the province first", "Person 1 "]) seen.ShouldContain(part);
        foreach (var other in (Browser[])[people.Initiator, people.Confirmer])
        {
            var page = await people.Seen(other);
            page.ShouldNotContain("Ask the province first");
            page.ShouldNotContain("Internal notes");
        }
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<StaffNotes>().Write(it.Owner.Initiator, new(StaffNotes.Application, it.Id, "x"), A.New));
        await GeneralRules.Absent.ShouldRefuse(async () => await world.The<StaffNotes>().Write((await A.Officers(world)).Clerk, new(StaffNotes.Application, 7, "x"), A.New));
        (await world.The<StaffNotes>().Of(it.Owner.Initiator, StaffNotes.Application, it.Id)).ShouldBeEmpty();

        var opening = await A.Opening(world, 40);
        ((int)(await people.Clerk.Post($"/portal/openings/{opening.Opening}", "note", ("note", "Called back"))).StatusCode).ShouldBe(303);
        (await (await people.Reviewer.Get($"/portal/openings/{opening.Opening}")).Text()).ShouldContain("Called back");
        foreach (var attack in (string[])
        [
            "update staff_note set content = 'x'", "delete from staff_note",
            $"insert into staff_note(id, subject_kind, subject_id, person_id, at, content) values (1, 'application', {it.Id}, {it.Owner.Initiator.Person.Value}, '2024-09-02T01:00:00.000000Z', 'x')",
        ]) await world.ShouldRefuse(attack);
    }

    [Theory, BothDatabases]
    public async Task Every_list_of_what_waits_goes_by_an_index_and_is_walked_by_key(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        const string Columns = "work_item(subject_id, account_id, kind, hand, what, page_id, initiator_person_id, since, due_on, due_order)";
        var many = engine == Engine.Sqlite
            ? $"insert into {Columns} with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i, i % 40, case when i % 3 = 0 then 'Proposal' else 'Project' end, case when i % 3 = 0 then 'Second' else 'Side' end, 'UnderReview', i, case when i % 3 = 0 then 7 end, '2024-01-01T00:00:00.' || printf('%06d', i) || 'Z', date('2024-01-01', (i % 900) || ' days'), date('2024-01-01', (i % 900) || ' days') from n; analyze;"
            : $"insert into {Columns} select i, i % 40, case when i % 3 = 0 then 'Proposal' else 'Project' end, case when i % 3 = 0 then 'Second' else 'Side' end, 'UnderReview', i, case when i % 3 = 0 then 7 end, timestamptz '2024-01-01T00:00:00Z' + i * interval '1 microsecond', date '2024-01-01' + (i % 900), date '2024-01-01' + (i % 900) from generate_series(1, 20000) i; analyze work_item;";
        await world.Damage(many);
        await world.Damage($"update work_item set person_id = {officers.Reviewer.Person.Value} where account_id = 0 and subject_id % 200 = 0" + (engine == Engine.Postgres ? "; analyze work_item" : "; analyze"));
        await using var reads = await world.Db.Read();
        var list = world.The<WorkList>();
        var next = (await list.Page(officers.Reviewer, WorkQuery.All, null, null)).Next;
        var all = new HashSet<long>();
        var rows = 0;
        for (string? after = null; ;)
        {
            var page = await list.Page(officers.Reviewer, WorkQuery.All, after, null);
            rows += page.Rows.Count;
            all.UnionWith(page.Rows.Select(r => r.Id));
            if ((after = page.Next) is null) break;
        }
        (rows, all.Count).ShouldBe((500, 500));

        foreach (var actor in (Actor[])[officers.Clerk, officers.Reviewer])
            foreach (var asked in (WorkQuery[])[WorkQuery.All, new(WorkKind.Project, WorkShare.Side, null, "due"), new(null, WorkShare.Free, null, "due"), new(null, WorkShare.Side, Urgency.Over, "due"), new(null, WorkShare.Side, null, "-since")])
                foreach (var after in (string?[])[null, asked.Sort == "due" ? next : null])
                {
                    var plan = await Plan(reads, await list.Statement(reads, actor, asked, after));
                    plan.ShouldContain("work_item_", Case.Insensitive, $"{actor.Role} {asked}");
                    plan.ShouldNotContain(engine == Engine.Sqlite ? "TEMP B-TREE" : "Seq Scan", Case.Insensitive, $"{actor.Role} {asked}: {plan}");
                    plan.ShouldNotContain("Sort ", Case.Sensitive, $"{actor.Role} {asked}: {plan}");
                }
        (await Plan(reads, await list.Statement(reads, officers.Reviewer, new(null, WorkShare.Mine, null, "due"), null))).ShouldContain("work_item_", Case.Insensitive);
        (await Plan(reads, $"select subject_id from work_item where what = 'x'")).ShouldContain(engine == Engine.Sqlite ? "SCAN" : "Seq Scan");
    }

    private static async Task<IReadOnlyList<string>> Listed(Browser by, string query)
    {
        var answer = await by.Get("/portal" + query);
        var html = await answer.Text();
        ((int)answer.StatusCode).ShouldBe(200, query);
        var from = html.IndexOf("id=\"tasks\"", StringComparison.Ordinal);
        return [.. Regex.Matches(html[from..html.IndexOf("</section>", from, StringComparison.Ordinal)], "href=\"(/portal/(?:applications|openings|proposals)/[0-9]+)\"").Select(m => m.Groups[1].Value)];
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
