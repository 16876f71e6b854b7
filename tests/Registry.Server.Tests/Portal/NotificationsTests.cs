using Registry.Kernel.Accounts;
using Registry.Kernel.Messages;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Correspondence;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Notices;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>Each chooses by what to be told of what; what is owed by message is marked with the event and written once.</summary>
public sealed class NotificationsTests
{
    private static readonly MessageSettings Inbox = new() { Inbox = true };

    private static IReadOnlyList<string> Sent(TestWorld world, params MessageKind[] kinds) =>
        [.. world.The<DevelopmentInbox>().Messages.Where(m => kinds.Contains(m.Kind)).Select(m => $"{m.Channel} {m.Text}")];

    private static async Task<IReadOnlyList<string>> Owed(TestWorld world, string login)
    {
        await using var reads = await world.Db.Read();
        return await reads.Rows<string>($"""
            select d.event || '.' || d.channel || '.' || coalesce(d.outcome, 'owed') from notice_delivery d join login l on l.id = d.login_id where l.name = {login} order by d.due_at, d.event, d.channel, d.state
            """);
    }

    [Theory, BothDatabases]
    public async Task Holder_chooses_by_what_to_be_told_and_what_matters_legally_cannot_be_switched_off(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: Inbox);
        var holder = await A.EnterpriseAccount(world, 20);
        await world.Damage($"update person set email_cipher = null where id = {holder.Initiator.Person}");
        var browser = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        await Visitors.Login(world, holder.Confirmer, "holder02");
        var page = await (await browser.Get("/me/notifications?lang=en")).Text();
        foreach (var shown in (string[])["name=\"CaseMoved.Sms\" value=\"on\" checked", "name=\"AccountChanged.InPortal\" value=\"on\" checked disabled", "not applicable", "none known", "****", "/me/language"]) page.ShouldContain(shown);
        foreach (var absent in (string[])["AwaitsMe", "OpeningMoved.", "name=\"SignedInElsewhere.Sms\""]) page.ShouldNotContain(absent);

        (string, string)[] chosen = [("AccountChanged.Sms", "on"), ("CaseMoved.InPortal", "on"), ("Broadcast.Sms", "on")];
        var none = await browser.Post("/me/notifications?lang=en", "choose", [.. chosen, ("CaseMoved.Email", "on")]);
        ((int)none.StatusCode).ShouldBe(422);
        var refused = await none.Text();
        foreach (var shown in (string[])[NoticeRules.NoAddress.Code, "#f-CaseMoved-Email", "name=\"CaseMoved.InPortal\" value=\"on\" checked"]) refused.ShouldContain(shown);
        refused.ShouldNotContain("name=\"DeadlineNear.Sms\" value=\"on\" checked");
        ((int)(await browser.Post("/me/notifications", "choose", chosen)).StatusCode).ShouldBe(303);
        ((int)(await browser.Post("/me/notifications", [.. chosen.Select(c => KeyValuePair.Create(c.Item1, c.Item2)), KeyValuePair.Create("_handler", "choose")])).StatusCode).ShouldBe(400);
        var now = await (await browser.Get("/me/notifications?done=1&lang=en")).Text();
        now.ShouldContain("Saved.");
        now.ShouldNotContain("name=\"DeadlineNear.Sms\" value=\"on\" checked");

        Login login;
        await using (var reads = await world.Db.Read())
        {
            login = (await Logins.Named(reads, "holder01"))!;
            (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'notices.choose' and result = 'done' and person_id = {holder.Initiator.Person}")).ShouldBe(1);
            (await reads.Scalar<long>($"select count(*) from notice_choice where login_id = {login.Id}")).ShouldBe(6);
        }
        var choices = world.The<NoticeChoices>();
        await NoticeRules.NoChoice.ShouldRefuse(() => choices.Choose(holder.Initiator, login, [new("AwaitsMe", true, true, false)]));
        await NoticeRules.NoChoice.ShouldRefuse(() => choices.Choose(holder.Initiator, login, [new("SignedInElsewhere", true, true, false)]));
        await NoticeRules.NoChoice.ShouldRefuse(() => choices.Choose(holder.Initiator, login, [new("AccountChanged", false, true, false)]));
        await choices.Choose(holder.Initiator, login, [new("CaseMoved", false, false, false), new("AccountChanged", true, true, false)]);
        foreach (var sql in (string[])
        [
            $"insert into notice_choice(login_id, event, in_portal, sms, email, chosen_at) values ({login.Id}, 'SignedInElsewhere', true, false, false, '2024-03-05T01:00:00.000000Z')",
            $"insert into notice_choice(login_id, event, in_portal, sms, email, chosen_at) values ({login.Id}, 'AwaitsMe', true, false, false, '2024-03-05T01:00:00.000000Z')",
            $"insert into notice_choice(login_id, event, in_portal, sms, email, chosen_at) values ({login.Id}, 'ProposalEnded', true, false, false, '2024-03-05T01:00:00.000000Z'), ({login.Id}, 'DeadlineNear', false, false, false, '2024-03-05T01:00:00.000000Z')",
            "update notice_choice set in_portal = false where event = 'DeadlineNear'",
            "update notice_choice set event = 'ProposalEnded' where event = 'DeadlineNear'",
            "update notice_kind set fixed = false",
            "delete from notice_kind",
            "insert into notice_kind(side, event, place, fixed, open, sms, email) values ('Member', 'CaseMoved', 1, false, true, true, true)",
        ]) await world.ShouldRefuse(sql);
    }

    [Theory, BothDatabases]
    public async Task What_is_owed_is_written_once_in_the_language_of_its_reader_within_the_budget_and_not_when_it_was_read(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: Inbox);
        var holder = await A.EnterpriseAccount(world, 20);
        await Visitors.Login(world, holder.Initiator, "holder01");
        await Visitors.Login(world, holder.Confirmer, "holder02");
        var second = await Login(world, "holder02");
        await world.The<ReaderLanguages>().Choose(holder.Initiator, Language.English);
        await world.The<NoticeChoices>().Choose(holder.Confirmer, second, [new("AccountChanged", true, false, false)]);
        Task Restrict(RestrictionLevel level) => A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(holder.Account.Value, level, "Licence not true"));

        await Restrict(RestrictionLevel.Trading);
        (await Owed(world, "holder01")).ShouldBe(["AccountChanged.Sms.owed"]);
        (await Owed(world, "holder02")).ShouldBeEmpty();
        foreach (var sql in (string[])
        [
            "update notice_delivery set channel = 'Email'", "update notice_delivery set due_at = '2020-01-01T00:00:00.000000Z'", "update notice_delivery set outcome = 'Written', settled_at = due_at",
            "update notice_delivery set message_id = 1", "delete from notice_delivery", "update notice_delivery set outcome = 'Written', settled_at = due_at, message_id = 1",
        ]) await world.ShouldRefuse(sql);

        // Two nodes at once: one message.
        await Task.WhenAll(world.The<NoticePost>().Tick(), world.The<NoticePost>().Tick());
        (await Owed(world, "holder01")).ShouldBe(["AccountChanged.Sms.Written"]);
        await world.ShouldRefuse("update notice_delivery set settled_at = null, outcome = null, message_id = null");
        await Send(world);
        Sent(world, MessageKind.Notice).ShouldBe(["Sms [CCER] The account was changed; it is “Restricted”. Sign in to read more."]);

        // Read meanwhile: told no more. Two at once: one message.
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await Restrict(RestrictionLevel.TransferOut);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.The<NoticeBook>().Read(await Login(world, "holder01"), world.Clock.Now);
        await Send(world);
        (await Owed(world, "holder01"))[^1].ShouldBe("AccountChanged.Sms.Read");
        await Restrict(RestrictionLevel.Trading);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await Restrict(RestrictionLevel.Business);
        await Send(world);
        Sent(world, MessageKind.Notice, MessageKind.Notices).Count.ShouldBe(2);
        Sent(world, MessageKind.Notices)[0].ShouldContain("You have 2 new notices");

        // The room of the number is used up: what is owed waits, and the codes of the same number are not in its way.
        for (var i = 0; i < 4; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await Restrict(i % 2 == 0 ? RestrictionLevel.Trading : RestrictionLevel.Business);
            await Send(world);
        }
        (await Owed(world, "holder01"))[^1].ShouldBe("AccountChanged.Sms.owed");
        world.Time.Advance(TimeSpan.FromMinutes(70));
        await Send(world);
        (await Owed(world, "holder01"))[^1].ShouldBe("AccountChanged.Sms.Written");
        Sent(world, MessageKind.Notice, MessageKind.Notices).ShouldAllBe(m => !m.Contains(A.Person(201).Phone, StringComparison.Ordinal));
        (await world.The<NoticePost>().Tick()).ShouldBe(0);
    }

    private static async Task Send(TestWorld world)
    {
        await world.Tick();
        await world.The<MessageSender>().Tick();
    }

    private static async Task<Login> Login(TestWorld world, string name)
    {
        await using var reads = await world.Db.Read();
        return (await Logins.Named(reads, name))!;
    }
}
