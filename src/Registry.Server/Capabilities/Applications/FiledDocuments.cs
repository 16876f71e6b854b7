using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Applications;

/// <summary>In which part of an application a document was filed.</summary>
public enum DocumentStage
{
    /// <summary>For the public notice, by the owner.</summary>
    Notice,

    /// <summary>Final, by the body.</summary>
    Final,

    /// <summary>With the application for registration, by the owner.</summary>
    Filing,
}

/// <summary>A stored document, filed as a kind.</summary>
/// <param name="Document">Id of the stored document.</param>
/// <param name="Kind">Kind, for example <c>E01</c>.</param>
/// <param name="Reason">Why it follows an earlier version; needed from the second version on.</param>
public sealed record FiledDocument(long Document, string Kind, string? Reason = null);

/// <summary>Kinds of documents (real codes; those with the letters S and M are ours, for what the law names and the codes do not).</summary>
public static class DocumentKinds
{
    /// <summary>Additionality calculation table.</summary>
    public const string AdditionalityTable = "A12";

    /// <summary>Project design document.</summary>
    public const string ProjectDesign = "E01";

    /// <summary>Validation report.</summary>
    public const string ValidationReport = "E03";

    /// <summary>Reduction accounting report.</summary>
    public const string AccountingReport = "F01";

    /// <summary>Verification report.</summary>
    public const string VerificationReport = "F03";

    /// <summary>Anything else.</summary>
    public const string Other = "Z99";

    /// <summary>Project application form.</summary>
    public const string ProjectForm = "S01";

    /// <summary>Reduction application form.</summary>
    public const string ReductionForm = "S02";

    /// <summary>Letter of commitment.</summary>
    public const string Commitment = "S03";

    /// <summary>Draft of a methodology that is suggested.</summary>
    public const string MethodologyDraft = "M01";

    /// <summary>Explanation of such a draft.</summary>
    public const string MethodologyExplanation = "M02";

    /// <summary>Evidence for such a draft.</summary>
    public const string MethodologyEvidence = "M03";

    /// <summary>All kinds that are filed with applications.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        AdditionalityTable, ProjectDesign, ValidationReport, AccountingReport, VerificationReport, Other, ProjectForm, ReductionForm, Commitment,
    };
}

/// <summary>Files documents with applications; what is filed is never replaced, a later version stands beside it with its reason.</summary>
internal static class FiledDocuments
{
    public static async Task File(Tx tx, long application, DocumentStage stage, IReadOnlyList<FiledDocument> documents)
    {
        foreach (var document in documents)
        {
            await CheckOwn(tx, document);
            var versions = document.Kind == DocumentKinds.Other ? 0 : await tx.Scalar<int>($"""
                select coalesce(max(version_no), 0) from application_document
                where application_id = {application} and stage = {stage} and kind = {document.Kind}
                """);
            ApplicationRules.ReasonMissing.Require(versions == 0 || !string.IsNullOrWhiteSpace(document.Reason), ("kind", document.Kind));
            await tx.Guarded($"""
                insert into application_document(application_id, document_id, stage, kind, version_no, reason)
                values ({application}, {document.Document}, {stage}, {document.Kind}, {versions + 1}, {document.Reason})
                """);
        }
    }

    /// <summary>Refuses a document that is of no known kind, not the actor's own, or not in the form of its kind.</summary>
    public static async Task CheckOwn(Tx tx, FiledDocument document)
    {
        GeneralRules.ValueMalformed.Require(DocumentKinds.All.Contains(document.Kind), ("field", "kind"), ("value", document.Kind));
        var form = await FormOf(tx, document.Document);
        ApplicationRules.DocumentMissing.Require(form is not null, ("kind", document.Kind));
        ApplicationRules.DocumentForm.Require(DocumentTemplate.Takes(document.Kind, form!), ("kind", document.Kind), ("form", form));
    }

    /// <summary>Media type of a document that the actor's account has stored; null where it has none such.</summary>
    public static Task<string?> FormOf(Tx tx, long document) => tx.Scalar<string>($"""
        select c.media_type from document d join document_content c on c.sha256 = d.sha256
        where d.id = {document} and d.account_id = {tx.Actor.Account} and d.status = 'Clean'
        """);

    public static async Task Require(Reads reads, long application, DocumentStage stage, string kind, List<Finding> findings)
    {
        var count = await reads.Scalar<long>($"select count(*) from application_document where application_id = {application} and stage = {stage} and kind = {kind}");
        ApplicationRules.DocumentMissing.Check(count > 0, findings, ("kind", kind));
    }
}
