using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

public sealed class AccountStatusTests
{
    [Theory, BothDatabases]
    public async Task AC27_Restriction_is_lifted_after_the_data_were_mended_and_the_exchange_is_told(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(holder.Account.Value, RestrictionLevel.Business, "Licence not true"));
        await AccountRules.ChangesNothing.ShouldRefuse(() => A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(holder.Account.Value, RestrictionLevel.Business, "again")));
        (await MayPropose(world, holder)).ShouldBeFalse();

        var requested = await world.The<RequestAccountChange>().Request(holder.Initiator, new("Mended Name Co., Ltd.", null, null, "New licence"), A.New);
        await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(world, new(requested.Change));
        await A.OfficersAct<RestoreAccount, RestoreAccount.Command>(world, new(holder.Account.Value, "Licence checked"));

        (await MayPropose(world, holder)).ShouldBeTrue();
        await using var reads = await world.Db.Read();
        (await AccountRegister.View(reads, holder.Account)).Status.ShouldBe(AccountStatus.Open);
        var bodies = await reads.Rows<string>($"select body from outbox_message where topic = 'account.changed' order by created_at, id");
        bodies.Count.ShouldBe(3);
        bodies.ShouldContain(b => b.Contains("\"restriction\":\"Business\"") && b.Contains(holder.Number));
        bodies.ShouldContain(b => b.Contains("\"status\":\"Open\""));
        (await reads.Rows<string>($"select action from state_history where subject_kind = 'account' and subject_id = {holder.Account} order by seq"))
            .ShouldBe(["Open", "Restrict", "Change", "Restore"]);
    }

    [Theory, BothDatabases]
    public async Task Suspended_account_lets_nobody_act_and_asks_for_no_change(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await AccountRules.ReasonMissing.ShouldRefuse(() => A.OfficersAct<SuspendAccount, SuspendAccount.Command>(world, new(holder.Account.Value, " ")));

        await A.OfficersAct<SuspendAccount, SuspendAccount.Command>(world, new(holder.Account.Value, "Forged documents"));

        (await MayPropose(world, holder)).ShouldBeFalse();
        await AccountRules.UseLimited.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new("x", null, null, "y"), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<RestrictAccount, RestrictAccount.Command>(world, new(holder.Account.Value, RestrictionLevel.Trading, "x")));
        await A.OfficersAct<RestoreAccount, RestoreAccount.Command>(world, new(holder.Account.Value, "Cleared"));
        (await MayPropose(world, holder)).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task AC29_Closing_ends_everything_keeps_the_history_and_the_credit_code_and_frees_the_persons(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);

        await A.OfficersAct<AcceptClosure, AcceptClosure.Command>(world, new(holder.Account.Value, ClosureGround.Dissolution, "Court order 7"));
        (await MayPropose(world, holder)).ShouldBeFalse();
        await AccountRules.ClosedToEverything.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new("x", null, null, "y"), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<RestoreAccount, RestoreAccount.Command>(world, new(holder.Account.Value, "please")));

        await A.OfficersAct<CompleteClosure, CompleteClosure.Command>(world, new(holder.Account.Value, "Nothing is left"));
        await AccountRules.SubjectHasAccount.ShouldRefuse(() => A.EnterpriseAccount(world, 10));
        (await A.EnterpriseAccount(world, 11)).Number.ShouldNotBe(holder.Number);
        var form = await A.EnterpriseForm(world, 12, A.Visitor(12));
        await world.The<SubmitOpening>().Submit(A.Visitor(12), new(null, form, A.EnterprisePersons(10)), A.New);
        await using var reads = await world.Db.Read();
        var account = await AccountRegister.Load(reads, holder.Account);
        account.Status.ShouldBe(AccountStatus.Closed);
        Should.Throw<RefusalException>(() => account.Require(AccountCapabilities.HoldsUnits)).Rule.ShouldBe(AccountRules.ClosedToEverything);
    }

    [Theory, BothDatabases]
    public async Task Account_with_unfinished_business_or_with_units_is_not_closed(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await world.The<RequestAccountChange>().Request(holder.Confirmer, new("New Name", null, null, "Renamed"), A.New);
        Task Close() => A.OfficersAct<AcceptClosure, AcceptClosure.Command>(world, new(holder.Account.Value, ClosureGround.Application, "Letter"));
        (await AccountRules.BusinessOpen.ShouldRefuse(Close)).Facts.ShouldContain(new Fact("what", "change"));

        await world.Damage($"""
            insert into posting(id, client, instruction_id, request_hash, kind, authority, booked_at, answer, leaf_hash)
              values (1, 'c', 'i', 'h', 'Issuance', 'a', '2026-01-01T00:00:00.000000Z', '{"{}"}', '{new string('0', 64)}');
            insert into lot(id, code, project_id, vintage, period_no, quantity, issued_at, issued_in) values (1, 'L', 1, 2024, 1, 5, '2026-01-01T00:00:00.000000Z', 1);
            insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values (9, 1, {holder.Account}, 'holding', 5, 0, 0, 0, 1);
            """);
        (await AccountRules.HoldsUnits.ShouldRefuse(Close)).Facts.ShouldContain(new Fact("units", "5"));
    }

    [Theory, BothDatabases]
    public async Task AC25_Old_name_is_told_for_its_time_and_the_exchange_hears_of_the_new_one(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        var before = world.Clock.Now;
        world.GoTo(new DateOnly(2024, 6, 3));
        var requested = await world.The<RequestAccountChange>().Request(holder.Confirmer, new("Harbour Wind (Group)", null, null, "Renamed"), A.New);
        requested.DueOn.ShouldBe(new DateOnly(2024, 6, 25));
        await AccountRules.ChangeWaits.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new("Other", null, null, "x"), A.New));
        await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(world, new(requested.Change));

        await using var reads = await world.Db.Read();
        (await AccountRegister.NameAt(reads, holder.Account, before)).ShouldBe("Enterprise 10");
        (await AccountRegister.NameAt(reads, holder.Account, world.Clock.Now)).ShouldBe("Harbour Wind (Group)");
        (await AccountRegister.View(reads, holder.Account)).Name.ShouldBe("Harbour Wind (Group)");
        (await reads.Scalar<string>($"select body from outbox_message where topic = 'account.changed'"))!.ShouldContain("Harbour Wind (Group)");
    }

    [Theory, BothDatabases]
    public async Task Representative_is_replaced_and_the_former_one_can_no_longer_act_and_is_free(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await AccountRules.RepresentativesAreOnePerson.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new(null, null, A.Person(101), "x"), A.New));
        var other = await A.EnterpriseAccount(world, 11);
        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new(null, null, A.Person(112), "x"), A.New));
        await GeneralRules.NotEntitled.ShouldRefuse(() => world.The<RequestAccountChange>().Request(other.Initiator with { Account = holder.Account }, new("x", null, null, "x"), A.New));

        var requested = await world.The<RequestAccountChange>().Request(holder.Initiator, new(null, null, A.Person(777), "Confirmer left"), A.New);
        await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(world, new(requested.Change));

        await using var reads = await world.Db.Read();
        (await Entitlements.MayConfirm(reads, holder.Confirmer.Person, holder.Account)).ShouldBeFalse();
        (await reads.Scalar<long>($"select count(*) from representation_claim where person_id = {holder.Confirmer.Person}")).ShouldBe(0);
        (await Entitlements.MayConfirm(reads, (await A.HolderOf(world, new(holder.Account.Value, holder.Number))).Confirmer.Person, holder.Account)).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Initiator_and_confirmer_may_swap(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        var requested = await world.The<RequestAccountChange>().Request(holder.Initiator, new(null, A.Person(102), A.Person(101), "Swap"), A.New);

        await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(world, new(requested.Change));

        var now = await A.HolderOf(world, new(holder.Account.Value, holder.Number));
        (now.Initiator.Person, now.Confirmer.Person).ShouldBe((holder.Confirmer.Person, holder.Initiator.Person));
    }

    [Theory, BothDatabases]
    public async Task Refused_change_frees_the_person_whom_it_named_and_changes_nothing(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await AccountRules.ChangesNothing.ShouldRefuse(() => world.The<RequestAccountChange>().Request(holder.Initiator, new("Enterprise 10", null, null, "x"), A.New));
        var requested = await world.The<RequestAccountChange>().Request(holder.Initiator, new(null, A.Person(778), null, "Initiator left"), A.New);

        await A.OfficersAct<RefuseAccountChange, RefuseAccountChange.Command>(world, new(requested.Change, "No letter of authority"));

        await using var reads = await world.Db.Read();
        (await reads.Scalar<long>($"select count(*) from representation_claim where subject_key like 'credit-code:%'")).ShouldBe(2);
        (await Entitlements.MayPropose(reads, holder.Initiator.Person, holder.Account)).ShouldBeTrue();
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(world, new(requested.Change)));
    }

    private static async Task<bool> MayPropose(TestWorld world, A.Holder holder)
    {
        await using var reads = await world.Db.Read();
        return await Entitlements.MayPropose(reads, holder.Initiator.Person, holder.Account);
    }
}
