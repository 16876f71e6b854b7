using Registry.Kernel.Accounts;
using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Duties;
using Registry.Server.Capabilities.Accounts.Joint;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Capabilities.Operator.Verify;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Accounts;

/// <summary>Joint openings: the exchange first, then the registry body, and one commit that opens and binds both accounts.</summary>
public sealed class JointOpeningTests
{
    private const string Trading = "400000001234";

    private static async Task<T> Read<T>(TestWorld world, FormattableString sql)
    {
        await using var reads = await world.Db.Read();
        return (await reads.Scalar<T>(sql))!;
    }

    /// <summary>To the registry body's review.</summary>
    private static async Task<int> HandOn(TestWorld world, Actor exchange, SubmittedOpening submitted, string trading = Trading)
    {
        var review = world.The<ExchangeReview>();
        await review.PassPreliminary(exchange, new(submitted.Opening, submitted.Version), A.New);
        await review.ReceivePaper(exchange, new(submitted.Opening, submitted.Version + 1), A.New);
        await review.PassPaper(exchange, new(submitted.Opening, submitted.Version + 2, trading), A.New);
        return submitted.Version + 3;
    }

    [Theory, BothDatabases]
    public async Task AC_11_approval_opens_the_account_and_binds_its_trading_account_with_its_operators_in_one_commit(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        world.GoTo(new DateOnly(2025, 9, 15));
        var submitted = await A.JointOpening(world, 10);
        submitted.DueOn.ShouldBeNull();
        world.GoTo(new DateOnly(2025, 9, 22));
        var version = await HandOn(world, exchange, submitted);
        // AC-13: the registry body's term begins when it receives the application.
        (await Read<DateOnly>(world, $"select due_on from account_opening where id = {submitted.Opening}")).ShouldBe(new DateOnly(2025, 10, 17));
        (await Read<long>(world, $"select count(*) from trading_binding")).ShouldBe(0);

        var opened = (await A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(submitted.Opening, version))).As<OpenedAccount>();

        await using var reads = await world.Db.Read();
        var binding = (await TradingBindings.Current(reads, new(opened.Account)))!;
        (binding.TradingAccount, binding.SubAccount).ShouldBe((Trading, opened.Number + "02"));
        (await reads.Rows<long>($"select person_id from trading_operator where binding_id = {binding.Id} and until is null order by line_no")).Count.ShouldBe(2);
        (await reads.Scalar<long>($"select count(*) from trading_reservation")).ShouldBe(0);
        (await reads.Scalar<DateTimeOffset>($"select opened_at from account where id = {opened.Account}")).ShouldBe(binding.BoundAt);
        (await reads.Rows<string>($"select topic from outbox_message where topic in ('account.opened', 'account.trading-bound')")).Count.ShouldBe(2);
        (await HistoryCheck.Run(reads)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Refusal_of_the_registry_goes_back_to_the_preliminary_review_and_frees_the_number_but_not_the_subject(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        var submitted = await A.JointOpening(world, 10);
        var version = await HandOn(world, exchange, submitted);
        await GeneralRules.Absent.ShouldRefuse(() => world.The<ExchangeReview>().RefusePaper(exchange, new(submitted.Opening, version, [new("contact", "x")]), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(async () => await world.The<ReturnOpening>().Return((await A.Officers(world)).Clerk, new(submitted.Opening, version, [new("contact", "x")]), A.New));

        await A.OfficersAct<RefuseOpening, RefuseOpening.Command>(world, new(submitted.Opening, version, [new("authorisation-letter", "It names no term.")]));
        (await Read<string>(world, $"select status from account_opening where id = {submitted.Opening}")).ShouldBe(nameof(OpeningStatus.RegistryRefused));
        (await Read<long>(world, $"select count(*) from trading_reservation")).ShouldBe(0);
        await AccountRules.SubjectHasAccount.ShouldRefuse(async () => await world.The<SubmitOpening>().Submit(A.Visitor(77), new(null, await A.EnterpriseForm(world, 10, A.Visitor(77)), A.EnterprisePersons(77)), A.New));

        var again = await A.JointOpening(world, 10, submitted.Opening);
        (again.Opening, again.Version).ShouldBe((submitted.Opening, version + 2));
        (await Read<string>(world, $"select status from account_opening where id = {submitted.Opening}")).ShouldBe(nameof(OpeningStatus.AwaitingPreliminaryReview));
        var review = world.The<ExchangeReview>();
        await review.PassPreliminary(exchange, new(again.Opening, again.Version), A.New);
        await review.ReceivePaper(exchange, new(again.Opening, again.Version + 1), A.New);
        await review.RefusePaper(exchange, new(again.Opening, again.Version + 2, [new("trading-agreement", "Not signed.")]), A.New);
        var third = await A.JointOpening(world, 10, submitted.Opening);
        await A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(third.Opening, await HandOn(world, exchange, third)));
        await using var reads = await world.Db.Read();
        (await reads.Rows<string>($"select step from account_opening_reason where opening_id = {submitted.Opening} order by round_no")).ShouldBe(["Refuse", "RefusePaper"]);
        (await HistoryCheck.Run(reads)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Number_kept_for_one_applicant_goes_to_no_other_and_withdrawal_frees_it(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        await A.EnterpriseAccount(world, 20);
        var one = await A.JointOpening(world, 10);
        var other = await A.JointOpening(world, 11);
        await HandOn(world, exchange, one);

        await AccountRules.TradingAccountBound.ShouldRefuse(() => HandOn(world, exchange, other, Trading.ToLowerInvariant()));
        await AccountRules.TradingAccountBound.ShouldRefuse(() => world.The<BindTradingAccount>().Bind(Instructed.Verified(TradingBindings.Exchange, A.New), new(A.Code(20), Trading)));
        // A5: an application, however far it came, is no registry account.
        await AccountRules.NoRegistryAccount.ShouldRefuse(() => world.The<BindTradingAccount>().Bind(Instructed.Verified(TradingBindings.Exchange, A.New), new(A.Code(10), Trading)));
        await GeneralRules.ValueMalformed.ShouldRefuse(() => world.The<ExchangeReview>().PassPaper(exchange, new(other.Opening, other.Version + 2, "110105194912310"), A.New));
        await world.The<WithdrawOpening>().Withdraw(A.Visitor(10), new(one.Opening), A.New);
        await world.The<ExchangeReview>().PassPaper(exchange, new(other.Opening, other.Version + 2, Trading), A.New);
        (await Read<long>(world, $"select opening_id from trading_reservation where trading_account = {Trading}")).ShouldBe(other.Opening);
    }

    [Theory, BothDatabases]
    public async Task Many_operators_at_once_take_one_step(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        var submitted = await A.JointOpening(world, 10);
        var review = world.The<ExchangeReview>();

        var answers = await A.AtOnce(12, async i =>
        {
            if (i % 2 == 0) await review.PassPreliminary(exchange, new(submitted.Opening, submitted.Version), A.New);
            else await review.Return(exchange, new(submitted.Opening, submitted.Version, [new("contact", "x")]), A.New);
            return i;
        });

        answers.Count(a => a.Refused is null).ShouldBe(1);
        (await Read<long>(world, $"select count(*) from state_history where subject_kind = 'account-opening' and subject_id = {submitted.Opening}")).ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task Operator_of_the_exchange_is_appointed_by_two_officers_represents_nobody_else_and_sees_only_what_waits_for_the_exchange(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        var officers = await A.Officers(world);
        await AccountRules.DutiesSeparate.ShouldRefuse(() => A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(exchange.Person.Value, ActorRole.Auditor)));
        await AccountRules.DutiesSeparate.ShouldRefuse(() => A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(officers.Clerk.Person.Value, ActorRole.ExchangeOperator)));
        var holder = await A.EnterpriseAccount(world, 20);
        await AccountRules.RepresentsAnotherSubject.ShouldRefuse(() => A.OfficersAct<AssignDuty, AssignDuty.Command>(world, new(holder.Initiator.Person.Value, ActorRole.ExchangeOperator)));

        var review = world.The<ExchangeReview>();
        var independent = await A.Opening(world, 30);
        await GeneralRules.Absent.ShouldRefuse(() => review.PassPreliminary(exchange, new(independent.Opening, independent.Version), A.New));
        var joint = await A.JointOpening(world, 10);
        foreach (var other in (Actor[])[officers.Clerk, officers.Reviewer, holder.Initiator, A.Visitor(10), exchange with { Account = AccountId.RegistryBody }, exchange with { Role = ActorRole.Clerk }, officers.Clerk with { Role = ActorRole.ExchangeOperator, Account = AccountId.Exchange }])
            await GeneralRules.NotEntitled.ShouldRefuse(() => review.PassPreliminary(other, new(joint.Opening, joint.Version), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => review.ReceivePaper(exchange, new(joint.Opening, joint.Version), A.New));
        await GeneralRules.ChangedMeanwhile.ShouldRefuse(() => review.PassPreliminary(exchange, new(joint.Opening, joint.Version + 1), A.New));
        await AccountRules.ReasonMissing.ShouldRefuse(() => review.Return(exchange, new(joint.Opening, joint.Version, []), A.New));
        await Should.ThrowAsync<RefusalException>(() => world.The<Proposals>().Propose<ApproveOpening, ApproveOpening.Command>(exchange, new(joint.Opening, joint.Version), A.New));
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(joint.Opening, joint.Version)));

        await A.OfficersAct<EndDuty, EndDuty.Command>(world, new(exchange.Person.Value, ActorRole.ExchangeOperator));
        await GeneralRules.NotEntitled.ShouldRefuse(() => review.PassPreliminary(exchange, new(joint.Opening, joint.Version), A.New));
    }

    [Theory, BothDatabases]
    public async Task Route_stays_and_operators_are_named_in_a_joint_opening_only(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var visitor = A.Visitor(10);
        var form = await A.EnterpriseForm(world, 10, visitor);
        var draft = await world.The<SaveOpeningDraft>().Save(visitor, new(null, form, A.EnterprisePersons(10)), A.New);

        await AccountRules.RouteFixed.ShouldRefuse(() => world.The<SaveOpeningDraft>().Save(visitor, new(draft, form with { Route = OpeningRoute.Joint }, A.JointPersons(10)), A.New));
        await AccountRules.RouteFixed.ShouldRefuse(() => world.The<SubmitOpening>().Submit(visitor, new(draft, form with { Route = OpeningRoute.Joint }, A.JointPersons(10)), A.New));
        await AccountRules.OperatorsNotForThisRoute.ShouldRefuse(() => world.The<SubmitOpening>().Submit(visitor, new(draft, form, A.JointPersons(10)), A.New));
    }

    [Theory, BothDatabases]
    public async Task Database_refuses_what_goes_past_the_exchange_or_the_registry(Engine engine)
    {
        await using var world = await TestWorld.On(engine);
        var exchange = await A.ExchangeOperator(world);
        await A.EnterpriseAccount(world, 20);
        var fresh = await A.JointOpening(world, 10);
        var waits = await A.JointOpening(world, 11);
        await HandOn(world, exchange, waits);
        var bound = await A.JointOpening(world, 12);
        await A.OfficersAct<ApproveOpening, ApproveOpening.Command>(world, new(bound.Opening, await HandOn(world, exchange, bound, "400000009999")));

        var on = $"where id = {fresh.Opening}";
        const string Binding = "insert into trading_binding(id, account_id, credit_code, trading_account, sub_account, bound_at, bound_by) select";
        foreach (var attack in (string[])
        [
            $"update account_opening set status = 'Approved', decided_at = created_at, received_on = '2024-01-01', due_on = '2024-02-01' {on}",
            $"update account_opening set status = 'AwaitingReview', received_on = '2024-01-01', due_on = '2024-02-01' {on}",
            $"update account_opening set status = 'PaperReview' {on}",
            $"update account_opening set status = 'Returned', received_on = '2024-01-01', due_on = '2024-02-01' {on}",
            $"update account_opening set route = 'Independent', status = 'AwaitingReview', received_on = '2024-01-01', due_on = '2024-02-01' {on}",
            $"update account_opening set route = 'Elsewhere' {on}",
            $"update account_opening set applicant_id = 5 {on}",
            $"update account_opening set received_on = '2024-01-01', due_on = '2024-02-01' {on}",
            $"update account_opening set status = 'Approved', decided_at = created_at where id = {waits.Opening}",
            $"update account_opening set status = 'PaperReview', received_on = null, due_on = null where id = {waits.Opening}",
            "insert into account_opening(id, route, status, version, applicant_id, form, persons_cipher, round_no, created_at, invented, submitted_at, subject_key) select id + 1, route, status, version, applicant_id, form, persons_cipher, round_no, created_at, invented, submitted_at, subject_key from account_opening where status = 'AwaitingPreliminaryReview'",
            $"insert into account(id, number, type, name, name_key, credit_code, province_code, status, version, opening_id, opened_at, opened_on, invented) select id + 1, '132000000099', type, name, name_key, '91330100799655058B', province_code, status, 0, {fresh.Opening}, opened_at, opened_on, invented from account where credit_code = '{A.Code(20)}'",
            $"insert into account_opening_operator(opening_id, line_no, person_id) select opening_id, 6, {exchange.Person} from account_opening_operator where opening_id = {fresh.Opening} and line_no = 1",
            $"insert into account_opening_operator(opening_id, line_no, person_id) select opening_id, 3, person_id from account_opening_operator where opening_id = {fresh.Opening} and line_no = 1",
            $"insert into account_opening_operator(opening_id, line_no, person_id) select o.id, 1, {exchange.Person} from account_opening o where o.route = 'Independent'",
            $"insert into trading_reservation(trading_account, opening_id, reserved_at) select 'NEW001', id, created_at from account_opening {on}",
            $"insert into trading_reservation(trading_account, opening_id, reserved_at) select '{Trading}', id, created_at from account_opening {on}",
            "update trading_reservation set trading_account = 'NEW001'",
            "delete from trading_reservation",
            $"{Binding} 1, a.id, a.credit_code, '{Trading}', a.number || '02', a.opened_at, 'x' from account a where a.credit_code = '{A.Code(20)}'",
            "delete from trading_operator",
            "update trading_operator set line_no = line_no + 2",
            $"insert into trading_operator(binding_id, line_no, person_id, since) select binding_id, 6, {exchange.Person}, since from trading_operator where line_no = 1",
            "insert into trading_operator(binding_id, line_no, person_id, since) select binding_id, 3, person_id, since from trading_operator where line_no = 1",
            $"insert into duty(id, person_id, role, since) select 1, person_id, 'ExchangeOperator', since from officer where role = 'Clerk'",
        ])
            await world.ShouldRefuse(attack);
        await world.Damage($"update account_opening set status = 'Withdrawn', decided_at = created_at {on}");
    }
}
