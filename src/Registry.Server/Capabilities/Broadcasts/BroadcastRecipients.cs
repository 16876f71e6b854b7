using Registry.Kernel.Accounts;
using Registry.Kernel.Messages;
using Registry.Kernel.Primitives;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Broadcasts;

/// <summary>How many of one kind receive an announcement, and by what.</summary>
public sealed record RecipientKind
{
    /// <summary>Type of their accounts, or <c>Staff</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Logins: each finds it in the portal.</summary>
    public long Logins { get; init; }

    /// <summary>Those who are sent a text message.</summary>
    public long Sms { get; init; }

    /// <summary>Those who do not take it by text message.</summary>
    public long SmsDeclined { get; init; }

    /// <summary>Those of whom no number is known.</summary>
    public long SmsUnknown { get; init; }

    /// <summary>Those who are sent an e-mail.</summary>
    public long Email { get; init; }

    /// <summary>Those who do not take it by e-mail.</summary>
    public long EmailDeclined { get; init; }

    /// <summary>Those of whom no address is known.</summary>
    public long EmailUnknown { get; init; }
}

/// <summary>One recipient, as far as an officer needs to see one.</summary>
public sealed record RecipientLine
{
    /// <summary>The login.</summary>
    public long Login { get; init; }

    /// <summary>The person.</summary>
    public long PersonId { get; init; }

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>Its number; null for staff.</summary>
    public string? Number { get; init; }

    /// <summary>Its type; null for staff.</summary>
    public AccountType? Type { get; init; }

    /// <summary>Its name; null for staff.</summary>
    public string? Name { get; init; }

    /// <summary>In what capacity.</summary>
    public ActorRole Role { get; init; }

    /// <summary>Mobile number, masked; null where none is known.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address, masked; null where none is known.</summary>
    public string? Email { get; init; }
}

/// <summary>Who would receive an announcement: exactly those whom the confirmation tells, were it now.</summary>
public sealed class BroadcastRecipients(Db db, People people)
{
    /// <summary>Recipients of a page.</summary>
    public const int PageSize = 20;

    private static readonly Sql Holders = Sql.Of($"a.id is not null and a.status <> 'Closed'");

    /// <summary>How many receive it now, by kind.</summary>
    public async Task<IReadOnlyList<RecipientKind>> Count(PublishBroadcast.Command command)
    {
        await using var reads = await db.Read();
        return await Count(reads, command);
    }

    /// <summary>Accounts of the audience for which nobody has a login yet: nothing reaches them.</summary>
    public async Task<long> Unreached(PublishBroadcast.Command command)
    {
        if (command.Audience == BroadcastAudience.Staff) return 0;
        await using var reads = await db.Read();
        return await reads.Scalar<long>($"select count(*) from account a where {Which(command)} and not exists (select 1 from login l where l.account_id = a.id and l.ended_at is null)");
    }

    /// <summary>Recipients in the order of their accounts, from a place on; numbers and names of persons are masked.</summary>
    public async Task<(IReadOnlyList<RecipientLine> Lines, (long Account, long Login)? Next)> Page(PublishBroadcast.Command command, (long Account, long Login)? after)
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<RecipientLine>($"""
            select l.id as login, l.person_id, l.account_id, a.number, a.type, a.name, l.role {From(command)}
            {(after is { } place ? Sql.Of($"and (l.account_id, l.id) > ({place.Account}, {place.Login})") : Sql.Empty)} order by l.account_id, l.id limit {PageSize + 1}
            """);
        var lines = new List<RecipientLine>();
        foreach (var row in rows.Take(PageSize)) lines.Add(await Shown(reads, row));
        return (lines, rows.Count <= PageSize ? null : (rows[PageSize - 1].AccountId, rows[PageSize - 1].Login));
    }

    /// <summary>The same in the reader's own transaction.</summary>
    internal static Task<IReadOnlyList<RecipientKind>> Count(Reads reads, PublishBroadcast.Command command) => reads.Rows<RecipientKind>($"""
        select case when l.account_id <= 0 then 'Staff' else a.type end as kind, count(*) as logins,
          sum(case when t.has_phone and (t.sms or {command.Urgent} = {true}) then 1 else 0 end) as sms,
          sum(case when t.has_phone and not t.sms and {command.Urgent} = {false} then 1 else 0 end) as sms_declined, sum(case when t.has_phone then 0 else 1 end) as sms_unknown,
          sum(case when t.has_email and (t.email or {command.Urgent} = {true}) then 1 else 0 end) as email,
          sum(case when t.has_email and not t.email and {command.Urgent} = {false} then 1 else 0 end) as email_declined, sum(case when t.has_email then 0 else 1 end) as email_unknown
        {From(command, Sql.Of($"join notice_taken t on t.login_id = l.id and t.event = 'Broadcast'"))}
        group by case when l.account_id <= 0 then 'Staff' else a.type end order by kind
        """);

    /// <summary>The logins <c>l</c> of the audience with their accounts <c>a</c>: the one place that says who they are.</summary>
    internal static Sql From(PublishBroadcast.Command command, Sql also = default) =>
        Sql.Of($"from login l left join account a on a.id = l.account_id {also} where l.ended_at is null and {Which(command)}");

    private static Sql Which(PublishBroadcast.Command command) => command.Audience switch
    {
        BroadcastAudience.AccountHolders => Holders,
        BroadcastAudience.Types => Sql.Of($"{Holders} and a.type in {command.Among}"),
        BroadcastAudience.Provinces => Sql.Of($"{Holders} and a.province_code in {command.Among}"),
        BroadcastAudience.Bodies => Sql.Of($"{Holders} and a.type = {AccountType.VerificationBody}"),
        BroadcastAudience.Staff => Sql.Of($"l.account_id = {AccountId.RegistryBody}"),
        BroadcastAudience.Numbers => Sql.Of($"{Holders} and a.number in {command.Among}"),
    };

    private async Task<RecipientLine> Shown(Reads reads, RecipientLine row)
    {
        var person = new PersonId(row.PersonId);
        return row with
        {
            Name = row.Type == AccountType.IndividualPublic && row.Name is { Length: > 0 } name ? name[..1] + "**" : row.Name,
            Phone = await people.AddressOf(reads, person, Channel.Sms) is { } phone ? Masking.Phone(phone) : null,
            Email = await people.AddressOf(reads, person, Channel.Email) is { } email ? Masking.Email(email) : null,
        };
    }
}
