using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Http;

namespace Registry.Server.Platform.Ui;

/// <summary>Answers a page that failed with a page: the rule that refused, or a trace number. The API has its own answers.</summary>
internal sealed class PageFaults(IServiceScopeFactory scopes, Denials denials, ILogger<PageFaults> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Problems.Concerns(httpContext.Request.Path) || httpContext.Response.HasStarted) return false;
        var overdue = Data.Db.IsOverdue(exception);
        var refusal = overdue ? RequestRules.TooLong.Refuse() : exception as RefusalException;
        if (refusal is null || overdue) logger.RequestFailed(exception, httpContext.Request.Path, Problems.Trace(httpContext));
        else await denials.Record(httpContext, refusal);
        httpContext.Response.StatusCode = refusal is null ? StatusCodes.Status500InternalServerError : RefusalStatus.Of(refusal.Rule.Kind);
        // The page that failed has used up its own services for rendering.
        await using var scope = scopes.CreateAsyncScope();
        httpContext.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<ErrorPage>(new
        {
            Refusal = refusal,
            Trace = Problems.Trace(httpContext),
        })
        { StatusCode = httpContext.Response.StatusCode }.ExecuteAsync(httpContext);
        return true;
    }
}
