using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>Trading accounts that the exchange binds to registry accounts.</summary>
public sealed class TradingAccountTests
{
    private const string Trading = "400000001234";

    private static Task<BoundTradingAccount> Bind(TestWorld world, int n, string trading = Trading, string? message = null, string? number = null, string client = TradingBindings.Exchange) =>
        world.The<BindTradingAccount>().Bind(Instructed.Verified(client, message ?? A.New), new(A.Code(n), trading, number));

    private static Task Unbind(TestWorld world, int n, string trading = Trading, string? message = null) =>
        world.The<UnbindTradingAccount>().Unbind(Instructed.Verified(TradingBindings.Exchange, message ?? A.New), new(A.Code(n), trading));

    private static async Task<long> Count(TestWorld world, FormattableString sql)
    {
        await using var reads = await world.Db.Read();
        return await reads.Scalar<long>(sql);
    }

    [Theory, BothDatabases]
    public async Task AC_15_trading_account_of_a_subject_without_registry_account_is_refused(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);

        await AccountRules.NoRegistryAccount.ShouldRefuse(() => Bind(world, 77, message: "m1"));

        await AccountRules.NoRegistryAccount.ShouldRefuse(() => Bind(world, 77, message: "m1"));
        (await Count(world, $"select count(*) from trading_binding")).ShouldBe(0);
        (await Count(world, $"select count(*) from audit_entry where rule_code = {AccountRules.NoRegistryAccount.Code}")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task AC_15_application_that_still_waits_is_no_registry_account(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.Opening(world, 12);

        await AccountRules.NoRegistryAccount.ShouldRefuse(() => Bind(world, 12));
    }

    [Theory, BothDatabases]
    public async Task Trading_account_is_bound_to_the_sub_account_of_the_same_subject_and_once_for_one_message(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);

        var bound = await Bind(world, 10, message: "m1", number: holder.Number);
        var again = await Bind(world, 10, message: "m1", number: holder.Number);

        bound.ShouldBe(new(holder.Number, holder.Number + "02"));
        again.ShouldBe(bound);
        await using var reads = await world.Db.Read();
        var kept = (await TradingBindings.Of(reads, holder.Account)).Single();
        (kept.TradingAccount, kept.SubAccount, kept.UnboundAt).ShouldBe((Trading, holder.Number + "02", null));
        (await reads.Scalar<long>($"select count(*) from outbox_message where topic = 'account.trading-bound'")).ShouldBe(1);
        await GeneralRules.InstructionReused.ShouldRefuse(() => Bind(world, 10, "400000009999", message: "m1"));
    }

    [Theory, BothDatabases]
    public async Task One_trading_account_belongs_to_one_registry_account_both_ways(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var one = await A.EnterpriseAccount(world, 10);
        var other = await A.EnterpriseAccount(world, 11);
        await Bind(world, 10);

        await AccountRules.TradingAccountBound.ShouldRefuse(() => Bind(world, 11));
        await AccountRules.TradingAccountBound.ShouldRefuse(() => Bind(world, 10, "400000005678"));
        await AccountRules.BindingDiffers.ShouldRefuse(() => Bind(world, 11, "400000005678", number: one.Number));
        await AccountRules.TradingAccountNotBound.ShouldRefuse(() => Unbind(world, 11));
        await GeneralRules.ValueMalformed.ShouldRefuse(() => Bind(world, 11, "4' or 1=1"));
        await GeneralRules.NotEntitled.ShouldRefuse(() => Bind(world, 11, "400000005678", client: "ets-registry"));
        (await Bind(world, 11, "400000005678", number: other.Number)).AccountNumber.ShouldBe(other.Number);
    }

    [Theory, BothDatabases]
    public async Task Many_messages_at_once_bind_one(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        await A.EnterpriseAccount(world, 11);

        var answers = await A.AtOnce(12, i => Bind(world, 10 + i % 2, i % 3 == 0 ? Trading : $"40000000{i:D4}", message: $"m{i}"));
        var same = await A.AtOnce(8, _ => Bind(world, 10, message: "m0"));

        answers.Count(a => a.Refused is null).ShouldBe(2);
        answers.Where(a => a.Refused is not null).ShouldAllBe(a => a.Refused == AccountRules.TradingAccountBound);
        same.Select(s => (s.Answer, s.Refused)).Distinct().Count().ShouldBe(1);
        (await Count(world, $"select count(*) from trading_binding")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Binding_ends_only_when_nothing_lies_in_it_and_stays_in_the_history(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await Bind(world, 10);
        await AccountRules.BusinessOpen.ShouldRefuse(() => A.OfficersAct<AcceptClosure, AcceptClosure.Command>(world, new(holder.Account.Value, ClosureGround.Dissolution, "Letter 9")));

        world.GoTo(world.Clock.Now.AddDays(1));
        await Unbind(world, 10, message: "u1");
        await Unbind(world, 10, message: "u1");
        await AccountRules.TradingAccountNotBound.ShouldRefuse(() => Unbind(world, 10, message: "u2"));
        await Bind(world, 10, "400000005678");

        await using var reads = await world.Db.Read();
        (await TradingBindings.Of(reads, holder.Account)).Select(b => (b.TradingAccount, b.UnboundAt is null)).ShouldBe([(Trading, false), ("400000005678", true)]);
        (await TradingBindings.Current(reads, holder.Account))!.TradingAccount.ShouldBe("400000005678");
    }

    [Theory, BothDatabases]
    public async Task Trading_account_with_units_is_not_unbound(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var holder = await A.EnterpriseAccount(world, 10);
        await Bind(world, 10);
        await PublicSite.PublishedRecords.Insert(world);
        await world.Damage($"insert into position(id, lot_id, account_id, place, received, sent, reserved, frozen, version) values (501, 61, {holder.Account.Value}, 'trading', 7, 0, 0, 0, 1)");

        await AccountRules.TradingUnitsLeft.ShouldRefuse(() => Unbind(world, 10));
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_a_binding_that_breaks_a_guard(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        await A.EnterpriseAccount(world, 10);
        await A.EnterpriseAccount(world, 11);
        await Bind(world, 10);

        const string Copy = "insert into trading_binding(id, account_id, credit_code, trading_account, sub_account, bound_at, bound_by) select";
        foreach (var attack in (string[])
        [
            $"{Copy} 1, account_id, credit_code, 'OTHER99', sub_account, bound_at, 'x' from trading_binding",
            $"{Copy} 1, a.id, a.credit_code, b.trading_account, b.sub_account, b.bound_at, 'x' from trading_binding b, account a where a.id <> b.account_id",
            $"{Copy} 1, a.id, b.credit_code, 'OTHER99', b.sub_account, b.bound_at, 'x' from trading_binding b, account a where a.id <> b.account_id",
            $"{Copy} 1, a.id, a.credit_code, 'OTHER99', b.sub_account, b.bound_at, b.bound_by from trading_binding b, account a where a.id <> b.account_id",
            "update trading_binding set trading_account = 'OTHER99'",
            "update trading_binding set unbound_at = bound_at",
            "delete from trading_binding",
        ])
            await world.ShouldRefuse(attack);
        await Unbind(world, 10);
        await world.ShouldRefuse("update trading_binding set unbound_at = null, unbound_by = null");
    }
}
