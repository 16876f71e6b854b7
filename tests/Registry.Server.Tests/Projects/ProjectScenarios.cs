using Registry.Kernel.Applications;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Projects;

/// <summary>Acceptance scenarios of project registration, named by their ids.</summary>
public sealed class ProjectScenarios
{
    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    [Theory, BothDatabases]
    public async Task PR_01_body_that_is_not_approved_in_the_sector_cannot_be_named(Engine engine)
    {
        await using var world = await A.World(engine);
        var forestryOnly = await A.Project(world, approvalNumber: "CNCA-R-2024-1364");

        var refusal = await VerifierRules.NotApprovedInSector.ShouldRefuse(() => forestryOnly.Draft());

        refusal.Facts.Single(f => f.Name == "sector").Value.ShouldBe("A");
    }

    [Theory, BothDatabases]
    public async Task PR_03_crediting_start_of_2020_09_22_is_warned_of_at_the_notice_and_refused_at_registration(Engine engine)
    {
        await using var world = await A.World(engine);
        var early = A.OffshoreWind() with { CreditingFrom = Day(2020, 9, 22), CreditingTo = Day(2030, 9, 21), ConstructionOn = Day(2019, 1, 1), GridConnectionOn = Day(2020, 9, 22) };
        var filed = await (await A.Project(world, early)).Draft();

        (await filed.Submit()).Warnings.ShouldContain(w => w.Rule == ProjectRules.CreditingTooEarly.Code);
        await filed.To(ApplicationStatus.UnderReview);

        await ProjectRules.CreditingTooEarly.ShouldRefuse(() => filed.Register());
    }

    [Theory, BothDatabases]
    public async Task PR_03_crediting_start_of_2020_09_23_is_accepted(Engine engine)
    {
        await using var world = await A.World(engine);
        var dayAfter = A.OffshoreWind() with { CreditingFrom = Day(2020, 9, 23), CreditingTo = Day(2030, 9, 22), ConstructionOn = Day(2019, 1, 1), GridConnectionOn = Day(2020, 9, 23) };
        var filed = await (await A.Project(world, dayAfter)).Draft();

        (await filed.Submit()).Warnings.ShouldBeEmpty();
        (await (await filed.To(ApplicationStatus.UnderReview)).Register()).Number.ShouldBe("A210001");
    }

    [Theory]
    [BothDatabases("2032-03-31", true)]
    [BothDatabases("2032-04-01", false)]
    public async Task PR_05_crediting_period_of_offshore_wind_is_ten_years_at_most(Engine engine, string end, bool accepted)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world, A.OffshoreWind() with { CreditingTo = DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture) })).To(ApplicationStatus.UnderReview);

        if (accepted) (await filed.Register()).Number.ShouldBe("A210001");
        else await MethodologyRules.CreditingTooLong.ShouldRefuse(() => filed.Register());
    }

    [Theory, BothDatabases]
    public async Task PR_07_crediting_period_that_ends_after_the_lifetime_is_refused(Engine engine)
    {
        await using var world = await A.World(engine);
        var facts = A.OffshoreWind() with { LifetimeYears = 10, GridConnectionOn = Day(2022, 3, 31), CreditingTo = Day(2032, 3, 31) };
        var filed = await (await A.Project(world, facts)).Draft();

        await ProjectRules.CreditingAfterLifetime.ShouldRefuse(() => filed.Submit());
        filed.Project = facts with { CreditingTo = Day(2032, 3, 30) };
        await filed.Draft();
        await filed.Submit();
    }

    [Theory, BothDatabases]
    public async Task PR_09_confirmer_returns_the_submission_to_draft_with_a_comment_that_history_keeps(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft();
        var proposed = await filed.ProposeSubmission();
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingConfirmer);

        await world.The<Proposals>().Reject(filed.Owner.Confirmer, new(proposed.Id), "The capacity is wrong.", A.New);

        (await filed.Load()).Status.ShouldBe(ApplicationStatus.Draft);
        (await filed.Value<string>($"select reason from state_history where subject_kind = 'application' and subject_id = {filed.Id} and action = 'ReturnToDraft'"))
            .ShouldBe("The capacity is wrong.");
        (await filed.Value<long>($"select annual_tonnes from project_facts where application_id = {filed.Id}")).ShouldBe(500_000);
        (await filed.Submit()).ShouldNotBeNull();
    }

    [Theory]
    [BothDatabases("2024-09-03", "2024-09-30")]
    [BothDatabases("2024-09-04", "2024-10-08")]
    public async Task PR_11_first_notices_of_september_2024_have_their_real_ends(Engine engine, string start, string end) =>
        (await Approved(engine, Day(2024, 9, 2), start)).ShouldBe(end);

    [Theory, BothDatabases]
    public async Task PR_11_start_2024_09_10_ends_on_make_up_saturday(Engine engine) =>
        (await Approved(engine, Day(2024, 9, 9), "2024-09-10")).ShouldBe("2024-10-12");

    [Theory, BothDatabases]
    public async Task PR_13_notice_does_not_start_on_a_sunday_that_is_no_make_up_day(Engine engine)
    {
        await using var world = await A.World(engine, RegistryNine(2026, 2, 26));
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);

        await ApplicationRules.NoticeStartNotWorkingDay.ShouldRefuse(() => filed.ApproveNotice(Day(2026, 3, 1)));
        await ApplicationRules.NoticeStartNotLater.ShouldRefuse(() => filed.ApproveNotice(Day(2026, 2, 26)));
    }

    [Theory, BothDatabases]
    public async Task PR_15_notice_of_november_2026_ends_inside_the_year(Engine engine) =>
        (await Approved(engine, Day(2026, 11, 27), "2026-11-30")).ShouldBe("2026-12-25");

    [Theory, BothDatabases]
    public async Task PR_14_notice_that_reaches_a_year_without_a_calendar_is_refused(Engine engine)
    {
        await using var world = await A.World(engine, RegistryNine(2026, 12, 10));
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);

        await Kernel.Calendar.CalendarRules.YearMissing.ShouldRefuse(() => filed.ApproveNotice(Day(2026, 12, 11)));
    }

    [Theory, BothDatabases]
    public async Task PR_19_recall_that_the_registry_approves_ends_in_97_and_a_later_filing_has_a_whole_notice_of_its_own(Engine engine)
    {
        await using var world = await A.World(engine);
        var first = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        await ApplicationRules.RecallNotRequested.ShouldRefuse(() => A.OfficersAct<ApproveRecall, ApproveRecall.Command>(world, new(first.Id)));
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => A.Act<RequestRecall, RequestRecall.Command>(world, first.Owner.Initiator, first.Owner.Confirmer, new(first.Id, " ")));

        await A.Act<RequestRecall, RequestRecall.Command>(world, first.Owner.Initiator, first.Owner.Confirmer, new(first.Id, "A number was mistyped."));
        await A.OfficersAct<ApproveRecall, ApproveRecall.Command>(world, new(first.Id));

        var recalled = await first.Load();
        ApplicationLifecycle.PublicCode(recalled.Status).ShouldBe("97");
        world.GoTo(Day(2024, 9, 24));
        var second = new ApplicationCase(world, first.Owner, first.Body, first.BodyId) { Project = first.Project };
        await (await second.Draft()).Submit();
        second.Id.ShouldNotBe(first.Id);
        (await second.ApproveNotice(Day(2024, 9, 25))).End.ShouldBe(Day(2024, 10, 25));
        await LifecycleNoStep(() => first.ApproveNotice(Day(2024, 9, 25)));
    }

    [Theory, BothDatabases]
    public async Task PR_21_notice_closes_once_after_its_last_day_with_two_tickers_and_after_a_restart(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        var end = (await filed.Load()).NoticeEnd!.Value;
        world.GoTo(RegistryMidnight(end.AddDays(1)).AddSeconds(-1));
        (await world.The<CloseNotices>().Tick()).ShouldBe(0);
        world.GoTo(RegistryMidnight(end.AddDays(1)));

        var another = new CloseNotices(world.Db, world.Clock);
        var closed = await Task.WhenAll(Task.Run(world.The<CloseNotices>().Tick), Task.Run(another.Tick));

        closed.Sum().ShouldBeGreaterThanOrEqualTo(1);
        (await new CloseNotices(world.Db, world.Clock).Tick()).ShouldBe(0);
        (await filed.Load()).Status.ShouldBe(ApplicationStatus.AwaitingUpload);
        (await filed.Value<long>($"select count(*) from state_history where subject_id = {filed.Id} and action = 'CloseNotice'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task PR_23_report_without_a_statement_on_the_comments_is_refused(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.NoticeRunning);
        await A.OfficersAct<Capabilities.Applications.Comments.RecordOutsideComments, Capabilities.Applications.Comments.RecordOutsideComments.Command>(
            world, new(filed.Id, 2, "https://example.com/notice"));
        await filed.CloseNotice();

        var refusal = await ApplicationRules.CommentStatementMissing.ShouldRefuse(() => filed.Upload());

        refusal.Facts.Single(f => f.Name == "comments").Value.ShouldBe("2");
        await filed.Upload(comments: "Both were answered in the report, section 4.");
    }

    [Theory, BothDatabases]
    public async Task PR_25_negative_conclusion_cannot_be_filed(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingUpload);
        await filed.Upload(Conclusion.Negative);
        await filed.AcceptUpload();

        await ApplicationRules.ConclusionNotPositive.ShouldRefuse(() => filed.File());
    }

    [Theory, BothDatabases]
    public async Task PR_27_application_without_the_letter_of_commitment_is_refused(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingFiling);

        await ApplicationRules.CommitmentMissing.ShouldRefuse(() => filed.File(commitment: false));
        await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.File(form: false));
        await filed.File();
    }

    [Theory, BothDatabases]
    public async Task PR_29_officer_who_proposed_the_registration_cannot_check_it_and_the_number_is_the_next_of_its_type(Engine engine)
    {
        await using var world = await A.World(engine);
        var first = await A.RegisteredProject(world);
        var second = await (await A.Project(world, A.OffshoreWind(2), first.Owner, first.Body)).To(ApplicationStatus.UnderReview);
        var officers = await A.Officers(world);
        var proposals = world.The<Proposals>();
        var proposed = await proposals.Propose<Capabilities.Applications.Review.RegisterApplication, Capabilities.Applications.Review.RegisterApplication.Command>(officers.Clerk, new(second.Id), A.New);

        await Kernel.DualControl.DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => proposals.Confirm(officers.Clerk, new(proposed.Id), proposed.PayloadHash, A.New));
        var reply = await proposals.Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New);

        first.Registration!.Number.ShouldBe("A210001");
        reply.As<RegistrationReply>().Number.ShouldBe("A210002");
        ApplicationLifecycle.PublicCode((await second.Load()).Status).ShouldBe("14");
    }

    [Theory, BothDatabases]
    public async Task PR_31_refusal_ends_in_99_with_a_reason_that_only_the_owner_is_told(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => filed.Refuse(""));

        await filed.Refuse("The application form is not sealed.");

        ApplicationLifecycle.PublicCode((await filed.Load()).Status).ShouldBe("99");
        (await filed.Value<string>($"select end_reason from application where id = {filed.Id}")).ShouldBe("The application form is not sealed.");
        (await filed.Value<long>($"select count(*) from project")).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task PR_41_file_named_pdf_that_is_html_is_refused_by_its_content(Engine engine)
    {
        await using var world = await A.World(engine);
        var owner = await A.EnterpriseAccount(world);
        var html = System.Text.Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>design</body></html>");

        await DocumentRules.Type.ShouldRefuse(() => world.The<Documents>().Store(owner.Initiator, "design.pdf", "E01", html, A.New));

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from audit_entry where action = 'document.store' and result = 'refused' and rule_code = {DocumentRules.Type.Code}")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task MG_01_draft_under_a_methodology_after_its_last_day_is_refused_and_registered_projects_keep_it(Engine engine)
    {
        await using var world = await A.World(engine);
        var registered = await A.RegisteredProject(world);
        await world.Damage("update methodology set effective_until = '2024-10-31' where code = 'CCER-01-002-V01'");
        var later = await A.Project(world, A.OffshoreWind(2), registered.Owner, registered.Body);
        world.GoTo(Day(2024, 10, 31));
        await later.Draft();
        world.GoTo(Day(2024, 11, 1), 0);

        await MethodologyRules.NotInForce.ShouldRefuse(() => later.Draft());
        await MethodologyRules.NotInForce.ShouldRefuse(() => later.Submit());
        var reductions = await (await A.Reduction(registered)).To(ApplicationStatus.Registered);
        reductions.Registration!.PeriodNo.ShouldBe(1);
    }

    private static DateTimeOffset RegistryNine(int year, int month, int day) => RegistryClock.AtLocal(new DateTime(year, month, day, 9, 0, 0));

    private static DateTimeOffset RegistryMidnight(DateOnly day) => RegistryClock.StartOf(day);

    private static Task<RefusalException> LifecycleNoStep(Func<Task> act) => Kernel.Lifecycle.LifecycleRules.NoSuchStep.ShouldRefuse(act);

    private static async Task<string> Approved(Engine engine, DateOnly today, string start)
    {
        await using var world = await A.World(engine, RegistryClock.AtLocal(today.ToDateTime(new TimeOnly(9, 0))));
        var filed = await (await A.Project(world)).To(ApplicationStatus.AwaitingNoticeApproval);
        var window = await filed.ApproveNotice(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        return window.End.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
