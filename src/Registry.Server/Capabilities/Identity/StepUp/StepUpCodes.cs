using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Identity.StepUp;

/// <summary>
/// Codes that confirm one step: what one sees is what one signs. A code belongs to one operation, one login and one session, lives five minutes and
/// counts once. Five wrong ones spend the operation, not only the code. Security verification standard 6.6.2, 6.6.3.
/// </summary>
public sealed class StepUpCodes(Db db, Attempts attempts, PersonalVault vault, People people, Post post, RegistryClock clock)
{
    private const int Codes = 1_000_000;
    private static readonly ActionCode Asking = new("sign-in.ask-step-up");
    private static readonly ActionCode Code = new("sign-in.step-up");

    /// <summary>Makes a code and sends it to the person's mobile number; an older one for the same operation is void.</summary>
    /// <exception cref="RefusalException">The operation is spent, or too many messages were asked for.</exception>
    public Task Ask(SignedIn who, Operation operation) => db.Transaction(who.Actor, Asking, async tx =>
    {
        SignInRules.StepUpSpent.Require(await TriesOf(tx, who, operation) < SignInLimits.StepUpTries.Value);
        await tx.Execute($"update step_up set void_at = {tx.Now} where session_id = {who.Session} and op_hash = {operation.Hash} and used_at is null and void_at is null");
        var code = RandomNumberGenerator.GetInt32(Codes).ToString("000000", CultureInfo.InvariantCulture);
        var id = tx.NewId();
        await tx.Guarded($"""
            insert into step_up(id, session_id, login_id, op_hash, code_mac, issued_at, expires_at, tries)
            values ({id}, {who.Session}, {who.Login.Id}, {operation.Hash}, {Mac(id, who, operation, code)}, {tx.Now}, {tx.Now + SignInLimits.StepUp.Value}, 0)
            """);
        await post.Send(tx, new(who.Actor.Person, Channel.Sms, await people.PhoneOf(tx, who.Actor.Person)), MessageKind.StepUp, SignInLimits.StepUp.Value,
            ("act", operation.Words), ("account", operation.Account), ("check", operation.Check), ("code", code),
            ("minutes", $"{SignInLimits.StepUp.Value.TotalMinutes:0}"));
        tx.About("step-up", id);
    });

    /// <summary>Looks at a code. Every look is counted before the code is compared, so that many at once cannot pass.</summary>
    /// <returns>What the step uses up.</returns>
    /// <exception cref="RefusalException">The code is not accepted, or the operation is spent.</exception>
    public async Task<StepUpProof> Verify(SignedIn who, Operation operation, string code)
    {
        var now = clock.Now;
        await using (var reads = await db.Read())
            SignInRules.StepUpSpent.Require(await TriesOf(reads, who, operation) < SignInLimits.StepUpTries.Value);
        var row = await db.Transaction(who.Actor, Code, tx => tx.Find<Row>($"""
            update step_up set tries = tries + 1
            where session_id = {who.Session} and login_id = {who.Login.Id} and op_hash = {operation.Hash} and used_at is null and void_at is null
              and expires_at > {now} and tries < {SignInLimits.StepUpTries.Value}
            returning id, code_mac
            """));
        var mac = Encoding.ASCII.GetBytes(Mac(row?.Id ?? 0, who, operation, code.Replace(" ", "", StringComparison.Ordinal)));
        if (row is null || !CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(row.CodeMac)))
            throw await attempts.Refused(who.Actor, Code, SignInRules.StepUpNotAccepted);
        return new(row.Id, who.Session, operation.Hash);
    }

    /// <summary>A code as somebody typed it, to sign with.</summary>
    public ISignature Typed(SignedIn who, string code) => new TypedCode(this, who, code);

    private static Task<int> TriesOf(Reads reads, SignedIn who, Operation operation) =>
        reads.Scalar<int>($"select coalesce(sum(tries), 0) from step_up where login_id = {who.Login.Id} and op_hash = {operation.Hash}");

    private string Mac(long id, SignedIn who, Operation operation, string code) => vault.Index("step-up", $"{id}|{code}|{operation.Hash}|{who.Login.Id}|{who.Session}");

    private sealed record Row
    {
        public long Id { get; init; }
        public string CodeMac { get; init; } = "";
    }

    private sealed class TypedCode(StepUpCodes codes, SignedIn who, string code) : ISignature
    {
        public Task<StepUpProof> Prove(Operation operation) => codes.Verify(who, operation, code);
    }
}
