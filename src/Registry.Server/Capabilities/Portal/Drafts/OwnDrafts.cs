using Registry.Kernel.Applications;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Projects;
using Registry.Server.Capabilities.Reductions;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;

namespace Registry.Server.Capabilities.Portal.Drafts;

/// <summary>A document of a draft.</summary>
public sealed record DraftDocument
{
    /// <summary>The stored document.</summary>
    public long DocumentId { get; init; }

    /// <summary>Kind, for example <c>E01</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Version of this kind, from 1.</summary>
    public int VersionNo { get; init; }

    /// <summary>Name of the file as it was given.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>A draft as its owner sees it.</summary>
/// <param name="Application">Its row.</param>
/// <param name="Title">Its title.</param>
/// <param name="Project">Facts of a project.</param>
/// <param name="Reduction">Facts of a reduction.</param>
/// <param name="Documents">What is attached.</param>
/// <param name="Demanded">Kinds of documents that its notice demands.</param>
/// <param name="Refusals">What stands against submission now.</param>
/// <param name="Warnings">What will stand against registration unless it is mended.</param>
public sealed record DraftView(ApplicationRecord Application, string Title, ProjectFacts? Project, ReductionFacts? Reduction, IReadOnlyList<DraftDocument> Documents,
    IReadOnlyList<string> Demanded, IReadOnlyList<Finding> Refusals, IReadOnlyList<Finding> Warnings);

/// <summary>A registered project of one's own, of which reductions may be applied for.</summary>
public sealed record OwnProject
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Reads an owner's drafts with what the rules say of them today; what is not one's own looks absent.</summary>
public sealed class OwnDrafts(Db db, RegistryClock clock, ApplicationKinds kinds)
{
    /// <summary>A draft of the actor's account.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public async Task<DraftView> Read(Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        var own = await reads.Scalar<string>($"select title from application where id = {id} and account_id = {actor.Account} and status = {ApplicationStatus.Draft}")
            ?? throw GeneralRules.Absent.Refuse(("what", "application"));
        var application = await ApplicationRecord.Load(reads, id);
        var project = application.Kind == ApplicationKind.Project ? await ProjectFactsRow.Find(reads, id, DocumentStage.Notice) : null;
        var reduction = application.Kind == ApplicationKind.Reduction ? await ReductionFactsRow.Load(reads, id, DocumentStage.Notice) : null;
        var documents = await reads.Rows<DraftDocument>($"""
            select f.document_id, f.kind, f.version_no, d.file_name, c.size, d.sha256
            from application_document f join document d on d.id = f.document_id join document_content c on c.sha256 = d.sha256
            where f.application_id = {id} and f.stage = {DocumentStage.Notice} order by f.kind, f.version_no
            """);
        var demanded = DocumentTemplate.Demanded(application.Kind, DocumentStage.Notice, project?.Additionality == Kernel.Methodologies.AdditionalityRoute.General);
        var (refusals, warnings) = await Check(reads, application);
        return new(application, own, project, reduction, documents, [.. demanded], refusals, warnings);
    }

    /// <summary>What its forms offer to choose from.</summary>
    public async Task<DraftOptions> Options()
    {
        await using var reads = await db.Read();
        return await DraftOptions.On(reads, RegistryClock.DateOf(clock.Now));
    }

    /// <summary>Registered projects of the actor's account.</summary>
    public async Task<IReadOnlyList<OwnProject>> Projects(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var reads = await db.Read();
        return await reads.Rows<OwnProject>($"""
            select p.id, p.number, a.title as name from project p join application a on a.id = p.application_id
            where p.account_id = {actor.Account} and p.status = {ProjectStatus.Registered} order by p.number
            """);
    }

    private async Task<(IReadOnlyList<Finding> Refusals, IReadOnlyList<Finding> Warnings)> Check(Reads reads, ApplicationRecord application)
    {
        var (refusals, warnings) = (new List<Finding>(), new List<Finding>());
        var day = RegistryClock.DateOf(clock.Now);
        try
        {
            await Applicants.Check(reads, application.Owner, day, refusals);
            await kinds.Of(application).CheckSubmission(application, day, reads, refusals, warnings);
        }
        catch (RefusalException refusal)
        {
            refusals.AddRange(refusal.Findings);
        }
        return (refusals, warnings);
    }
}
