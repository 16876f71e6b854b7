using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Identity;

namespace Registry.Server.Platform.Http;

/// <summary>Kinds of requests that are counted apart.</summary>
public enum RequestKind
{
    /// <summary>A page without a search.</summary>
    Page,

    /// <summary>A page with a search, a filter or a place in a list.</summary>
    Search,

    /// <summary>A list as a file.</summary>
    Export,

    /// <summary>A call of the interface for machines.</summary>
    Api,

    /// <summary>A name, a password or a one-time code that is tried.</summary>
    SignIn,

    /// <summary>A form that is sent.</summary>
    Form,
}

/// <summary>
/// How many requests of each kind one login, or one address where nobody is signed in, may make; configuration section <c>Limits</c>. Each node counts for
/// itself. Guesses of passwords and codes are counted in the database besides, for all nodes. S065.
/// </summary>
public sealed class RequestLimits
{
    /// <summary>Pages in a minute.</summary>
    public int Page { get; init; } = 1200;

    /// <summary>Searches in a minute.</summary>
    public int Search { get; init; } = 60;

    /// <summary>Exports in an hour by an address.</summary>
    public int Export { get; init; } = 5;

    /// <summary>Exports in an hour by a login, which answers for what it takes.</summary>
    public int ExportSignedIn { get; init; } = 60;

    /// <summary>Calls of the interface for machines in a minute.</summary>
    public int Api { get; init; } = 600;

    /// <summary>Names, passwords or codes sent to one address of the registry in a minute.</summary>
    public int SignIn { get; init; } = 5;

    /// <summary>Forms in a minute.</summary>
    public int Form { get; init; } = 120;

    private static readonly string[] Doors = ["/sign-in", "/forgotten", "/register", "/activate", "/set-up"];

    /// <summary>The kind of a request, by its method and address alone: no endpoint can be forgotten.</summary>
    public static RequestKind Kind(HttpRequest request)
    {
        var path = request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi")) return RequestKind.Api;
        if (HttpMethods.IsPost(request.Method)) return Doors.Any(door => path.StartsWithSegments(door)) ? RequestKind.SignIn : RequestKind.Form;
        if (path.Value!.EndsWith(".csv", StringComparison.Ordinal) || path.Value.EndsWith(".json", StringComparison.Ordinal)) return RequestKind.Export;
        return request.QueryString.HasValue ? RequestKind.Search : RequestKind.Page;
    }

    internal (int Most, TimeSpan Within) Of(RequestKind kind, bool signedIn) => kind switch
    {
        RequestKind.Page => (Page, TimeSpan.FromMinutes(1)),
        RequestKind.Search => (Search, TimeSpan.FromMinutes(1)),
        RequestKind.Export => (signedIn ? ExportSignedIn : Export, TimeSpan.FromHours(1)),
        RequestKind.Api => (Api, TimeSpan.FromMinutes(1)),
        RequestKind.SignIn => (SignIn, TimeSpan.FromMinutes(1)),
        RequestKind.Form => (Form, TimeSpan.FromMinutes(1)),
    };
}

/// <summary>Counts requests. What is answered from what is kept for everybody costs nothing and is not counted; nor is a caller on this machine, or within this process.</summary>
internal sealed class RequestCounter : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> counters;

    public RequestCounter(IOptions<RequestLimits> limits) =>
        counters = PartitionedRateLimiter.Create<HttpContext, Caller>(context => RateLimitPartition.GetFixedWindowLimiter(Of(context), caller =>
        {
            var (most, within) = limits.Value.Of(caller.Kind, caller.SignedIn);
            return new() { PermitLimit = most, Window = within };
        }));

    /// <exception cref="RefusalException">Too many. <c>request.too-often</c>, with the seconds to wait, which the answer carries as <c>Retry-After</c> too.</exception>
    public void Count(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)) return;
        using var lease = counters.AttemptAcquire(context);
        if (lease.IsAcquired) return;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? (long)Math.Ceiling(left.TotalSeconds) : 60;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = $"{wait}";
            return Task.CompletedTask;
        });
        throw RequestRules.TooOften.Refuse(("seconds", wait));
    }

    public ValueTask DisposeAsync() => counters.DisposeAsync();

    private static Caller Of(HttpContext context)
    {
        var kind = RequestLimits.Kind(context.Request);
        if (context.SignedIn() is { } signedIn) return new(kind, true, $"{signedIn.Login.Id}");
        var place = Place(context.Connection.RemoteIpAddress!);
        return new(kind, false, kind == RequestKind.SignIn ? $"{place} {context.Request.Path}" : place);
    }

    /// <summary>An address; of version 6 its first half, which one subscriber has whole.</summary>
    private static string Place(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    private readonly record struct Caller(RequestKind Kind, bool SignedIn, string Who);
}
