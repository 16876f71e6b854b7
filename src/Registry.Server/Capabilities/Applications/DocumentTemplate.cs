using Registry.Kernel.Applications;
using Registry.Kernel.Methodologies;
using Registry.Kernel.Projects;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications;

/// <summary>
/// What an application must have attached, part by part, in which form, and which sections must not be empty. The law says what is
/// filed (Measures, articles 12-14 and 19-21; questions and answers 1.3.2 and 1.3.5), the real system gives the kinds; forms are ours.
/// </summary>
internal static class DocumentTemplate
{
    private const string Pdf = "application/pdf";
    private const string Document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>One document that a part demands.</summary>
    /// <param name="Application">Of which applications.</param>
    /// <param name="Stage">In which part it is filed.</param>
    /// <param name="Kind">Kind of document.</param>
    /// <param name="OnlyWhereArgued">Only where additionality is argued in general (general demonstration, 01).</param>
    internal sealed record Line(ApplicationKind Application, DocumentStage Stage, string Kind, bool OnlyWhereArgued = false);

    /// <summary>Everything that is demanded.</summary>
    public static readonly IReadOnlyList<Line> Lines =
    [
        new(ApplicationKind.Project, DocumentStage.Notice, DocumentKinds.ProjectDesign),
        new(ApplicationKind.Project, DocumentStage.Notice, DocumentKinds.AdditionalityTable, OnlyWhereArgued: true),
        new(ApplicationKind.Project, DocumentStage.Final, DocumentKinds.ProjectDesign),
        new(ApplicationKind.Project, DocumentStage.Final, DocumentKinds.ValidationReport),
        new(ApplicationKind.Project, DocumentStage.Filing, DocumentKinds.ProjectForm),
        new(ApplicationKind.Project, DocumentStage.Filing, DocumentKinds.Commitment),
        new(ApplicationKind.Reduction, DocumentStage.Notice, DocumentKinds.AccountingReport),
        new(ApplicationKind.Reduction, DocumentStage.Final, DocumentKinds.AccountingReport),
        new(ApplicationKind.Reduction, DocumentStage.Final, DocumentKinds.VerificationReport),
        new(ApplicationKind.Reduction, DocumentStage.Filing, DocumentKinds.ReductionForm),
        new(ApplicationKind.Reduction, DocumentStage.Filing, DocumentKinds.Commitment),
    ];

    // Every design document and report of the public record is a PDF, every additionality table a sheet; the other kinds may come as they are.
    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        [DocumentKinds.ProjectDesign] = [Pdf],
        [DocumentKinds.ValidationReport] = [Pdf],
        [DocumentKinds.AccountingReport] = [Pdf],
        [DocumentKinds.VerificationReport] = [Pdf],
        [DocumentKinds.AdditionalityTable] = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Pdf],
        [DocumentKinds.Commitment] = [Pdf, "image/png", "image/jpeg"],
        [DocumentKinds.ProjectForm] = [Pdf, "image/png", "image/jpeg"],
        [DocumentKinds.ReductionForm] = [Pdf, "image/png", "image/jpeg"],
        [DocumentKinds.MethodologyDraft] = [Pdf, Document],
        [DocumentKinds.MethodologyExplanation] = [Pdf, Document],
    };

    /// <summary>Whether a kind of document may be filed as a media type.</summary>
    public static bool Takes(string kind, string mediaType) => !Forms.TryGetValue(kind, out var forms) || forms.Contains(mediaType);

    /// <summary>Which kinds a part of an application demands.</summary>
    /// <param name="application">Of which applications.</param>
    /// <param name="stage">Which part.</param>
    /// <param name="argued">Whether additionality is argued in general.</param>
    public static IEnumerable<string> Demanded(ApplicationKind application, DocumentStage stage, bool argued) =>
        Lines.Where(l => l.Application == application && l.Stage == stage && (argued || !l.OnlyWhereArgued)).Select(l => l.Kind);

    /// <summary>Checks what is on file for a part.</summary>
    public static async Task CheckFiled(Reads reads, ApplicationRecord application, DocumentStage stage, bool argued, List<Finding> findings)
    {
        foreach (var kind in Demanded(application.Kind, stage, argued)) await FiledDocuments.Require(reads, application.Id, stage, kind, findings);
    }

    /// <summary>Checks that every part is complete, as registration demands.</summary>
    public static async Task CheckWhole(Reads reads, ApplicationRecord application, List<Finding> findings)
    {
        foreach (var stage in Enum.GetValues<DocumentStage>()) await CheckFiled(reads, application, stage, argued: false, findings);
        var final = await reads.Scalar<string>($"select additionality from project_facts where application_id = {application.Id} and stage = {DocumentStage.Final}");
        if (final == nameof(AdditionalityRoute.General)) await CheckTable(reads, application.Id, [], findings);
    }

    /// <summary>Checks the additionality table of an argued project: filed with the notice, or handed in now or before by the body.</summary>
    public static async Task CheckTable(Reads reads, long application, IReadOnlyList<FiledDocument> now, List<Finding> findings)
    {
        var filed = await reads.Scalar<long>($"""
            select count(*) from application_document where application_id = {application} and kind = {DocumentKinds.AdditionalityTable}
            """);
        ApplicationRules.DocumentMissing.Check(filed > 0 || now.Any(d => d.Kind == DocumentKinds.AdditionalityTable), findings, ("kind", DocumentKinds.AdditionalityTable));
    }

    /// <summary>Checks the documents that are handed in with a step.</summary>
    public static void CheckGiven(ApplicationKind application, DocumentStage stage, IReadOnlyList<FiledDocument> documents, List<Finding> findings)
    {
        foreach (var kind in Demanded(application, stage, argued: false))
            ApplicationRules.DocumentMissing.Check(documents.Any(d => d.Kind == kind), findings, ("kind", kind));
    }

    /// <summary>Checks the sections of a design document that the form takes down in words.</summary>
    public static void CheckSections(ProjectFacts facts, List<Finding> findings)
    {
        ApplicationRules.SectionMissing.Check(!string.IsNullOrWhiteSpace(facts.Summary), findings, ("section", "summary"));
        ApplicationRules.SectionMissing.Check(!string.IsNullOrWhiteSpace(facts.Technology), findings, ("section", "technology"));
    }
}
