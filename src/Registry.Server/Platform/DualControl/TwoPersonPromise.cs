using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.DualControl;

/// <summary>
/// An act that promises units while it waits: the ledger's writer commits the promise together with the proposal, its use with the
/// confirmation, and its return with every other end. So no units are promised without a proposal, and no proposal waits without them.
/// </summary>
public interface IPromisingAct : IPostedAct
{
    /// <summary>Until when a proposal of now waits.</summary>
    Task<DateTimeOffset> ExpiresAt(Reads reads, DateTimeOffset now);

    /// <summary>Everything that stands against it now, without doing anything.</summary>
    Task<IReadOnlyList<Finding>> Findings(Reads reads, AccountId account, string payload);

    /// <summary>Everything that stands now against carrying out what was promised.</summary>
    Task<IReadOnlyList<Finding>> Standing(Reads reads, AccountId account, string payload);

    /// <summary>Every rule, then the promise with the writes that store the proposal.</summary>
    Task Promise(string payload, PromiseMade made);

    /// <summary>Gives the promise back with the writes that end the proposal.</summary>
    Task GiveBack(PromiseEnded ended);
}

/// <summary>A two-person act that promises units while it waits and posts them when it is confirmed.</summary>
/// <typeparam name="TCommand">What is asked for; stored as canonical JSON when proposed and never changed.</typeparam>
public abstract class TwoPersonPromise<TCommand> : IPromisingAct
{
    /// <inheritdoc/>
    public abstract ActionCode Code { get; }

    /// <inheritdoc/>
    public abstract By By { get; }

    /// <inheritdoc/>
    public abstract Task<DateTimeOffset> ExpiresAt(Reads reads, DateTimeOffset now);

    /// <inheritdoc/>
    public virtual bool NeedsCode => false;

    /// <inheritdoc/>
    public virtual (string From, string To)? Way => null;

    /// <summary>Everything that stands against a command now.</summary>
    protected abstract Task<IReadOnlyList<Finding>> Findings(TCommand command, AccountId account, Reads reads);

    /// <summary>Everything that stands now against carrying out a command whose units are promised.</summary>
    protected abstract Task<IReadOnlyList<Finding>> Standing(TCommand command, AccountId account, Reads reads);

    /// <summary>What a command is, with the amount, for the message that brings a code.</summary>
    protected virtual Wording InWords(TCommand command) => Code.Value;

    /// <summary>At the proposal: every rule, then the promise with the writes that store the proposal.</summary>
    protected abstract Task Promise(TCommand command, PromiseMade made);

    /// <summary>At the confirmation: every rule again, then the posting with its companion writes.</summary>
    protected abstract Task<object?> Post(TCommand command, Confirmed by, Closing closing);

    /// <inheritdoc/>
    public abstract Task GiveBack(PromiseEnded ended);

    /// <summary>Any number may wait at once: what each may take is held by its promise.</summary>
    string ITwoPersonAct.SubjectOf(string payload) => "";

    Wording ITwoPersonAct.InWords(string payload) => InWords(Json.Read<TCommand>(payload));

    Task<IReadOnlyList<Finding>> IPromisingAct.Findings(Reads reads, AccountId account, string payload) => Findings(Json.Read<TCommand>(payload), account, reads);

    Task<IReadOnlyList<Finding>> IPromisingAct.Standing(Reads reads, AccountId account, string payload) => Standing(Json.Read<TCommand>(payload), account, reads);

    Task IPromisingAct.Promise(string payload, PromiseMade made) => Promise(Json.Read<TCommand>(payload), made);

    Task<object?> IPostedAct.Post(string payload, Confirmed by, Closing closing) => Post(Json.Read<TCommand>(payload), by, closing);
}

/// <summary>What the mechanism wants written in the same commit as a promise.</summary>
/// <param name="Proposal">The proposal that is made.</param>
/// <param name="Instruction">The caller's instruction.</param>
/// <param name="Actor">Who proposes.</param>
/// <param name="AuditId">Id of the audit row.</param>
/// <param name="Signature">The write that uses up the first person's code; none where the act needs none.</param>
public sealed record PromiseMade(Proposal Proposal, Instruction Instruction, Actor Actor, long AuditId, GuardedWrite? Signature = null)
{
    /// <summary>The writes that store the proposal, answer the instruction and leave the audit row.</summary>
    public IReadOnlyList<GuardedWrite> Writes()
    {
        var p = Proposal;
        var reply = Json.Write(new Proposed(p.Id.Value, p.PayloadHash, p.ExpiresAt));
        return
        [
            .. Signature is null ? (GuardedWrite[])[] : [Signature],
            new($"""
                insert into proposal(id, action, account_id, subject, payload, payload_hash, initiator_person_id, proposed_at, expires_at, status, account_version, op_hash)
                values ({p.Id}, {p.Action.Value}, {p.Account}, {""}, {p.Payload}, {p.PayloadHash}, {p.Initiator}, {p.ProposedAt}, {p.ExpiresAt}, {p.Status},
                        {p.AccountVersion}, {p.OperationHash})
                """),
            new($"""
                insert into instruction(client, instruction_id, request_hash, received_at, reply)
                values ({Instruction.Client}, {Instruction.Id}, {Instruction.RequestHash}, {p.ProposedAt}, {reply})
                """),
            new($"""
                insert into audit_entry(id, at, person_id, account_id, role, action, instruction, subjects, result)
                values ({AuditId}, {p.ProposedAt}, {Actor.Person}, {Actor.Account}, {Actor.Role}, {p.Action.Value + ".propose"}, {Instruction.Key},
                        {"proposal:" + p.Id}, 'done')
                """),
        ];
    }
}

/// <summary>What the mechanism wants written in the same commit as the return of a promise.</summary>
/// <param name="Proposal">The proposal that ends.</param>
/// <param name="Status">How it ends.</param>
/// <param name="Action">What the audit row calls it.</param>
/// <param name="Instruction">The caller's instruction.</param>
/// <param name="Actor">Who ends it.</param>
/// <param name="At">The instant.</param>
/// <param name="Reason">Why, if it was rejected.</param>
/// <param name="AuditId">Id of the audit row.</param>
public sealed record PromiseEnded(Proposal Proposal, ProposalStatus Status, ActionCode Action, Instruction Instruction, Actor Actor, DateTimeOffset At, string? Reason, long AuditId)
{
    /// <summary>The writes that end the proposal, answer the instruction and leave the audit row.</summary>
    public IReadOnlyList<GuardedWrite> Writes()
    {
        long? person = Actor.Role == ActorRole.Clock ? null : Actor.Person.Value;
        return
        [
            new($"""
                update proposal set status = {Status}, decided_by_person_id = {person}, decided_at = {At}, reason = {Reason}
                where id = {Proposal.Id} and status = 'Pending'
                """),
            new($"""
                insert into instruction(client, instruction_id, request_hash, received_at, reply)
                values ({Instruction.Client}, {Instruction.Id}, {Instruction.RequestHash}, {At}, {Json.Write(true)})
                """),
            new($"""
                insert into audit_entry(id, at, person_id, account_id, role, action, instruction, subjects, result)
                values ({AuditId}, {At}, {Actor.Person}, {Actor.Account}, {Actor.Role}, {Action.Value}, {Instruction.Key}, {"proposal:" + Proposal.Id}, 'done')
                """),
        ];
    }
}
