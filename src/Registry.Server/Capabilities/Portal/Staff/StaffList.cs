using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal.Staff;

/// <summary>A capacity of a person of the registry, with the login for it.</summary>
public sealed record StaffLine
{
    /// <summary>The person.</summary>
    public long PersonId { get; init; }

    /// <summary>In what capacity.</summary>
    public ActorRole Role { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Until when, if it has ended.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The login; null while there is none.</summary>
    public long? LoginId { get; init; }

    /// <summary>Its name.</summary>
    public string? LoginName { get; init; }

    /// <summary>When the person last signed in with it.</summary>
    public DateTimeOffset? LastSignIn { get; init; }

    /// <summary>Codes of activation that were made so far.</summary>
    public int Codes { get; init; }

    /// <summary>Until when the last unused code is good.</summary>
    public DateTimeOffset? CodeUntil { get; init; }

    /// <summary>Not zero while the login is disabled for want of use.</summary>
    public int Dormant { get; init; }

    /// <summary>The person as officers see them.</summary>
    public ShownPerson Person { get; init; } = null!;
}

/// <summary>A login that is disabled because nobody used it.</summary>
public sealed record DormantLine
{
    /// <summary>The login.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its person.</summary>
    public long PersonId { get; init; }

    /// <summary>In what capacity.</summary>
    public ActorRole Role { get; init; }

    /// <summary>Name of the account; null for the registry body.</summary>
    public string? Account { get; init; }

    /// <summary>When it was disabled.</summary>
    public DateTimeOffset DisabledAt { get; init; }
}

/// <summary>Reads who works for the registry body and which logins are disabled.</summary>
internal sealed class StaffList(Db db, People people)
{
    private const int Most = 200;

    /// <summary>Everybody, who is there first.</summary>
    public async Task<IReadOnlyList<StaffLine>> All()
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<StaffLine>($"""
            select c.person_id, c.role, c.since, c.until, l.id as login_id, l.name as login_name,
              (select max(s.began_at) from sign_in_session s where s.login_id = l.id and s.strength = 'TwoFactors') as last_sign_in,
              (select count(*) from one_time_code t where t.person_id = c.person_id and t.role = c.role and t.purpose = 'Activation') as codes,
              (select max(t.expires_at) from one_time_code t where t.person_id = c.person_id and t.role = c.role and t.purpose = 'Activation'
                and t.used_at is null and t.void_at is null) as code_until,
              (select count(*) from login_dormancy n where n.login_id = l.id and n.enabled_at is null) as dormant
            from (select person_id, role, since, left_at as until from officer union all select person_id, role, since, until from duty) c
            left join login l on l.person_id = c.person_id and l.role = c.role and l.ended_at is null
            order by case when c.until is null then 0 else 1 end, c.role, c.since limit {Most}
            """);
        var persons = await people.ShownOf(reads, rows.Select(r => r.PersonId));
        return [.. rows.Select(r => r with { Person = persons[r.PersonId] })];
    }

    /// <summary>Disabled logins, the latest first; one of an id where it is asked for.</summary>
    public async Task<IReadOnlyList<DormantLine>> Dormant(long? login = null)
    {
        await using var reads = await db.Read();
        var of = login is { } id ? Sql.Of($"and l.id = {id}") : Sql.Empty;
        return await reads.Rows<DormantLine>($"""
            select l.id, l.name, l.person_id, l.role, a.name as account, d.disabled_at from login_dormancy d join login l on l.id = d.login_id left join account a on a.id = l.account_id
            where d.enabled_at is null {of} order by d.disabled_at desc, l.id limit {Most}
            """);
    }
}
