using Registry.Kernel.Applications;
using Registry.Kernel.Rules;
using Registry.Server.Capabilities.Applications;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Capabilities.Portal;

/// <summary>Takes the files of a posted form into the store; they have no effect until an act names them.</summary>
internal static class Uploads
{
    private const int LongestName = 255;

    /// <summary>Stores the file of a field; null where none was chosen.</summary>
    /// <param name="documents">The store.</param>
    /// <param name="actor">Who files it.</param>
    /// <param name="form">The posted form.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="kind">Kind of document, for example <c>E01</c>.</param>
    /// <param name="once">Id of the posted form.</param>
    /// <exception cref="RefusalException">It is too large, of a form that is not taken, or did not pass inspection.</exception>
    public static async Task<StoredDocument?> Store(Documents documents, Actor actor, IFormCollection form, string field, string kind, string once) =>
        form.Files.GetFile(field) is { Length: > 0 } file ? await Store(documents, actor, file, kind, $"{once}-{field}") : null;

    /// <summary>Stores a file; what its kind of document does not come in is said before it is stored.</summary>
    public static async Task<StoredDocument> Store(Documents documents, Actor actor, IFormFile file, string kind, string instructionId)
    {
        DocumentRules.Size.Require(file.Length is > 0 and <= Documents.MaxSize, ("size", file.Length), ("max", Documents.MaxSize));
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content);
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        if (name.Length > LongestName) name = name[^LongestName..];
        if (ContentType.Of(content, name) is { } form)
            ApplicationRules.DocumentForm.Require(DocumentTemplate.Takes(kind, form), ("kind", kind), ("form", form));
        return await documents.Store(actor, name, kind, content, instructionId);
    }
}
