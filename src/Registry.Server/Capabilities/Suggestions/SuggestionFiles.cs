using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Data;

namespace Registry.Server.Capabilities.Suggestions;

/// <summary>The files of a suggestion, as stored documents; each may be missing while it is a draft.</summary>
/// <param name="Draft">Draft of the methodology.</param>
/// <param name="Explanation">Its explanation.</param>
/// <param name="Evidence">Evidence.</param>
public sealed record SuggestionFiles(long? Draft, long? Explanation, long? Evidence)
{
    /// <summary>Every file with what it is.</summary>
    public IEnumerable<(SuggestionFile What, long Document)> All => ((SuggestionFile What, long? Document)[])
        [(SuggestionFile.Draft, Draft), (SuggestionFile.Explanation, Explanation), (SuggestionFile.Evidence, Evidence)] is var all
        ? all.Where(f => f.Document is not null).Select(f => (f.What, f.Document!.Value)) : [];

    /// <summary>As what kind of document a file is stored.</summary>
    public static string KindOf(SuggestionFile file) => file switch
    {
        SuggestionFile.Draft => DocumentKinds.MethodologyDraft,
        SuggestionFile.Explanation => DocumentKinds.MethodologyExplanation,
        SuggestionFile.Evidence => DocumentKinds.MethodologyEvidence,
    };

    /// <summary>The field of the form in which a file stands.</summary>
    public static string FieldOf(SuggestionFile file) => file.ToString().ToLowerInvariant();

    /// <summary>Refuses a file that the account has not stored as what it is to be, or that is not in the form of its kind.</summary>
    internal async Task Check(Tx tx, List<Finding> findings)
    {
        foreach (var (file, document) in All)
        {
            var form = await tx.Scalar<string>($"""
                select c.media_type from document d join document_content c on c.sha256 = d.sha256
                where d.id = {document} and d.account_id = {tx.Actor.Account} and d.kind = {KindOf(file)} and d.status = 'Clean'
                """);
            SuggestionRules.DocumentMissing.Check(form is not null, findings, ("field", FieldOf(file)));
            if (form is not null)
                ApplicationRules.DocumentForm.Check(DocumentTemplate.Takes(KindOf(file), form), findings, ("field", FieldOf(file)), ("kind", KindOf(file)), ("form", form));
        }
    }
}
