using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Time;

namespace Registry.Server.Platform.Identity;

/// <summary>What somebody has proved.</summary>
public enum SessionStrength
{
    /// <summary>The password; opens nothing but the page for the second factor.</summary>
    Password,

    /// <summary>The password and a second factor.</summary>
    TwoFactors,
}

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>Its holder signed out.</summary>
    SignedOut,

    /// <summary>A newer one of the same login began.</summary>
    Replaced,

    /// <summary>Its holder ended it from the list.</summary>
    Ended,

    /// <summary>The second factor followed, in a session with another id.</summary>
    StepUp,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>A second factor was added or removed.</summary>
    FactorChanged,

    /// <summary>Nothing was done for too long, or it became too old; read from its times, never written.</summary>
    Expired,

    /// <summary>The person has the capacity no more, or the account is suspended; read with each request, never written.</summary>
    CapacityEnded,
}

/// <summary>Who is signed in with this request.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Login">The login.</param>
/// <param name="ExpiresAt">When the session ends whatever is done.</param>
public sealed record SignedIn(long Session, Login Login, DateTimeOffset ExpiresAt)
{
    /// <summary>Who acts.</summary>
    public Actor Actor => Login.Actor;
}

/// <summary>A session as its holder sees it in the list.</summary>
public sealed record ListedSession
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When it ends whatever is done.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>From where, without the last part of the address.</summary>
    public string Neighbourhood { get; init; } = "";

    /// <summary>When it was ended, if it was.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why, if it was ended.</summary>
    public SessionEnd? EndReason { get; init; }
}

/// <summary>
/// Sessions are rows, read with each request: what ends one ends it on every node with the next request. Its id is 256 random bits of
/// which only the hash is kept, and a new one is given with each step of signing in.
/// </summary>
public sealed class SessionStore(Db db, RegistryClock clock)
{
    private const int Listed = 20;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Begins a session.</summary>
    /// <returns>Its id, told once.</returns>
    public static async Task<string> Begin(Tx tx, Login login, SessionStrength strength, string neighbourhood)
    {
        var secret = OneTimeSecret.New();
        var id = tx.NewId();
        var expires = tx.Now + (strength == SessionStrength.Password ? SignInLimits.FirstStep : SignInLimits.Absolute).Value;
        await tx.Guarded($"""
            insert into sign_in_session(id, token_hash, login_id, strength, began_at, seen_at, expires_at, neighbourhood)
            values ({id}, {OneTimeSecret.Hash(secret)}, {login.Id}, {strength}, {tx.Now}, {tx.Now}, {expires}, {neighbourhood})
            """);
        tx.About("session", id);
        return secret;
    }

    /// <summary>Ends a session.</summary>
    /// <returns>Whether it was there and had not ended.</returns>
    public static async Task<bool> End(Tx tx, long session, SessionEnd reason)
    {
        tx.About("session", session);
        return await tx.Execute($"update sign_in_session set ended_at = {tx.Now}, end_reason = {reason} where id = {session} and ended_at is null") == 1;
    }

    /// <summary>Ends every session of a login but one, also where only the password was entered yet.</summary>
    public static Task<int> EndOthers(Tx tx, long login, long but, SessionEnd reason) => tx.Execute($"""
        update sign_in_session set ended_at = {tx.Now}, end_reason = {reason} where login_id = {login} and ended_at is null and id <> {but}
        """);

    /// <summary>Who is signed in with this id, or why nobody is; null for both where the id is not one of ours.</summary>
    public async Task<(SignedIn? SignedIn, SessionEnd? End)> See(string secret, SessionStrength strength = SessionStrength.TwoFactors)
    {
        var now = clock.Now;
        Row? row;
        Login login;
        await using (var reads = await db.Read())
        {
            row = await reads.Find<Row>($"""
                select id, login_id, seen_at, expires_at, end_reason from sign_in_session where token_hash = {OneTimeSecret.Hash(secret)} and strength = {strength}
                """);
            if (row is null) return (null, null);
            if (row.EndReason is not null) return (null, row.EndReason);
            login = await Logins.Get(reads, row.LoginId);
        }
        if (SignInLimits.IsOver(login.IsStaff, row.SeenAt, row.ExpiresAt, now)) return (null, SessionEnd.Expired);
        if (login.Capacity == 0) return (null, SessionEnd.CapacityEnded);
        if (now - row.SeenAt >= SeenEvery)
            await db.Note($"update sign_in_session set seen_at = {now} where id = {row.Id} and ended_at is null and seen_at < {now}");
        return (new(row.Id, login, row.ExpiresAt), null);
    }

    /// <summary>The login of a session that may have ended, for a day after it began; null where the id is not one of ours.</summary>
    public async Task<long?> LoginOf(string secret)
    {
        await using var reads = await db.Read();
        return await reads.Scalar<long?>($"""
            select login_id from sign_in_session where token_hash = {OneTimeSecret.Hash(secret)} and strength = {SessionStrength.TwoFactors} and began_at > {clock.Now - Remembered}
            """);
    }

    /// <summary>The last sessions of a login, newest first.</summary>
    public async Task<IReadOnlyList<ListedSession>> Of(Login login)
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<ListedSession>($"""
            select id, began_at, seen_at, expires_at, neighbourhood, ended_at, end_reason from sign_in_session
            where login_id = {login.Id} and strength = 'TwoFactors' order by began_at desc, id desc limit {Listed}
            """);
        return [.. rows.Select(row => row.EndedAt is null && SignInLimits.IsOver(login.IsStaff, row.SeenAt, row.ExpiresAt, clock.Now)
            ? row with { EndReason = SessionEnd.Expired }
            : row)];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long LoginId { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public SessionEnd? EndReason { get; init; }
    }
}
