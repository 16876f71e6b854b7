using Registry.Kernel.Applications;
using Registry.Kernel.Reductions;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Comments;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.PublicNotice;
using Registry.Server.Capabilities.Applications.Review;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Capabilities.Issuance;
using Registry.Server.Capabilities.Projects.Draft;
using Registry.Server.Capabilities.Reductions.Draft;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.DualControl;

namespace Registry.Server.Capabilities.Operator.Replay;

/// <summary>The acts of a case, each by the slice that everybody uses.</summary>
internal sealed class ReplaySteps(ReplayCase c, ReplayWorld world, IServiceProvider services)
{
    private readonly Dictionary<string, Proposed> waiting = new(StringComparer.Ordinal);

    public async Task Draft()
    {
        if (c.IsProject)
        {
            var reply = await services.GetRequiredService<SaveProjectDraft>().Save(c.Owner.Initiator,
                new SaveProjectDraft.Command(null, c.Body.Id, ReplayCase.Facts(c.Record, c.Record)), $"{c.Key}:draft");
            c.Application = reply.Application;
        }
        else
        {
            var project = c.Project?.Registered ?? throw ReductionRules.ProjectNotRegistered.Refuse(("project", c.Record.ProjectCode));
            var reply = await services.GetRequiredService<SaveReductionDraft>().Save(c.Owner.Initiator,
                new SaveReductionDraft.Command(null, project.Id, c.Body.Id, ReplayCase.Reduction(c.Record)), $"{c.Key}:draft");
            c.Application = reply.Application;
        }
        string[] demanded = [.. DocumentTemplate.Demanded(c.Kind, DocumentStage.Notice, c.Record.GeneralAdditionality)];
        var filed = await c.Store(c.Owner, "notice", final: false, demanded);
        await services.GetRequiredService<Drafts>().Attach(c.Owner.Initiator, c.Application, filed, $"{c.Key}:attach");
    }

    public Task ProposeSubmission() => Propose<SubmitApplication, SubmitApplication.Command>(c.Owner, new(c.Application));

    public async Task ConfirmSubmission() => c.Warnings = (await Confirm<SubmitApplication>(c.Owner)).As<SubmitApplication.Reply>().Warnings;

    public Task ProposeNotice() => Propose<ApproveNotice, ApproveNotice.Command>(world.Officers, new(c.Application, c.Record.NoticeStart!.Value));

    public async Task ConfirmNotice()
    {
        var window = (await Confirm<ApproveNotice>(world.Officers)).As<ApproveNotice.Reply>();
        c.Window = new NoticeWindow(window.Start, window.End);
    }

    public Task CountComments() => Both<RecordOutsideComments, RecordOutsideComments.Command>(world.Officers,
        new(c.Application, c.Record.Comments, ReplayCase.Words("comments.source")));

    public async Task Recall()
    {
        await Both<RequestRecall, RequestRecall.Command>(c.Owner, new(c.Application, ReplayCase.Words("reason.recall")));
        await Both<ApproveRecall, ApproveRecall.Command>(world.Officers, new(c.Application));
    }

    public async Task ProposeUpload()
    {
        string[] demanded = [.. DocumentTemplate.Demanded(c.Kind, DocumentStage.Final, argued: false)];
        if (c.IsProject && c.Final.GeneralAdditionality && !c.Record.GeneralAdditionality) demanded = [.. demanded, DocumentKinds.AdditionalityTable];
        var filed = await c.Store(c.Body.Persons, "final", final: true, demanded);
        var facts = c.IsProject
            ? new UploadedFacts(ReplayCase.Facts(c.Final, c.Record), null)
            : new UploadedFacts(null, ReplayCase.Reduction(c.Record));
        string Name(int n) => InventedSubjects.Person(900 + n).Name;
        var statement = new UploadStatement(Conclusion.Positive,
            c.Record.Comments > 0 ? ReplayCase.Words("comments") : null, ReplayCase.Words("modification"),
            new BodyTeam([Name(0), Name(1)], Name(2), Name(3)));
        await Propose<UploadReport, UploadReport.Command>(c.Body.Persons, new(c.Application, filed, statement, facts));
    }

    public Task ConfirmUpload() => Confirm<UploadReport>(c.Body.Persons);

    public Task ProposeTaking() => Propose<AcceptUpload, AcceptUpload.Command>(c.Owner, new(c.Application));

    public Task ConfirmTaking() => Confirm<AcceptUpload>(c.Owner);

    public async Task ProposeFiling()
    {
        string[] demanded = [.. DocumentTemplate.Demanded(c.Kind, DocumentStage.Filing, argued: false)];
        var filed = await c.Store(c.Owner, "filing", final: false, demanded);
        await Propose<FileApplication, FileApplication.Command>(c.Owner, new(c.Application, filed, Committed: true));
    }

    public Task ConfirmFiling() => Confirm<FileApplication>(c.Owner);

    public Task Accept() => services.GetRequiredService<AcceptApplication>().Accept(world.Officers.Initiator, c.Application, $"{c.Key}:accept");

    public Task ProposeRegistration() => Propose<RegisterApplication, RegisterApplication.Command>(world.Officers, new(c.Application));

    public async Task ConfirmRegistration() => c.Registered = (await Confirm<RegisterApplication>(world.Officers)).As<RegistrationReply>();

    public async Task Refuse()
    {
        await using (var reads = await services.GetRequiredService<Db>().Read())
        {
            // A replay that goes on after a crash must ask what it asked before, so a reason that was given stands.
            var given = await reads.Scalar<string>($"select end_reason from application where id = {c.Application}");
            c.EndReason = given ?? await Reason(reads);
        }
        await Both<RefuseApplication, RefuseApplication.Command>(world.Officers, new(c.Application, c.EndReason));
    }

    private async Task<string> Reason(Reads reads)
    {
        var application = await ApplicationRecord.Load(reads, c.Application);
        var day = services.GetRequiredService<Platform.Time.RegistryClock>().Today;
        var findings = await services.GetRequiredService<RegisterApplication>().Findings(application, day, reads);
        return findings.Count == 0
            ? ReplayCase.Words("reason.refuse")
            : ReplayCase.Words("reason.refuse.rule", string.Join(' ', findings.Select(f => f.Rule.Code).Distinct()));
    }

    public Task Abort() => Both<AbortApplication, AbortApplication.Command>(world.Officers, new(c.Application, ReplayCase.Words("reason.abort")));

    public Task ProposeIssuance(IReadOnlyList<RecordedVintage> vintages) =>
        Propose<IssueUnits, IssueUnits.Command>(world.Officers, new(c.Registered!.Id, [.. vintages.Select(v => v.Year)]));

    public async Task ConfirmIssuance() => c.Issued.AddRange((await Confirm<IssueUnits>(world.Officers)).As<IssueUnits.Reply>().Lots);

    private async Task Propose<TAct, TCommand>(Pair pair, TCommand command) where TAct : class, ITwoPersonAct =>
        waiting[typeof(TAct).Name] = await world.Propose(pair, services.GetRequiredService<TAct>(), command, $"{c.Key}:{typeof(TAct).Name}");

    private Task<ConfirmedReply> Confirm<TAct>(Pair pair) => world.Confirm(pair, waiting[typeof(TAct).Name], $"{c.Key}:{typeof(TAct).Name}");

    private async Task Both<TAct, TCommand>(Pair pair, TCommand command) where TAct : class, ITwoPersonAct
    {
        await Propose<TAct, TCommand>(pair, command);
        await Confirm<TAct>(pair);
    }
}
