using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Http;

/// <summary>The HTTP status of a refusal.</summary>
public static class RefusalStatus
{
    /// <summary>The status of a kind of refusal.</summary>
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.NotEntitled => StatusCodes.Status403Forbidden,
        RefusalKind.Absent => StatusCodes.Status404NotFound,
        RefusalKind.WrongState => StatusCodes.Status409Conflict,
        RefusalKind.Unmet => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.TooOften => StatusCodes.Status429TooManyRequests,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
    };
}
