using Registry.Kernel.Accounts;
using Registry.Server.Capabilities.Accounts.Terms;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>Licences and identity documents that end: the people of the account are told in time, once.</summary>
public sealed class ExpiringTermsTests
{
    [Theory, BothDatabases]
    public async Task People_of_an_account_are_told_once_before_a_licence_or_document_ends_and_once_after(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await A.EnterpriseAccount(world, 11);
        var initiator = await Visitors.SignedIn(world, holder.Initiator, "initiator01");
        await Visitors.Login(world, holder.Confirmer, "confirmer01");
        var (licence, document) = (world.Clock.Today.AddDays(40), world.Clock.Today.AddDays(AccountTerms.WarningDays.Value + 1));
        await world.Damage($"update account set licence_until = '{licence:yyyy-MM-dd}' where id = {holder.Account}");
        await world.Damage($"update person set document_expires_on = '{document:yyyy-MM-dd}' where id = {holder.Confirmer.Person}");
        (await Look(world)).ShouldBe(0, "both are further away than the warning");

        world.Time.Advance(TimeSpan.FromDays(1));
        // Two nodes look at once: each login is told of the document once.
        var (here, there) = (Of(world), Of(world));
        (await Task.WhenAll(here.Tick(), there.Tick())).Sum().ShouldBe(2);
        (await Told(world)).ShouldBe([$"DocumentNear {document:yyyyMMdd} confirmer01", $"DocumentNear {document:yyyyMMdd} initiator01"]);
        (await Look(world)).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(10));
        (await Look(world)).ShouldBe(2);
        world.GoTo(licence.AddDays(1));
        (await Look(world)).ShouldBe(4);
        (await Look(world)).ShouldBe(0);
        (await Told(world)).Where(t => t.EndsWith("initiator01", StringComparison.Ordinal)).ShouldBe(
            [$"DocumentNear {document:yyyyMMdd} initiator01", $"DocumentOver {document:yyyyMMdd} initiator01", $"LicenceNear {licence:yyyyMMdd} initiator01", $"LicenceOver {licence:yyyyMMdd} initiator01"]);

        await initiator.SignIn(world, "initiator01");
        var page = await (await initiator.Get("/me/notices?lang=en")).Text();
        foreach (var shown in (string[])["licence ended on", "identity document ends on", "/portal/account"]) page.ShouldContain(shown);
    }

    private static ExpiringTerms Of(TestWorld world) => new(world.Db, world.Clock);

    private static Task<int> Look(TestWorld world) => Of(world).Tick();

    private static async Task<IReadOnlyList<string>> Told(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return await reads.Rows<string>($"select n.state || ' ' || n.step || ' ' || l.name from notice n join login l on l.id = n.login_id where n.what = 'term' order by n.state, l.name");
    }
}
