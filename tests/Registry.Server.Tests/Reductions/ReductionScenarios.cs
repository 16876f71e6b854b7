using Registry.Kernel.Applications;
using Registry.Kernel.Issuance;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Reductions.Certificates;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Reductions;

/// <summary>Acceptance scenarios of reduction registration, named by their ids.</summary>
public sealed class ReductionScenarios
{
    private static readonly ReductionFacts FirstEver = new()
    {
        PeriodFrom = new DateOnly(2022, 4, 1),
        PeriodTo = new DateOnly(2024, 10, 31),
        Tonnes = 1_243_323,
        Vintages = [new(2022, 357_373), new(2023, 500_175), new(2024, 385_775)],
    };

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A project that is registered, and a world in which its first period is over.</summary>
    private static async Task<(TestWorld World, ApplicationCase Project)> Registered(Engine engine)
    {
        var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2024, 12, 2));
        return (world, project);
    }

    [Theory, BothDatabases]
    public async Task RD_02_reductions_of_a_project_that_is_not_registered_cannot_be_drafted(Engine engine)
    {
        await using var world = await A.World(engine);
        var waiting = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var verifier = await A.BodyAccount(world, A.Verifier, 6);
        var reduction = new ApplicationCase(world, waiting.Owner, verifier, await A.BodyId(world, A.Verifier)) { Reduction = FirstEver, ProjectId = waiting.Id };

        await ReductionRules.ProjectNotRegistered.ShouldRefuse(() => reduction.Draft());
    }

    [Theory]
    [BothDatabases("2021-03-29", false)]
    [BothDatabases("2021-04-01", true)]
    public async Task RD_04_period_lies_within_five_years_before_the_application_of_2026_03_30(Engine engine, string from, bool accepted)
    {
        await using var world = await A.World(engine);
        var facts = A.OffshoreWind() with { CreditingFrom = Day("2021-01-01"), CreditingTo = Day("2030-12-31"), GridConnectionOn = Day("2021-01-01") };
        var project = await A.RegisteredProject(world, facts);
        world.GoTo(new DateOnly(2026, 2, 24));
        var reduction = await (await A.Reduction(project, A.Period(Day(from), Day("2023-12-31")))).To(ApplicationStatus.AwaitingFiling);
        world.GoTo(new DateOnly(2026, 3, 30));

        if (accepted) await reduction.To(ApplicationStatus.Registered);
        else (await ReductionRules.TooOld.ShouldRefuse(() => reduction.File())).Facts.Single(f => f.Name == "earliest").Value.ShouldBe("2021-03-30");
    }

    [Theory, BothDatabases]
    public async Task RD_06_second_period_starts_the_day_after_the_first_at_the_earliest(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2025, 4, 7));
        var first = await (await A.Reduction(project, A.Period(Day("2023-11-26"), Day("2025-03-31")))).To(ApplicationStatus.Registered);
        world.GoTo(new DateOnly(2026, 1, 5));
        var overlapping = await A.Reduction(project, A.Period(Day("2025-03-31"), Day("2025-12-31")), first.Body);
        await overlapping.Draft();
        await ReductionRules.PeriodOverlaps.ShouldRefuse(() => overlapping.Submit());

        var second = await (await A.Reduction(project, A.Period(Day("2025-04-01"), Day("2025-12-31")), first.Body)).To(ApplicationStatus.Registered);

        first.Registration!.PeriodNo.ShouldBe(1);
        second.Registration!.PeriodNo.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task RD_06_two_open_applications_do_not_overlap_and_one_that_ended_uses_up_no_number(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var first = await (await A.Reduction(project, FirstEver)).To(ApplicationStatus.NoticeRunning);
        var second = await A.Reduction(project, A.Period(Day("2023-01-01"), Day("2024-11-30")), first.Body);
        await second.Draft();
        await ReductionRules.PeriodOverlaps.ShouldRefuse(() => second.Submit());
        await first.To(ApplicationStatus.UnderReview);
        await first.Refuse();

        await second.To(ApplicationStatus.Registered);

        second.Registration!.PeriodNo.ShouldBe(1);
    }

    [Theory]
    [BothDatabases(1_243_323, true)]
    [BothDatabases(1_243_324, false)]
    public async Task RD_08_amounts_of_the_years_sum_to_the_total(Engine engine, long total, bool accepted)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var reduction = await (await A.Reduction(project, FirstEver with { Tonnes = total })).Draft();

        if (accepted) await reduction.Submit();
        else (await ReductionRules.SumDiffers.ShouldRefuse(() => reduction.Submit())).Facts.Select(f => f.Value).ShouldBe(["1243323", "1243324"]);
    }

    [Theory, BothDatabases]
    public async Task RD_10_years_are_exactly_those_of_the_period(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2025, 5, 6));
        var facts = A.Period(Day("2023-11-26"), Day("2025-04-30"));
        var reduction = await (await A.Reduction(project, facts with { Vintages = [new VintageAmount(2022, 0), .. facts.Vintages] })).Draft();
        await ReductionRules.VintagesDiffer.ShouldRefuse(() => reduction.Submit());

        reduction.Reduction = facts;
        await reduction.Draft();
        await reduction.Submit();
    }

    [Theory, BothDatabases]
    public async Task Body_that_validated_the_project_does_not_verify_its_reductions(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;

        var reduction = await A.Reduction(project, FirstEver, project.Body, A.Validator);

        await ReductionRules.VerifierIsValidator.ShouldRefuse(() => reduction.Draft());
    }

    [Theory, BothDatabases]
    public async Task Reductions_of_a_project_are_applied_for_by_its_owner(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var other = await A.EnterpriseAccount(world, 12);
        var verifier = await A.BodyAccount(world, A.Verifier, 6);
        var reduction = new ApplicationCase(world, other, verifier, await A.BodyId(world, A.Verifier)) { Reduction = FirstEver, ProjectId = project.Registration!.Id };

        await ReductionRules.NotTheProjectsOwner.ShouldRefuse(() => reduction.Draft());
    }

    [Theory, BothDatabases]
    public async Task Amount_of_the_application_is_the_one_that_the_report_fixes(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var reduction = await (await A.Reduction(project, FirstEver)).To(ApplicationStatus.AwaitingUpload);
        var verified = FirstEver with { Tonnes = 1_243_244, Vintages = [new(2022, 357_294), new(2023, 500_175), new(2024, 385_775)] };
        await reduction.Upload(reduction: verified, note: "One meter was read too high.");
        await reduction.AcceptUpload();

        await ReductionRules.NotTheVerifiedAmount.ShouldRefuse(() => reduction.File(tonnes: 1_243_323));
        await reduction.File(tonnes: 1_243_244);
        await reduction.To(ApplicationStatus.Registered);

        (await reduction.Value<long>($"select tonnes from reduction where application_id = {reduction.Id}")).ShouldBe(1_243_244);
        (await reduction.Value<long>($"select sum(tonnes) from reduction_vintage")).ShouldBe(1_243_244);
    }

    [Theory, BothDatabases]
    public async Task RD_14_vintage_of_nothing_stays_registered_when_all_is_issued(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var facts = FirstEver with { Tonnes = 885_950, Vintages = [new(2022, 0), new(2023, 500_175), new(2024, 385_775)] };
        var reduction = await (await A.Reduction(project, facts)).To(ApplicationStatus.Registered);
        var id = reduction.Registration!.Id;

        await IssuanceRules.NothingToIssue.ShouldRefuse(() => Issue(world, id, 2022, 2023, 2024));
        await IssuanceRules.NoSuchVintage.ShouldRefuse(() => Issue(world, id, 2021));
        await Issue(world, id, 2023, 2024);

        (await Vintages(reduction)).ShouldBe("2022 Registered, 2023 Issued, 2024 Issued");
        await IssuanceRules.AlreadyIssued.ShouldRefuse(() => Issue(world, id, 2023));
    }

    [Theory, BothDatabases]
    public async Task RD_16_issuance_that_only_one_officer_wants_credits_nothing(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var reduction = await (await A.Reduction(project, FirstEver)).To(ApplicationStatus.Registered);
        var officers = await A.Officers(world);
        var proposals = world.The<Proposals>();

        var proposed = await proposals.Propose(officers.Clerk, world.The<IssueUnits>(), new IssueUnits.Command(reduction.Registration!.Id, [2022, 2023, 2024]), A.New);

        (await Vintages(reduction)).ShouldBe("2022 Issuing, 2023 Issuing, 2024 Issuing");
        (await reduction.Value<long>($"select count(*) from posting")).ShouldBe(0);
        await Kernel.DualControl.DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => proposals.Confirm(officers.Clerk, new(proposed.Id), proposed.PayloadHash, A.New));
        await proposals.Reject(officers.Reviewer, new(proposed.Id), "Not today.", A.New);
        (await Vintages(reduction)).ShouldBe("2022 Registered, 2023 Registered, 2024 Registered");
    }

    [Theory, BothDatabases]
    public async Task RD_18_month_whose_green_certificates_were_sold_is_not_registered_again(Engine engine)
    {
        var (world, project) = await Registered(engine);
        await using var _ = world;
        var code = project.Project!.ArchiveCode!;
        var reduction = await (await A.Reduction(project, FirstEver)).Draft();
        await ProjectRules.ArchiveCodeMalformed.ShouldRefuse(() => Sold(world, "PWS", "2024-05-01"));
        await ReductionRules.CertificateMonthNotOver.ShouldRefuse(() => Sold(world, code, "2024-05-02"));
        await ReductionRules.CertificateMonthNotOver.ShouldRefuse(() => Sold(world, code, "2024-12-01"));
        await ReductionRules.AmountNegative.ShouldRefuse(() => Sold(world, code, "2024-05-01", -1));

        await Sold(world, code, "2024-05-01");
        await Sold(world, A.OffshoreWind(2).ArchiveCode!, "2024-06-01");

        var refusal = await ReductionRules.CertificatesTraded.ShouldRefuse(() => reduction.Submit());
        refusal.Facts.Select(f => f.Value).ShouldBe([code, "2024-05"]);
        await Sold(world, code, "2024-05-01", 0);
        await reduction.To(ApplicationStatus.UnderReview);
        await Sold(world, code, "2024-05-01");
        await ReductionRules.CertificatesTraded.ShouldRefuse(() => reduction.Register());
    }

    private static Task Sold(TestWorld world, string archiveCode, string month, long megawattHours = 40_000) =>
        A.OfficersAct<RecordTradedCertificates, RecordTradedCertificates.Command>(world, new(archiveCode, Day(month), megawattHours, "Issuer of certificates, letter 3"));

    private static async Task Issue(TestWorld world, long reduction, params int[] vintages)
    {
        var officers = await A.Officers(world);
        var proposed = await world.The<Proposals>().Propose(officers.Clerk, world.The<IssueUnits>(), new IssueUnits.Command(reduction, vintages), A.New);
        await world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New);
    }

    private static async Task<string> Vintages(ApplicationCase reduction)
    {
        await using var reads = await reduction.World.Db.Read();
        return string.Join(", ", await reads.Rows<string>($"select vintage || ' ' || status from reduction_vintage order by vintage"));
    }
}
