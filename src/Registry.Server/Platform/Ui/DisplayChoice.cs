using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>What a reader chose about the display: language and size of type, by query and kept in a cookie.</summary>
public sealed class DisplayChoice
{
    /// <summary>Name of the query parameter and of the cookie for the size of type.</summary>
    public const string TypeKey = "display";

    private const string Large = "large";
    private const string Normal = "normal";

    private DisplayChoice(string type) => Type = type;

    /// <summary>Size of type, as the stylesheet knows it.</summary>
    public string Type { get; }

    /// <summary>Whether the large type is on.</summary>
    public bool IsLarge => Type == Large;

    /// <summary>What the query that turns the other size on carries.</summary>
    public string OtherType => IsLarge ? Normal : Large;

    /// <summary>The choice of a request.</summary>
    public static DisplayChoice Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new((Known(request.Query[TypeKey]) ?? Known(request.Cookies[TypeKey])) ?? Normal);
    }

    /// <summary>Keeps what a query chose, so that the next page knows it.</summary>
    internal static Task Keep(HttpContext context, RequestDelegate next)
    {
        if (Language.Named(context.Request.Query[Language.Key]) is { } language) Keep(context, Language.Key, language.Name);
        if (Known(context.Request.Query[TypeKey]) is { } type) Keep(context, TypeKey, type);
        return next(context);
    }

    private static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });

    private static string? Known(string? type) => type is Large or Normal ? type : null;
}
