using Registry.Kernel.Applications;
using Registry.Kernel.Methodologies;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Capabilities.Applications.Filing;
using Registry.Server.Capabilities.Applications.Submission;
using Registry.Server.Capabilities.Applications.Upload;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Applications;

/// <summary>What an application has attached part by part, in which form, and that no section of it is empty.</summary>
public sealed class TemplateTests
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    [Fact]
    public void Template_demands_what_the_law_names_and_nothing_twice()
    {
        string Demanded(ApplicationKind kind, DocumentStage stage, bool argued = false) => string.Join(' ', DocumentTemplate.Demanded(kind, stage, argued));

        Demanded(ApplicationKind.Project, DocumentStage.Notice).ShouldBe("E01");
        Demanded(ApplicationKind.Project, DocumentStage.Notice, argued: true).ShouldBe("E01 A12");
        Demanded(ApplicationKind.Project, DocumentStage.Final).ShouldBe("E01 E03");
        Demanded(ApplicationKind.Project, DocumentStage.Filing).ShouldBe("S01 S03");
        Demanded(ApplicationKind.Reduction, DocumentStage.Notice).ShouldBe("F01");
        Demanded(ApplicationKind.Reduction, DocumentStage.Final).ShouldBe("F01 F03");
        Demanded(ApplicationKind.Reduction, DocumentStage.Filing).ShouldBe("S02 S03");
        DocumentTemplate.Lines.Distinct().Count().ShouldBe(DocumentTemplate.Lines.Count);
        DocumentTemplate.Lines.ShouldAllBe(l => DocumentKinds.All.Contains(l.Kind));
    }

    [Theory, BothDatabases]
    public async Task Every_document_of_every_part_is_missed_when_it_is_missing(Engine engine)
    {
        await using var world = await A.World(engine);
        var owner = await A.EnterpriseAccount(world);
        var body = await A.BodyAccount(world);
        var project = await (await A.Project(world, owner: owner, body: body)).To(ApplicationStatus.Registered);
        world.GoTo(new DateOnly(2024, 12, 2));
        var cases = new[] { await A.Project(world, A.OffshoreWind(2), owner, body), await A.Reduction(project) };
        foreach (var filed in cases)
        {
            await filed.Draft(documents: false);
            var kind = (await filed.Load()).Kind;
            (await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.Submit())).Facts.Select(f => f.Value)
                .ShouldBe(DocumentTemplate.Demanded(kind, DocumentStage.Notice, false));
            await Attach(filed, [.. DocumentTemplate.Demanded(kind, DocumentStage.Notice, false)]);
            await filed.To(ApplicationStatus.AwaitingUpload);
            foreach (var missing in DocumentTemplate.Demanded(kind, DocumentStage.Final, false))
                (await ApplicationRules.DocumentMissing.ShouldRefuse(() => Upload(filed, kind, missing))).Facts.ShouldContain(f => f.Value == missing);
            await filed.To(ApplicationStatus.AwaitingFiling);
            await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.File(form: false));
            await ApplicationRules.CommitmentMissing.ShouldRefuse(() => filed.File(commitment: false));
            await filed.To(ApplicationStatus.Registered);
        }
    }

    [Theory, BothDatabases]
    public async Task Argued_project_shows_its_calculation_with_the_notice_or_with_the_report(Engine engine)
    {
        await using var world = await A.World(engine);
        var facts = A.Forest();
        var filed = await (await A.Project(world, facts)).Draft();
        (await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.Submit())).Facts.ShouldContain(f => f.Value == "A12");
        await Attach(filed, DocumentKinds.AdditionalityTable);

        await filed.To(ApplicationStatus.Registered);

        filed.Registration.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Design_document_is_a_pdf_and_a_letter_may_be_a_picture(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).Draft(documents: false);
        var picture = (await world.The<Documents>().Store(filed.Owner.Initiator, "scan.png", "E01", Picture, A.New)).Id;

        var refusal = await ApplicationRules.DocumentForm.ShouldRefuse(() =>
            world.The<Drafts>().Attach(filed.Owner.Initiator, filed.Id, [new FiledDocument(picture, DocumentKinds.ProjectDesign)], A.New));
        refusal.Facts.Select(f => f.Value).ShouldBe(["E01", "image/png"]);
        await Attach(filed, DocumentKinds.ProjectDesign);
        await filed.To(ApplicationStatus.AwaitingFiling);
        var command = await filed.FilingCommand();
        await A.Act<FileApplication, FileApplication.Command>(world, filed.Owner.Initiator, filed.Owner.Confirmer,
            command with { Documents = [command.Documents.Single(d => d.Kind == DocumentKinds.ProjectForm), new FiledDocument(picture, DocumentKinds.Commitment)] });
        await filed.To(ApplicationStatus.Registered);
    }

    [Theory, BothDatabases]
    public async Task Empty_section_is_refused_at_submission_and_at_the_upload(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world, A.OffshoreWind() with { Summary = " " })).Draft();
        (await ApplicationRules.SectionMissing.ShouldRefuse(() => filed.Submit())).Facts[0].Value.ShouldBe("summary");

        var whole = await (await A.Project(world, A.OffshoreWind(2), filed.Owner, filed.Body)).To(ApplicationStatus.AwaitingUpload);
        (await ApplicationRules.SectionMissing.ShouldRefuse(() => whole.Upload(note: "Shorter.", project: whole.Project! with { Technology = "" }))).Facts[0].Value.ShouldBe("technology");
    }

    [Theory, BothDatabases]
    public async Task Registration_looks_at_the_whole_file_again(Engine engine)
    {
        await using var world = await A.World(engine);
        var filed = await (await A.Project(world)).To(ApplicationStatus.UnderReview);
        await world.Damage(engine == Engine.Sqlite
            ? "drop trigger application_document_no_delete"
            : "drop trigger application_document_no_change on application_document");
        await world.Damage($"delete from application_document where application_id = {filed.Id} and kind = 'E03'");

        (await ApplicationRules.DocumentMissing.ShouldRefuse(() => filed.Register())).Facts[0].Value.ShouldBe("E03");
    }

    private static async Task Attach(ApplicationCase filed, params string[] kinds) =>
        await filed.World.The<Drafts>().Attach(filed.Owner.Initiator, filed.Id, await filed.Documents(filed.Owner.Initiator, kinds), A.New);

    private static async Task Upload(ApplicationCase filed, ApplicationKind kind, string without)
    {
        string[] kinds = [.. DocumentTemplate.Demanded(kind, DocumentStage.Final, false).Where(k => k != without), DocumentKinds.Other];
        await A.Act<UploadReport, UploadReport.Command>(filed.World, filed.Body.Initiator, filed.Body.Confirmer, new(filed.Id,
            await filed.Documents(filed.Body.Initiator, kinds), new UploadStatement(Conclusion.Positive, null, null, ApplicationCase.Team),
            new UploadedFacts(filed.Project, filed.Reduction)));
    }
}
