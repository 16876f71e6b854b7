using System.Security.Cryptography;
using Registry.Kernel.Primitives;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Files;

/// <summary>Looks into a file before anybody may open it: antivirus, active content. An inspector that cannot answer says so, and the file stays out.</summary>
public interface IDocumentInspector
{
    /// <summary>Why the file is not let in; null where nothing was found.</summary>
    Task<Finding?> Inspect(string mediaType, ReadOnlyMemory<byte> content);
}

/// <summary>A document as the store answers for it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredDocument(long Id, string Sha256, long Size);

/// <summary>
/// The document store: content by its hash, type told by content, nothing ever replaced. A file stays in the memory of its request until
/// every inspector has let it pass; what does not pass is refused and leaves no content behind. What a camera wrote into a picture is taken out first.
/// </summary>
public sealed class Documents(Db db, IEnumerable<IDocumentInspector> inspectors, StorageQuota quota)
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
        // Inspection takes its time and comes before the transaction, which holds up others; its finding is refused, and recorded, within.
        var finding = Check(fileName, content.Span);
        var mediaType = finding is null ? ContentType.Of(content.Span, fileName)! : "";
        if (mediaType.StartsWith("image/", StringComparison.Ordinal)) content = Pictures.WithoutDescription(mediaType, content.ToArray());
        foreach (var inspector in inspectors) finding ??= await inspector.Inspect(mediaType, content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var instruction = new Instruction($"person:{actor.Person}", instructionId, Json.Hash($"store {actor.Account} {fileName} {kind} {hash}"));
        return await db.Transaction(actor, new ActionCode("document.store"), async tx =>
        {
            if (finding is not null) throw new RefusalException([finding]);
            if (await tx.Scalar<string>($"select found from document_scan where sha256 = {hash}") is { } known) throw DocumentRules.Malware.Refuse(("found", known));
            await tx.Execute($"""
                insert into document_content(sha256, size, media_type, content) values ({hash}, {(long)content.Length}, {mediaType}, {content.ToArray()})
                on conflict do nothing
                """);
            var id = tx.NewId();
            await tx.Guarded($"""
                insert into document(id, sha256, file_name, kind, uploaded_at, uploaded_by_person_id, account_id, status)
                values ({id}, {hash}, {fileName}, {kind}, {tx.Now}, {actor.Person}, {actor.Account}, 'Clean')
                """);
            await quota.Require(tx, actor, content.Length);
            tx.About("document", id);
            return new StoredDocument(id, hash, content.Length);
        }, instruction);
    }

    /// <summary>Refuses to give a document out that was found harmful after it was stored.</summary>
    /// <exception cref="RefusalException">It is shut away: <c>document.quarantined</c>.</exception>
    public static async Task RequireClean(Reads reads, long document) =>
        DocumentRules.Quarantined.Require(await reads.Scalar<string>($"select status from document where id = {document}") != "Quarantined");

    private static Finding? Check(string fileName, ReadOnlySpan<byte> content)
    {
        if (fileName.Length is 0 or > 255 || fileName.IndexOfAny(['/', '\\', '\0', '\r', '\n']) >= 0 || fileName.Any(char.IsControl)) return DocumentRules.Name.Found();
        if (content.Length is 0 or > MaxSize) return DocumentRules.Size.Found(("size", content.Length), ("max", MaxSize));
        return ContentType.Of(content, fileName) is null ? DocumentRules.Type.Found(("name", Path.GetExtension(fileName))) : null;
    }
}
