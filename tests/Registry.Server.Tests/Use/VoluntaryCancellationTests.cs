using System.Data.Common;
using Registry.Kernel.Accounts;
using Registry.Kernel.Applications;
using Registry.Kernel.DualControl;
using Registry.Kernel.Ledger;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Kernel.Transfers;
using Registry.Kernel.Use;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Capabilities.Holdings;
using Registry.Server.Capabilities.Use;
using Registry.Server.Platform.Data;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Use;

/// <summary>Voluntary cancellation: for good, by two representatives, and published with its serial numbers.</summary>
public sealed class VoluntaryCancellationTests
{
    private sealed record PublicRow
    {
        public string Holder { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Beneficiary { get; init; } = "";
        public string Remark { get; init; } = "";
        public long Tonnes { get; init; }
        public DateTimeOffset CancelledAt { get; init; }
    }

    private sealed record BlockRow
    {
        public string LotCode { get; init; } = "";
        public long FirstUnit { get; init; }
        public long LastUnit { get; init; }
    }

    [Theory, BothDatabases]
    public async Task OF_13_more_than_there_is_nothing_less_than_nothing_and_fractions_are_refused(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);

        await LedgerRules.NotEnoughAvailable.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("121"))));
        await LedgerRules.QuantityNotPositive.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("0"))));
        await LedgerRules.QuantityNotPositive.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("-1"))));
        await TransferRules.QuantityNotWhole.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("1.5"))));

        (await m.In(Place.Holding)).ShouldBe((120, 0, 120));
        (await m.Ask<long>($"select count(*) from proposal where action = 'use.voluntary-cancellation'")).ShouldBe(0);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Cancelled_units_are_gone_for_good_and_the_public_sees_who_for_whom_and_which(Engine engine)
    {
        await using var m = await Movements.On(engine, 120, other: 30);
        await m.Both(m.ToTrading("20"));
        await m.Both(m.ToHolding("20"));

        var proposed = await m.Cancellation(Movements.Cancel(new(Movements.Lot, "110"), new(Movements.Other, "30")));
        (await m.Confirm(proposed)).As<Moved>().Lots.ShouldBe([new(Movements.Lot, 110), new(Movements.Other, 30)]);

        (await m.In(Place.Holding)).ShouldBe((10, 0, 10));
        (await m.In(Place.Holding, Movements.Other)).ShouldBe((0, 0, 0));
        await using var reads = await m.World.Db.PublicRead();
        var row = await reads.Get<PublicRow>($"select holder, purpose, beneficiary, remark, tonnes, cancelled_at from public_cancellation where id = {proposed.Id}");
        row.ShouldBe(new() { Holder = "Enterprise 10", Purpose = "LargeEvent", Beneficiary = "City marathon 2024", Remark = "Run green", Tonnes = 140, CancelledAt = m.World.Clock.Now });
        (await reads.Rows<long>($"select tonnes from public_cancellation_lot where cancellation_id = {proposed.Id} order by line_no")).ShouldBe([110, 30]);
        // The first twenty units went to trading and back, so they are the youngest in the holding: 21 to 120 left, then 1 to 10.
        (await reads.Rows<BlockRow>($"select lot_code, first_unit, last_unit from public_cancellation_block where cancellation_id = {proposed.Id} order by line_no, block_no")).ShouldBe(
        [
            new() { LotCode = Movements.Lot, FirstUnit = 21, LastUnit = 120 },
            new() { LotCode = Movements.Lot, FirstUnit = 1, LastUnit = 10 },
            new() { LotCode = Movements.Other, FirstUnit = 1, LastUnit = 30 },
        ]);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(proposed.Id), A.New));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Units_of_a_registered_reduction_are_issued_cancelled_and_everything_agrees(Engine engine)
    {
        await using var world = await A.World(engine);
        var project = await A.RegisteredProject(world);
        var reduction = await (await A.Reduction(project)).To(ApplicationStatus.Registered);
        var lot = (await A.Issue(reduction, 2022)).Single();
        var m = new Movements(world, reduction.Owner);

        var proposed = await m.Cancellation(Movements.Cancel(new LotQuantity(lot.Code, "60000")));
        await m.Confirm(proposed);

        (await m.In(Place.Holding, lot.Code)).Balance.ShouldBe(lot.Tonnes - 60_000);
        await using var reads = await world.Db.PublicRead();
        (await reads.Scalar<string>($"select project_number from public_cancellation_lot where cancellation_id = {proposed.Id}")).ShouldBe(project.Registration!.Number);
        (await VerifyVerb.Check(world.Db)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Fifty_confirmations_at_once_cancel_once(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("100")));

        var signature = await m.Signature(proposed);
        var answers = await A.AtOnce(50, _ => m.Proposals.Confirm(m.Holder.Confirmer, new ProposalId(proposed.Id), proposed.PayloadHash, A.New, signature));

        answers.Count(a => a.Answer is not null).ShouldBe(1);
        (await m.In(Place.Holding)).ShouldBe((20, 0, 20));
        (await m.Ask<long>($"select count(*) from cancellation")).ShouldBe(1);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Cancellation_waits_until_midnight_and_then_gives_the_units_back(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("100")));
        proposed.ExpiresAt.ShouldBe(new DateTimeOffset(2024, 3, 5, 16, 0, 0, TimeSpan.Zero));
        m.World.GoTo(proposed.ExpiresAt);

        await DualControlRules.Expired.ShouldRefuse(() => m.Confirm(proposed));
        await m.World.Tick();

        (await m.In(Place.Holding)).ShouldBe((120, 0, 120));
        (await m.Ask<long>($"select count(*) from cancellation")).ShouldBe(0);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Initiator_alone_cancels_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("100")));

        await DualControlRules.NotEntitledToConfirm.ShouldRefuse(() => m.Confirm(proposed, m.Holder.Initiator));
        await m.Proposals.Withdraw(m.Holder.Initiator, new ProposalId(proposed.Id), A.New);
        await LifecycleRules.NoSuchStep.ShouldRefuse(() => m.Confirm(proposed));

        (await m.In(Place.Holding)).ShouldBe((120, 0, 120));
    }

    [Theory, BothDatabases]
    public async Task Statement_is_checked_as_a_whole(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var act = m.World.The<VoluntaryCancellation>();

        (await act.DryRun(m.Holder.Initiator, new(Movements.Of("121"), "Sport", " ", new string('x', 501)))).Select(f => f.Rule)
            .ShouldBe([UseRules.PurposeUnknown, UseRules.BeneficiaryMissing, UseRules.RemarkTooLong, LedgerRules.NotEnoughAvailable]);
        (await act.DryRun(m.Holder.Initiator, new(Movements.Of("120"), "Other", "A school"))).Select(f => f.Rule).ShouldBe([UseRules.RemarkMissing]);
        (await act.DryRun(m.Holder.Initiator, new(Movements.Of("120"), "Other", "A school", "Lessons"))).ShouldBeEmpty();
        (await act.DryRun(m.Holder.Initiator, new(Movements.Of("120"), "3", "A school", "Lessons"))).Select(f => f.Rule).ShouldBe([UseRules.PurposeUnknown]);
    }

    [Theory, BothDatabases]
    public async Task Account_whose_units_may_not_leave_cancels_nothing(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var waiting = await m.Cancellation(Movements.Cancel(Movements.Of("20")));
        await A.OfficersAct<RestrictAccount, RestrictAccount.Command>(m.World, new(m.Holder.Account.Value, RestrictionLevel.TransferOut, "Licence not true"));

        await AccountRules.UseLimited.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("1"))));
        await AccountRules.UseLimited.ShouldRefuse(() => m.Confirm(waiting));

        (await m.In(Place.Holding)).ShouldBe((120, 20, 100));
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Units_in_the_trading_account_are_not_cancelled(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        await m.Both(m.ToTrading("120"));

        await TransferRules.LotNotHere.ShouldRefuse(() => m.Cancellation(Movements.Cancel(Movements.Of("1"))));
    }

    [Theory, BothDatabases]
    public async Task Serial_numbers_that_could_not_be_written_at_once_are_written_by_the_clock(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var proposed = await m.Cancellation(Movements.Cancel(Movements.Of("100")));
        await m.World.Damage("alter table cancellation_block rename to cancellation_block_away");
        await Should.ThrowAsync<DbException>(() => m.Confirm(proposed));
        await m.World.Damage("alter table cancellation_block_away rename to cancellation_block");

        (await m.In(Place.Holding)).ShouldBe((20, 0, 20));
        (await m.Faults()).ShouldContain(f => f.Row == $"cancellation_block:{proposed.Id}");
        (await m.World.The<CancellationBlocks>().Tick()).ShouldBe(1);
        (await m.World.The<CancellationBlocks>().Tick()).ShouldBe(0);
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Guards_refuse_a_record_without_its_posting_and_every_change(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var first = await m.Cancellation(Movements.Cancel(Movements.Of("100")));
        await m.Confirm(first);
        var transfer = await m.ToTrading("5");
        await m.Confirm(transfer);
        var posting = await m.Ask<long>($"select id from posting where authority = {"proposal:" + transfer.Id}");
        string[] attacks =
        [
            "update cancellation set beneficiary = 'Another'",
            "delete from cancellation_block",
            "delete from cancellation",
            "update cancellation_block set last_unit = last_unit + 1",
            $"insert into cancellation select {transfer.Id}, {posting}, account_id, holder_name, purpose, beneficiary, remark, 5, cancelled_at from cancellation",
            $"insert into cancellation_block select id, 1, 2, 1, 101, 300 from cancellation",
            $"insert into cancellation_block select id, 1, 2, 1, 1, 1 from cancellation",
            $"insert into cancellation_block select id, 7, 1, 1, 110, 110 from cancellation",
        ];
        foreach (var attack in attacks) await m.World.ShouldRefuse(attack);
        if (engine == Engine.Sqlite)
        {
            await m.World.ShouldRefuse("insert or replace into cancellation select * from cancellation");
            await m.World.ShouldRefuse("insert or replace into cancellation_block select * from cancellation_block");
        }
        await m.ShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task Verification_finds_a_record_without_posting_a_posting_without_record_and_other_serial_numbers(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var first = await m.Cancellation(Movements.Cancel(Movements.Of("50")));
        await m.Confirm(first);
        var posting = await m.Ask<long>($"select posting_id from cancellation where id = {first.Id}");
        (await m.Faults()).ShouldBeEmpty();

        await Unguarded("update cancellation_block set last_unit = last_unit - 1", "cancellation_block");
        (await m.Faults()).ShouldHaveSingleItem().Row.ShouldBe($"cancellation_block:{first.Id}");
        await Unguarded("update cancellation_block set last_unit = last_unit + 1", "cancellation_block");
        await Unguarded("update cancellation set tonnes = 49", "cancellation");
        (await m.Faults()).ShouldHaveSingleItem().Row.ShouldBe($"cancellation:{first.Id}");
        await Unguarded("delete from cancellation_block", "cancellation_block");
        await Unguarded("delete from cancellation", "cancellation");
        (await m.Faults()).ShouldHaveSingleItem().Row.ShouldBe($"posting:{posting}");

        var waiting = await m.ToTrading("10");
        await Unguarded($"update proposal set status = 'Withdrawn', decided_at = proposed_at where id = {waiting.Id}", "proposal");
        (await m.Faults()).ShouldContain(f => f.Row == $"reservation:proposal:{waiting.Id}");

        Task Unguarded(string sql, string table) => Damages.Unguarded(m.World.Settings.Database, table, sql);
    }
}
