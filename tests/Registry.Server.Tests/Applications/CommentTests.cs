using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>Comments of public notices, from the writer to the body's note.</summary>
public sealed class CommentTests
{
    private static async Task<(TestWorld World, ApplicationCase Case, Actor Member)> Notice(Engine engine)
    {
        var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        var member = await A.Member(world, 900);
        world.GoTo((await filed.Load()).NoticeStart!.Value);
        return (world, filed, member);
    }

    private static async Task<long> Post(TestWorld world, Actor actor, long application, string content = "The turbines stand nearer than 30 km.") =>
        (await world.The<PostComment>().Post(actor, new(application, content), A.New)).Comment;

    private static async Task<ModerateComment.Reply> Moderate(TestWorld world, long comment, bool publish, string? reason = null) =>
        await world.The<ModerateComment>().Moderate((await A.Officers(world)).Clerk, new(comment, publish, reason), A.New);

    [Theory, BothDatabases]
    public async Task Comment_is_published_answered_by_the_owner_and_verified_by_the_body(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;
        var comment = await Post(world, member, filed.Id);
        await ApplicationRules.CommentNotAnswerable.ShouldRefuse(() => Reply(filed, comment));

        (await Moderate(world, comment, publish: true)).Status.ShouldBe(CommentStatus.Published);
        await ApplicationRules.CommentNotVerifiable.ShouldRefuse(() => Verify(filed, comment));
        await GeneralRules.ValueMissing.ShouldRefuse(() => Reply(filed, comment, " "));
        await Reply(filed, comment);
        await Verify(filed, comment);

        await ApplicationRules.CommentNotAnswerable.ShouldRefuse(() => Reply(filed, comment));
        await ApplicationRules.CommentNotVerifiable.ShouldRefuse(() => Verify(filed, comment));
        await ApplicationRules.CommentAlreadyModerated.ShouldRefuse(() => Moderate(world, comment, publish: false, "Late."));
        (await filed.Value<string>($"select verifier_note from notice_comment where id = {comment}")).ShouldBe("The distance was measured.");
        await filed.CloseNotice();
        await ApplicationRules.CommentStatementMissing.ShouldRefuse(() => filed.Upload());
        await filed.Upload(comments: "One comment, answered and verified.");
    }

    [Theory, BothDatabases]
    public async Task PR_17_second_refusal_after_a_warning_suspends_the_right_to_comment_and_the_writer_is_told(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;
        var (first, second) = (await Post(world, member, filed.Id, "Buy my panels."), await Post(world, member, filed.Id, "Buy my panels now."));
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Moderate(world, first, publish: false, " "));

        (await Moderate(world, first, publish: false, "Not about the project.")).ShouldBe(new ModerateComment.Reply(CommentStatus.Refused, 1, false));
        var third = await Post(world, member, filed.Id, "The coordinates differ from those of the permit.");
        (await Moderate(world, second, publish: false, "Not about the project.")).ShouldBe(new ModerateComment.Reply(CommentStatus.Refused, 2, true));

        await ApplicationRules.CommenterSuspended.ShouldRefuse(() => Post(world, member, filed.Id));
        (await Moderate(world, third, publish: true)).Suspended.ShouldBeTrue();
        (await filed.Value<long>($"select count(*) from notice_comment where status = 'Published'")).ShouldBe(1);
        (await filed.Value<long>($"select count(*) from outbox_message where topic = 'comment.refused'")).ShouldBe(1);
        (await filed.Value<string>($"select body from outbox_message where topic = 'comment.right-suspended'")).ShouldNotBeNull().ShouldContain("Not about the project.");
    }

    [Theory, BothDatabases]
    public async Task Two_officers_who_refuse_two_comments_of_one_writer_at_once_count_both(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;
        long[] comments = [await Post(world, member, filed.Id, "One."), await Post(world, member, filed.Id, "Two.")];

        await A.AtOnce(2, i => Moderate(world, comments[i], publish: false, "Not about the project."));

        (await filed.Value<int>($"select warnings from commenter where person_id = {member.Person}")).ShouldBe(2);
        (await filed.Value<long>($"select count(*) from commenter where suspended_at is not null")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Comments_are_taken_until_midnight_in_Beijing_of_the_last_day(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;
        var midnight = RegistryClock.StartOf((await filed.Load()).NoticeEnd!.Value.AddDays(1));

        world.GoTo(midnight.AddSeconds(-1));
        await Post(world, member, filed.Id);
        world.GoTo(midnight);

        await ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(world, member, filed.Id));
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.NoticeRunning);
    }

    [Theory, BothDatabases]
    public async Task Comments_are_not_taken_before_the_first_day(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        var member = await A.Member(world, 900);
        var start = RegistryClock.StartOf((await filed.Load()).NoticeStart!.Value);

        world.GoTo(start.AddSeconds(-1));
        await ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(world, member, filed.Id));
        world.GoTo(start);
        await Post(world, member, filed.Id);
    }

    [Theory, BothDatabases]
    public async Task Body_does_not_comment_on_its_own_case_and_strangers_and_officers_do_not_comment(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;

        await ApplicationRules.CommentOnOwnCase.ShouldRefuse(() => Post(world, filed.Body.Initiator, filed.Id));
        await ApplicationRules.NotACommenter.ShouldRefuse(() => Post(world, A.Visitor(901), filed.Id));
        await ApplicationRules.NotACommenter.ShouldRefuse(async () => await Post(world, (await A.Officers(world)).Clerk, filed.Id));
        await ApplicationRules.NotACommenter.ShouldRefuse(() => Post(world, member with { Account = filed.Owner.Account }, filed.Id));
        await ApplicationRules.CommentEmpty.ShouldRefuse(() => Post(world, member, filed.Id, " "));
        var other = await A.BodyAccount(world, A.Verifier, 7);
        await Post(world, other.Confirmer, filed.Id);
        await Post(world, filed.Owner.Confirmer, filed.Id);
    }

    [Theory, BothDatabases]
    public async Task Only_a_clerk_moderates_and_only_owner_and_named_body_answer(Engine engine)
    {
        var (world, filed, member) = await Notice(engine);
        await using var _ = world;
        var comment = await Post(world, member, filed.Id);
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<ModerateComment>().Moderate(member, new(comment, true, null), A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<ModerateComment>().Moderate(filed.Owner.Initiator, new(comment, true, null), A.New));
        await Moderate(world, comment, publish: true);
        var other = await A.EnterpriseAccount(world, 12);

        await ApplicationRules.NotTheOwner.ShouldRefuse(() => A.Act<ReplyToComment, ReplyToComment.Command>(world, other.Initiator, other.Confirmer, new(comment, "No.")));
        await ApplicationRules.NotTheNamedBody.ShouldRefuse(() => A.Act<VerifyReply, VerifyReply.Command>(world, filed.Owner.Initiator, filed.Owner.Confirmer, new(comment, "Yes.")));
        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => A.Act<ReplyToComment, ReplyToComment.Command>(world, filed.Owner.Initiator, filed.Owner.Initiator, new(comment, "Yes.")));
    }

    [Theory, BothDatabases]
    public async Task Comments_from_outside_are_counted_with_their_source_and_the_last_record_counts(Engine engine)
    {
        var (world, filed, _) = await Notice(engine);
        await using var __ = world;

        await Record(filed, 4, "https://example.com/notice");
        await Record(filed, 5, "https://example.com/notice, corrected");

        (await filed.Load()).OutsideComments.ShouldBe(5);
        (await filed.Value<long>($"select count(*) from outside_comments where application_id = {filed.Id}")).ShouldBe(2);
        await ApplicationRules.OutsideSourceMissing.ShouldRefuse(() => Record(filed, 5, ""));
        await filed.CloseNotice();
        await filed.Upload(comments: "Five comments, see section 4.");
        await ApplicationRules.OutsideCommentsNotNow.ShouldRefuse(() => Record(filed, 6, "https://example.com/notice"));
    }

    private static Task Reply(ApplicationCase filed, long comment, string words = "They stand 38 km from the coast.") =>
        A.Act<ReplyToComment, ReplyToComment.Command>(filed.World, filed.Owner.Initiator, filed.Owner.Confirmer, new(comment, words));

    private static Task Verify(ApplicationCase filed, long comment) =>
        A.Act<VerifyReply, VerifyReply.Command>(filed.World, filed.Body.Initiator, filed.Body.Confirmer, new(comment, "The distance was measured."));

    private static Task Record(ApplicationCase filed, int comments, string source) =>
        A.OfficersAct<RecordOutsideComments, RecordOutsideComments.Command>(filed.World, new(filed.Id, comments, source));
}
