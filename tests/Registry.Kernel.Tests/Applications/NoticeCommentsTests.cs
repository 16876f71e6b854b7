using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using static Registry.Kernel.Tests.Calendar.Calendars;

namespace Registry.Kernel.Tests.Applications;

/// <summary>Who comments when, and what follows from refusals.</summary>
public sealed class NoticeCommentsTests
{
    private static readonly NoticeWindow Window = new(Day("2024-09-03"), Day("2024-09-30"));

    private static void Post(string day = "2024-09-10", string? content = "Words.", bool suspendedNotice = false, CommenterStanding standing = default, bool named = false,
        ApplicationStatus status = ApplicationStatus.NoticeRunning, bool window = true) =>
        NoticeComments.Post(standing, named, status, window ? Window : null, suspendedNotice, Day(day), content);

    [Theory]
    [InlineData("2024-09-03")]
    [InlineData("2024-09-30")]
    public void Comment_is_taken_on_the_first_and_on_the_last_day(string day) => Post(day);

    [Theory]
    [InlineData("2024-09-02")]
    [InlineData("2024-10-01")]
    public void Comment_outside_the_notice_is_refused(string day) => ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(day));

    [Fact]
    public void Comment_on_a_suspended_notice_or_in_another_state_is_refused()
    {
        ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(suspendedNotice: true));
        ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(window: false));
        foreach (var status in Enum.GetValues<ApplicationStatus>().Where(s => s != ApplicationStatus.NoticeRunning))
            ApplicationRules.CommentOutsideNotice.ShouldRefuse(() => Post(status: status));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Comment_without_words_is_refused(string? content) => ApplicationRules.CommentEmpty.ShouldRefuse(() => Post(content: content));

    [Fact]
    public void Longest_comment_is_taken_and_one_character_more_is_refused()
    {
        Post(content: new string('x', NoticeComments.MaxLength));
        Post(content: string.Concat(Enumerable.Repeat("\U0002C488", NoticeComments.MaxLength)));
        ApplicationRules.CommentEmpty.ShouldRefuse(() => Post(content: new string('x', NoticeComments.MaxLength + 1)));
    }

    [Fact]
    public void Body_that_the_case_names_and_a_suspended_commenter_are_refused_before_anything_else()
    {
        ApplicationRules.CommentOnOwnCase.ShouldRefuse(() => Post(named: true, day: "2025-01-01"));
        ApplicationRules.CommenterSuspended.ShouldRefuse(() => Post(standing: new(2, true), named: true));
        Post(standing: new(1, false));
    }

    [Fact]
    public void First_refusal_warns_and_the_second_suspends()
    {
        var day = Day("2024-09-10");
        var once = NoticeComments.AfterRefusal(default, day);
        once.ShouldBe(new CommenterStanding(1, false));
        var twice = NoticeComments.AfterRefusal(once, day);
        twice.ShouldBe(new CommenterStanding(2, true));
        NoticeComments.AfterRefusal(twice, day).Suspended.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ApplicationStatus.NoticeRunning)]
    [InlineData(ApplicationStatus.AwaitingUpload)]
    public void Comments_from_outside_are_recorded_until_the_body_has_uploaded(ApplicationStatus status) => NoticeComments.RecordOutside(status, 5, "https://example.com");

    [Fact]
    public void Comments_from_outside_are_not_recorded_at_another_time_nor_without_a_source_nor_as_less_than_none()
    {
        foreach (var status in Enum.GetValues<ApplicationStatus>().Except([ApplicationStatus.NoticeRunning, ApplicationStatus.AwaitingUpload]))
            ApplicationRules.OutsideCommentsNotNow.ShouldRefuse(() => NoticeComments.RecordOutside(status, 5, "https://example.com"));
        ApplicationRules.OutsideSourceMissing.ShouldRefuse(() => NoticeComments.RecordOutside(ApplicationStatus.NoticeRunning, 5, " "));
        GeneralRules.ValueMalformed.ShouldRefuse(() => NoticeComments.RecordOutside(ApplicationStatus.NoticeRunning, -1, "https://example.com"));
    }
}
