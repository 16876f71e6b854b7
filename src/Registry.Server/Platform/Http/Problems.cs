using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Http;

/// <summary>
/// Answers a refusal or a fault of the API as problem details (RFC 9457): the rule with its code, article and facts, or a
/// trace number. Never the words of an exception.
/// </summary>
internal sealed class Problems(IProblemDetailsService writer, ILogger<Problems> logger) : IExceptionHandler
{
    /// <summary>Paths whose answers are for machines.</summary>
    public static bool Concerns(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Concerns(httpContext.Request.Path) || httpContext.Response.HasStarted) return false;
        if (Data.Db.IsOverdue(exception))
        {
            logger.RequestFailed(exception, httpContext.Request.Path, Trace(httpContext));
            exception = RequestRules.TooLong.Refuse();
        }
        var problem = exception switch
        {
            RefusalException refusal => Of(refusal),
            BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Title = RuleTexts.Of(GeneralRules.ValueMalformed.Found(("field", "request"), ("value", "HTTP")), Language.Current) },
            _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError },
        };
        if (exception is not (RefusalException or BadHttpRequestException)) logger.RequestFailed(exception, httpContext.Request.Path, Trace(httpContext));
        httpContext.Response.StatusCode = problem.Status!.Value;
        if (problem.Status == StatusCodes.Status401Unauthorized) httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return await writer.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    /// <summary>What every problem carries: the number by which its trace is found.</summary>
    internal static void Complete(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions["traceId"] = Trace(context.HttpContext);

    /// <summary>The number by which the trace of a request is found.</summary>
    internal static string Trace(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static ProblemDetails Of(RefusalException refusal)
    {
        var problem = new ProblemDetails
        {
            Type = $"/rules#{refusal.Rule.Code}",
            Title = RuleTexts.Of(refusal.Findings[0], Language.Current),
            Status = RefusalStatus.Of(refusal.Rule.Kind),
        };
        problem.Extensions["code"] = refusal.Rule.Code;
        problem.Extensions["article"] = string.Join("; ", refusal.Rule.Citations.Select(RuleTexts.Of));
        problem.Extensions["errors"] = refusal.Findings.Select(Error).ToArray();
        return problem;
    }

    private static Dictionary<string, object> Error(Finding finding)
    {
        var error = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["code"] = finding.Rule.Code,
            ["detail"] = RuleTexts.Of(finding, Language.Current),
            ["facts"] = finding.Facts.ToDictionary(fact => fact.Name, fact => fact.Value),
        };
        if (finding.Facts.FirstOrDefault(fact => fact.Name == "field") is { Value: { Length: > 0 } field }) error["pointer"] = "/" + field.Replace('.', '/');
        return error;
    }
}
