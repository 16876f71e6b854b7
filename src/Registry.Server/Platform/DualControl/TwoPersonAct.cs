using Registry.Kernel.DualControl;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.DualControl;

/// <summary>An act that one person proposes and another confirms, as the mechanism sees it.</summary>
public interface ITwoPersonAct
{
    /// <summary>Its stable name.</summary>
    ActionCode Code { get; }

    /// <summary>Whose two persons act: <see cref="By.TwoOfficers"/> of the registry body, or two representatives of an account.</summary>
    By By { get; }

    /// <summary>What a command is about, <c>kind:id</c>; one proposal of an act waits for a subject at a time. Empty: no such limit.</summary>
    string SubjectOf(string payload);

    /// <summary>Whether each of its two persons signs with a code of its own, sent for exactly what will happen. Questions and answers 1.4.2, 1.4.3.</summary>
    bool NeedsCode => false;

    /// <summary>What it is, with the amount, for the message that brings the code.</summary>
    Wording InWords(string payload) => Code.Value;

    /// <summary>From which place to which units go; null where none do.</summary>
    (string From, string To)? Way => null;
}

/// <summary>An act whose proposal is written, and given back, in a transaction of the mechanism.</summary>
internal interface IPreparedAct : ITwoPersonAct
{
    /// <summary>How long a proposal waits.</summary>
    TimeSpan Life { get; }

    /// <summary>At the proposal: every rule, and whatever must be promised meanwhile.</summary>
    Task Prepare(string payload, Proposal proposal, Tx tx);

    /// <summary>When it is rejected, withdrawn or expires: what was promised is given back.</summary>
    Task Release(string payload, Proposal proposal, string? reason, Tx tx);
}

/// <summary>A two-person act that works in the confirmation's own transaction.</summary>
/// <typeparam name="TCommand">What is asked for; stored as canonical JSON when proposed and never changed.</typeparam>
public abstract class TwoPersonAct<TCommand> : IPreparedAct, IExecutedAct
{
    /// <inheritdoc/>
    public abstract ActionCode Code { get; }

    /// <inheritdoc/>
    public abstract By By { get; }

    /// <inheritdoc/>
    public virtual TimeSpan Life => TimeSpan.FromDays(7);

    /// <summary>What the command is about, <c>kind:id</c>.</summary>
    protected abstract string Subject(TCommand command);

    /// <summary>At the proposal: every rule, and whatever must be promised meanwhile.</summary>
    protected abstract Task Prepare(TCommand command, Proposal proposal, Tx tx);

    /// <summary>At the confirmation: every rule again, then the effect. The answer is stored with the proposal.</summary>
    protected abstract Task<object?> Execute(TCommand command, Confirmed by, Tx tx);

    /// <summary>When it does not come about: what was promised is given back.</summary>
    protected virtual Task Release(TCommand command, Proposal proposal, string? reason, Tx tx) => Task.CompletedTask;

    string ITwoPersonAct.SubjectOf(string payload) => Subject(Json.Read<TCommand>(payload));

    Task IPreparedAct.Prepare(string payload, Proposal proposal, Tx tx) => Prepare(Json.Read<TCommand>(payload), proposal, tx);

    Task IPreparedAct.Release(string payload, Proposal proposal, string? reason, Tx tx) => Release(Json.Read<TCommand>(payload), proposal, reason, tx);

    Task<object?> IExecutedAct.Execute(string payload, Confirmed by, Tx tx) => Execute(Json.Read<TCommand>(payload), by, tx);
}

/// <summary>An act whose effect is written in the confirmation's transaction.</summary>
internal interface IExecutedAct
{
    Task<object?> Execute(string payload, Confirmed by, Tx tx);
}

/// <summary>
/// An act whose effect is a posting: the ledger's writer commits the posting, the closing of the proposal and the
/// slice's own writes together.
/// </summary>
public interface IPostedAct : ITwoPersonAct
{
    /// <summary>Sends the posting with the writes that close the proposal; answers what is stored as the result.</summary>
    Task<object?> Post(string payload, Confirmed by, Closing closing);
}

/// <summary>A two-person act whose effect is a posting.</summary>
/// <typeparam name="TCommand">What is asked for; stored as canonical JSON when proposed and never changed.</typeparam>
public abstract class TwoPersonPosting<TCommand> : IPreparedAct, IPostedAct
{
    /// <inheritdoc/>
    public abstract ActionCode Code { get; }

    /// <inheritdoc/>
    public abstract By By { get; }

    /// <inheritdoc/>
    public abstract TimeSpan Life { get; }

    /// <summary>What the command is about, <c>kind:id</c>.</summary>
    protected abstract string Subject(TCommand command);

    /// <summary>At the proposal: every rule, and whatever must be promised meanwhile.</summary>
    protected abstract Task Prepare(TCommand command, Proposal proposal, Tx tx);

    /// <summary>At the confirmation: every rule again, then the posting with its companion writes.</summary>
    protected abstract Task<object?> Post(TCommand command, Confirmed by, Closing closing);

    /// <summary>When it does not come about: what was promised is given back.</summary>
    protected abstract Task Release(TCommand command, Proposal proposal, string? reason, Tx tx);

    string ITwoPersonAct.SubjectOf(string payload) => Subject(Json.Read<TCommand>(payload));

    Task IPreparedAct.Prepare(string payload, Proposal proposal, Tx tx) => Prepare(Json.Read<TCommand>(payload), proposal, tx);

    Task IPreparedAct.Release(string payload, Proposal proposal, string? reason, Tx tx) => Release(Json.Read<TCommand>(payload), proposal, reason, tx);

    Task<object?> IPostedAct.Post(string payload, Confirmed by, Closing closing) => Post(Json.Read<TCommand>(payload), by, closing);
}

/// <summary>What the mechanism wants written in the same commit as a posting.</summary>
/// <param name="Proposal">The proposal that is being confirmed.</param>
/// <param name="Instruction">The caller's instruction.</param>
/// <param name="Actor">Who confirms.</param>
/// <param name="At">The instant.</param>
/// <param name="AuditId">Id of the audit row.</param>
/// <param name="Signature">The write that uses up the second person's code; none where the act needs none.</param>
public sealed record Closing(Proposal Proposal, Instruction Instruction, Identity.Actor Actor, DateTimeOffset At, long AuditId, GuardedWrite? Signature = null)
{
    /// <summary>The writes that close the proposal, answer the instruction and leave the audit row.</summary>
    /// <param name="result">What the act answers; stored with the proposal.</param>
    public IReadOnlyList<GuardedWrite> Writes(object? result)
    {
        var json = result is null ? null : Json.Write(result);
        var reply = Json.Write(new ConfirmedReply(Proposal.Id.Value, json));
        return
        [
            .. Signature is null ? (GuardedWrite[])[] : [Signature],
            new($"""
                update proposal set status = 'Confirmed', decided_by_person_id = {Actor.Person}, decided_at = {At}, result = {json}
                where id = {Proposal.Id} and status = 'Pending'
                """),
            new($"""
                insert into instruction(client, instruction_id, request_hash, received_at, reply)
                values ({Instruction.Client}, {Instruction.Id}, {Instruction.RequestHash}, {At}, {reply})
                """),
            new($"""
                insert into audit_entry(id, at, person_id, account_id, role, action, instruction, subjects, result)
                values ({AuditId}, {At}, {Actor.Person}, {Actor.Account}, {Actor.Role}, {Proposal.Action.Value + ".confirm"}, {Instruction.Key},
                        {"proposal:" + Proposal.Id}, 'done')
                """),
        ];
    }
}
