using Registry.Contracts.Public;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Capabilities.PublicSite.Documents;

/// <summary>A published document of an application.</summary>
internal sealed record DocumentRow
{
    public long Id { get; init; }
    public string Stage { get; init; } = "";
    public string Kind { get; init; } = "";
    public int VersionNo { get; init; }
    public string FileName { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public long Size { get; init; }
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>Where it is downloaded.</summary>
    public string Href => $"/documents/{Id}";

    /// <summary>The published documents of an application, in the order of its steps.</summary>
    public static Task<IReadOnlyList<DocumentRow>> Of(Reads db, long application) => db.Rows<DocumentRow>($"""
        select id, stage, kind, version_no, file_name, sha256, size, uploaded_at
        from public_document where application_id = {application} order by uploaded_at, id
        """);

    public PublicDocument Wire() => new($"{Id}", FileName, Kind, Stage, VersionNo, Size, Sha256, UploadedAt, Href);

    public DocumentEntry Entry() => new(FileName, Codes.Document(Kind), Size, Sha256, UploadedAt, Href, VersionNo);
}
