using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Registry.Kernel.Rules;

namespace Registry.Server.Platform.Ui;

/// <summary>Answers a page that failed with a page: the rule that refused, or a trace number. The API has its own answers.</summary>
internal sealed class PageFaults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path.StartsWithSegments("/api") || httpContext.Response.HasStarted) return false;
        var refusal = exception as RefusalException;
        httpContext.Response.StatusCode = refusal is null ? StatusCodes.Status500InternalServerError : Status(refusal.Rule.Kind);
        await new RazorComponentResult<ErrorPage>(new
        {
            Refusal = refusal,
            Trace = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
        })
        { StatusCode = httpContext.Response.StatusCode }.ExecuteAsync(httpContext);
        return true;
    }

    private static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.NotEntitled => StatusCodes.Status403Forbidden,
        RefusalKind.Absent => StatusCodes.Status404NotFound,
        RefusalKind.WrongState => StatusCodes.Status409Conflict,
        RefusalKind.Unmet => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
    };
}
