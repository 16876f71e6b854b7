using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Identity.Passwords;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Use;

/// <summary>Who gets hold of a number, a password or a representative's place gains nothing for a day, and both representatives hear of it.</summary>
public sealed class ChangeWaitTests
{
    private static async Task<string[]> Told(Movements m)
    {
        while (await m.World.The<MessageSender>().Tick() > 0) { }
        return [.. m.World.The<DevelopmentInbox>().Messages.Where(x => x.Kind == MessageKind.AccessChanged).Select(x => x.Address).Order()];
    }

    private static string Phone(int person) => A.Person(person).Phone;

    [Theory, BothDatabases]
    public async Task S025_after_a_changed_password_nothing_is_cancelled_for_a_day_and_the_other_representative_is_told(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var waiting = await m.Cancellation(Movements.Cancel(Movements.Of("20")));
        var signature = await m.Signature(waiting);
        var intent = await m.Write(Movements.Cancel(Movements.Of("30")));
        await m.World.The<ChangePassword>().Change(await m.Session(m.Holder.Initiator), Visitors.Password, "Other-Harbour-18", "Other-Harbour-18");

        await DualControlRules.ChangedRecently.ShouldRefuse(() => m.Write(Movements.Cancel(Movements.Of("1"))));
        await DualControlRules.ChangedRecently.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, intent.Id, null, A.New));
        var refusal = await DualControlRules.ChangedRecently.ShouldRefuse(() => m.Proposals.Confirm(m.Holder.Confirmer, new ProposalId(waiting.Id), waiting.PayloadHash, A.New, signature));
        refusal.Findings[0].Facts.Single(f => f.Name == "until").Value.ShouldStartWith("2024-03-06T01:0");
        (await Told(m)).ShouldBe([Phone(102)]);
        await m.Both(m.ToTrading("5"));

        m.World.Time.Advance(SignInLimits.ChangeWait.Value);
        await m.Write(Movements.Cancel(Movements.Of("1")));
        (await m.In(Place.Holding)).Balance.ShouldBe(115);
    }

    [Theory, BothDatabases]
    public async Task S025_after_a_changed_number_or_representative_both_old_and_new_are_told_and_the_day_is_waited(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var waiting = await m.Cancellation(Movements.Cancel(Movements.Of("20")));
        await Change(A.Person(101) with { Phone = "13700000000" }, null);
        await DualControlRules.ChangedRecently.ShouldRefuse(() => m.Write(Movements.Cancel(Movements.Of("1"))));
        (await Told(m)).ShouldBe(["13700000000", Phone(102)], ignoreOrder: true);

        m.World.Time.Advance(SignInLimits.ChangeWait.Value);
        var intent = await m.Write(Movements.Cancel(Movements.Of("30")));
        await Change(null, A.Person(777));
        await DualControlRules.ChangedRecently.ShouldRefuse(() => m.Write(Movements.Cancel(Movements.Of("1"))));
        (await Told(m)).ShouldBe(["13700000000", Phone(102), "13700000000", Phone(102), Phone(777)], ignoreOrder: true);

        m.World.Time.Advance(SignInLimits.ChangeWait.Value - TimeSpan.FromHours(12));
        await m.World.Tick();
        m.World.Time.Advance(TimeSpan.FromHours(12));
        await m.Write(Movements.Cancel(Movements.Of("1")));
        await DualControlRules.Expired.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, intent.Id, null, A.New));
        waiting.Id.ShouldNotBe(intent.Id);

        async Task Change(Kernel.Accounts.PersonForm? initiator, Kernel.Accounts.PersonForm? confirmer)
        {
            var requested = await m.World.The<RequestAccountChange>().Request(m.Holder.Initiator, new(null, initiator, confirmer, "New"), A.New);
            await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(m.World, new(requested.Change));
        }
    }

    [Theory, BothDatabases]
    public async Task What_was_signed_for_an_account_that_changed_meanwhile_no_longer_counts(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        var waiting = await m.Cancellation(Movements.Cancel(Movements.Of("20")));
        var intent = await m.Write(Movements.Cancel(Movements.Of("30")));
        var requested = await m.World.The<RequestAccountChange>().Request(m.Holder.Initiator, new("Another Name Co., Ltd.", null, null, "Renamed"), A.New);
        await A.OfficersAct<ApproveAccountChange, ApproveAccountChange.Command>(m.World, new(requested.Change));

        await DualControlRules.AccountChanged.ShouldRefuse(() => m.Proposals.Propose(m.Holder.Initiator, intent.Id, null, A.New));
        await DualControlRules.AccountChanged.ShouldRefuse(() => m.Confirm(waiting));
        (await Told(m)).ShouldBeEmpty();
        await m.Proposals.Reject(m.Holder.Confirmer, new ProposalId(waiting.Id), "Renamed meanwhile", A.New);
        await m.Both(m.Cancellation(Movements.Cancel(Movements.Of("20"))));
    }

    [Theory, BothDatabases]
    public async Task Operator_may_set_another_time_to_wait(Engine engine)
    {
        await using var m = await Movements.On(engine, 120);
        await m.World.The<ChangePassword>().Change(await m.Session(m.Holder.Confirmer), Visitors.Password, "Other-Harbour-18", "Other-Harbour-18");
        await using var reads = await m.World.Db.Read();
        var now = m.World.Clock.Now;
        await DualControlRules.ChangedRecently.ShouldRefuse(() => new ChangeWait(TimeSpan.FromHours(1)).Require(reads, m.Holder.Account, now + TimeSpan.FromMinutes(59)));
        await new ChangeWait(TimeSpan.FromHours(1)).Require(reads, m.Holder.Account, now + TimeSpan.FromMinutes(60));
        await new ChangeWait(TimeSpan.Zero).Require(reads, m.Holder.Account, now);
    }
}
