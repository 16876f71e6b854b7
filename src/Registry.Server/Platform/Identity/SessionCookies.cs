using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Registry.Kernel.Identity;
using Registry.Server.Platform.Audit;
using Registry.Server.Platform.Ui;

namespace Registry.Server.Platform.Identity;

/// <summary>
/// The cookies of sessions: sealed, for this host only, out of reach of scripts, and holding nothing but the session's id. Who somebody is
/// is read from the session with each request.
/// </summary>
public static class SessionCookies
{
    /// <summary>The session.</summary>
    public const string Full = "session";

    /// <summary>The short time between password and code; signs nobody in.</summary>
    public const string Half = "sign-in";

    /// <summary>For the pages that somebody whose password is due may see: the one to change it.</summary>
    public const string PasswordMayBeDue = "password-may-be-due";

    private const string Id = "session";
    private const string Prefix = "__Host-";

    /// <summary>Registers cookies, their keys, the tokens of forms, and who may see private pages.</summary>
    public static IServiceCollection AddSessionCookies(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("registry");
        services.AddSingleton<SealedKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<SealedKeys>(static (options, keys) => options.XmlRepository = keys);
        services.AddAntiforgery(static options => Guard(options.Cookie, "form", SameSiteMode.Strict));
        services.AddAuthentication(Full)
            .AddCookie(Full, static options =>
            {
                Configure(options, Full, SameSiteMode.Lax, SignInLimits.Absolute.Value);
                options.Events.OnValidatePrincipal = Validate;
                options.Events.OnRedirectToLogin = static context => SignInAgain(context.HttpContext);
                options.Events.OnRedirectToAccessDenied = static context => Denied(context.HttpContext);
            })
            .AddCookie(Half, static options => Configure(options, Half, SameSiteMode.Strict, SignInLimits.FirstStep.Value));
        services.AddHttpContextAccessor();
        services.AddAuthorizationBuilder()
            .AddPolicy(PasswordMayBeDue, static policy => policy.RequireAuthenticatedUser())
            .SetDefaultPolicy(new AuthorizationPolicyBuilder(Full).RequireAuthenticatedUser().AddRequirements(new PasswordIsFresh()).Build());
        services.AddSingleton<IAuthorizationHandler, PasswordIsFreshHandler>();
        services.AddSingleton<Denials>().AddSingleton<IAuthorizationHandler, DemandsHandler>();
        services.Configure<ForwardedHeadersOptions>(static options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        return services;
    }

    /// <summary>
    /// Takes address and scheme from a proxy on this machine, which ends TLS; and takes a connection within this machine as secure, as
    /// browsers do, so that the registry can be tried without a certificate.
    /// </summary>
    public static void UseProxy(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address) && !context.Request.Headers.ContainsKey("X-Forwarded-Proto"))
            context.Request.Scheme = Uri.UriSchemeHttps;
        return next(context);
    }).UseForwardedHeaders();

    /// <summary>Whether a request brings a session, good or not: what is kept for everybody is not for it.</summary>
    public static bool Carries(HttpRequest request) => request.Cookies.ContainsKey(Prefix + Full);

    /// <summary>Who is signed in with this request; null for a visitor.</summary>
    public static SignedIn? SignedIn(this HttpContext context) => context.Features.Get<SignedIn>();

    /// <summary>Puts a session's id into the answer.</summary>
    public static Task Keep(this HttpContext context, string scheme, string secret) =>
        context.SignInAsync(scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(Id, secret)], scheme)));

    /// <summary>The id between password and code; null where there is none.</summary>
    public static async Task<string?> HalfSession(this HttpContext context) =>
        (await context.AuthenticateAsync(Half)).Principal?.FindFirstValue(Id);

    private static void Configure(CookieAuthenticationOptions options, string name, SameSiteMode site, TimeSpan life)
    {
        Guard(options.Cookie, name, site);
        options.ExpireTimeSpan = life;
        options.SlidingExpiration = false;
    }

    private static void Guard(CookieBuilder cookie, string name, SameSiteMode site)
    {
        cookie.Name = Prefix + name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = site;
        cookie.IsEssential = true;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionStore>();
        var (signedIn, end) = await sessions.See(context.Principal?.FindFirstValue(Id) ?? "");
        if (signedIn is not null)
        {
            context.HttpContext.Features.Set(signedIn);
            return;
        }
        if (end is { } reason) context.HttpContext.Items[typeof(SessionEnd)] = reason;
        if (end is not (null or SessionEnd.CapacityEnded) && HttpMethods.IsPost(context.HttpContext.Request.Method) && context.HttpContext.Request.HasFormContentType)
            context.HttpContext.Items[typeof(KeptForms)] = await sessions.LoginOf(context.Principal?.FindFirstValue(Id) ?? "");
        context.RejectPrincipal();
    }

    /// <summary>What was typed into the form that came too late waits where it was typed.</summary>
    private static async Task SignInAgain(HttpContext context)
    {
        if (context.Items[typeof(KeptForms)] is long login)
            await context.RequestServices.GetRequiredService<KeptForms>().Keep(login, context.Request.Path.Value ?? "/", await context.Request.ReadFormAsync());
        await Redirect(context, Ended(context));
    }

    private static string Ended(HttpContext context) =>
        context.Items[typeof(SessionEnd)] is SessionEnd end ? $"/sign-in?ended={end}" : "/sign-in";

    /// <summary>Whose password is due is led to change it, and the holder of an old account to what is missing; to everybody else the page looks absent.</summary>
    private static Task Denied(HttpContext context)
    {
        var services = context.RequestServices;
        if (context.SignedIn() is { } signedIn && signedIn.Login.IsPasswordDue(services.GetRequiredService<PasswordProfile>(), services.GetRequiredService<Time.RegistryClock>().Now))
            return Redirect(context, "/me/password");
        if (context.SignedIn() is { Login.LegacyAccountId: not null }) return Redirect(context, "/opening?incomplete=1");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context, string place)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = place;
        return Task.CompletedTask;
    }

    private sealed record PasswordIsFresh : IAuthorizationRequirement;

    private sealed class PasswordIsFreshHandler(IHttpContextAccessor accessor, PasswordProfile profile, Time.RegistryClock clock) : AuthorizationHandler<PasswordIsFresh>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PasswordIsFresh requirement)
        {
            if (accessor.HttpContext?.SignedIn() is { } signedIn && !signedIn.Login.IsPasswordDue(profile, clock.Now)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
