using System.Text.RegularExpressions;
using Registry.Kernel.Accounts;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Broadcasts;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Correspondence;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What the registry announces to many: written, looked at with its recipients, confirmed by a second officer, read, withdrawn.</summary>
public sealed partial class BroadcastTests
{
    private static readonly (string, string)[] Words = [("titleZh", "\u7CFB\u7EDF\u7EF4\u62A4"), ("titleEn", "Maintenance"), ("textZh", "\u661F\u671F\u516D"), ("textEn", "On Saturday\nfrom eight.")];

    [GeneratedRegex("/portal/proposals/([0-9]+)")]
    private static partial Regex ProposalLink { get; }

    private static PublishBroadcast.Command Command(BroadcastAudience audience, long recipients, params string[] among) =>
        new("t", "T", "x", "X", audience, among, false, false, false, new(2024, 3, 5), new(2024, 3, 20), recipients);

    [Theory, BothDatabases]
    public async Task Announcement_reaches_whom_two_officers_saw_once_is_read_and_withdrawn_and_stays(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world, 20);
        var body = await A.BodyAccount(world);
        await A.EnterpriseAccount(world, 30);
        var owner = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        await Visitors.Login(world, holder.Confirmer, "holder02");
        await Visitors.Login(world, body.Initiator, "body01");
        await world.Damage($"update person set email_cipher = null where id = {holder.Initiator.Person}");
        await using (var reads = await world.Db.Read())
            await world.The<NoticeChoices>().Choose(holder.Confirmer, (await Logins.Named(reads, "holder02"))!, [new("Broadcast", true, false, true)]);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");

        // What cannot be is refused beside its field, and what was typed stays.
        var wrong = await clerk.Post("/portal/broadcasts/new?lang=en", "broadcast", [.. Words, ("titleEn", "Call 13800138000"), ("audience", "Numbers"), ("numbers", "999999999999"), ("from", "2024-03-05"), ("until", "2024-03-01")]);
        ((int)wrong.StatusCode).ShouldBe(422);
        var refused = await wrong.Text();
        foreach (var shown in (string[])[BroadcastRules.PersonalNumber.Code, BroadcastRules.Audience.Code, BroadcastRules.Period.Code, "999999999999", "On Saturday"]) refused.ShouldContain(shown);
        (await clerk.Get("/portal/broadcasts/new/preview")).Headers.Location!.OriginalString.ShouldBe("/portal/broadcasts/new");

        // The preview counts by kind and by way, masks, and is what is proposed.
        (string, string)[] form = [.. Words, ("audience", "AccountHolders"), ("sms", "on"), ("email", "on"), ("from", "2024-03-05"), ("until", "2024-03-20")];
        (await clerk.Post("/portal/broadcasts/new", "broadcast", form)).Headers.Location!.OriginalString.ShouldBe("/portal/broadcasts/new/preview");
        var preview = await (await clerk.Get("/portal/broadcasts/new/preview?lang=en")).Text();
        foreach (var shown in (string[])["On Saturday", "Verification body", "1 more accounts have no login", "****", "none known", "p***@example.com"]) preview.ShouldContain(shown);
        preview.ShouldNotContain(A.Person(202).Phone);
        ((int)(await clerk.Get("/portal/broadcasts/new/preview?after=x")).StatusCode).ShouldBe(303);
        ((int)(await clerk.Post("/portal/broadcasts/new/preview", "propose", ("seen", "other"))).StatusCode).ShouldBe(409);
        var proposed = await clerk.Post("/portal/broadcasts/new/preview", "propose");
        var proposal = ProposalLink.Match(proposed.Headers.Location!.OriginalString).Value;
        await Visitors.Login(world, body.Confirmer, "body02");
        var seen = await (await reviewer.Get(proposal + "?lang=en")).Text();
        foreach (var shown in (string[])["On Saturday", "3 logins when it was proposed, 4 logins now", "Publish an announcement"]) seen.ShouldContain(shown);
        ((int)(await clerk.Post(proposal, await reviewer.Form(proposal, "confirm"))).StatusCode).ShouldBeOneOf(400, 403, 404);
        ((int)(await reviewer.Post(proposal, "confirm")).StatusCode).ShouldBe(303);

        var id = long.Parse(proposal.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await using (var reads = await world.Db.Read())
        {
            (await reads.Scalar<long>($"select recipients from broadcast where id = {id}")).ShouldBe(4);
            (await reads.Rows<string>($"select l.name || '.' || d.channel from notice_delivery d join login l on l.id = d.login_id where d.event = 'Broadcast' order by l.name, d.channel"))
                .ShouldBe(["body01.Email", "body01.Sms", "body02.Email", "body02.Sms", "holder01.Sms", "holder02.Email"]);
        }
        await Attacks(world, id);
        await Task.WhenAll(world.The<NoticePost>().Tick(), world.The<NoticePost>().Tick());
        await world.The<MessageSender>().Tick();
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.Broadcast).ShouldBe(6);

        // Its reader finds it, and reads it; a stranger does not.
        (await (await owner.Get("/me/notices?lang=en")).Text()).ShouldContain("Maintenance");
        var read = await (await owner.Get($"/me/notices/broadcasts/{id}?lang=en")).Text();
        foreach (var shown in (string[])["On Saturday", "2024-03-20", "Holds"]) read.ShouldContain(shown);
        ((int)(await clerk.Get($"/me/notices/broadcasts/{id}")).StatusCode).ShouldBe(404);
        var log = await (await clerk.Get($"/portal/broadcasts/{id}?lang=en")).Text();
        log.ShouldContain("4 logins (3 when it was proposed)");
        (await (await reviewer.Get("/portal/broadcasts?lang=en")).Text()).ShouldContain("Maintenance");
        (await world.The<BroadcastRegister>().Log(id)).Deliveries.Select(d => (d.Channel, d.Owed, d.Sent, d.Waiting)).ShouldBe([(Channel.Email, 3, 3, 0), (Channel.Sms, 3, 3, 0)]);

        // Withdrawn it stays, marked.
        ((int)(await clerk.Post($"/portal/broadcasts/{id}?lang=en", "withdraw", ("reason", " "))).StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        var withdrawal = ProposalLink.Match((await clerk.Post($"/portal/broadcasts/{id}", "withdraw", ("reason", "The day was wrong"))).Headers.Location!.OriginalString).Value;
        ((int)(await reviewer.Post(withdrawal, "confirm")).StatusCode).ShouldBe(303);
        foreach (var shown in (string[])["was withdrawn on", "The day was wrong", "On Saturday"]) (await (await owner.Get($"/me/notices/broadcasts/{id}?lang=en")).Text()).ShouldContain(shown);
        await BroadcastRules.Ended.ShouldRefuse(() => A.OfficersAct<WithdrawBroadcast, WithdrawBroadcast.Command>(world, new(id, "again")));
        await world.ShouldRefuse($"update broadcast set withdrawn_at = null, withdrawn_reason = null, withdrawn_proposal_id = null where id = {id}");
        world.Time.Advance(TimeSpan.FromDays(400));
        await world.Tick();
        (await world.The<BroadcastRegister>().Log(id)).Read.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Audience_is_exactly_who_was_named_and_one_withdrawn_before_its_messages_went_out_sends_none(Engine engine)
    {
        await using var world = await TestWorld.On(engine, messages: new() { Inbox = true });
        var holder = await A.EnterpriseAccount(world, 20);
        var body = await A.BodyAccount(world);
        await Visitors.Login(world, holder.Initiator, "holder01");
        await Visitors.Login(world, body.Initiator, "body01");
        await Visitors.Login(world, (await A.Officers(world)).Clerk, "clerk01");
        string number, province;
        await using (var reads = await world.Db.Read())
        {
            number = (await reads.Scalar<string>($"select number from account where id = {holder.Account}"))!;
            province = (await reads.Scalar<string>($"select province_code from account where id = {holder.Account}"))!;
        }
        async Task<string> Told(PublishBroadcast.Command command)
        {
            var reply = await A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(world, command);
            await using var reads = await world.Db.Read();
            return string.Join(' ', await reads.Rows<string>($"select l.name from notice n join login l on l.id = n.login_id where n.event = 'Broadcast' and n.subject_id = {reply.Proposal} order by l.name"));
        }
        (await Told(Command(BroadcastAudience.AccountHolders, 2))).ShouldBe("body01 holder01");
        (await Told(Command(BroadcastAudience.Types, 1, nameof(AccountType.Enterprise)))).ShouldBe("holder01");
        (await Told(Command(BroadcastAudience.Bodies, 1))).ShouldBe("body01");
        (await Told(Command(BroadcastAudience.Staff, 1))).ShouldBe("clerk01");
        (await Told(Command(BroadcastAudience.Numbers, 1, number))).ShouldBe("holder01");
        (await Told(Command(BroadcastAudience.Provinces, (await world.The<BroadcastRecipients>().Count(Command(BroadcastAudience.Provinces, 0, province))).Sum(k => k.Logins), province))).ShouldContain("holder01");

        Task Refused(Rule rule, PublishBroadcast.Command command) => rule.ShouldRefuse(() => A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(world, command));
        await Refused(BroadcastRules.Audience, Command(BroadcastAudience.Types, 1));
        await Refused(BroadcastRules.Audience, Command(BroadcastAudience.Provinces, 1, "999999"));
        await Refused(BroadcastRules.Nobody, Command(BroadcastAudience.Types, 1, nameof(AccountType.IndividualPublic)));
        await Refused(GeneralRules.ChangedMeanwhile, Command(BroadcastAudience.Staff, 7));
        await Refused(BroadcastRules.TooLong, Command(BroadcastAudience.Staff, 1) with { TitleEn = new string('x', 81) });
        await Refused(BroadcastRules.Period, Command(BroadcastAudience.Staff, 1) with { From = new(2024, 3, 1) });
        await Refused(BroadcastRules.Period, Command(BroadcastAudience.Staff, 1) with { Until = new(2026, 3, 1) });

        // Urgent: by the ways chosen whatever its readers chose; from a later day on; withdrawn before, nothing goes.
        await using (var reads = await world.Db.Read())
            await world.The<NoticeChoices>().Choose(holder.Initiator, (await Logins.Named(reads, "holder01"))!, [new("Broadcast", true, false, false)]);
        var urgent = Command(BroadcastAudience.Numbers, 1, number) with { BySms = true, Urgent = true, From = new(2024, 3, 7) };
        var first = await A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(world, urgent);
        await world.Tick();
        await world.Tick();
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.Broadcast).ShouldBe(0);
        await world.The<NoticePost>().Tick();
        world.Time.Advance(TimeSpan.FromDays(3));
        (await world.The<NoticePost>().Tick()).ShouldBe(1);
        await A.OfficersAct<WithdrawBroadcast, WithdrawBroadcast.Command>(world, new(first.Proposal, "A mistake"));
        await world.Tick();
        world.The<DevelopmentInbox>().Messages.Count(m => m.Kind == MessageKind.Broadcast).ShouldBe(0);
        (await world.The<BroadcastRegister>().Log(first.Proposal)).Deliveries.Single().Failed.ShouldBe(1);
        var second = await A.OfficersAct<PublishBroadcast, PublishBroadcast.Command>(world, urgent with { From = new(2024, 3, 10) });
        await A.OfficersAct<WithdrawBroadcast, WithdrawBroadcast.Command>(world, new(second.Proposal, "A mistake"));
        (await world.The<BroadcastRegister>().Log(second.Proposal)).Deliveries.Single().Dropped.ShouldBe(1);
    }

    private static async Task Attacks(TestWorld world, long id)
    {
        foreach (var sql in (string[])
        [
            "update broadcast set text_zh = 'other'",
            "update broadcast set recipients = 1",
            $"update broadcast set withdrawn_at = published_at, withdrawn_reason = 'x', withdrawn_proposal_id = {id}",
            "delete from broadcast",
            $"insert into broadcast select (select max(id) from proposal where action <> 'notices.broadcast'), title_zh, title_en, text_zh, text_en, audience, among, by_sms, by_email, urgent, from_on, until_on, published_at, recipients_seen, null, null, null, null from broadcast",
            "insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at) select max(id), 'Broadcast', 'broadcast', 1, 0, '', 'Published', '2024-03-06T01:00:00.000000Z' from login",
            $"insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at) select max(id), 'CaseMoved', 'broadcast', {id}, 0, '', 'Published', '2024-03-06T01:00:00.000000Z' from login",
            "delete from notice where event = 'Broadcast'",
        ]) await world.ShouldRefuse(sql);
    }
}
