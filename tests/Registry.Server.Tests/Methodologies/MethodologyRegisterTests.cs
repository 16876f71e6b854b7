using Registry.Kernel.Methodologies;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Methodologies;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Methodologies;

public sealed class MethodologyRegisterTests
{
    [Theory, BothDatabases]
    public async Task Register_holds_the_real_methodologies_and_seeding_again_changes_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        foreach (var seed in world.The<IEnumerable<ISeed>>()) await seed.Seed();

        await using var reads = await world.Db.Read();
        var all = await MethodologyEntries.All(reads);
        all.Count.ShouldBe(13);
        all.Select(m => m.Code).ShouldContain("CCER-10-001-V01");
        var afforestation = await MethodologyEntries.Load(reads, "CCER-14-001-V01");
        (afforestation.MinCreditingYears, afforestation.MaxCreditingYears).ShouldBe((20, 40));
        afforestation.AdditionalityRoutes.ShouldBe([AdditionalityRoute.General, AdditionalityRoute.Exempt], ignoreOrder: true);
        all.ShouldAllBe(m => m.Types.Count > 0 && m.NameEn.Length > 0 && m.Source.Length > 0);
        await MethodologyRules.Unknown.ShouldRefuse(() => MethodologyEntries.Load(reads, "CCER-99-001-V01"));
    }

    [Theory, BothDatabases]
    public async Task MG01_New_version_is_a_new_entry_and_the_old_one_ends_for_new_filings_only(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        MethodologyEntry old;
        await using (var reads = await world.Db.Read()) old = await MethodologyEntries.Entry(reads, "CCER-01-002-V01");
        await A.OfficersAct<ReviseMethodology, ReviseMethodology.Command>(world,
            new(old with { Code = "CCER-01-002-V02", VersionNo = 2, EffectiveFrom = new(2024, 7, 1) }, "Notice 2"));
        await A.OfficersAct<ReviseMethodology, ReviseMethodology.Command>(world, new(old with { EffectiveUntil = new(2024, 6, 30) }, "Notice 2"));

        await using var after = await world.Db.Read();
        var first = await MethodologyEntries.Load(after, "CCER-01-002-V01");
        var second = await MethodologyEntries.Load(after, "CCER-01-002-V02");
        Should.Throw<RefusalException>(() => first.RequireInForce(new(2024, 7, 1))).Rule.ShouldBe(MethodologyRules.NotInForce);
        second.RequireInForce(new(2024, 7, 1));
        first.MaxCreditingYears.ShouldBe(10);
        var revision = await after.Scalar<string>($"select entry from methodology_revision where methodology_code = 'CCER-01-002-V01' and revision = 0");
        Json.Read<MethodologyEntry>(revision!).EffectiveUntil.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task What_a_methodology_said_is_not_changed_by_a_revision(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        MethodologyEntry old;
        await using (var reads = await world.Db.Read()) old = await MethodologyEntries.Entry(reads, "CCER-01-002-V01");

        await MethodologyRules.FixedOncePublished.ShouldRefuse(() =>
            A.OfficersAct<ReviseMethodology, ReviseMethodology.Command>(world, new(old with { MaxCreditingYears = 12 }, "x")));
        await GeneralRules.ValueMissing.ShouldRefuse(() => A.OfficersAct<ReviseMethodology, ReviseMethodology.Command>(world, new(old, " ")));
    }
}
