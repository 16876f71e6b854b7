using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Projects.Allowance;
using Registry.Server.Capabilities.Projects.End;
using Registry.Server.Capabilities.Projects.Uniqueness;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Projects;

/// <summary>What ends a project, what bars another of its kind, and allowances.</summary>
public sealed class ProjectEndTests
{
    private static Task Request(ApplicationCase project, string reason = "The turbines were sold.") =>
        A.Act<RequestDeregistration, RequestDeregistration.Command>(project.World, project.Owner.Initiator, project.Owner.Confirmer, new(project.Registration!.Id, reason));

    private static Task Deregister(ApplicationCase project) =>
        A.OfficersAct<Deregister, Deregister.Command>(project.World, new(project.Registration!.Id, "At the owner's request."));

    private static Task Revoke(ApplicationCase project, DateOnly notice, string document = "EEB 2026 no. 12") =>
        A.OfficersAct<Revoke, Revoke.Command>(project.World, new(project.Registration!.Id, document, notice, "Deliberate falsification of metering data."));

    private static Task Clear(ApplicationCase filed, ProjectFingerprint mark, string reason = "Another phase of the wind farm.") =>
        A.OfficersAct<ClearFingerprint, ClearFingerprint.Command>(filed.World, new(filed.Id, mark.Kind, mark.Value, reason));

    private static Task<string?> Status(ApplicationCase project) => project.Value<string>($"select status from project where id = {project.Registration!.Id}");

    [Theory, BothDatabases]
    public async Task Owner_asks_the_registry_deregisters_and_it_is_published(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Request(project, ""));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Deregister(project));

        await Request(project);
        (await Status(project)).ShouldBe("DeregistrationRequested");
        await A.OfficersAct<DeclineDeregistration, DeclineDeregistration.Command>(world, new(project.Registration!.Id, "Reductions are under review."));
        (await Status(project)).ShouldBe("Registered");
        await Request(project);
        await Deregister(project);

        (await Status(project)).ShouldBe("Deregistered");
        (await project.Value<DateOnly>($"select ended_on from project")).ShouldBe(world.Clock.Today);
        (await project.Value<string>($"select body from outbox_message where topic = 'project.deregistered'")).ShouldNotBeNull().ShouldContain("A210001");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Request(project));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Revoke(project, world.Clock.Today));
        var reduction = await A.Reduction(project);
        await ReductionRules.ProjectNotRegistered.ShouldRefuse(() => reduction.Draft());
    }

    [Theory, BothDatabases]
    public async Task Only_its_owner_asks_for_the_deregistration_of_a_project(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var other = await A.EnterpriseAccount(world, 12);

        await ProjectRules.NotTheOwner.ShouldRefuse(() =>
            A.Act<RequestDeregistration, RequestDeregistration.Command>(world, other.Initiator, other.Confirmer, new(project.Registration!.Id, "Mine.")));
        await GeneralRules.Absent.ShouldRefuse(() =>
            A.Act<RequestDeregistration, RequestDeregistration.Command>(world, other.Initiator, other.Confirmer, new(5, "Mine.")));
    }

    [Theory, BothDatabases]
    public async Task Registry_deregisters_a_project_whose_owner_is_gone_and_marks_the_open_applications(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2024, 11, 4));
        var reduction = await (await A.Reduction(project)).To(ApplicationStatus.UnderReview);

        await A.OfficersAct<DeregisterOfficially, DeregisterOfficially.Command>(world, new(project.Registration!.Id, "The owner was dissolved."));

        (await Status(project)).ShouldBe("Deregistered");
        (await project.Value<string>($"select kind from application_flag where application_id = {reduction.Id}")).ShouldBe("ProjectEnded");
        await ReductionRules.ProjectNotRegistered.ShouldRefuse(() => reduction.Register());
    }

    [Theory, BothDatabases]
    public async Task PR_35_site_of_a_deregistered_project_is_blocked_until_two_officers_decide(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        await Request(project);
        await Deregister(project);
        var owner = await A.EnterpriseAccount(world, 12);
        var again = await (await A.Project(world, A.OffshoreWind() with { Name = "Another name", ArchiveCode = null }, owner, project.Body)).Draft();

        var refusal = await ProjectRules.NotUnique.ShouldRefuse(() => again.Submit());
        refusal.Facts.Select(f => f.Value).ShouldBe(["site", "A210001"]);

        var site = ProjectFingerprint.Of(again.Project!).Single(m => m.Kind == "site");
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Clear(again, site, ""));
        await ProjectRules.NothingToClear.ShouldRefuse(() => Clear(again, site with { Value = "elsewhere" }));
        await ProjectRules.NothingToClear.ShouldRefuse(() => Clear(again, new ProjectFingerprint("name", "ANOTHERNAME")));
        await Clear(again, site);
        await ProjectRules.NothingToClear.ShouldRefuse(() => Clear(again, site));
        await again.To(ApplicationStatus.Registered);
        again.Registration!.Number.ShouldBe("A210002");
    }

    [Theory, BothDatabases]
    public async Task PR_35_archive_code_and_name_of_a_registered_project_are_blocked_for_everybody(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var other = await A.EnterpriseAccount(world, 12);

        var code = await (await A.Project(world, A.OffshoreWind(2) with { ArchiveCode = project.Project!.ArchiveCode }, other, project.Body)).Draft();
        var name = await (await A.Project(world, A.OffshoreWind(3) with { Name = " offshore WIND project 1" }, project.Owner, project.Body)).Draft();

        (await ProjectRules.NotUnique.ShouldRefuse(() => code.Submit())).Facts[0].Value.ShouldBe("archive-code");
        (await ProjectRules.NotUnique.ShouldRefuse(() => name.Submit())).Facts[0].Value.ShouldBe("name");
    }

    [Theory, BothDatabases]
    public async Task PR_37_revocation_bars_the_owner_from_all_filings_until_2029_05_06(Engine engine)
    {
        await using var world = await A.World(engine);
        var revoked = await A.RegisteredProject(world);
        var kept = await (await A.Project(world, A.OffshoreWind(2), revoked.Owner, revoked.Body)).To(ApplicationStatus.Registered);
        var open = await (await A.Project(world, A.OffshoreWind(3), revoked.Owner, revoked.Body)).To(ApplicationStatus.UnderReview);
        world.GoTo(new DateOnly(2026, 5, 8));
        await ProjectRules.DocumentNumberMissing.ShouldRefuse(() => Revoke(revoked, new DateOnly(2026, 5, 6), " "));
        await ProjectRules.NoticeInFuture.ShouldRefuse(() => Revoke(revoked, new DateOnly(2026, 5, 9)));

        await Revoke(revoked, new DateOnly(2026, 5, 6));

        (await Status(revoked)).ShouldBe("Revoked");
        (await Status(kept)).ShouldBe("Registered");
        (await revoked.Value<string>($"select end_document_no from project where id = {revoked.Registration!.Id}")).ShouldBe("EEB 2026 no. 12");
        (await revoked.Value<string>($"select kind from application_flag where application_id = {open.Id}")).ShouldBe("OwnerBarred");
        await ApplicationRules.OwnerBarred.ShouldRefuse(() => open.Register());
        var project = await A.Project(world, A.OffshoreWind(4), revoked.Owner, revoked.Body);
        var barred = await ApplicationRules.OwnerBarred.ShouldRefuse(() => project.Draft());
        barred.Facts.Single(f => f.Name == "until").Value.ShouldBe("2029-05-06");
        var reduction = await A.Reduction(kept);
        await ApplicationRules.OwnerBarred.ShouldRefuse(() => reduction.Draft());

        world.GoTo(new DateOnly(2029, 5, 5), 23, 59);
        await ApplicationRules.OwnerBarred.ShouldRefuse(() => project.Draft());
        world.GoTo(new DateOnly(2029, 5, 6), 0);
        await project.Draft();
    }

    [Theory, BothDatabases]
    public async Task Revocation_needs_no_request_and_follows_one_too(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        await Request(project);

        await Revoke(project, world.Clock.Today);

        (await Status(project)).ShouldBe("Revoked");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Deregister(project));
    }

    [Theory, BothDatabases]
    public async Task PR_39_key_emitter_attests_before_it_files_and_a_confirmed_finding_bars_registration(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world, owner: await A.KeyEmitter(world))).Draft();
        (await filed.Submit()).Warnings.ShouldContain(w => w.Rule == ProjectRules.AllowanceAttestationMissing.Code);
        await filed.To(ApplicationStatus.AwaitingFiling);
        await ProjectRules.AllowanceAttestationMissing.ShouldRefuse(() => filed.File());
        await GeneralRules.ValueMissing.ShouldRefuse(() => Attest(filed, " "));

        await Attest(filed, "The turbines deliver to the grid and lie outside the boundary of our allowances.");
        await ProjectRules.AllowanceOnRecord.ShouldRefuse(() => Attest(filed, "Again."));
        await filed.To(ApplicationStatus.UnderReview);
        await ProjectRules.DocumentNumberMissing.ShouldRefuse(() => Confirm(filed, ""));
        await Confirm(filed, "EEB 2024 no. 7");

        await ProjectRules.AllowanceOnRecord.ShouldRefuse(() => Confirm(filed, "EEB 2024 no. 8"));
        var refusal = await ProjectRules.AllowanceConfirmed.ShouldRefuse(() => filed.Register());
        refusal.Facts.Single(f => f.Name == "document").Value.ShouldBe("EEB 2024 no. 7");
    }

    [Theory, BothDatabases]
    public async Task PR_39_owner_who_is_no_key_emitter_attests_nothing_and_one_who_says_that_it_is_counted_is_refused(Engine engine)
    {
        await using var world = await A.World(engine);
        var plain = await A.RegisteredProject(world);
        plain.Registration.ShouldNotBeNull();
        var counted = await (await A.Project(world, A.OffshoreWind(2) with { InEtsAllowance = true }, plain.Owner, plain.Body)).To(ApplicationStatus.UnderReview);

        await ProjectRules.UnderAllowanceManagement.ShouldRefuse(() => counted.Register());
    }

    private static Task Attest(ApplicationCase filed, string statement) =>
        A.Act<AttestAllowance, AttestAllowance.Command>(filed.World, filed.Owner.Initiator, filed.Owner.Confirmer, new(filed.Id, statement));

    private static Task Confirm(ApplicationCase filed, string document) =>
        A.OfficersAct<ConfirmAllowance, ConfirmAllowance.Command>(filed.World, new(filed.Id, document, "The plant is on the list of 2024."));
}
