using System.Globalization;
using System.Text.Json;
using Registry.Kernel.DualControl;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.DualControl;

/// <summary>
/// Acts that are written down before they are proposed, and what the two persons of an act sign with their codes. What is signed is always made here, from
/// the stored row: nobody can have one thing signed and do another.
/// </summary>
public sealed partial class Proposals
{
    private const int TailLength = 4;
    private static readonly Sql IntentColumns = Sql.Of($"id, action, account_id, account_version, initiator_person_id, payload, op_hash, written_at, expires_at");

    /// <summary>Everything that both persons sign. Long numbers are text, as canonical JSON wants them.</summary>
    private sealed record Signed(string Id, string Act, string Account, string AccountVersion, string From, string To, string Initiator, string ExpiresAt, JsonElement Command);

    /// <summary>Writes an act down, when nothing stands against it now. It promises nothing.</summary>
    /// <exception cref="RefusalException">Everything that stands against it.</exception>
    public Task<Intent> Write<TCommand>(Actor actor, IPromisingAct act, TCommand command, string instructionId)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(act);
        var payload = Json.Write(command);
        var hash = Json.Hash(payload);
        return db.Transaction(actor, new ActionCode("proposal.write"), async tx =>
        {
            await RequireProposer(tx, actor, act);
            RefusalException.ThrowIfAny([.. await act.Findings(tx, actor.Account, payload)]);
            if (act.NeedsCode) await wait.Require(tx, actor.Account, tx.Now);
            var proposal = new Proposal
            {
                Id = new ProposalId(tx.NewId()),
                Action = act.Code,
                Payload = payload,
                PayloadHash = hash,
                Account = actor.Account,
                Initiator = actor.Person,
                ProposedAt = tx.Now,
                ExpiresAt = await act.ExpiresAt(tx, tx.Now),
                Status = ProposalStatus.Pending,
                AccountVersion = await VersionOf(tx, actor.Account),
            };
            var operation = act.NeedsCode ? await OperationOf(tx, act, proposal) : null;
            await tx.Guarded($"""
                insert into intent(id, action, account_id, account_version, initiator_person_id, payload, payload_hash, op_hash, written_at, expires_at)
                values ({proposal.Id}, {act.Code.Value}, {actor.Account}, {proposal.AccountVersion}, {actor.Person}, {payload}, {hash}, {operation?.Hash}, {tx.Now}, {proposal.ExpiresAt})
                """);
            tx.About("intent", proposal.Id.Value);
            return await ReadIntent(tx, actor, proposal.Id.Value);
        }, new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"write {act.Code} {actor.Account} {hash}")));
    }

    /// <summary>What the actor wrote down.</summary>
    /// <exception cref="RefusalException">There is none, or somebody else wrote it.</exception>
    public async Task<Intent> ReadIntent(Actor actor, long id)
    {
        await using var reads = await db.Read();
        return await ReadIntent(reads, actor, id);
    }

    /// <summary>Whether what was written down has been proposed.</summary>
    public async Task<bool> IsProposed(long intent)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"select count(*) from proposal where id = {intent}") > 0;
    }

    /// <summary>Everything that stands now against proposing what was written down; nothing where it may be proposed.</summary>
    public async Task<IReadOnlyList<Finding>> Check(Actor actor, Intent intent)
    {
        await using var reads = await db.Read();
        var stored = await ReadIntent(reads, actor, intent.Id);
        return await ((IPromisingAct)byCode[stored.Action]).Findings(reads, actor.Account, stored.Payload);
    }

    /// <summary>What the actor signs by proposing what was written down.</summary>
    /// <exception cref="RefusalException">There is none, or it was proposed already.</exception>
    public async Task<Operation> ToSign(Actor actor, Intent intent)
    {
        await using var reads = await db.Read();
        var stored = await ReadIntent(reads, actor, intent.Id);
        await RequireNew(reads, stored.Id);
        return await OperationOf(reads, byCode[stored.Action], ProposalOf(stored, clock.Now));
    }

    /// <summary>What the second person signs by confirming a proposal of the own account.</summary>
    /// <exception cref="RefusalException">There is none that waits, or not for the actor.</exception>
    public async Task<Operation> ToSign(Actor actor, ProposalId id)
    {
        var (_, act) = await ActOf(id);
        await using var reads = await db.Read();
        var proposal = await Load(reads, id);
        GeneralRules.Absent.Require(proposal.Account == actor.Account, ("what", "proposal"));
        DualControlRules.NotEntitledToConfirm.Require(await Entitlements.MayConfirm(reads, actor.Person, proposal.Account), ("proposal", id));
        return await OperationOf(reads, act, proposal);
    }

    /// <summary>Whether an act needs a code of each of its persons.</summary>
    public bool NeedsCode(string action) => byCode.TryGetValue(action, out var act) && act.NeedsCode;

    /// <summary>From which place to which an act brings units; null where it brings none.</summary>
    public (string From, string To)? WayOf(string action) => byCode.TryGetValue(action, out var act) ? act.Way : null;

    /// <summary>Proposes what was written down, as it was written down.</summary>
    /// <param name="actor">Who wrote it.</param>
    /// <param name="intent">Its id.</param>
    /// <param name="signature">The code of the first person; needed where the act needs codes.</param>
    /// <param name="instructionId">The caller's id of this proposal.</param>
    public async Task<Proposed> Propose(Actor actor, long intent, ISignature? signature, string instructionId)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"propose intent {intent}"));
        await using (var reads = await db.Read())
            if (await Instructions.Peek<Proposed>(reads, instruction) is { } answered) return answered.Reply;
        Intent written;
        await using (var reads = await db.Read()) written = await ReadIntent(reads, actor, intent);
        var act = (IPromisingAct)byCode[written.Action];
        return await Recorded(actor, new ActionCode($"{act.Code}.propose"), instruction, async () =>
        {
            var now = clock.Now;
            var proposal = ProposalOf(written, now);
            Operation? operation = null;
            await using (var reads = await db.Read())
            {
                await RequireProposer(reads, actor, act);
                await RequireNew(reads, proposal.Id.Value);
                DualControlRules.Expired.Require(now < proposal.ExpiresAt, ("proposal", proposal.Id), ("expiredAt", proposal.ExpiresAt));
                if (act.NeedsCode) operation = await RequireSignable(reads, act, proposal, written.OpHash, now);
            }
            var signed = operation is null ? null : await Prove(signature, operation, actor, now);
            await act.Promise(proposal.Payload, new PromiseMade(proposal with { OperationHash = operation?.Hash }, instruction, actor, ids.Next(instruction.Key, 1), signed));
            return new Proposed(proposal.Id.Value, proposal.PayloadHash, proposal.ExpiresAt);
        });
    }

    private static async Task<Intent> ReadIntent(Reads reads, Actor actor, long id) =>
        await reads.Find<Intent>($"select {IntentColumns} from intent where id = {id} and account_id = {actor.Account} and initiator_person_id = {actor.Person}")
            ?? throw GeneralRules.Absent.Refuse(("what", "proposal"));

    private static Proposal ProposalOf(Intent written, DateTimeOffset now) => new()
    {
        Id = new ProposalId(written.Id),
        Action = written.Code,
        Payload = written.Payload,
        PayloadHash = Json.Hash(written.Payload),
        Account = new AccountId(written.AccountId),
        Initiator = new PersonId(written.InitiatorPersonId),
        ProposedAt = now,
        ExpiresAt = written.ExpiresAt,
        Status = ProposalStatus.Pending,
        AccountVersion = written.AccountVersion,
    };

    private static async Task RequireNew(Reads reads, long id) =>
        DualControlRules.AlreadyProposed.Require(await reads.Scalar<long>($"select count(*) from proposal where id = {id}") == 0, ("proposal", id));

    private static Task<int> VersionOf(Reads reads, AccountId account) => reads.Scalar<int>($"select version from account where id = {account}");

    /// <summary>What is signed, made again from the row, when neither the row nor the account changed since it was written.</summary>
    private async Task<Operation> RequireSignable(Reads reads, ITwoPersonAct act, Proposal proposal, string? stored, DateTimeOffset now)
    {
        await wait.Require(reads, proposal.Account, now);
        DualControlRules.AccountChanged.Require(await VersionOf(reads, proposal.Account) == proposal.AccountVersion, ("proposal", proposal.Id));
        var operation = await OperationOf(reads, act, proposal);
        DualControlRules.PayloadDiffers.Require(stored == operation.Hash, ("proposal", proposal.Id));
        return operation;
    }

    /// <summary>The write that uses up the code that was given for what is signed.</summary>
    private async Task<GuardedWrite> Prove(ISignature? signature, Operation operation, Actor actor, DateTimeOffset now)
    {
        var proof = await (signature ?? throw DualControlRules.CodeMissing.Refuse()).Prove(operation);
        await using var reads = await db.Read();
        await proof.Require(reads, operation, actor, now);
        return proof.Write(operation, actor, now);
    }

    private static async Task<Operation> OperationOf(Reads reads, ITwoPersonAct act, Proposal proposal)
    {
        using var command = JsonDocument.Parse(proposal.Payload);
        var number = await reads.Scalar<string>($"select number from account where id = {proposal.Account}") ?? "";
        var signed = new Signed($"{proposal.Id}", proposal.Action.Value, $"{proposal.Account}", $"{proposal.AccountVersion}", act.Way?.From ?? "", act.Way?.To ?? "",
            $"{proposal.Initiator}", proposal.ExpiresAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), command.RootElement);
        return Operation.Of(signed, act.InWords(proposal.Payload), number[^Math.Min(TailLength, number.Length)..]);
    }
}
