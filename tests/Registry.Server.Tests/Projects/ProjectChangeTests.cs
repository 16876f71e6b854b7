using System.Text.Json;
using Registry.Kernel.Applications;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Capabilities.Projects.Change;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Applications;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Projects;

/// <summary>Changes of a registered project: who asks, who agrees, who decides, what is kept and what everybody sees.</summary>
public sealed class ProjectChangeTests
{
    private static async Task<RequestProjectChange.Reply> Request(ApplicationCase project, ProjectChangeKind kind, ProjectFacts? after = null, A.Holder? by = null,
        long? newOwner = null, long? body = null, string reason = "The turbines were replaced.", string document = "E01") =>
        (await A.Act<RequestProjectChange, RequestProjectChange.Command>(project.World, (by ?? project.Owner).Initiator, (by ?? project.Owner).Confirmer,
            new(project.Registration!.Id, kind, after, newOwner, body ?? project.BodyId, reason, await project.Documents((by ?? project.Owner).Initiator, document))))
        .As<RequestProjectChange.Reply>();

    private static async Task Opinion(ApplicationCase project, long change, Conclusion conclusion = Conclusion.Positive, A.Holder? by = null)
    {
        var body = by ?? project.Body;
        await A.Act<GiveChangeOpinion, GiveChangeOpinion.Command>(project.World, body.Initiator, body.Confirmer,
            new(change, conclusion, "Metering stays sound.", await project.Documents(body.Initiator, "E03")));
    }

    private static Task Approve(ApplicationCase project, long change) =>
        A.OfficersAct<ApproveProjectChange, ApproveProjectChange.Command>(project.World, new(change, "In order."));

    private static async Task Verified(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        (await HistoryCheck.Run(reads)).ShouldBeEmpty();
        (await RegisterCheck.Run(reads)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Capacity_changes_with_a_positive_opinion_and_everybody_sees_before_and_after(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var smaller = project.Project! with { AnnualTonnes = 400_000, TotalTonnes = 4_000_000 };

        var asked = await Request(project, ProjectChangeKind.Capacity, smaller);
        asked.Status.ShouldBe(ProjectChangeStatus.AwaitingOpinion);
        await ProjectChangeRules.AnotherOpen.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, project.Project! with { Name = "Another" }));
        await ApplicationRules.NotTheNamedBody.ShouldRefuse(async () => await Opinion(project, asked.Change, by: await A.BodyAccount(world, A.Verifier, 7)));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Approve(project, asked.Change));
        await Opinion(project, asked.Change);
        await Approve(project, asked.Change);

        (await project.Value<long>($"select annual_tonnes from project_facts where application_id = {project.Id} and stage = 'Final'")).ShouldBe(500_000);
        (await project.Value<long>($"select annual_tonnes from public_project where id = {project.Id}")).ShouldBe(400_000);
        (await project.Value<long>($"select annual_tonnes from public_listing where id = {project.Id}")).ShouldBe(400_000);
        (await project.Value<string>($"select body from outbox_message where topic = 'project.changed'")).ShouldNotBeNull().ShouldContain("\"version\":2");
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Approve(project, asked.Change));
        await Verified(world);
        var http = await world.Http();
        using var answer = JsonDocument.Parse(await http.Text("/api/v1/public/projects/A210001"));
        var change = answer.RootElement.GetProperty("changes").EnumerateArray().Single();
        (change.GetProperty("kind").GetString(), change.GetProperty("version").GetInt32()).ShouldBe(("Capacity", 2));
        change.GetProperty("facts").EnumerateArray().Select(f => $"{f.GetProperty("fact")} {f.GetProperty("before")} {f.GetProperty("after")}")
            .ShouldBe(["annualTonnes 500000 400000", "totalTonnes 5000000 4000000"]);
        change.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("kind").GetString()).ShouldBe(["E01", "E03"], ignoreOrder: true);
        var page = await http.Text("/projects/A210001?lang=en");
        foreach (var shown in (string[])["Changes since registration", "Boundary or capacity", "400000", "The turbines were replaced."]) page.ShouldContain(shown);
        var href = change.GetProperty("documents")[0].GetProperty("href").GetString()!;
        (await http.Answer(href)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task New_owner_agrees_and_takes_over_while_registered_reductions_stay_where_they_were(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var (next, stranger) = (await A.EnterpriseAccount(world, 12), await A.EnterpriseAccount(world, 13, Kernel.Primitives.AccountSubtype.OtherTrader));
        world.GoTo(new DateOnly(2024, 12, 2));
        var registered = await (await A.Reduction(project, A.Period(new(2023, 1, 1), new(2023, 12, 31)))).To(ApplicationStatus.Registered);
        var open = await (await A.Reduction(project, A.Period(new(2024, 1, 1), new(2024, 6, 30)), registered.Body)).Draft();
        await ProjectChangeRules.ApplicationsOpen.ShouldRefuse(() => Request(project, ProjectChangeKind.Owner, newOwner: next.Account.Value));
        await world.The<Capabilities.Applications.Submission.Drafts>().Discard(project.Owner.Initiator, open.Id, A.New);
        await ProjectChangeRules.NewOwnerUnfit.ShouldRefuse(() => Request(project, ProjectChangeKind.Owner, newOwner: project.Owner.Account.Value));
        await ApplicationRules.OwnerNotEligible.ShouldRefuse(() => Request(project, ProjectChangeKind.Owner, newOwner: stranger.Account.Value));

        var asked = await Request(project, ProjectChangeKind.Owner, newOwner: next.Account.Value);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => Approve(project, asked.Change));
        await ProjectChangeRules.NotTheNewOwner.ShouldRefuse(() => Agree(world, project.Owner, asked.Change));
        await Agree(world, next, asked.Change);
        await Approve(project, asked.Change);

        (await project.Value<string>($"select owner from public_project where id = {project.Id}")).ShouldBe("Enterprise 12");
        (await project.Value<string>($"select owner from public_reduction where id = {registered.Id}")).ShouldBe("Enterprise 10");
        await Issue(world, registered.Registration!.Id);
        (await project.Value<string>($"select owner from public_lot")).ShouldBe("Enterprise 10");
        var after = A.Period(new(2024, 1, 1), new(2024, 6, 30));
        await ReductionRules.NotTheProjectsOwner.ShouldRefuse(async () => await (await A.Reduction(project, after, registered.Body)).Draft());
        var bought = new ApplicationCase(world, next, registered.Body, registered.BodyId) { Reduction = after, ProjectId = project.Registration!.Id };
        (await bought.To(ApplicationStatus.Registered)).Registration!.PeriodNo.ShouldBe(2);
        await ProjectRules.NotTheOwner.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, project.Project! with { Name = "Mine" }));
        await Verified(world);
    }

    [Theory, BothDatabases]
    public async Task Versions_follow_each_other_and_a_registered_period_keeps_its_own(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        world.GoTo(new DateOnly(2024, 12, 2));
        var first = await (await A.Reduction(project, A.Period(new(2023, 1, 1), new(2023, 12, 31)))).To(ApplicationStatus.Registered);
        var renamed = project.Project! with { Name = "Offshore wind of Dafeng" };
        await Approve(project, (await Request(project, ProjectChangeKind.Name, renamed)).Change);
        var second = await (await A.Reduction(project, A.Period(new(2024, 1, 1), new(2024, 6, 30)), first.Body)).To(ApplicationStatus.Registered);
        var plan = await Request(project, ProjectChangeKind.MonitoringPlan, renamed with { Technology = "Turbines with two meters" });
        await Opinion(project, plan.Change);
        await Approve(project, plan.Change);

        (await project.Value<int>($"select facts_version from project")).ShouldBe(3);
        (await project.Value<string>($"select name from public_reduction where id = {first.Id}")).ShouldBe("Offshore wind project 1");
        (await project.Value<string>($"select name from public_reduction where id = {second.Id}")).ShouldBe("Offshore wind of Dafeng");
        (await project.Value<int>($"select facts_version from reduction where application_id = {second.Id}")).ShouldBe(2);
        (await project.Value<string>($"select text from application_text where application_id = {project.Id}"))
            .ShouldNotBeNull().ShouldContain("dafeng", Case.Insensitive);
        (await project.Value<string>($"select text from application_text where application_id = {first.Id}"))
            .ShouldNotBeNull().Split('\n').ShouldContain("offshorewindofdafeng");
        var other = await A.EnterpriseAccount(world, 12);
        var copy = await (await A.Project(world, A.OffshoreWind(3) with { Name = "Offshore wind of Dafeng" }, other, project.Body)).Draft();
        await ProjectRules.NotUnique.ShouldRefuse(() => copy.Submit());
        var body = await A.BodyId(world, A.Verifier);
        await ProjectRules.NotUnique.ShouldRefuse(async () =>
        {
            var neighbour = await (await A.Project(world, A.OffshoreWind(4), other, project.Body)).To(ApplicationStatus.Registered);
            await Request(neighbour, ProjectChangeKind.Name, neighbour.Project! with { Name = "Offshore wind project 1" });
        });
        body.ShouldBe(first.BodyId);
        await Verified(world);
    }

    [Theory, BothDatabases]
    public async Task Change_is_refused_taken_back_and_asked_for_in_due_form_only(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var renamed = project.Project! with { Name = "Offshore wind of Dafeng" };
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, renamed, reason: " "));
        await ApplicationRules.DocumentMissing.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, renamed, document: "Z99"));
        await ProjectChangeRules.ChangesNothing.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, project.Project));
        await ProjectChangeRules.OutsideKind.ShouldRefuse(() => Request(project, ProjectChangeKind.Name, renamed with { CreditingTo = new(2031, 3, 31) }));
        await ProjectChangeRules.OtherMethodology.ShouldRefuse(() => Request(project, ProjectChangeKind.Methodology, project.Project! with { MethodologyCode = "CCER-01-001-V01" }));
        await ProjectRules.NotTheOwner.ShouldRefuse(async () => await Request(project, ProjectChangeKind.Name, renamed, by: await A.EnterpriseAccount(world, 12)));

        var refused = await Request(project, ProjectChangeKind.Name, renamed);
        await ApplicationRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<RefuseProjectChange, RefuseProjectChange.Command>(world, new(refused.Change, "")));
        await A.OfficersAct<RefuseProjectChange, RefuseProjectChange.Command>(world, new(refused.Change, "The name misleads."));
        var withdrawn = await Request(project, ProjectChangeKind.Capacity, project.Project! with { AnnualTonnes = 1, TotalTonnes = 10 });
        await Opinion(project, withdrawn.Change, Conclusion.Negative);
        await ProjectChangeRules.OpinionNotPositive.ShouldRefuse(() => Approve(project, withdrawn.Change));
        await A.Act<WithdrawProjectChange, WithdrawProjectChange.Command>(world, project.Owner.Initiator, project.Owner.Confirmer, new(withdrawn.Change, "Not now."));

        (await project.Value<int>($"select facts_version from project")).ShouldBe(1);
        (await project.Value<long>($"select count(*) from public_project_change")).ShouldBe(0);
        (await project.Value<long>($"select count(*) from public_document where stage = 'Change'")).ShouldBe(0);
        await Verified(world);
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_what_would_replace_a_version_or_go_around_a_change(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var other = await A.EnterpriseAccount(world, 12);
        await Approve(project, (await Request(project, ProjectChangeKind.Name, project.Project! with { Name = "Offshore wind of Dafeng" })).Change);
        var waiting = await Request(project, ProjectChangeKind.Name, project.Project! with { Name = "Offshore wind of Sheyang" });

        foreach (var attack in (string[])
        [
            "update project_version set annual_tonnes = 1", "delete from project_version",
            "update project set facts_version = 1", "update project set facts_version = 3", "update project set facts_version = 0", $"update project set account_id = {other.Account}",
            "delete from project_change", "update project_change set reason = 'x' where status = 'Approved'", $"update project_change set facts = '1' where id = {waiting.Change}",
            $"update project_change set kind = 'Capacity' where id = {waiting.Change}", $"update project_change set status = 'Approved' where id = {waiting.Change}",
            "delete from project_change_document", "update project_change_document set kind = 'Z99'",
            $"insert into project_version select project_id, 3, {waiting.Change}, account_id, at, name, type_code, subtype_code, methodology_code, province_code, location, longitude, latitude, construction_on, grid_connection_on, lifetime_years, crediting_from, crediting_to, annual_tonnes, total_tonnes, additionality, archive_code, summary, technology, remark, in_ets_allowance, mandated_reduction from project_version",
        ])
            await world.ShouldRefuse(attack);

        await Verified(world);
    }

    [Theory, BothDatabases]
    public async Task Verification_finds_an_owner_that_no_version_names(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var other = await A.EnterpriseAccount(world, 12);
        await world.Damage(engine == Engine.Sqlite ? "drop trigger project_changes_by_version" : "drop trigger project_changes_by_version on project");
        await world.Damage($"update project set account_id = {other.Account}");

        await using var reads = await world.Db.Read();
        (await RegisterCheck.Run(reads)).ShouldHaveSingleItem().Check.ShouldBe("version");
        project.Registration.ShouldNotBeNull();
    }

    private static async Task Issue(TestWorld world, long reduction)
    {
        var officers = await A.Officers(world);
        var proposed = await world.The<Proposals>().Propose(officers.Clerk, world.The<IssueUnits>(), new IssueUnits.Command(reduction, [2023]), A.New);
        await world.The<Proposals>().Confirm(officers.Reviewer, new(proposed.Id), proposed.PayloadHash, A.New);
    }

    private static Task Agree(TestWorld world, A.Holder owner, long change) =>
        A.Act<ConfirmAsNewOwner, ConfirmAsNewOwner.Command>(world, owner.Initiator, owner.Confirmer, new(change));
}
