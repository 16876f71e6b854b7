using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>Many people at once.</summary>
public sealed class AtOnceTests
{
    private const int Many = 50;

    [Theory, BothDatabases]
    public async Task Fifty_registrations_of_one_type_at_once_get_fifty_consecutive_numbers(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        var proposals = world.The<Proposals>();
        var first = await A.Project(world);
        var cases = new List<ApplicationCase> { first };
        for (var n = 2; n <= Many; n++) cases.Add(await A.Project(world, A.OffshoreWind(n), first.Owner, first.Body));
        foreach (var filed in cases) await filed.To(ApplicationStatus.NoticeRunning);
        foreach (var filed in cases) await filed.To(ApplicationStatus.UnderReview);
        var proposed = new List<Proposed>();
        foreach (var filed in cases)
            proposed.Add(await proposals.Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(filed.Id), A.New));

        var answers = await A.AtOnce(Many, async i =>
            (await proposals.Confirm(officers.Reviewer, new(proposed[i].Id), proposed[i].PayloadHash, $"register-{i}")).As<RegistrationReply>());

        answers.Where(a => a.Refused is not null).ShouldBeEmpty();
        answers.Select(a => a.Answer!.Number).Order().ShouldBe(Enumerable.Range(1, Many).Select(n => $"A21{n:0000}"));
        (await first.Value<long>($"select last_no from number_sequence where name = 'project.A0201'")).ShouldBe(Many);
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_of_one_registration_register_one_project(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var proposed = await world.The<Proposals>().Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(filed.Id), A.New);

        var answers = await A.AtOnce(Many, i => world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, $"confirm-{i}"));

        answers.Count(a => a.Refused is null).ShouldBe(1);
        answers.Where(a => a.Refused is not null).ShouldAllBe(a => a.Refused == LifecycleRules.NoSuchStep || a.Refused == GeneralRules.ChangedMeanwhile);
        (await filed.Value<long>($"select count(*) from project")).ShouldBe(1);
        (await filed.Value<long>($"select last_no from number_sequence where name = 'project.A0201'")).ShouldBe(1);
        (await filed.Value<long>($"select count(*) from outbox_message where topic = 'project.registered'")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Same_confirmation_sent_fifty_times_is_answered_fifty_times_and_done_once(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        var proposed = await world.The<Proposals>().Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(filed.Id), A.New);

        var answers = await A.AtOnce(Many, _ => world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, "one-click"));

        answers.ShouldAllBe(a => a.Refused == null);
        answers.Select(a => a.Answer).Distinct().Count().ShouldBe(1);
        (await filed.Value<long>($"select count(*) from project")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Two_periods_of_one_project_that_are_registered_at_once_get_different_numbers(Engine engine)
    {
        await using var world = await A.World(engine);
        var officers = await A.Officers(world);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2025, 4, 7));
        var first = await (await A.Reduction(project, A.Period(new(2023, 1, 1), new(2023, 12, 31)))).To(ApplicationStatus.UnderReview);
        var second = await (await A.Reduction(project, A.Period(new(2024, 1, 1), new(2024, 12, 31)), first.Body)).To(ApplicationStatus.UnderReview);
        var proposals = world.The<Proposals>();
        Proposed[] both =
        [
            await proposals.Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(first.Id), A.New),
            await proposals.Propose<RegisterApplication, RegisterApplication.Command>(officers.Clerk, new(second.Id), A.New),
        ];

        var answers = await A.AtOnce(2, i => proposals.Confirm(officers.Reviewer, new(both[i].Id), both[i].PayloadHash, $"period-{i}"));

        answers.ShouldAllBe(a => a.Refused == null);
        answers.Select(a => a.Answer!.As<RegistrationReply>().PeriodNo).Order().ShouldBe([1, 2]);
    }
}
