using Registry.Kernel.Applications;
using Registry.Kernel.Primitives;
using Registry.Kernel.Projects;
using Registry.Kernel.Reductions;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Capabilities.Projects.Draft;
using Registry.Server.Capabilities.Reductions.Draft;
using Registry.Server.Platform.DualControl;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;
using Registry.Server.Platform.Time;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>One application and the people who work on it. Each step is taken as people would take it; a test departs wherever it wants.</summary>
internal sealed class ApplicationCase(TestWorld world, A.Holder owner, A.Holder body, long bodyId)
{
    /// <summary>A team that the rules accept.</summary>
    public static readonly BodyTeam Team = new(["Zhao", "Qian"], "Sun", "Li");

    public TestWorld World { get; } = world;

    public A.Holder Owner { get; } = owner;

    public A.Holder Body { get; } = body;

    public long BodyId { get; } = bodyId;

    /// <summary>Facts of a project; null for reductions.</summary>
    public ProjectFacts? Project { get; set; }

    /// <summary>Facts of reductions; null for a project.</summary>
    public ReductionFacts? Reduction { get; set; }

    /// <summary>For reductions, the project.</summary>
    public long ProjectId { get; set; }

    public long Id { get; private set; }

    /// <summary>What registration answered.</summary>
    public RegistrationReply? Registration { get; private set; }

    public bool IsProject => Project is not null;

    private string[] NoticeKinds => IsProject ? [DocumentKinds.ProjectDesign] : [DocumentKinds.AccountingReport];

    private string[] FinalKinds => IsProject ? [DocumentKinds.ProjectDesign, DocumentKinds.ValidationReport] : [DocumentKinds.AccountingReport, DocumentKinds.VerificationReport];

    private string FormKind => IsProject ? DocumentKinds.ProjectForm : DocumentKinds.ReductionForm;

    /// <summary>Writes the draft and files what a notice needs.</summary>
    public async Task<ApplicationCase> Draft(bool documents = true)
    {
        Id = IsProject
            ? (await World.The<SaveProjectDraft>().Save(Owner.Initiator, new(null, BodyId, Project!), A.New)).Application
            : (await World.The<SaveReductionDraft>().Save(Owner.Initiator, new(null, ProjectId, BodyId, Reduction!), A.New)).Application;
        if (documents) await World.The<Drafts>().Attach(Owner.Initiator, Id, await Documents(Owner.Initiator, NoticeKinds), A.New);
        return this;
    }

    /// <summary>Proposes the submission as the initiator.</summary>
    public Task<Proposed> ProposeSubmission() =>
        World.The<Proposals>().Propose<SubmitApplication, SubmitApplication.Command>(Owner.Initiator, new(Id), A.New);

    public async Task<SubmitApplication.Reply> Submit() =>
        (await A.Act<SubmitApplication, SubmitApplication.Command>(World, Owner.Initiator, Owner.Confirmer, new(Id))).As<SubmitApplication.Reply>();

    /// <summary>Approves the notice from a day on; from the next working day if none is given.</summary>
    public async Task<NoticeWindow> ApproveNotice(DateOnly? start = null)
    {
        if (start is null)
        {
            await using var reads = await World.Db.Read();
            start = (await World.The<Calendars>().In(reads)).NextWorkingDayAfter(World.Clock.Today);
        }
        var reply = (await A.OfficersAct<ApproveNotice, ApproveNotice.Command>(World, new(Id, start.Value))).As<ApproveNotice.Reply>();
        return new NoticeWindow(reply.Start, reply.End);
    }

    /// <summary>Lets the notice end.</summary>
    public async Task CloseNotice()
    {
        var application = await Load();
        World.GoTo(application.NoticeEnd!.Value.AddDays(1), 0);
        await World.The<CloseNotices>().Tick();
    }

    public Task Upload(Conclusion conclusion = Conclusion.Positive, string? comments = null, string? note = null, BodyTeam? team = null,
        ProjectFacts? project = null, ReductionFacts? reduction = null) => Upload(Body, conclusion, comments, note, team, project, reduction);

    /// <summary>Uploads as the people of some body.</summary>
    public async Task Upload(A.Holder by, Conclusion conclusion = Conclusion.Positive, string? comments = null, string? note = null, BodyTeam? team = null,
        ProjectFacts? project = null, ReductionFacts? reduction = null)
    {
        var facts = IsProject ? new UploadedFacts(project ?? Project, null) : new UploadedFacts(null, reduction ?? Reduction);
        await A.Act<UploadReport, UploadReport.Command>(World, by.Initiator, by.Confirmer, new(Id, await Documents(by.Initiator, FinalKinds),
            new UploadStatement(conclusion, comments, note, team ?? Team), facts));
    }

    public Task AcceptUpload() => A.Act<AcceptUpload, AcceptUpload.Command>(World, Owner.Initiator, Owner.Confirmer, new(Id));

    /// <summary>Applies for registration with the form and, unless told otherwise, the letter of commitment.</summary>
    public async Task File(bool commitment = true, bool form = true, long? tonnes = null) =>
        await A.Act<FileApplication, FileApplication.Command>(World, Owner.Initiator, Owner.Confirmer, await FilingCommand(commitment, form, tonnes));

    public async Task<FileApplication.Command> FilingCommand(bool commitment = true, bool form = true, long? tonnes = null)
    {
        string[] kinds = [.. form ? new[] { FormKind } : [], .. commitment ? new[] { DocumentKinds.Commitment } : []];
        return new(Id, await Documents(Owner.Initiator, kinds), Committed: commitment, tonnes);
    }

    public async Task<DateOnly> Accept() =>
        (await World.The<AcceptApplication>().Accept((await A.Officers(World)).Clerk, Id, A.New)).DueOn;

    public async Task<RegistrationReply> Register() =>
        Registration = (await A.OfficersAct<RegisterApplication, RegisterApplication.Command>(World, new(Id))).As<RegistrationReply>();

    public Task Refuse(string reason = "The file is not complete.") => A.OfficersAct<RefuseApplication, RefuseApplication.Command>(World, new(Id, reason));

    /// <summary>Takes every step until a state is reached.</summary>
    public async Task<ApplicationCase> To(ApplicationStatus status)
    {
        if (Id == 0) await Draft();
        while (true)
        {
            var now = (await Load()).Status;
            if (now == status) return this;
            await Next(now);
        }
    }

    /// <summary>The application as it stands.</summary>
    public async Task<ApplicationRecord> Load()
    {
        await using var reads = await World.Db.Read();
        return await ApplicationRecord.Load(reads, Id);
    }

    /// <summary>A value from the database.</summary>
    public async Task<T?> Value<T>(FormattableString sql)
    {
        await using var reads = await World.Db.Read();
        return await reads.Scalar<T>(sql);
    }

    public async Task<IReadOnlyList<FiledDocument>> Documents(Actor actor, params IReadOnlyList<string> kinds)
    {
        var filed = new List<FiledDocument>();
        foreach (var kind in kinds) filed.Add(new FiledDocument(await A.Document(World, actor, kind), kind, "A later version."));
        return filed;
    }

    private async Task Next(ApplicationStatus now)
    {
        switch (now)
        {
            case ApplicationStatus.Draft: await Submit(); break;
            case ApplicationStatus.AwaitingNoticeApproval: await ApproveNotice(); break;
            case ApplicationStatus.NoticeRunning: await CloseNotice(); break;
            case ApplicationStatus.AwaitingUpload: await Upload(); break;
            case ApplicationStatus.AwaitingOwner: await AcceptUpload(); break;
            case ApplicationStatus.AwaitingFiling: await File(); break;
            case ApplicationStatus.AwaitingAcceptance: await Accept(); break;
            case ApplicationStatus.UnderReview: await Register(); break;
            default: throw new InvalidOperationException($"No step leads on from {now}.");
        }
    }
}
