using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Lifecycle;

namespace Registry.Server.Capabilities.Accounts.Requests;

/// <summary>A request of a holder as it is kept.</summary>
public sealed record AccountRequestRecord
{
    /// <summary>Where requests keep their status.</summary>
    public static readonly Stateful Kept = new("account-request", Sql.Of($"account_request"));

    private static readonly Sql Columns = Sql.Of($"r.id, r.account_id, r.kind, r.status, r.version, r.login_id, r.ground, r.reason, r.received_at, r.decided_at, r.decision");

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>What is asked for.</summary>
    public AccountRequestKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public AccountRequestStatus Status { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>The login that is suspended meanwhile; only of a lost device.</summary>
    public long? LoginId { get; init; }

    /// <summary>Why the account is to be closed.</summary>
    public ClosureGround? Ground { get; init; }

    /// <summary>What the holder says.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the officers say.</summary>
    public string? Decision { get; init; }

    /// <summary>Requests of an account, the latest first.</summary>
    public static Task<IReadOnlyList<AccountRequestRecord>> Of(Reads reads, AccountId account) =>
        reads.Rows<AccountRequestRecord>($"select {Columns} from account_request r where r.account_id = {account} order by r.received_at desc, r.id desc limit 50");

    /// <summary>A request.</summary>
    internal static Task<AccountRequestRecord> Load(Reads reads, long id) => reads.Get<AccountRequestRecord>($"select {Columns} from account_request r where r.id = {id}");

    /// <summary>Writes a request.</summary>
    internal static async Task<long> Write(Tx tx, AccountId account, AccountRequestKind kind, string reason, ClosureGround? ground = null, long? login = null)
    {
        AccountRules.ReasonMissing.Require(!string.IsNullOrWhiteSpace(reason), ("field", "reason"));
        var id = tx.NewId();
        var free = await tx.Execute($"""
            insert into account_request(id, account_id, kind, status, version, login_id, ground, reason, requested_by_person_id, received_at)
            values ({id}, {account}, {kind}, {AccountRequestStatus.AwaitingReview}, 0, {login}, {ground}, {reason.Trim()}, {tx.Actor.Person}, {tx.Now}) on conflict do nothing
            """);
        AccountRules.RequestWaits.Require(free == 1, ("what", kind));
        await StateChange.Begin(tx, AccountRequests.Lifecycle, Kept, id, AccountRequestStatus.AwaitingReview, AccountRequestAction.Request, By.Initiator | By.Confirmer);
        return id;
    }

    /// <summary>What was asked for was done: the request that waits for it, if one does, is granted with the same proposal.</summary>
    internal static async Task Grant(Tx tx, long account, AccountRequestKind kind, long proposal, long? login = null)
    {
        var waiting = await tx.Find<AccountRequestRecord>($"""
            select {Columns} from account_request r where r.account_id = {account} and r.kind = {kind} and r.status = {AccountRequestStatus.AwaitingReview} and coalesce(r.login_id, 0) = {login ?? 0}
            """);
        if (waiting is null) return;
        await StateChange.Step(tx, AccountRequests.Lifecycle, Kept, waiting.Id, waiting.Status, waiting.Version, AccountRequestAction.Grant, By.TwoOfficers, proposal,
            also: Sql.Of($", decided_at = {tx.Now}"));
    }
}
