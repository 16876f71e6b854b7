using System.Data.Common;
using Npgsql;
using Registry.Bench;
using Registry.Kernel.Accounts;
using Registry.Kernel.Ledger;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.Status;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Tests.Holdings;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Operator;

/// <summary>A database server that dies while persons confirm, and comes back. It writes as a real one does: each commit is on the disk.</summary>
public sealed class CrashTests
{
    private const int Transfers = 120;
    private const int Restrictions = 8;
    private const int Crashes = 3;

    [Fact]
    public async Task SE_07_server_that_dies_during_confirmations_leaves_each_done_once_or_not_at_all_and_what_was_asked_again_is_done()
    {
        await using var cluster = await PostgresCluster.Start();
        await cluster.Ask("create database registry");
        await using var m = await Movements.In(TestWorld.At(cluster.Target("registry")));
        var officers = await A.Officers(m.World);
        var waiting = new List<(Actor Confirmer, Proposed Proposed, string Instruction)>();
        for (var i = 0; i < Transfers; i++) waiting.Add((m.Holder.Confirmer, await m.ToTrading("1"), A.New));
        for (var i = 0; i < Restrictions; i++)
        {
            var holder = await A.EnterpriseAccount(m.World, 20 + i);
            waiting.Add((officers.Reviewer, await m.Proposals.Propose<RestrictAccount, RestrictAccount.Command>(
                officers.Clerk, new(holder.Account.Value, RestrictionLevel.Business, "Licence not true"), A.New), A.New));
        }

        var (answered, heardNothing) = (0, 0);
        var confirming = waiting.Select((w, i) => (Work: w, Turn: i % 4)).GroupBy(w => w.Turn, w => w.Work).Select(turn => Task.Run(async () =>
        {
            foreach (var (confirmer, proposed, instruction) in turn)
            {
                while (!await Confirmed(m.Proposals, confirmer, proposed, instruction))
                {
                    Interlocked.Increment(ref heardNothing);
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }
                Interlocked.Increment(ref answered);
            }
        })).ToList();
        for (var crash = 1; crash <= Crashes; crash++)
        {
            while (answered < crash * waiting.Count / (Crashes + 1)) await Task.Delay(5, TestContext.Current.CancellationToken);
            cluster.Crash();
            // What was answered before is on the disk; what was not is whole or absent.
            var told = answered;
            await cluster.Serve();
            NpgsqlConnection.ClearAllPools();
            long.Parse(await cluster.Ask("select count(*) from proposal where status = 'Confirmed' and (action like 'transfers.%' or action = 'accounts.restrict')", "registry"), null).ShouldBeGreaterThanOrEqualTo(told);
        }
        await Task.WhenAll(confirming);

        heardNothing.ShouldBeGreaterThan(0, "the crashes met nobody at work");
        (await m.In(Place.Trading)).ShouldBe((Transfers, 0, Transfers));
        (await m.Ask<long>($"select count(*) from proposal where status = 'Pending'")).ShouldBe(0);
        (await m.Ask<long>($"select count(*) from posting where authority like 'proposal:%'")).ShouldBe(Transfers);
        (await m.Ask<long>($"select count(*) from outbox_message where topic = 'account.changed'")).ShouldBe(Restrictions);
        (await m.Ask<long>($"select count(distinct subject) from outbox_message where topic = 'account.changed'")).ShouldBe(Restrictions);
        await m.ShouldBeWhole();
    }

    /// <summary>Whether an answer came; asked again under the same instruction, the registry answers what it answered.</summary>
    private static async Task<bool> Confirmed(Proposals proposals, Actor confirmer, Proposed proposed, string instruction)
    {
        try
        {
            await proposals.Confirm(confirmer, new ProposalId(proposed.Id), proposed.PayloadHash, instruction);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
