using Registry.Kernel.Lifecycle;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Verifiers;

public sealed class VerificationBodyRegisterTests
{
    [Theory, BothDatabases]
    public async Task Register_holds_the_real_bodies_with_their_sectors_and_days(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        foreach (var seed in world.The<IEnumerable<ISeed>>()) await seed.Seed();

        await using var reads = await world.Db.Read();
        var all = await VerificationBodies.All(reads);
        all.Count.ShouldBe(8);
        all.Sum(b => b.Sectors.Count).ShouldBe(28);
        var forestry = all.Single(b => b.ApprovalNumber == "CNCA-R-2024-1364").ForRules();
        forestry.RequireMayWork("N", new(2024, 9, 2));
        Should.Throw<RefusalException>(() => forestry.RequireMayWork("A", new(2024, 9, 2))).Rule.ShouldBe(VerifierRules.NotApprovedInSector);
        (await VerificationBodies.Load(reads, forestry.Id)).ApprovalNumber.ShouldBe(forestry.ApprovalNumber);
    }

    [Theory, BothDatabases]
    public async Task Sanction_follows_its_lifecycle_with_its_ground_in_the_history(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var body = await Body(world, "CNCA-R-2002-021");
        await VerifierRules.GroundMissing.ShouldRefuse(() => A.OfficersAct<SuspendVerificationBody, BodySanction.Command>(world, new(body.Id, "")));

        await A.OfficersAct<SuspendVerificationBody, BodySanction.Command>(world, new(body.Id, "SAMR 2026-1"));
        Should.Throw<RefusalException>(() => body.RequireMayWork("N", world.Clock.Today));
        (await Body(world, "CNCA-R-2002-021")).Status.ShouldBe(BodyStatus.Suspended);
        await A.OfficersAct<ReinstateVerificationBody, BodySanction.Command>(world, new(body.Id, "SAMR 2026-2"));
        await A.OfficersAct<RevokeVerificationBody, BodySanction.Command>(world, new(body.Id, "SAMR 2026-3"));

        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<ReinstateVerificationBody, BodySanction.Command>(world, new(body.Id, "x")));
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select reason from state_history where subject_kind = 'verification-body' and subject_id = {body.Id} and seq > 0 order by seq"))
            .ShouldBe(["SAMR 2026-1", "SAMR 2026-2", "SAMR 2026-3"]);
    }

    [Theory, BothDatabases]
    public async Task Sectors_are_added_and_ended_and_a_new_body_is_entered_by_two_officers(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var body = await Body(world, "CNCA-R-2002-021");
        var ended = body.Sectors.Single() with { Until = new(2026, 12, 31) };
        await A.OfficersAct<ReviseVerificationBody, ReviseVerificationBody.Command>(world,
            new(body.ApprovalNumber, body.Name, "Huaxia", [ended, new("A", new(2026, 1, 1), null, "CNCA 2026-1")], "CNCA 2026-1"));
        await A.OfficersAct<ReviseVerificationBody, ReviseVerificationBody.Command>(world,
            new("CNCA-R-2026-001", "New Body", "New Body", [new("A", new(2026, 1, 1), null, "CNCA 2026-1")], "CNCA 2026-1"));

        (await Body(world, "CNCA-R-2002-021")).Sectors.Count.ShouldBe(2);
        (await Body(world, "CNCA-R-2026-001")).RequireMayWork("A", new(2026, 1, 1));
        await VerifierRules.ApprovalFixed.ShouldRefuse(() => A.OfficersAct<ReviseVerificationBody, ReviseVerificationBody.Command>(world,
            new(body.ApprovalNumber, body.Name, "Huaxia", [], "x")));
        await VerifierRules.ApprovalNumberMalformed.ShouldRefuse(() => A.OfficersAct<ReviseVerificationBody, ReviseVerificationBody.Command>(world,
            new("X-1", "New", "New", [], "x")));
    }

    private static async Task<VerificationBody> Body(TestWorld world, string approvalNumber)
    {
        await using var reads = await world.Db.Read();
        return (await VerificationBodies.Approved(reads, approvalNumber)).ForRules();
    }
}
