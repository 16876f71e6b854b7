using Registry.Kernel.DualControl;
using Registry.Kernel.Identity;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.DualControl;

/// <summary>The steps of acts that promise units: each is one commit of the ledger's writer, with the proposal in it.</summary>
public sealed partial class Proposals
{
    private async Task<Proposed> ProposePromise(Actor actor, IPromisingAct act, string payload, string hash, Instruction instruction)
    {
        await using (var reads = await db.Read())
            if (await Instructions.Peek<Proposed>(reads, instruction) is { } answered) return answered.Reply;
        return await Recorded(actor, new ActionCode($"{act.Code}.propose"), instruction, async () =>
        {
            var now = clock.Now;
            DateTimeOffset expires;
            await using (var reads = await db.Read())
            {
                await RequireProposer(reads, actor, act);
                expires = await act.ExpiresAt(reads, now);
            }
            var proposal = new Proposal
            {
                Id = new ProposalId(ids.Next(instruction.Key, 0)),
                Action = act.Code,
                Payload = payload,
                PayloadHash = hash,
                Account = actor.Account,
                Initiator = actor.Person,
                ProposedAt = now,
                ExpiresAt = expires,
                Status = ProposalStatus.Pending,
            };
            await act.Promise(payload, new PromiseMade(proposal, instruction, actor, ids.Next(instruction.Key, 1)));
            return new Proposed(proposal.Id.Value, hash, expires);
        });
    }

    private async Task EndPromise(
        Actor actor, ActionCode action, IPromisingAct act, ProposalId id, Instruction instruction, string? reason, Func<Reads, Proposal, Task<ProposalStatus>> decide)
    {
        await using (var reads = await db.Read())
            if (await Instructions.Peek<bool>(reads, instruction) is not null) return;
        await Recorded(actor, action, instruction, async () =>
        {
            var now = clock.Now;
            Proposal proposal;
            ProposalStatus status;
            await using (var reads = await db.Read())
            {
                proposal = await Load(reads, id);
                status = await decide(reads, proposal);
            }
            await act.GiveBack(new PromiseEnded(proposal, status, action, instruction, actor, now, reason, ids.Next(instruction.Key, 0)));
            return true;
        });
    }

    private async Task<int> ExpirePromise(IPromisingAct act, ProposalId id)
    {
        await using (var reads = await db.Read())
        {
            var proposal = await Load(reads, id);
            if (proposal.Status != ProposalStatus.Pending || proposal.ExpiresAt > clock.Now) return 0;
        }
        await EndPromise(Actor.Clock, new ActionCode("proposal.expire"), act, id, new Instruction("clock", $"expire:{id}", Json.Hash($"expire {id}")), null,
            (_, proposal) => Task.FromResult(TwoPersons.Table.Next(proposal.Status, ProposalAction.Expire, By.Clock)));
        return 1;
    }

    /// <summary>
    /// Does what the writer commits. A refusal is stored with the instruction and audited, unless the same instruction was carried out
    /// meanwhile: then it hears that answer. When the writer is busy, or a code was mistyped, nothing is stored, and the caller may come back.
    /// </summary>
    private async Task<T> Recorded<T>(Actor actor, ActionCode action, Instruction instruction, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (RefusalException refusal) when (refusal.Rule != GeneralRules.Busy && refusal.Rule != SignInRules.StepUpNotAccepted)
        {
            return await db.Transaction(actor, action, _ => Task.FromException<T>(refusal), instruction);
        }
    }
}
