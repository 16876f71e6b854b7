using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class OpeningTests
{
    [Theory, BothDatabases]
    public async Task Application_approved_by_two_officers_opens_an_account_with_a_number_and_two_representatives(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var holder = await A.EnterpriseAccount(world, 10, AccountSubtype.ProjectOwner, AccountSubtype.NationalKeyEmitter);

        AccountNumber.Parse(holder.Number).Sequence.ShouldBe(1);
        holder.Initiator.Person.ShouldNotBe(holder.Confirmer.Person);
        await using var reads = await world.Db.Read();
        var account = await AccountRegister.Load(reads, holder.Account);
        account.Status.ShouldBe(AccountStatus.Open);
        account.Capabilities.HasFlag(AccountCapabilities.FilesProjects | AccountCapabilities.OffsetsNational).ShouldBeTrue();
    }
}
