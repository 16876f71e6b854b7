using Registry.Kernel.Identity;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Identity.Factors;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Identity.PersonalRecords;

/// <summary>One line of what is kept of a person.</summary>
public sealed record PersonalLine
{
    /// <summary>What it is.</summary>
    public string What { get; init; } = "";

    /// <summary>Its value, or what it is called.</summary>
    public string? Value { get; init; }

    /// <summary>Since when, or when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What else belongs to it.</summary>
    public string? Note { get; init; }
}

/// <summary>Lines of one kind.</summary>
/// <param name="Key">The kind.</param>
/// <param name="Lines">The newest of them.</param>
public sealed record PersonalSection(string Key, IReadOnlyList<PersonalLine> Lines);

/// <summary>
/// What the registry keeps of the person who asks, whole and readable by machines; after a fresh proof of the second factor, and with a row in the audit trail.
/// Personal information protection law, articles 44 and 45.
/// </summary>
public sealed class PersonalRecord(Db db, People people, ProveFactor proof)
{
    /// <summary>Lines of one kind at most, the newest.</summary>
    public const int MostLines = 500;

    private static readonly ActionCode Reading = new("personal-record.read");
    private static readonly ActionCode Exporting = new("personal-record.export");

    /// <summary>Reads it for the page.</summary>
    /// <exception cref="RefusalException">There is no fresh proof.</exception>
    public Task<IReadOnlyList<PersonalSection>> Read(SignedIn who) => Told(who, Reading);

    /// <summary>Reads it for the file.</summary>
    /// <exception cref="RefusalException">There is no fresh proof.</exception>
    public Task<IReadOnlyList<PersonalSection>> Export(SignedIn who) => Told(who, Exporting);

    private async Task<IReadOnlyList<PersonalSection>> Told(SignedIn who, ActionCode code)
    {
        ArgumentNullException.ThrowIfNull(who);
        SignInRules.FactorNotProven.Require(await proof.Until(who) is not null);
        return await db.Transaction(who.Actor, code, async tx =>
        {
            tx.About("login", who.Login.Id);
            return await Sections(tx, who.Actor.Person);
        });
    }

    private async Task<IReadOnlyList<PersonalSection>> Sections(Reads reads, PersonId person) =>
    [
        new("person", await Known(reads, person)),
        new("logins", await reads.Rows<PersonalLine>($"""
            select l.role as what, l.name as value, l.created_at as since, l.ended_at as until, (select a.number from account a where a.id = l.account_id) as note
            from login l where l.person_id = {person} order by l.created_at
            """)),
        new("capacities", await reads.Rows<PersonalLine>($"""
            select r.role as what, a.name as value, r.since, r.until, a.number as note from account_representative r join account a on a.id = r.account_id where r.person_id = {person}
            union all select o.role, null, o.since, o.left_at, null from officer o where o.person_id = {person}
            union all select d.role, null, d.since, d.until, null from duty d where d.person_id = {person}
            """)),
        new("openings", await reads.Rows<PersonalLine>($"""
            select route as what, status as value, created_at as since, decided_at as until, cast(id as text) as note from account_opening where applicant_id = {person} order by created_at desc limit {MostLines}
            """)),
        new("factors", await reads.Rows<PersonalLine>($"""
            select k.name as what, null as value, k.made_at as since, k.removed_at as until, null as note from passkey k join login l on l.id = k.login_id where l.person_id = {person} order by k.made_at
            """)),
        new("sessions", await reads.Rows<PersonalLine>($"""
            select s.strength as what, s.neighbourhood as value, s.began_at as since, s.ended_at as until, s.end_reason as note
            from sign_in_session s join login l on l.id = s.login_id where l.person_id = {person} order by s.began_at desc limit {MostLines}
            """)),
        new("comments", await reads.Rows<PersonalLine>($"""
            select status as what, content as value, submitted_at as since, moderated_at as until, cast(application_id as text) as note from notice_comment where person_id = {person} order by id desc limit {MostLines}
            """)),
        new("files", await reads.Rows<PersonalLine>($"""
            select kind as what, file_name as value, uploaded_at as since, null as until, sha256 as note from document where uploaded_by_person_id = {person} order by uploaded_at desc limit {MostLines}
            """)),
        new("messages", await reads.Rows<PersonalLine>($"""
            select kind as what, address_masked as value, created_at as since, sent_at as until, channel as note from message where person_id = {person} order by created_at desc limit {MostLines}
            """)),
        new("choices", await reads.Rows<PersonalLine>($"""
            select c.event as what, trim(case when c.in_portal then 'Portal ' else '' end || case when c.sms then 'Sms ' else '' end || case when c.email then 'Email' else '' end) as value,
              c.chosen_at as since, null as until, null as note
            from notice_choice c join login l on l.id = c.login_id where l.person_id = {person}
            union all select 'Language', language, chosen_at, null, null from reader_language where person_id = {person}
            """)),
        new("notices", await reads.Rows<PersonalLine>($"""
            select n.event as what, n.state as value, n.at as since, n.read_at as until, n.subject_kind || ':' || n.subject_id as note
            from notice n join login l on l.id = n.login_id where l.person_id = {person} order by n.at desc limit {MostLines}
            """)),
        new("forms", await reads.Rows<PersonalLine>($"""
            select f.path as what, null as value, f.kept_at as since, null as until, null as note from kept_form f join login l on l.id = f.login_id where l.person_id = {person} order by f.kept_at
            """)),
        new("acts", await reads.Rows<PersonalLine>($"""
            select action as what, result as value, at as since, null as until, rule_code as note from audit_entry where person_id = {person} order by at desc limit {MostLines}
            """)),
    ];

    private async Task<IReadOnlyList<PersonalLine>> Known(Reads reads, PersonId person)
    {
        if (await reads.Scalar<long>($"select count(*) from person where id = {person}") == 1)
        {
            var known = await people.Known(reads, person);
            return
            [
                new() { What = "Name", Value = known.Name }, new() { What = "DocumentKind", Value = $"{known.DocumentKind}" }, new() { What = "DocumentNumber", Value = known.DocumentNumber },
                new() { What = "DocumentExpires", Value = known.DocumentExpiresOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
                new() { What = "Phone", Value = known.Phone }, new() { What = "Email", Value = known.Email },
            ];
        }
        return await people.LegacyEmail(reads, person) is { } email
            ? [new() { What = "Email", Value = email }]
            : [new() { What = "Phone", Value = await people.PhoneOf(reads, person) }];
    }
}
