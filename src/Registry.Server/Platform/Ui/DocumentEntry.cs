namespace Registry.Server.Platform.Ui;

/// <summary>A published document as listed on a page.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its content, 64 hexadecimal digits.</param>
/// <param name="UploadedAt">When it was filed.</param>
/// <param name="Href">Where it is downloaded.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Reason">Why it follows an earlier version.</param>
public sealed record DocumentEntry(string Name, string Kind, long Size, string Sha256, DateTimeOffset UploadedAt, string Href, int Version = 1, string? Reason = null);
