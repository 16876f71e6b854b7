using Microsoft.AspNetCore.Http.Metadata;
using Registry.Server.Platform.Files;

namespace Registry.Server.Platform.Ui;

/// <summary>A page whose form takes files: only there may a request be as large as two documents; every other is held to the small default.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute : Attribute, IRequestSizeLimitMetadata, IFormOptionsMetadata
{
    private const long Most = 2L * Documents.MaxSize + (1 << 20);

    /// <inheritdoc/>
    public long? MaxRequestBodySize => Most;

    /// <inheritdoc/>
    public long? MultipartBodyLengthLimit => Most;

    /// <inheritdoc/>
    public bool? BufferBody => null;

    /// <inheritdoc/>
    public int? MemoryBufferThreshold => null;

    /// <inheritdoc/>
    public long? BufferBodyLengthLimit => null;

    /// <inheritdoc/>
    public int? ValueCountLimit => null;

    /// <inheritdoc/>
    public int? KeyLengthLimit => null;

    /// <inheritdoc/>
    public int? ValueLengthLimit => null;

    /// <inheritdoc/>
    public int? MultipartBoundaryLengthLimit => null;

    /// <inheritdoc/>
    public int? MultipartHeadersCountLimit => null;

    /// <inheritdoc/>
    public int? MultipartHeadersLengthLimit => null;
}
