using Registry.Kernel.Identity;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.DualControl;

/// <summary>How a person signs an operation: the mechanism says what is signed, so that nobody signs one thing and does another.</summary>
public interface ISignature
{
    /// <summary>Looks at what the person gave.</summary>
    /// <exception cref="RefusalException">It is not accepted for this operation.</exception>
    Task<StepUpProof> Prove(Operation operation);
}

/// <summary>A code that was right and is not used yet: it is used up in the transaction of the step, or by the ledger's writer together with the posting.</summary>
public sealed record StepUpProof
{
    private readonly long id;
    private readonly long session;
    private readonly string hash;

    internal StepUpProof(long id, long session, string hash) => (this.id, this.session, this.hash) = (id, session, hash);

    /// <summary>Uses it up with the step; with the step it is undone.</summary>
    /// <param name="tx">The transaction of the step.</param>
    /// <param name="operation">The step, made again from what is stored.</param>
    /// <exception cref="RefusalException">It was used, is too old, or is for another step or person: <c>sign-in.step-up-not-accepted</c>.</exception>
    public async Task Use(Tx tx, Operation operation)
    {
        SignInRules.StepUpNotAccepted.Require(await tx.Execute(Statement(operation, tx.Actor, tx.Now)) == 1);
        tx.About("step-up", id);
    }

    /// <summary>The same as a write of the ledger's commit, which fails as a whole where this does.</summary>
    /// <param name="operation">The step, made again from what is stored.</param>
    /// <param name="actor">Who acts: the code must be of a login of that person and capacity.</param>
    /// <param name="now">The instant.</param>
    public GuardedWrite Write(Operation operation, Actor actor, DateTimeOffset now) => new(Statement(operation, actor, now));

    /// <summary>Refuses where it could not be used up now.</summary>
    /// <exception cref="RefusalException"><c>sign-in.step-up-not-accepted</c>.</exception>
    internal async Task Require(Reads reads, Operation operation, Actor actor, DateTimeOffset now) => SignInRules.StepUpNotAccepted.Require(
        await reads.Scalar<long>($"select count(*) from step_up where {Good(operation, actor, now)}") == 1);

    private FormattableString Statement(Operation operation, Actor actor, DateTimeOffset now) => $"update step_up set used_at = {now} where {Good(operation, actor, now)}";

    private Sql Good(Operation operation, Actor actor, DateTimeOffset now) => Sql.Of($"""
        id = {id} and session_id = {session} and op_hash = {operation.Hash} and op_hash = {hash} and used_at is null and void_at is null and expires_at > {now}
          and tries > 0 and exists (select 1 from sign_in_session s where s.id = step_up.session_id and s.ended_at is null)
          and exists (select 1 from login l where l.id = step_up.login_id and l.person_id = {actor.Person} and l.account_id = {actor.Account} and l.role = {actor.Role})
        """);
}
