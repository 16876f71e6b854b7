using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Verifiers;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Bodies;
using Registry.Server.Capabilities.Accounts.Members;
using Registry.Server.Capabilities.Verifiers;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class BodiesAndMembersTests
{
    [Theory, BothDatabases]
    public async Task AC31_Body_of_the_register_gets_one_account_that_holds_and_trades_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var holder = await A.BodyAccount(world);

        holder.Number.ShouldStartWith("211");
        await using var reads = await world.Db.Read();
        var account = await AccountRegister.Load(reads, holder.Account);
        account.Require(AccountCapabilities.UploadsReports);
        Should.Throw<RefusalException>(() => account.Require(AccountCapabilities.HoldsUnits)).Rule.ShouldBe(AccountRules.NotForThisType);
        Should.Throw<RefusalException>(() => account.Require(AccountCapabilities.Trades)).Rule.ShouldBe(AccountRules.NotForThisType);
        (await VerificationBodies.OfAccount(reads, holder.Account.Value)).ApprovalNumber.ShouldBe("CNCA-R-2002-001");
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.BodyAccount(world, n: 6));
    }

    [Theory, BothDatabases]
    public async Task Body_that_is_unknown_or_suspended_gets_no_account(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await VerifierRules.Unknown.ShouldRefuse(() => A.BodyAccount(world, "CNCA-R-1999-999"));
        long body;
        await using (var reads = await world.Db.Read()) body = (await VerificationBodies.Approved(reads, "CNCA-R-2002-021")).Id;

        await A.OfficersAct<SuspendVerificationBody, BodySanction.Command>(world, new(body, "SAMR 2026-1"));

        await AccountRules.BodyNotApproved.ShouldRefuse(() => A.BodyAccount(world, "CNCA-R-2002-021"));
    }

    [Theory, BothDatabases]
    public async Task Province_has_one_account(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var (one, two, three, four) = (await A.KnownPerson(world, 31), await A.KnownPerson(world, 32), await A.KnownPerson(world, 33), await A.KnownPerson(world, 34));

        var opened = (await A.OfficersAct<OpenProvincialAccount, OpenProvincialAccount.Command>(world,
            new("Jiangsu Department", A.Code(31), "320000", one.Value, two.Value, "Letter 1", Invented: true))).As<OpenedAccount>();

        opened.Number.ShouldStartWith("332");
        await AccountRules.ProvinceHasAccount.ShouldRefuse(() => A.OfficersAct<OpenProvincialAccount, OpenProvincialAccount.Command>(world,
            new("Jiangsu Department again", A.Code(32), "320000", three.Value, four.Value, "Letter 2")));
        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => A.OfficersAct<OpenProvincialAccount, OpenProvincialAccount.Command>(world,
            new("Zhejiang Department", A.Code(33), "330000", one.Value, four.Value, "Letter 3")));
        await AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => A.OfficersAct<OpenProvincialAccount, OpenProvincialAccount.Command>(world,
            new("Zhejiang Department", A.Code(33), "330000", four.Value, four.Value, "Letter 4")));
    }

    [Theory, BothDatabases]
    public async Task Member_of_the_public_registers_alone_once_and_no_name_is_stored_in_clear(Engine engine)
    {
        await using var world = await TestWorld.On(engine);

        var member = await A.Member(world, 40);

        await using var reads = await world.Db.Read();
        var account = await AccountRegister.Load(reads, member.Account);
        account.Require(AccountCapabilities.Comments);
        (await AccountRegister.View(reads, member.Account)).Name.ShouldNotContain("Person");
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.Member(world, 40));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<RegisterMember>().Register(member, new(A.Person(41), "320000", null), A.New));
    }

    [Theory, BothDatabases]
    public async Task Organisation_of_the_public_counts_as_its_subjects_one_account(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var member = await world.The<RegisterMember>().Register(A.Visitor(1), new(A.Person(50), "110000", new("Reading Room", A.Code(10))), A.New);

        member.Number.ShouldStartWith("511");
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.EnterpriseAccount(world, 10));
    }
}
