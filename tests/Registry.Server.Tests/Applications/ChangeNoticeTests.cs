using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Calendar;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>Recorded acts that change a public notice, and what does not change it.</summary>
public sealed class ChangeNoticeTests
{
    private static DateOnly Day(int month, int day) => new(2024, month, day);

    private static async Task<ChangeNotice.Reply> Change(ApplicationCase filed, NoticeChangeKind kind, DateOnly? start = null, DateOnly? end = null, string reason = "A document was published late.") =>
        (await A.OfficersAct<ChangeNotice, ChangeNotice.Command>(filed.World, new(filed.Id, kind, start, end, reason))).As<ChangeNotice.Reply>();

    /// <summary>A notice from 3 to 30 September 2024.</summary>
    private static async Task<ApplicationCase> September(TestWorld world) => await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);

    [Theory, BothDatabases]
    public async Task Suspended_notice_takes_no_comments_does_not_close_by_itself_and_lasts_longer_when_it_is_resumed(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await September(world);
        var member = await A.Member(world, 900);
        world.GoTo(Day(9, 9));
        (await Change(filed, NoticeChangeKind.Suspend)).Suspended.ShouldBeTrue();
        await ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => world.The<PostComment>().Post(member, new(filed.Id, "Words."), A.New));
        await ApplicationRules.NoticeSuspension.ShouldRefuse(() => Change(filed, NoticeChangeKind.Suspend));
        world.GoTo(Day(10, 18));
        (await world.The<CloseNotices>().Tick()).ShouldBe(0);
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.NoticeRunning);

        var resumed = await Change(filed, NoticeChangeKind.Resume);

        // Four working days had passed; sixteen more follow on 18 October.
        resumed.ShouldBe(new ChangeNotice.Reply(Day(9, 3), Day(11, 11), false));
        world.GoTo(Day(10, 21));
        await world.The<PostComment>().Post(member, new(filed.Id, "Words."), A.New);
        world.GoTo(Day(11, 11), 23, 59);
        (await world.The<CloseNotices>().Tick()).ShouldBe(0);
        await filed.CloseNotice();
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingUpload);
        (await filed.Value<long>($"select count(*) from notice_change where application_id = {filed.Id}")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Notice_that_was_suspended_when_the_clock_looked_still_closes_after_it_was_resumed(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await September(world);
        world.GoTo(Day(9, 2), 23, 30);
        await Change(filed, NoticeChangeKind.Suspend);
        await Change(filed, NoticeChangeKind.Resume);
        (await filed.Load()).NoticeEnd.ShouldBe(Day(9, 30));
        world.GoTo(Day(10, 1), 0);

        (await world.The<CloseNotices>().Tick()).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Published_end_moves_later_with_a_reason_and_never_earlier(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await September(world);
        world.GoTo(Day(9, 10));

        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Change(filed, NoticeChangeKind.Move, end: Day(10, 18), reason: " "));
        await ApplicationRules.NoticeTooShort.ShouldRefuse(() => Change(filed, NoticeChangeKind.Move, end: Day(9, 27)));
        await ApplicationRules.NoticeAlreadyStarted.ShouldRefuse(() => Change(filed, NoticeChangeKind.Move, start: Day(9, 11)));
        (await Change(filed, NoticeChangeKind.Move, end: Day(10, 18))).End.ShouldBe(Day(10, 18));

        var row = await filed.Value<string>($"select reason from notice_change where application_id = {filed.Id} and old_end = {Day(9, 30)} and new_end = {Day(10, 18)}");
        row.ShouldBe("A document was published late.");
        (await filed.Value<long>($"select count(*) from outbox_message where topic = 'notice.changed'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Notice_that_has_not_begun_moves_as_a_whole(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await September(world);

        (await Change(filed, NoticeChangeKind.Move, start: Day(9, 10))).ShouldBe(new ChangeNotice.Reply(Day(9, 10), Day(10, 12), false));
    }

    [Theory, BothDatabases]
    public async Task Notice_that_is_over_is_not_changed(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await September(world);
        world.GoTo(Day(10, 1), 0);

        await ApplicationRules.NoticeOver.ShouldRefuse(() => Change(filed, NoticeChangeKind.Move, end: Day(10, 18)));
        await filed.CloseNotice();
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Change(filed, NoticeChangeKind.Suspend));
    }

    [Theory, BothDatabases]
    public async Task CA_02_amendment_of_the_calendar_moves_no_running_notice(Engine engine)
    {
        await using var world = await A.World(engine);
        var running = await September(world);
        world.GoTo(Day(9, 4));

        await A.OfficersAct<AmendCalendar, AmendCalendar.Command>(world, new(Day(9, 4), "https://www.gov.cn/a-later-notice", [Day(9, 12), Day(9, 13)], [], []));

        (await running.Load()).NoticeEnd.ShouldBe(Day(9, 30));
        var later = await (await A.Project(world, A.OffshoreWind(2), running.Owner, running.Body)).To(ApplicationStatus.AwaitingNoticeApproval);
        (await later.ApproveNotice(Day(9, 5))).End.ShouldBe(Day(10, 11));
        world.GoTo(Day(10, 1), 0);
        (await world.The<CloseNotices>().Tick()).ShouldBe(1);
        (await running.Load()).Status.ShouldBe(ApplicationStatus.AwaitingUpload);
    }
}
