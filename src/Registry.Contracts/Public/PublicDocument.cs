namespace Registry.Contracts.Public;

/// <summary>A published document.</summary>
/// <param name="Id">Its number, 19 digits.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Kind">Its file type code, for example <c>E01</c> (项目设计文件).</param>
/// <param name="Stage"><c>Notice</c>, <c>Final</c> or <c>Filing</c>.</param>
/// <param name="Version">Version, from 1; an earlier one stays published.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its content.</param>
/// <param name="UploadedAt">When it was filed.</param>
/// <param name="Href">Where it is downloaded, without signing in.</param>
public sealed record PublicDocument(
    string Id, string Name, string Kind, string Stage, int Version, long Size, string Sha256, DateTimeOffset UploadedAt, string Href);
