using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Work;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Work;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Officers who are away and who stands in for them; and what the clock reminds of.</summary>
public sealed class AbsenceTests
{
    [Theory, BothDatabases]
    public async Task Deputy_sees_and_takes_what_the_absent_officer_has_and_it_goes_back_at_the_end(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var opening = await A.Opening(world, 40);
        var officers = await A.Officers(world);
        var (second, reviewer) = (await WorkTests.Officer(world, 81, ActorRole.Clerk), await WorkTests.Officer(world, 82, ActorRole.Reviewer));
        var divide = world.The<DivideWork>();
        await divide.Take(officers.Clerk, new(it.Id), A.New);
        await divide.Take(officers.Clerk, new(opening.Opening), A.New);
        var browser = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var (from, until) = (world.Clock.Today.AddDays(1), world.Clock.Today.AddDays(10));
        (string, string)[] Form(DateOnly first, DateOnly last, PersonId deputy) => [("from", $"{first:yyyy-MM-dd}"), ("until", $"{last:yyyy-MM-dd}"), ("deputy", $"{deputy}")];

        foreach (var (form, rule) in (((string, string)[], Rule)[])
            [(Form(until, from, second.Person), WorkRules.AbsenceDays), (Form(from.AddDays(-2), until, second.Person), WorkRules.AbsenceDays), (Form(from, from.AddDays(400), second.Person), WorkRules.AbsenceDays),
             (Form(from, until, officers.Clerk.Person), WorkRules.DeputyUnfit), (Form(from, until, reviewer.Person), WorkRules.DeputyUnfit)])
        {
            var wrong = await browser.Post("/portal/absences?lang=en", "absence", form);
            ((int)wrong.StatusCode).ShouldBe(422);
            (await wrong.Text()).ShouldContain(rule.Code);
        }
        ((int)(await browser.Post("/portal/absences", "absence", Form(from, until, second.Person))).StatusCode).ShouldBe(303);
        (await (await browser.Post("/portal/absences?lang=en", "absence", Form(until, until.AddDays(2), second.Person))).Text()).ShouldContain(WorkRules.AbsentAlready.Code);
        await WorkRules.AbsentAlready.ShouldRefuse(() => world.The<Absences>().Enter(second, new(officers.Clerk.Person.Value, from, until), A.New));
        (await (await browser.Get("/portal/absences?lang=en")).Text()).ShouldContain("To come");

        var list = world.The<WorkList>();
        async Task<IReadOnlyList<WorkLine>> Mine(Actor by) => (await list.Page(by, WorkQuery.All with { Share = WorkShare.Mine }, null, null)).Rows;
        (await Mine(second)).ShouldBeEmpty();
        await WorkRules.AlreadyTaken.ShouldRefuse(() => divide.Take(second, new(it.Id), A.New));
        world.GoTo(from);
        (await Mine(second)).Select(l => l.For).ShouldBe(["Person 1", "Person 1"]);
        (await Mine(reviewer)).ShouldBeEmpty();
        await divide.Take(second, new(it.Id), A.New);
        var deputy = await Visitors.SignedIn(world, second, "clerk02");
        (await (await deputy.Get("/portal?lang=en&whose=Mine")).Text()).ShouldContain("(for Person 1)");

        // It gives no capacity: a clerk's deputy is a clerk, and confirms nothing; nobody has both sides.
        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<ReturnNotice, ReturnNotice.Command>(second, new(it.Id, "The name is missing."), A.New);
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => proposals.Confirm(second with { Role = ActorRole.Reviewer }, new ProposalId(proposed.Id), proposed.PayloadHash, A.New));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => proposals.Confirm(officers.Clerk with { Role = ActorRole.Reviewer }, new ProposalId(proposed.Id), proposed.PayloadHash, A.New));
        await proposals.Withdraw(second, new ProposalId(proposed.Id), A.New);

        world.GoTo(until.AddDays(1));
        (await world.The<Absences>().Tick()).ShouldBe(1);
        (await world.The<Absences>().Tick()).ShouldBe(0);
        (await Mine(second)).ShouldBeEmpty();
        (await Mine(officers.Clerk)).Count.ShouldBe(2);

        var again = await world.The<Absences>().Enter(officers.Clerk, new(second.Person.Value, world.Clock.Today, world.Clock.Today.AddDays(3)), A.New);
        await divide.Take(second, new(it.Id), A.New);
        await GeneralRules.Absent.ShouldRefuse(() => world.The<Absences>().End(second, again.Absence, A.New));
        await browser.SignIn(world, "clerk01");
        ((int)(await browser.Post("/portal/absences", "end", ("absence", $"{again.Absence}"))).StatusCode).ShouldBe(303);
        (await Mine(officers.Clerk)).Count.ShouldBe(2);
        await WorkRules.AbsenceOver.ShouldRefuse(() => world.The<Absences>().End(officers.Clerk, again.Absence, A.New));

        var next = await world.The<Absences>().Enter(officers.Clerk, new(second.Person.Value, world.Clock.Today, world.Clock.Today.AddDays(3)), A.New);
        string Row(PersonId person, string role, PersonId stand, int day) =>
            $"insert into absence(id, person_id, role, deputy_person_id, from_on, until_on, written_at) values (1, {person}, '{role}', {stand}, '{world.Clock.Today.AddDays(day):yyyy-MM-dd}', '{world.Clock.Today.AddDays(day + 1):yyyy-MM-dd}', '2024-09-02T01:00:00.000000Z')";
        foreach (var attack in (string[])
        [
            Row(officers.Reviewer.Person, "Reviewer", officers.Reviewer.Person, 0), Row(officers.Reviewer.Person, "Reviewer", second.Person, 0), Row(officers.Reviewer.Person, "Clerk", second.Person, 20),
            Row(it.Owner.Initiator.Person, "Clerk", second.Person, 0), Row(officers.Clerk.Person, "Clerk", second.Person, 2), Row(second.Person, "Clerk", officers.Clerk.Person, 2),
            $"update absence set until_on = '2099-01-01' where id = {next.Absence}", $"update absence set deputy_person_id = {reviewer.Person}, ended_at = '2024-09-02T01:00:00.000000Z' where id = {next.Absence}",
            $"update absence set ended_at = null where id = {again.Absence}", "delete from absence",
        ]) await world.ShouldRefuse(attack);
    }

    [Theory, BothDatabases]
    public async Task Deadline_is_reminded_of_once_when_near_and_once_when_past_whoever_looks_after_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine, A.FilingDay, messages: new() { Inbox = true });
        var opening = await A.Opening(world, 40);
        var officers = await A.Officers(world);
        var second = await WorkTests.Officer(world, 81, ActorRole.Clerk);
        await Visitors.Login(world, second, "second01");
        var reminders = world.The<WorkReminders>();
        DateOnly due;
        await using (var reads = await world.Db.Read()) due = await reads.Scalar<DateOnly>($"select due_on from account_opening where id = {opening.Opening}");
        async Task<IReadOnlyList<string>> Told(MessageKind kind)
        {
            await using var reads = await world.Db.Read();
            return await reads.Rows<string>($"select person_id || '' from message where kind = {kind} order by person_id");
        }
        string[] Ids(params Actor[] persons) => [.. persons.Select(p => $"{p.Person}").Order(StringComparer.Ordinal)];

        (await reminders.Tick()).ShouldBe(0);
        world.GoTo(due.AddDays(-7));
        (await reminders.Tick()).ShouldBe(0);
        await world.The<DivideWork>().Assign(officers.Clerk, new(opening.Opening, second.Person.Value), A.New);
        world.GoTo(due.AddDays(-1));
        (await reminders.Tick()).ShouldBe(1);
        (await reminders.Tick()).ShouldBe(0);
        (await Told(MessageKind.DeadlineNear)).ShouldBe(Ids(second));
        var browser = new Browser(await world.Http());
        await browser.SignIn(world, "second01");
        (await (await browser.Get("/me/notices?lang=en")).Text()).ShouldContain("is due soon");
        await world.The<MessageSender>().Tick();
        world.The<DevelopmentInbox>().Messages.Single(m => m.Kind == MessageKind.DeadlineNear).Text.ShouldContain($"{due:yyyy-MM-dd}");

        await world.The<DivideWork>().Release(second, new(opening.Opening), A.New);
        world.GoTo(due.AddDays(1));
        (await reminders.Tick()).ShouldBe(1);
        (await reminders.Tick()).ShouldBe(0);
        (await Told(MessageKind.DeadlineOver)).ShouldBe(Ids(officers.Clerk, officers.Reviewer, second), ignoreOrder: true);

        var other = await A.Opening(world, 41);
        await world.The<DivideWork>().Take(officers.Clerk, new(other.Opening), A.New);
        await world.The<Absences>().Enter(officers.Clerk, new(second.Person.Value, world.Clock.Today, world.Clock.Today.AddDays(90)), A.New);
        await using (var reads = await world.Db.Read()) due = await reads.Scalar<DateOnly>($"select due_on from account_opening where id = {other.Opening}");
        world.GoTo(due);
        (await reminders.Tick()).ShouldBe(1);
        (await Told(MessageKind.DeadlineNear)).ShouldBe(Ids(second, second), ignoreOrder: true, "the deputy is told");
    }
}
