using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Capabilities.Portal.Correspondence;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Notices;
using Registry.Server.Platform.Text;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Portal;

/// <summary>What each person is told in the portal, in the transaction of the event.</summary>
public sealed class NoticesTests
{
    private static async Task<IReadOnlyList<string>> Told(TestWorld world, string login)
    {
        await using var reads = await world.Db.Read();
        return await reads.Rows<string>($"select n.event || '.' || n.subject_kind || '.' || n.state from notice n join login l on l.id = n.login_id where l.name = {login} order by n.at, n.step");
    }

    [Theory, BothDatabases]
    public async Task Second_person_is_told_what_waits_and_the_first_what_became_of_it_and_what_is_done_is_no_longer_unread(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var officers = await A.Officers(world);
        var clerk = await Visitors.SignedIn(world, officers.Clerk, "clerk01");
        var reviewer = await Visitors.SignedIn(world, officers.Reviewer, "reviewer01");
        var person = await A.KnownPerson(world, 60);
        var proposals = world.The<Proposals>();
        Task<Proposed> Propose(string id) => proposals.Propose<AssignDuty, AssignDuty.Command>(officers.Clerk, new(person.Value, ActorRole.Auditor), id);

        var first = await Propose("first");
        (await Told(world, "reviewer01")).ShouldBe(["AwaitsMe.proposal.Pending"]);
        (await Told(world, "clerk01")).ShouldBeEmpty();
        var page = await (await reviewer.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["waits for your confirmation", $"/portal/proposals/{first.Id}", ">1 <", "unread"]) page.ShouldContain(shown);
        await proposals.Reject(officers.Reviewer, new(first.Id), "Not this person", "reject");
        (await Told(world, "clerk01")).ShouldBe(["ProposalEnded.proposal.Rejected"]);
        await using (var reads = await world.Db.Read()) (await reads.Scalar<long>($"select count(*) from notice where event = 'AwaitsMe' and read_at is null")).ShouldBe(0);

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await proposals.Withdraw(officers.Clerk, new((await Propose("second")).Id), "withdraw");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await Propose("third");
        world.Time.Advance(TimeSpan.FromDays(60));
        await proposals.ExpireDue();
        (await Told(world, "reviewer01")).Last(t => t.StartsWith("ProposalEnded", StringComparison.Ordinal)).ShouldBe("ProposalEnded.proposal.Withdrawn");
        (await Told(world, "clerk01"))[^1].ShouldBe("ProposalEnded.proposal.Expired");

        await clerk.SignIn(world, "clerk01");
        var own = await (await clerk.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["was rejected", "lapsed without an answer"]) own.ShouldContain(shown);
        ((int)(await clerk.Get("/me/notices?after=1.2")).StatusCode).ShouldBe(400);
        ((int)(await clerk.Post("/me/notices", "read")).StatusCode).ShouldBe(303);
        var login = await Login(world, "clerk01");
        var book = world.The<NoticeBook>();
        (await book.Unread(login)).ShouldBe(0);
        (await book.Unread(await Login(world, "reviewer01"))).ShouldBe(1);
        foreach (var sql in (string[])
        [
            "update notice set read_at = null where read_at is not null",
            "update notice set what = 'x'",
            "update notice set read_at = '2020-01-01T00:00:00.000000Z' where read_at is null",
        ]) await world.ShouldRefuse(sql);

        (await book.Tick()).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(91));
        (await book.Tick()).ShouldBeGreaterThan(0);
        (await Told(world, "clerk01")).ShouldBeEmpty();
        (await Told(world, "reviewer01")).ShouldBe(["ProposalEnded.proposal.Withdrawn"]);
        // What nobody read stays longer, and goes in its turn.
        world.Time.Advance(TimeSpan.FromDays(365 - 91 - 60 - 1));
        (await book.Tick()).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(61));
        (await book.Tick()).ShouldBe(1);
        (await Told(world, "reviewer01")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Comment_is_told_to_staff_when_it_comes_and_to_owner_and_body_once_it_is_published(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        world.Time.Advance(TimeSpan.FromDays(2));
        var officers = await A.Officers(world);
        await Visitors.Login(world, officers.Clerk, "clerk01");
        await Visitors.Login(world, it.Owner.Confirmer, "owner02");
        var body = await Visitors.SignedIn(world, it.Body.Initiator, "body01");
        var writer = await A.EnterpriseAccount(world, 77);
        await Visitors.Login(world, writer.Initiator, "writer01");
        IReadOnlyList<string> Comments(IReadOnlyList<string> told) => [.. told.Where(t => t.StartsWith("CommentReceived", StringComparison.Ordinal))];

        var published = await world.The<PostComment>().Post(writer.Initiator, new(it.Id, "The reference is too high."), A.New);
        var refused = await world.The<PostComment>().Post(writer.Initiator, new(it.Id, "Nothing to do with it."), A.New);
        Comments(await Told(world, "clerk01")).ShouldBe(["CommentReceived.comment.Awaiting", "CommentReceived.comment.Awaiting"]);
        Comments(await Told(world, "owner02")).ShouldBeEmpty();
        await world.The<ModerateComment>().Moderate(officers.Clerk, new(published.Comment, true, null), A.New);
        await world.The<ModerateComment>().Moderate(officers.Clerk, new(refused.Comment, false, "Not about the notice"), A.New);
        foreach (var login in (string[])["owner02", "body01"]) Comments(await Told(world, login)).ShouldBe(["CommentReceived.comment.Published"], login);
        Comments(await Told(world, "writer01")).ShouldBeEmpty();
        await A.OfficersAct<RecordOutsideComments, RecordOutsideComments.Command>(world, new(it.Id, 3, "https://example.org/comments"));
        Comments(await Told(world, "body01")).ShouldContain("CommentReceived.application.Outside");

        var page = await (await body.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["was published; it has to be dealt with", "removed 90 days", "or 365 days", $"href=\"/portal/applications/{it.Id}\""]) page.ShouldContain(shown);
        var choices = await (await body.Get("/me/notifications?lang=en")).Text();
        foreach (var shown in (string[])["name=\"CommentReceived.InPortal\" value=\"on\" checked", "name=\"CommentReceived.Sms\" value=\"on\" checked"]) choices.ShouldContain(shown);
        ((int)(await body.Post("/me/notifications", "choose", ("CommentReceived.Email", "on"))).StatusCode).ShouldBe(303);
        await using var reads = await world.Db.Read();
        (await reads.Scalar<bool>($"select in_portal from notice_taken t join login l on l.id = t.login_id where l.name = 'body01' and t.event = 'CommentReceived'")).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Representatives_are_told_of_their_account_and_of_a_session_that_took_theirs_and_strangers_are_not(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 20);
        var stranger = await A.EnterpriseAccount(world, 30);
        var browser = await Visitors.SignedIn(world, holder.Initiator, "holder01");
        await Visitors.Login(world, stranger.Initiator, "stranger01");
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(holder.Account.Value, RestrictionLevel.Business, "Licence not true"));
        (await Told(world, "holder01")).ShouldBe(["AccountChanged.account.Restricted"]);
        await (await Again(world, "holder01")).Get("/portal");
        (await Told(world, "holder01")).ShouldBe(["AccountChanged.account.Restricted", "SignedInElsewhere.session.Replaced"], ignoreOrder: true);
        (await Told(world, "stranger01")).ShouldBeEmpty();
        browser = await Again(world, "holder01", wait: TimeSpan.FromHours(2));
        (await Told(world, "holder01")).Count.ShouldBe(2);
        var page = await (await browser.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["it is “Restricted”", "Your login was used elsewhere"]) page.ShouldContain(shown);

        ((int)(await browser.Post("/me/language?lang=en", "language", ("language", "fr"))).StatusCode).ShouldBe(400);
        ((int)(await browser.Post("/me/language", "language", ("language", "en"))).StatusCode).ShouldBe(303);
        await using var reads = await world.Db.Read();
        (await ReaderLanguages.Of(reads, holder.Initiator.Person)).ShouldBe(Language.English);
        (await ReaderLanguages.Of(reads, stranger.Initiator.Person)).ShouldBe(Language.Chinese);
    }

    [Theory, BothDatabases]
    public async Task Owner_and_body_are_told_how_a_case_goes_and_of_its_notice(Engine engine)
    {
        await using var world = await A.World(engine);
        var it = await (await A.Project(world)).Draft();
        await Visitors.Login(world, it.Owner.Initiator, "owner01");
        await Visitors.Login(world, it.Body.Initiator, "body01");
        await it.Submit();
        (await Told(world, "owner01")).ShouldContain("CaseMoved.application.AwaitingNoticeApproval");
        (await Told(world, "body01")).ShouldBeEmpty();
        await it.ApproveNotice();
        (await Told(world, "owner01")).ShouldContain("NoticeWindow.application.NoticeRunning");
        (await Told(world, "body01")).ShouldContain("NoticeWindow.application.NoticeRunning");
        var page = await (await (await Again(world, "owner01")).Get("/me/notices?lang=en")).Text();
        page.ShouldContain("The public notice was approved");
    }

    [Fact]
    public void Every_notice_that_the_database_may_write_has_words_in_both_languages()
    {
        static IEnumerable<NoticeLine> Steps<TState>(string kind, string told) where TState : struct, Enum =>
            Enum.GetValues<TState>().Select(state => new NoticeLine { Event = told, SubjectKind = kind, What = "x", State = $"{state}" });
        NoticeLine[] all =
        [
            .. Steps<ApplicationStatus>("application", "CaseMoved"), .. Steps<ProjectStatus>("project", "CaseMoved"), .. Steps<ProjectChangeStatus>("project-change", "CaseMoved"),
            .. Steps<AccountStatus>("account", "AccountChanged"), .. Steps<AccountChangeStatus>("account-change", "AccountChanged"), .. Steps<AccountRequestStatus>("account-request", "AccountChanged"),
            .. new[] { ApplicationAction.ApproveNotice, ApplicationAction.ChangeNotice, ApplicationAction.CloseNotice }.Select(act => new NoticeLine { Event = "NoticeWindow", SubjectKind = "application", What = $"{act}", State = "x" }),
            .. Enum.GetValues<ProposalStatus>().Select(status => new NoticeLine { Event = status == ProposalStatus.Pending ? "AwaitsMe" : "ProposalEnded", SubjectKind = "proposal", What = "accounts.restrict", State = $"{status}" }),
            .. new[] { "Near", "Over" }.Select(state => new NoticeLine { Event = "DeadlineNear", SubjectKind = "work", What = "Project.UnderReview", State = state }),
            .. Steps<OpeningStatus>("account-opening", "OpeningMoved"),
            new() { Event = "SignedInElsewhere", SubjectKind = "session", State = "Replaced" }, new() { Event = "PasskeyCopied", SubjectKind = "passkey", State = "Refused" },
            .. new[] { "Awaiting", "Published", "Outside" }.Select(state => new NoticeLine { Event = "CommentReceived", SubjectKind = "comment", What = "1", State = state }),
            new() { Event = "SecurityAlarm", SubjectKind = "document", What = "x.pdf", State = "FileQuarantined" },
        ];
        var reader = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in (System.Globalization.CultureInfo[])[Language.Chinese, Language.English])
            {
                System.Globalization.CultureInfo.CurrentUICulture = language;
                foreach (var notice in all)
                {
                    NoticeWords.Of(notice).ShouldNotContain("{");
                    Texts.For<CorrespondenceText>()["event." + notice.Event].ShouldNotBeNullOrWhiteSpace();
                }
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = reader;
        }
    }

    private static async Task<Login> Login(TestWorld world, string name)
    {
        await using var reads = await world.Db.Read();
        return (await Logins.Named(reads, name))!;
    }

    private static async Task<Browser> Again(TestWorld world, string name, TimeSpan wait = default)
    {
        world.Time.Advance(wait);
        var browser = new Browser(await world.Http());
        await browser.SignIn(world, name);
        return browser;
    }
}
