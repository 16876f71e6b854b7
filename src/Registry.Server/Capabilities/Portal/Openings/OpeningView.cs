using Registry.Kernel.Accounts;
using Registry.Kernel.Lifecycle;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Accounts.Legacy;
using Registry.Server.Capabilities.Accounts.Open;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Personal;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Openings;

/// <summary>An opening as a line of a list.</summary>
public sealed record OpeningSummary
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Whether the exchange takes part.</summary>
    public OpeningRoute Route { get; init; }

    /// <summary>Where it stands.</summary>
    public OpeningStatus Status { get; init; }

    /// <summary>When it was last handed in; null before.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Its form, JSON.</summary>
    public string Form { get; init; } = "";

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last day for the decision.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Name of the organisation.</summary>
    public string Name => Json.Read<OpeningForm>(Form).Name;
}

/// <summary>A reason why an opening came back or was refused.</summary>
public sealed record RaisedReason
{
    /// <summary>In which round.</summary>
    public int RoundNo { get; init; }

    /// <summary>With which step.</summary>
    public OpeningAction Step { get; init; }

    /// <summary>What it is about.</summary>
    public string Item { get; init; } = "";

    /// <summary>What is wrong and how to mend it.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }
}

/// <summary>A step that an opening took.</summary>
public sealed record OpeningStep
{
    /// <summary>What was done.</summary>
    public OpeningAction Action { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A file attached to an opening.</summary>
public sealed record OpeningFile
{
    /// <summary>The stored document.</summary>
    public long Id { get; init; }

    /// <summary>Name of the file.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>An opening with everything that its applicant and its officers see.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Version">Its version; a decision names it.</param>
/// <param name="Form">The organisation.</param>
/// <param name="Persons">The persons, as typed.</param>
/// <param name="Needed">Materials that the list in force demands of it.</param>
/// <param name="Files">The files of its materials.</param>
/// <param name="Reasons">Why it came back or was refused, the latest first.</param>
/// <param name="Number">Number of the account, once it is open.</param>
/// <param name="TradingAccount">Number of the trading account: kept for it, or bound to it.</param>
/// <param name="Steps">The steps that it took, the oldest first.</param>
/// <param name="Legacy">The account of the old system that it completes, if it does.</param>
public sealed record OpeningCase(OpeningSummary Line, int Version, OpeningForm Form, OpeningPersons Persons, IReadOnlyList<string> Needed, IReadOnlyDictionary<long, OpeningFile> Files,
    IReadOnlyList<RaisedReason> Reasons, string? Number, string? TradingAccount, IReadOnlyList<OpeningStep> Steps, LegacyHolder? Legacy = null)
{
    /// <summary>The persons with their parts.</summary>
    public IReadOnlyList<(PersonRole Role, PersonForm? Person)> Parts =>
    [
        (PersonRole.Initiator, Persons.Initiator), (PersonRole.Confirmer, Persons.Confirmer), (PersonRole.LegalRepresentative, Persons.LegalRepresentative), (PersonRole.Contact, Persons.Contact),
        .. (Persons.Operators ?? []).Select((person, i) => (i == 0 ? PersonRole.TradingRepresentative : PersonRole.TradingOperator, (PersonForm?)person)),
    ];

    /// <summary>Whether its applicant may write in it now.</summary>
    public bool MayWrite => AccountLifecycle.OpeningBy(Line.Route).Find(Line.Status, OpeningAction.Save) is not null;

    /// <summary>Whether its applicant may take it back now.</summary>
    public bool MayWithdraw => AccountLifecycle.OpeningBy(Line.Route).Find(Line.Status, OpeningAction.Withdraw) is not null;

    /// <summary>Materials that are needed and not attached yet.</summary>
    public IEnumerable<string> Missing => Needed.Except(Form.Materials.Select(m => m.Material));
}

/// <summary>Reads openings: an applicant's own, for officers those that reached the registry body, and for the exchange those that wait for it. What one may not see looks absent.</summary>
public sealed class OpeningView(Db db, PersonalVault vault, OpeningMaterials materials, RegistryClock clock)
{
    private static readonly ActionCode Revealing = new("accounts.reveal-persons");
    private static readonly Sql Columns = Sql.Of($"id, route, status, submitted_at, form, created_at, due_on");

    /// <summary>Where a joint opening waits for the exchange.</summary>
    public static readonly IReadOnlyList<OpeningStatus> ExchangeStates =
        [.. AccountLifecycle.JointOpening.Rows.Where(row => row.By.HasFlag(By.Exchange)).Select(row => row.From).Distinct()];

    /// <summary>The account of the old system whose particulars the actor completes; null of every other visitor.</summary>
    public async Task<LegacyHolder?> Legacy(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        return await LegacyHolders.Find(reads, actor.Person);
    }

    /// <summary>Openings of a visitor, the latest first.</summary>
    public async Task<IReadOnlyList<OpeningSummary>> Own(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        GeneralRules.Absent.Require(actor.IsVisitor, ("what", "opening"));
        await using var reads = await db.Read();
        return await reads.Rows<OpeningSummary>($"""
            select {Columns} from account_opening where applicant_id = {actor.Person} order by created_at desc, id
            """);
    }

    /// <summary>Openings that wait for the officers, the most urgent first.</summary>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="most">How many; one more comes back where there are more.</param>
    public async Task<IReadOnlyList<OpeningSummary>> Waiting(long? after, int most)
    {
        var beyond = after is null ? Sql.Of($"1 = 1") : Sql.Of($"(due_on, id) > (select due_on, id from account_opening where id = {after})");
        await using var reads = await db.Read();
        return await reads.Rows<OpeningSummary>($"select {Columns} from account_opening where status = {OpeningStatus.AwaitingReview} and {beyond} order by due_on, id limit {most + 1}");
    }

    /// <summary>An opening of a visitor's own.</summary>
    public async Task<OpeningCase> ReadOwn(Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var opening = await OpeningRecord.Load(reads, id);
        GeneralRules.Absent.Require(opening.ApplicantId == actor.Person.Value, ("what", "opening"));
        return await Whole(reads, opening);
    }

    /// <summary>An opening that was handed in to the registry body, for officers; a joint one is the exchange's before it was handed on.</summary>
    public async Task<OpeningCase> ReadForReview(long id)
    {
        await using var reads = await db.Read();
        var opening = await OpeningRecord.Load(reads, id);
        var whole = await Whole(reads, opening);
        GeneralRules.Absent.Require(opening.RoundNo > 0 && (opening.Route is not OpeningRoute.Joint || whole.Steps.Any(s => s.Action is OpeningAction.PassPaper)), ("what", "opening"));
        return whole;
    }

    /// <summary>Joint openings that wait for the exchange, the longest waiting first.</summary>
    /// <param name="status">Only those that stand here.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="most">How many; one more comes back where there are more.</param>
    public async Task<IReadOnlyList<OpeningSummary>> WaitingAtExchange(OpeningStatus? status, long? after, int most)
    {
        IReadOnlyList<OpeningStatus> wanted = status is { } one ? [one] : ExchangeStates;
        var beyond = after is null ? Sql.Of($"1 = 1") : Sql.Of($"(submitted_at, id) > (select submitted_at, id from account_opening where id = {after})");
        await using var reads = await db.Read();
        return await reads.Rows<OpeningSummary>($"select {Columns} from account_opening where status in {wanted} and {beyond} order by submitted_at, id limit {most + 1}");
    }

    /// <summary>A joint opening that waits for the exchange, for its operators.</summary>
    public async Task<OpeningCase> ReadForExchange(long id)
    {
        await using var reads = await db.Read();
        return await Whole(reads, await OpeningRecord.LoadForExchange(reads, id));
    }

    /// <summary>Records that an officer looks at the persons unmasked.</summary>
    public Task Reveal(Actor actor, long id) => db.Transaction(actor, Revealing, tx =>
    {
        tx.About("account-opening", id);
        return Platform.DualControl.Entitlements.RequireOfficer(tx);
    });

    /// <summary>Records that an operator of the exchange looks at the persons unmasked, while the opening waits for the exchange.</summary>
    public Task RevealToExchange(Actor actor, long id) => db.Transaction(actor, Revealing, async tx =>
    {
        await Platform.DualControl.Entitlements.RequireExchange(tx);
        tx.About("account-opening", (await OpeningRecord.LoadForExchange(tx, id)).Id);
    });

    /// <summary>A file of an opening's materials, of the last round or of one's own draft.</summary>
    public async Task<(OpeningFile File, string MediaType, byte[] Content)> File(OpeningCase opening, long document)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var file = opening.Files.GetValueOrDefault(document) ?? throw GeneralRules.Absent.Refuse(("what", "document"));
        await using var reads = await db.Read();
        await Platform.Files.Documents.RequireClean(reads, document);
        var media = await reads.Scalar<string>($"select media_type from document_content where sha256 = {file.Sha256}");
        return (file, media!, (await reads.Scalar<byte[]>($"select content from document_content where sha256 = {file.Sha256}"))!);
    }

    private async Task<OpeningCase> Whole(Reads reads, OpeningRecord opening)
    {
        var line = await reads.Get<OpeningSummary>($"select {Columns} from account_opening where id = {opening.Id}");
        var form = opening.Organisation;
        var documents = form.Materials.Select(m => m.Document).ToList();
        var files = await reads.Rows<OpeningFile>($"""
            select d.id, d.file_name, c.size, d.sha256 from document d join document_content c on c.sha256 = d.sha256
            where d.id in {documents} and d.uploaded_by_person_id = {opening.ApplicantId}
            """);
        var reasons = await reads.Rows<RaisedReason>($"""
            select round_no, step, item, description, raised_at from account_opening_reason where opening_id = {opening.Id} order by round_no desc, line_no
            """);
        var number = await reads.Scalar<string>($"select number from account where opening_id = {opening.Id}");
        var trading = await reads.Scalar<string>($"""
            select trading_account from trading_reservation where opening_id = {opening.Id}
            union all select b.trading_account from trading_binding b join account a on a.id = b.account_id where a.opening_id = {opening.Id} and b.bound_by = {$"opening:{opening.Id}"}
            """);
        var steps = await reads.Rows<OpeningStep>($"""
            select action, at from state_history where subject_kind = {OpeningRecord.Kept.Kind} and subject_id = {opening.Id} and seq > 0 order by seq
            """);
        var needed = materials.On(clock.Today).For(form.Type, [.. form.Subtypes], opening.Route).Select(m => m.Key);
        return new(line, opening.Version, form, opening.Persons(vault), [.. needed], files.ToDictionary(f => f.Id), reasons, number, trading, steps,
            opening.IsOfAccount ? await LegacyHolders.Find(reads, new PersonId(opening.ApplicantId)) : null);
    }
}
