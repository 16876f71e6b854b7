using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.DualControl;

/// <summary>Answer to a proposal.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="PayloadHash">Hash of what was stored; the confirmer sends it back.</param>
/// <param name="ExpiresAt">From when it can no longer be confirmed.</param>
public sealed record Proposed(long Id, string PayloadHash, DateTimeOffset ExpiresAt);

/// <summary>Answer to a confirmation.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Result">What the act answered, JSON; null if nothing.</param>
public sealed record ConfirmedReply(long Proposal, string? Result)
{
    /// <summary>The answer as what the act made it of.</summary>
    public T As<T>() => Json.Read<T>(Result ?? throw new InvalidOperationException("The act answered nothing."));
}

/// <summary>Two-person control: the only way to any act that needs two persons.</summary>
public sealed partial class Proposals(Db db, RegistryClock clock, IIdSource ids, ChangeWait wait, IEnumerable<ITwoPersonAct> acts)
{
    private readonly Dictionary<string, ITwoPersonAct> byCode = acts.ToDictionary(a => a.Code.Value, StringComparer.Ordinal);

    /// <summary>All acts, for the list of what needs two persons.</summary>
    public IReadOnlyCollection<string> Codes => byCode.Keys;

    /// <summary>Proposes an act for the actor's account.</summary>
    public Task<Proposed> Propose<TAct, TCommand>(Actor actor, TCommand command, string instructionId) where TAct : TwoPersonAct<TCommand> =>
        Propose(actor, byCode.Values.OfType<TAct>().Single(), command, instructionId);

    /// <summary>Proposes an act for the actor's account. One that needs a code is written down first, signed and then proposed.</summary>
    public Task<Proposed> Propose<TCommand>(Actor actor, ITwoPersonAct act, TCommand command, string instructionId)
    {
        var payload = Json.Write(command);
        var hash = Json.Hash(payload);
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"propose {act.Code} {actor.Account} {hash}"));
        DualControlRules.CodeMissing.Require(!act.NeedsCode);
        if (act is IPromisingAct promising) return ProposePromise(actor, promising, payload, hash, instruction);
        var prepared = (IPreparedAct)act;
        return db.Transaction(actor, new ActionCode($"{act.Code}.propose"), async tx =>
        {
            await RequireProposer(tx, actor, act);
            var proposal = new Proposal
            {
                Id = new ProposalId(tx.NewId()),
                Action = act.Code,
                Payload = payload,
                PayloadHash = hash,
                Account = actor.Account,
                Initiator = actor.Person,
                ProposedAt = tx.Now,
                ExpiresAt = tx.Now + prepared.Life,
                Status = ProposalStatus.Pending,
            };
            var subject = act.SubjectOf(payload);
            var free = await tx.Execute($"""
                insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status)
                values ({proposal.Id}, {act.Code.Value}, {actor.Account}, {subject}, {payload}, {hash}, {actor.Person}, {tx.Now}, {proposal.ExpiresAt}, {proposal.Status})
                on conflict do nothing
                """);
            ProposalRules.AlreadyWaiting.Require(free == 1, ("action", act.Code), ("subject", subject));
            tx.About("proposal", proposal.Id.Value);
            await prepared.Prepare(payload, proposal, tx);
            return new Proposed(proposal.Id.Value, hash, proposal.ExpiresAt);
        }, instruction);
    }

    /// <summary>Confirms what was stored, and executes it in the same transaction.</summary>
    /// <param name="actor">The second person.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="hashSeen">Hash of what the second person was shown.</param>
    /// <param name="instructionId">The caller's id of this confirmation.</param>
    /// <param name="signature">The code of the second person; needed where the act needs codes.</param>
    public async Task<ConfirmedReply> Confirm(Actor actor, ProposalId id, string hashSeen, string instructionId, ISignature? signature = null)
    {
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"confirm {id} {hashSeen}"));
        var (action, act) = await ActOf(id);
        if (act is IPostedAct posted) return await ConfirmPosted(actor, id, hashSeen, instruction, posted, signature);
        // Signed are acts whose effect is a posting, and no others.
        DualControlRules.CodeMissing.Require(!act.NeedsCode);
        return await db.Transaction(actor, new ActionCode($"{action}.confirm"), async tx =>
        {
            var proposal = await Load(tx, id);
            var confirmed = await Decide(tx, actor, proposal, hashSeen, tx.Now);
            await Close(tx, proposal, ProposalStatus.Confirmed, actor.Person, null);
            var result = await ((IExecutedAct)act).Execute(proposal.Payload, confirmed, tx);
            var json = result is null ? null : Json.Write(result);
            return new ConfirmedReply(id.Value, json);
        }, instruction);
    }

    /// <summary>Declines; what was promised is given back.</summary>
    public Task Reject(Actor actor, ProposalId id, string reason, string instructionId) =>
        End(actor, id, "reject", instructionId, reason, async (tx, proposal) =>
            TwoPersons.Reject(proposal, actor.Person, proposal.Account == actor.Account && await Entitlements.MayConfirm(tx, actor.Person, proposal.Account), reason));

    /// <summary>Takes back; what was promised is given back.</summary>
    public Task Withdraw(Actor actor, ProposalId id, string instructionId) =>
        End(actor, id, "withdraw", instructionId, null, (_, proposal) => Task.FromResult(TwoPersons.Withdraw(proposal, actor.Person)));

    /// <summary>Lets lapse what nobody answered; safe on many nodes at once.</summary>
    /// <returns>How many lapsed.</returns>
    public async Task<int> ExpireDue()
    {
        IReadOnlyList<long> due;
        await using (var reads = await db.Read())
            due = await reads.Rows<long>($"select id from proposal where status = 'Pending' and expires_at <= {clock.Now} order by expires_at, id");
        var lapsed = 0;
        foreach (var id in due)
        {
            var proposalId = new ProposalId(id);
            if ((await ActOf(proposalId)).Act is IPromisingAct promising)
            {
                lapsed += await ExpirePromise(promising, proposalId);
                continue;
            }
            lapsed += await db.Transaction(Actor.Clock, new ActionCode("proposal.expire"), async tx =>
            {
                var proposal = await Load(tx, proposalId);
                if (proposal.Status != ProposalStatus.Pending || proposal.ExpiresAt > tx.Now) return 0;
                await Close(tx, proposal, ProposalStatus.Expired, null, null);
                await ((IPreparedAct)byCode[proposal.Action.Value]).Release(proposal.Payload, proposal, null, tx);
                return 1;
            }, new Instruction("clock", $"expire:{id}", Json.Hash($"expire {id}")));
        }
        return lapsed;
    }

    /// <summary>A proposal as stored.</summary>
    public static async Task<Proposal> Load(Reads reads, ProposalId id)
    {
        var row = await reads.Get<ProposalRow>($"""
            select id, action, account_id, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status, account_version, op_hash
            from proposal where id = {id}
            """);
        return new Proposal
        {
            Id = new ProposalId(row.Id),
            Action = new ActionCode(row.Action),
            Payload = row.Payload,
            PayloadHash = row.PayloadHash,
            Account = new AccountId(row.AccountId),
            Initiator = new PersonId(row.InitiatorPersonId),
            ProposedAt = row.ProposedAt,
            ExpiresAt = row.ExpiresAt,
            Status = row.Status,
            AccountVersion = row.AccountVersion,
            OperationHash = row.OpHash,
        };
    }

    private static async Task<Confirmed> Decide(Reads reads, Actor actor, Proposal proposal, string hashSeen, DateTimeOffset now) =>
        TwoPersons.Confirm(proposal, actor.Person,
            entitled: proposal.Account == actor.Account && await Entitlements.MayConfirm(reads, actor.Person, proposal.Account),
            initiatorStillEntitled: await Entitlements.MayPropose(reads, proposal.Initiator, proposal.Account),
            hashSeen, now);

    private static Task Close(Tx tx, Proposal proposal, ProposalStatus status, PersonId? by, string? reason)
    {
        tx.About("proposal", proposal.Id.Value);
        return tx.Guarded($"""
            update proposal set status = {status}, decided_by_person_id = {by?.Value}, decided_at = {tx.Now}, reason = {reason}
            where id = {proposal.Id} and status = 'Pending'
            """);
    }

    private static async Task RequireProposer(Reads reads, Actor actor, ITwoPersonAct act) => DualControlRules.NotEntitledToPropose.Require(
        (act.By & (actor.Account == AccountId.RegistryBody ? By.TwoOfficers : By.TwoRepresentatives | By.Verifier)) != 0 && await Entitlements.MayPropose(reads, actor.Person, actor.Account),
        ("action", act.Code));

    private async Task<(string Action, ITwoPersonAct Act)> ActOf(ProposalId id)
    {
        await using var reads = await db.Read();
        var action = await reads.Scalar<string>($"select action from proposal where id = {id}")
            ?? throw GeneralRules.Absent.Refuse(("what", "proposal"));
        return (action, byCode[action]);
    }

    private async Task<ConfirmedReply> ConfirmPosted(Actor actor, ProposalId id, string hashSeen, Instruction instruction, IPostedAct act, ISignature? signature)
    {
        await using (var reads = await db.Read())
            if (await Instructions.Peek<ConfirmedReply>(reads, instruction) is { } answered) return answered.Reply;
        return await Recorded(actor, new ActionCode($"{act.Code}.confirm"), instruction, async () =>
        {
            Proposal proposal;
            Confirmed confirmed;
            Operation? operation = null;
            var now = clock.Now;
            await using (var reads = await db.Read())
            {
                proposal = await Load(reads, id);
                confirmed = await Decide(reads, actor, proposal, hashSeen, now);
                if (act.NeedsCode)
                {
                    if (act is IPromisingAct promising) RefusalException.ThrowIfAny([.. await promising.Standing(reads, proposal.Account, proposal.Payload)]);
                    operation = await RequireSignable(reads, act, proposal, proposal.OperationHash, now);
                }
            }
            var signed = operation is null ? null : await Prove(signature, operation, actor, now);
            var result = await act.Post(proposal.Payload, confirmed, new Closing(proposal, instruction, actor, now, ids.Next(instruction.Key, 0), signed));
            return new ConfirmedReply(id.Value, result is null ? null : Json.Write(result));
        });
    }

    private async Task End(Actor actor, ProposalId id, string what, string instructionId, string? reason, Func<Reads, Proposal, Task<ProposalStatus>> decide)
    {
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"{what} {id} {reason}"));
        if ((await ActOf(id)).Act is IPromisingAct promising)
        {
            await EndPromise(actor, new ActionCode($"proposal.{what}"), promising, id, instruction, reason, decide);
            return;
        }
        await db.Transaction(actor, new ActionCode($"proposal.{what}"), async tx =>
        {
            var proposal = await Load(tx, id);
            var status = await decide(tx, proposal);
            await Close(tx, proposal, status, actor.Person, reason);
            await ((IPreparedAct)byCode[proposal.Action.Value]).Release(proposal.Payload, proposal, reason, tx);
        }, instruction);
    }

    private sealed record ProposalRow
    {
        public long Id { get; init; }
        public string Action { get; init; } = "";
        public long AccountId { get; init; }
        public string Payload { get; init; } = "";
        public string PayloadHash { get; init; } = "";
        public long InitiatorPersonId { get; init; }
        public DateTimeOffset ProposedAt { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public ProposalStatus Status { get; init; }
        public int? AccountVersion { get; init; }
        public string? OpHash { get; init; }
    }
}
