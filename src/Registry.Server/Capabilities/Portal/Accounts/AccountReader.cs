using Registry.Kernel.Accounts;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts;
using Registry.Server.Capabilities.Accounts.Change;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.People;
using Registry.Server.Capabilities.Accounts.Requests;
using Registry.Server.Capabilities.Accounts.TradingAccounts;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Text;

namespace Registry.Server.Capabilities.Portal.Accounts;

/// <summary>A representative as pages show it.</summary>
/// <param name="Role">In which capacity.</param>
/// <param name="Person">The person, number and telephone masked.</param>
/// <param name="Since">Since when.</param>
/// <param name="Access">How the login stands: <c>none</c>, <c>active</c>, <c>suspended</c>.</param>
/// <param name="Known">Everything that is known; null unless an officer asked to see it.</param>
public sealed record ShownRepresentative(PersonRole Role, ShownPerson Person, DateTimeOffset Since, string Access, PersonForm? Known);

/// <summary>A name of the holder with the instant from which it was in force.</summary>
public sealed record NameLine
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>From when.</summary>
    public DateTimeOffset FromAt { get; init; }
}

/// <summary>A step of an account.</summary>
public sealed record AccountStepLine
{
    /// <summary>The step.</summary>
    public string Action { get; init; } = "";

    /// <summary>The state after it.</summary>
    public string ToState { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>A change of particulars as a line.</summary>
public sealed record ChangeLine
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>Number of the account.</summary>
    public string Number { get; init; } = "";

    /// <summary>Name of the holder.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public AccountChangeStatus Status { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Last day for the decision.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>What shall change, JSON.</summary>
    public string Change { get; init; } = "";

    /// <summary>Whether it was reported after the days that the rules give.</summary>
    public bool IsLate => Json.Read<ChangeContent>(Change).IsLate;
}

/// <summary>Everything of an account that its page shows.</summary>
public sealed record AccountFile(AccountView Account, IReadOnlyList<AccountSubtype> Subtypes, LicenceEntry Licence, PersonForm? LegalRepresentative, IReadOnlyList<ShownRepresentative> Representatives, TradingBinding? Binding,
    IReadOnlyList<NameLine> Names, IReadOnlyList<AccountStepLine> Steps, IReadOnlyList<ChangeLine> Changes, IReadOnlyList<AccountRequestRecord> Requests, DateOnly? LegacyOpenedOn)
{
    /// <summary>The change that waits, if one does.</summary>
    public ChangeLine? Pending => Changes.FirstOrDefault(c => c.Status == AccountChangeStatus.AwaitingReview);

    /// <summary>Whether something of a kind was asked for and waits.</summary>
    public bool Waits(AccountRequestKind kind) => Requests.Any(r => r.Kind == kind && r.Status == AccountRequestStatus.AwaitingReview);
}

/// <summary>One line of a change: what was, and what will be.</summary>
/// <param name="Label">Key of the text that names it.</param>
/// <param name="Role">Whose it is; null of the organisation.</param>
/// <param name="Before">What is on record.</param>
/// <param name="After">What was asked for.</param>
public sealed record ChangeDifference(string Label, PersonRole? Role, string? Before, string? After)
{
    /// <summary>Whether it differs.</summary>
    public bool Differs { get; init; }
}

/// <summary>A change of particulars as officers review it.</summary>
public sealed record ChangeFile(ChangeLine Line, string Reason, DateOnly? OccurredOn, IReadOnlyList<ChangeDifference> Differences, IReadOnlyList<(string Material, long Document, string FileName)> Documents);

/// <summary>Reads accounts for their holders and for officers; every reading of unmasked data leaves a row in the trail.</summary>
public sealed class AccountReader(Db db, People people, PersonalVault vault)
{
    /// <summary>Most lines of a list.</summary>
    public const int Most = 50;

    private const int LongestQuestion = 100;
    private static readonly ActionCode Revealing = new("accounts.reveal-persons");
    private static readonly Sql ChangeColumns = Sql.Of($"c.id, c.account_id, a.number, a.name, c.status, c.received_at, c.due_on, c.decided_at, c.reason, c.change");

    /// <summary>Accounts by part of the name, or by number or credit code; in the order of their numbers.</summary>
    public async Task<IReadOnlyList<AccountView>> Search(string? question, AccountStatus? status, string? after)
    {
        var conditions = new List<Sql>();
        if (question?.Trim() is { Length: > 0 and <= LongestQuestion } asked)
        {
            var part = $"%{LegalName.Fold(asked).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            conditions.Add(Sql.Of($"(name_key like {part} escape '\\' or number = {asked} or credit_code = {asked.ToUpperInvariant()})"));
        }
        if (status is { } wanted) conditions.Add(Sql.Of($"status = {wanted}"));
        if (after is { Length: > 0 }) conditions.Add(Sql.Of($"number > {after}"));
        await using var reads = await db.Read();
        return await reads.Rows<AccountView>($"""
            select id, number, type, name, credit_code, province_code, approval_number, status, restriction, version, opened_on, invented from account
            where {Sql.All(conditions)} order by number limit {Most + 1}
            """);
    }

    /// <summary>An account.</summary>
    /// <param name="id">Which.</param>
    /// <param name="revealed">Whether everything that is known of its persons is read; the caller recorded that.</param>
    public async Task<AccountFile> Read(AccountId id, bool revealed = false)
    {
        await using var reads = await db.Read();
        var account = await AccountRegister.View(reads, id);
        var representatives = new List<ShownRepresentative>();
        foreach (var row in await reads.Rows<RepresentativeRow>($"""
            select r.role, r.person_id, r.since, l.id as login_id, (select count(*) from account_request w where w.login_id = l.id and w.status = 'AwaitingReview') as suspended
            from account_representative r left join login l on l.person_id = r.person_id and l.account_id = r.account_id and l.ended_at is null and l.role = case r.role when 'Member' then 'Visitor' else r.role end
            where r.account_id = {id} and r.until is null order by r.role desc
            """))
            representatives.Add(new(row.Role, await people.Shown(reads, new PersonId(row.PersonId)), row.Since, row.LoginId is null ? "none" : row.Suspended > 0 ? "suspended" : "active",
                revealed ? await people.Known(reads, new PersonId(row.PersonId)) : null));
        return new(account, await AccountRegister.Subtypes(reads, id), await LicenceEntry.Of(reads, id), await Legal(reads, id, revealed), representatives,
            await TradingBindings.Current(reads, id),
            await reads.Rows<NameLine>($"select name, from_at from account_name_history where account_id = {id} order by seq desc"),
            await reads.Rows<AccountStepLine>($"select action, to_state, at, reason from state_history where subject_kind = 'account' and subject_id = {id} order by seq desc"),
            await reads.Rows<ChangeLine>($"select {ChangeColumns} from account_change c join account a on a.id = c.account_id where c.account_id = {id} order by c.received_at desc, c.id desc limit {Most}"),
            await AccountRequestRecord.Of(reads, id), await LegacyHolders.Has(reads, id) ? account.OpenedOn : null);
    }

    /// <summary>Changes that wait for the officers, the most urgent first.</summary>
    public async Task<IReadOnlyList<ChangeLine>> WaitingChanges()
    {
        await using var reads = await db.Read();
        return await reads.Rows<ChangeLine>($"select {ChangeColumns} from account_change c join account a on a.id = c.account_id where c.status = 'AwaitingReview' order by c.due_on, c.id limit {Most}");
    }

    /// <summary>Requests that wait for the officers, the oldest first, with the names of their accounts.</summary>
    public async Task<IReadOnlyList<(AccountRequestRecord Request, string Name)>> WaitingRequests()
    {
        await using var reads = await db.Read();
        var rows = await reads.Rows<AccountRequestRecord>($"""
            select id, account_id, kind, status, version, login_id, ground, reason, received_at from account_request where status = 'AwaitingReview' order by received_at, id limit {Most}
            """);
        var named = new List<(AccountRequestRecord, string)>();
        foreach (var row in rows) named.Add((row, (await AccountRegister.View(reads, new AccountId(row.AccountId))).Name));
        return named;
    }

    /// <summary>A change as a difference; numbers and telephones are masked unless the caller recorded that they are seen.</summary>
    public async Task<ChangeFile> ReadChange(long id, bool revealed = false)
    {
        await using var reads = await db.Read();
        var line = await reads.Get<ChangeLine>($"select {ChangeColumns} from account_change c join account a on a.id = c.account_id where c.id = {id}");
        var record = await reads.Get<ChangeRecord>($"select id, account_id, status, version, change, persons_cipher from account_change where id = {id}");
        var (content, asked) = (record.Content, record.Persons(vault));
        var differences = new List<ChangeDifference>();
        if (content.Name is not null) differences.Add(new("name", null, await NameBefore(reads, line), content.Name) { Differs = true });
        if (content.Licence is { } licence) differences.AddRange(Compare(content.Was, licence));
        if (asked.LegalRepresentative is { } legal)
            differences.AddRange(Compare(PersonRole.LegalRepresentative, await LicenceEntry.LegalRepresentative(reads, vault, new(line.AccountId), line.ReceivedAt), legal, revealed));
        foreach (var (role, form) in new[] { (PersonRole.Initiator, asked.Initiator), (PersonRole.Confirmer, asked.Confirmer) })
        {
            if (form is null) continue;
            var before = await reads.Scalar<long?>($"""
                select person_id from account_representative where account_id = {line.AccountId} and role = {role} and since <= {line.ReceivedAt} and (until is null or until > {line.ReceivedAt}) order by since desc limit 1
                """);
            differences.AddRange(Compare(role, before is { } person ? await people.Known(reads, new PersonId(person)) : null, form, revealed));
        }
        var ids = (content.Documents ?? []).Select(d => d.Document).ToList();
        var names = (await reads.Rows<FileRow>($"select id, file_name from document where id in {ids}")).ToDictionary(f => f.Id, f => f.FileName);
        return new(line, content.Reason, content.OccurredOn, differences, [.. (content.Documents ?? []).Select(d => (d.Material, d.Document, names.GetValueOrDefault(d.Document, "")))]);
    }

    /// <summary>A paper of a change.</summary>
    public async Task<(string Name, string MediaType, byte[] Content)> File(long change, long document)
    {
        var file = await ReadChange(change);
        GeneralRules.Absent.Require(file.Documents.Any(d => d.Document == document), ("what", "document"));
        await using var reads = await db.Read();
        await Platform.Files.Documents.RequireClean(reads, document);
        var row = await reads.Get<ContentRow>($"select d.file_name, c.media_type, c.content from document d join document_content c on c.sha256 = d.sha256 where d.id = {document}");
        return (row.FileName, row.MediaType, row.Content);
    }

    /// <summary>Records that an officer looks at persons unmasked.</summary>
    public Task Reveal(Actor actor, string kind, long id) => db.Transaction(actor, Revealing, tx =>
    {
        tx.About(kind, id);
        return Entitlements.RequireOfficer(tx);
    });

    /// <summary>The representatives as the account's own form shows them; one sees one's own account only.</summary>
    internal async Task<IReadOnlyDictionary<PersonRole, PersonForm>> OwnPersons(Actor actor)
    {
        await using var reads = await db.Read();
        var found = new Dictionary<PersonRole, PersonForm>();
        foreach (var row in await reads.Rows<RepresentativeRow>($"""
            select role, person_id, since from account_representative where account_id = {actor.Account} and until is null
              and exists (select 1 from account_representative own where own.account_id = {actor.Account} and own.person_id = {actor.Person} and own.until is null)
            """))
            found[row.Role] = await people.Known(reads, new PersonId(row.PersonId));
        if (found.Count > 0 && await LicenceEntry.LegalRepresentative(reads, vault, actor.Account, DateTimeOffset.MaxValue) is { } legal) found[PersonRole.LegalRepresentative] = legal;
        return found;
    }

    /// <summary>Name and licence of one's own account.</summary>
    internal async Task<(string Name, LicenceEntry Licence)> Own(Actor actor)
    {
        await using var reads = await db.Read();
        return ((await AccountRegister.View(reads, actor.Account)).Name, await LicenceEntry.Of(reads, actor.Account));
    }

    private static async Task<string> NameBefore(Reads reads, ChangeLine line) => await AccountRegister.NameAt(reads, new AccountId(line.AccountId), line.ReceivedAt);

    /// <summary>The legal representative as filed; number, telephone and address masked unless the caller recorded that they are seen.</summary>
    private async Task<PersonForm?> Legal(Reads reads, AccountId id, bool revealed) =>
        await LicenceEntry.LegalRepresentative(reads, vault, id, DateTimeOffset.MaxValue) is not { } legal ? null : revealed ? legal
            : legal with { DocumentNumber = Masking.IdNumber(legal.DocumentNumber), Phone = Masking.Phone(legal.Phone), Email = null };

    private static IEnumerable<ChangeDifference> Compare(LicenceEntry? before, LicenceEntry after)
    {
        ChangeDifference Line(string label, string? was, string? becomes) => new(label, null, was, becomes) { Differs = !string.Equals(was ?? "", becomes ?? "", StringComparison.Ordinal) };
        yield return Line("address", before?.Address, after.Address);
        yield return Line("province", before is null ? null : Dictionaries.Provinces.Of(before.ProvinceCode), Dictionaries.Provinces.Of(after.ProvinceCode));
        yield return Line("licenceUntil", Formats.Date(before?.LicenceUntil), Formats.Date(after.LicenceUntil));
    }

    private static IEnumerable<ChangeDifference> Compare(PersonRole role, PersonForm? before, PersonForm after, bool revealed)
    {
        ChangeDifference Line(string label, string? was, string? becomes, Func<string, string>? mask = null) =>
            new(label, role, Shown(was, mask), Shown(becomes, mask)) { Differs = !string.Equals(was ?? "", becomes ?? "", StringComparison.Ordinal) };
        string? Shown(string? value, Func<string, string>? mask) => value is null or "" || mask is null || revealed ? value : mask(value);
        yield return Line("person.name", before?.Name, after.Name);
        yield return Line("person.kind", before is null ? null : $"{before.DocumentKind}", $"{after.DocumentKind}");
        yield return Line("person.number", before?.DocumentNumber, after.DocumentNumber, Masking.IdNumber);
        yield return Line("person.expires", Formats.Date(before?.DocumentExpiresOn), Formats.Date(after.DocumentExpiresOn));
        yield return Line("person.phone", before?.Phone, after.Phone, Masking.Phone);
        yield return Line("person.email", before?.Email, after.Email, Masking.Email);
    }

    private sealed record RepresentativeRow
    {
        public PersonRole Role { get; init; }
        public long PersonId { get; init; }
        public DateTimeOffset Since { get; init; }
        public long? LoginId { get; init; }
        public long Suspended { get; init; }
    }

    private sealed record FileRow
    {
        public long Id { get; init; }
        public string FileName { get; init; } = "";
    }

    private sealed record ContentRow
    {
        public string FileName { get; init; } = "";
        public string MediaType { get; init; } = "";
        public byte[] Content { get; init; } = [];
    }
}
