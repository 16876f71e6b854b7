using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Personal;

namespace Registry.Server.Platform.Identity;

/// <summary>A login: one person in one capacity.</summary>
public sealed record Login
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Name typed to sign in.</summary>
    public string Name { get; init; } = "";

    /// <summary>The natural person.</summary>
    public long PersonId { get; init; }

    /// <summary>The account acted for; zero for the registry body.</summary>
    public long AccountId { get; init; }

    /// <summary>The capacity.</summary>
    public ActorRole Role { get; init; }

    /// <summary>Hash of the password with its parameters.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>When the password was chosen.</summary>
    public DateTimeOffset PasswordSetAt { get; init; }

    /// <summary>From when on the password must be changed whatever its age; null where nothing asks for it.</summary>
    public DateTimeOffset? PasswordDueAt { get; init; }

    /// <summary>Secret of the second factor, encrypted.</summary>
    public string TotpCipher { get; init; } = "";

    /// <summary>When the second factor was first used; null before.</summary>
    public DateTimeOffset? TotpConfirmedAt { get; init; }

    /// <summary>Number of the last code that was accepted.</summary>
    public long TotpStep { get; init; }

    /// <summary>How many passkeys it has.</summary>
    public int Passkeys { get; init; }

    /// <summary>The account of the old system whose login it is; null of every other.</summary>
    public long? LegacyAccountId { get; init; }

    /// <summary>When a code sent to the e-mail address of an old account came back; null before, and of every other login.</summary>
    public DateTimeOffset? LegacyProvenAt { get; init; }

    /// <summary>Type of the account acted for; null of who acts for none.</summary>
    public AccountType? AccountType { get; init; }

    /// <summary>Its sub-types, with blanks between them; null where it has none.</summary>
    public string? AccountSubtypes { get; init; }

    /// <summary>What the account acted for can do at all; nothing of who acts for none.</summary>
    public AccountCapabilities AccountCan => AccountType is not { } type
        ? AccountCapabilities.None
        : AccountTypes.Capabilities(type, (AccountSubtypes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<AccountSubtype>));

    /// <summary>Not zero while the person has the capacity.</summary>
    public long Capacity { get; init; }

    /// <summary>Whoever signs in with it.</summary>
    public Actor Actor => new(new PersonId(PersonId), new AccountId(AccountId), Role);

    /// <summary>Whether it belongs to an old account whose holder has not answered by e-mail yet.</summary>
    public bool MustProveEmail => LegacyAccountId is not null && LegacyProvenAt is null;

    /// <summary>Whether it has a second factor; without one the next step of signing in makes the first.</summary>
    public bool HasFactor => TotpConfirmedAt is not null || Passkeys > 0;

    /// <summary>Whether its password must be changed now.</summary>
    public bool IsPasswordDue(PasswordProfile profile, DateTimeOffset now) => PasswordDueAt <= now || profile.IsDue(PasswordSetAt, now);

    /// <summary>Whether it is of an officer, an administrator, an auditor or an operator of the exchange.</summary>
    public bool IsStaff => AccountId == Kernel.Primitives.AccountId.RegistryBody.Value || AccountId == Kernel.Primitives.AccountId.Exchange.Value;
}

/// <summary>Finds logins, with what their capacity is now.</summary>
internal static class Logins
{
    /// <summary>
    /// Whether the person of login <c>l</c> has its capacity now: nobody of a login that ended, is disabled for want of use or waits for officers, visitors always, holders of an old account until it is complete, officers who have not left, duties that have not ended, representatives of an
    /// account that is neither suspended nor closing.
    /// </summary>
    public static readonly Sql Capacity = Sql.Of($"""
        case when l.ended_at is not null or exists (select 1 from login_dormancy n where n.login_id = l.id and n.enabled_at is null)
            or exists (select 1 from account_request w where w.login_id = l.id and w.status = 'AwaitingReview') then 0
          when l.account_id = -1 then 1 - (select count(*) from legacy_account c join account a on a.id = c.account_id where c.id = l.person_id and a.status <> 'Incomplete')
          when l.role in ('Clerk', 'Reviewer') then (select count(*) from officer o where o.person_id = l.person_id and o.role = l.role and o.left_at is null)
          when l.role in ('Administrator', 'Auditor', 'ExchangeOperator') then (select count(*) from duty d where d.person_id = l.person_id and d.role = l.role and d.until is null)
          else (select count(*) from account_representative r join account a on a.id = r.account_id
            where r.account_id = l.account_id and r.person_id = l.person_id and r.until is null and a.status in ('Open', 'Restricted')
              and r.role = case l.role when 'Visitor' then 'Member' else l.role end) end
        """);

    private static readonly Sql Columns = Sql.Of($"""
        l.id, l.name, l.person_id, l.account_id, l.role, l.password_hash, l.password_set_at, l.password_due_at, l.totp_cipher, l.totp_confirmed_at, l.totp_step,
        g.account_id as legacy_account_id, g.proven_at as legacy_proven_at, {Capacity} as capacity,
        (select count(*) from passkey k where k.login_id = l.id and k.removed_at is null) as passkeys,
        (select a.type from account a where a.id = l.account_id) as account_type,
        (select string_agg(s.subtype, ' ') from account_subtype s where s.account_id = l.account_id) as account_subtypes
        """);

    /// <summary>The login of a name, whatever its case.</summary>
    public static Task<Login?> Named(Reads reads, string name) =>
        reads.Find<Login>($"select {Columns} from login l left join legacy_account g on g.id = l.person_id where l.name_key = {Key(name)} and l.ended_at is null");

    /// <summary>The login of an id.</summary>
    public static Task<Login> Get(Reads reads, long id) => reads.Get<Login>($"select {Columns} from login l left join legacy_account g on g.id = l.person_id where l.id = {id}");

    /// <summary>Where the secret of the second factor of a login is sealed: it opens there only.</summary>
    public static Place SecretOf(long login) => new("login", login, "totp_cipher");

    /// <summary>A name as it is compared.</summary>
    public static string Key(string name) => name.Trim().ToLowerInvariant();
}
