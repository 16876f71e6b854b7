using System.Security.Cryptography;
using Registry.Kernel.Primitives;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Files;

/// <summary>Looks into a file before anybody may open it: antivirus, active content. An inspector that cannot answer throws, and the file stays out.</summary>
public interface IDocumentInspector
{
    /// <summary>Why the file is not let in; null where nothing was found.</summary>
    Task<string?> Inspect(string mediaType, ReadOnlyMemory<byte> content);
}

/// <summary>A document as the store answers for it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredDocument(long Id, string Sha256, long Size);

/// <summary>
/// The document store: content by its hash, type told by content, nothing ever replaced. A file is in quarantine until
/// every inspector has let it pass; what does not pass is refused and leaves no content behind.
/// </summary>
public sealed class Documents(Db db, IEnumerable<IDocumentInspector> inspectors)
{
    /// <summary>Largest file taken, bytes.</summary>
    public const int MaxSize = 50 * 1024 * 1024;

    /// <summary>Takes a file.</summary>
    /// <param name="actor">Who files it.</param>
    /// <param name="fileName">Its name, kept as given for display only.</param>
    /// <param name="kind">Kind of document, for example <c>E01</c>.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="instructionId">The caller's id of this upload.</param>
    public async Task<StoredDocument> Store(Actor actor, string fileName, string kind, ReadOnlyMemory<byte> content, string instructionId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"store {actor.Account} {fileName} {kind} {hash}"));
        return await db.Transaction(actor, new ActionCode("document.store"), async tx =>
        {
            var mediaType = Check(fileName, content.Span);
            foreach (var inspector in inspectors)
            {
                var found = await inspector.Inspect(mediaType, content);
                DocumentRules.Inspection.Require(found is null, ("found", found));
            }
            await tx.Execute($"""
                insert into document_content(sha256, size, media_type, content) values ({hash}, {(long)content.Length}, {mediaType}, {content.ToArray()})
                on conflict do nothing
                """);
            var id = tx.NewId();
            await tx.Guarded($"""
                insert into document(id, sha256, file_name, kind, uploaded_at, uploaded_by_person_id, account_id, status)
                values ({id}, {hash}, {fileName}, {kind}, {tx.Now}, {actor.Person}, {actor.Account}, 'Clean')
                """);
            tx.About("document", id);
            return new StoredDocument(id, hash, content.Length);
        }, instruction);
    }

    private static string Check(string fileName, ReadOnlySpan<byte> content)
    {
        var named = fileName.Length is > 0 and <= 255 && fileName.IndexOfAny(['/', '\\', '\0', '\r', '\n']) < 0 && !fileName.Any(char.IsControl);
        DocumentRules.Name.Require(named);
        DocumentRules.Size.Require(content.Length is > 0 and <= MaxSize, ("size", content.Length), ("max", MaxSize));
        var mediaType = ContentType.Of(content, fileName);
        DocumentRules.Type.Require(mediaType is not null, ("name", Path.GetExtension(fileName)));
        return mediaType!;
    }
}
