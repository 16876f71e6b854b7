namespace Registry.Server.Platform.Http;

/// <summary>What the log says of a request that failed: where, and the trace number that the visitor was shown.</summary>
internal static partial class Faults
{
    [LoggerMessage(1, LogLevel.Error, "Request for {Path} failed, trace {Trace}")]
    public static partial void RequestFailed(this ILogger logger, Exception fault, string path, string trace);
}
