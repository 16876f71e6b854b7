using Registry.Kernel.Accounts;
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

    /// <summary>Where it stands.</summary>
    public OpeningStatus Status { get; init; }

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

    /// <summary>What it is about.</summary>
    public string Item { get; init; } = "";

    /// <summary>What is wrong and how to mend it.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }
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
/// <param name="Legacy">The account of the old system that it completes, if it does.</param>
public sealed record OpeningCase(OpeningSummary Line, int Version, OpeningForm Form, OpeningPersons Persons, IReadOnlyList<string> Needed, IReadOnlyDictionary<long, OpeningFile> Files,
    IReadOnlyList<RaisedReason> Reasons, string? Number, LegacyHolder? Legacy = null)
{
    /// <summary>The persons with their parts.</summary>
    public IReadOnlyList<(PersonRole Role, PersonForm? Person)> Parts =>
        [(PersonRole.Initiator, Persons.Initiator), (PersonRole.Confirmer, Persons.Confirmer), (PersonRole.LegalRepresentative, Persons.LegalRepresentative), (PersonRole.Contact, Persons.Contact)];

    /// <summary>Materials that are needed and not attached yet.</summary>
    public IEnumerable<string> Missing => Needed.Except(Form.Materials.Select(m => m.Material));
}

/// <summary>Reads openings: an applicant's own, and for officers those that were handed in. What one may not see looks absent.</summary>
public sealed class OpeningView(Db db, PersonalVault vault, OpeningMaterials materials, RegistryClock clock)
{
    private static readonly ActionCode Revealing = new("accounts.reveal-persons");

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
            select id, status, form, created_at, due_on from account_opening where applicant_id = {actor.Person} order by created_at desc, id
            """);
    }

    /// <summary>Openings that wait for the officers, the most urgent first.</summary>
    public async Task<IReadOnlyList<OpeningSummary>> Waiting()
    {
        await using var reads = await db.Read();
        return await reads.Rows<OpeningSummary>($"""
            select id, status, form, created_at, due_on from account_opening where status = {OpeningStatus.AwaitingReview} order by due_on, id
            """);
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

    /// <summary>An opening that was handed in, for officers.</summary>
    public async Task<OpeningCase> ReadForReview(long id)
    {
        await using var reads = await db.Read();
        var opening = await OpeningRecord.Load(reads, id);
        GeneralRules.Absent.Require(opening.RoundNo > 0, ("what", "opening"));
        return await Whole(reads, opening);
    }

    /// <summary>Records that an officer looks at the persons unmasked.</summary>
    public Task Reveal(Actor actor, long id) => db.Transaction(actor, Revealing, tx =>
    {
        tx.About("account-opening", id);
        return Platform.DualControl.Entitlements.RequireOfficer(tx);
    });

    /// <summary>A file of an opening's materials, of the last round or of one's own draft.</summary>
    public async Task<(OpeningFile File, string MediaType, byte[] Content)> File(OpeningCase opening, long document)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var file = opening.Files.GetValueOrDefault(document) ?? throw GeneralRules.Absent.Refuse(("what", "document"));
        await using var reads = await db.Read();
        var media = await reads.Scalar<string>($"select media_type from document_content where sha256 = {file.Sha256}");
        return (file, media!, (await reads.Scalar<byte[]>($"select content from document_content where sha256 = {file.Sha256}"))!);
    }

    private async Task<OpeningCase> Whole(Reads reads, OpeningRecord opening)
    {
        var line = await reads.Get<OpeningSummary>($"select id, status, form, created_at, due_on from account_opening where id = {opening.Id}");
        var form = opening.Organisation;
        var documents = form.Materials.Select(m => m.Document).ToList();
        var files = await reads.Rows<OpeningFile>($"""
            select d.id, d.file_name, c.size, d.sha256 from document d join document_content c on c.sha256 = d.sha256
            where d.id in {documents} and d.uploaded_by_person_id = {opening.ApplicantId}
            """);
        var reasons = await reads.Rows<RaisedReason>($"""
            select round_no, item, description, raised_at from account_opening_reason where opening_id = {opening.Id} order by round_no desc, line_no
            """);
        var number = await reads.Scalar<string>($"select number from account where opening_id = {opening.Id}");
        var needed = materials.On(clock.Today).For(form.Type, [.. form.Subtypes]).Select(m => m.Key);
        return new(line, opening.Version, form, opening.Persons(vault), [.. needed], files.ToDictionary(f => f.Id), reasons, number,
            opening.IsOfAccount ? await LegacyHolders.Find(reads, new PersonId(opening.ApplicantId)) : null);
    }
}
