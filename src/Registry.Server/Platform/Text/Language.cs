using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Registry.Server.Platform.Text;

/// <summary>The two languages of the registry. Chinese is the default and the language of law; the reader may choose English.</summary>
public static class Language
{
    /// <summary>Name of the query parameter and of the cookie that choose a language.</summary>
    public const string Key = "lang";

    /// <summary>Chinese as written in the mainland.</summary>
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>English.</summary>
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The language of the reader.</summary>
    public static CultureInfo Current => Of(CultureInfo.CurrentUICulture);

    /// <summary>Whether a culture is read in English here.</summary>
    public static bool IsEnglish(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "en";
    }

    /// <summary>The language in which a culture is served.</summary>
    public static CultureInfo Of(CultureInfo culture) => IsEnglish(culture) ? English : Chinese;

    /// <summary>The language that a request asks for by query or cookie, if it does; browsers' own preferences are not asked.</summary>
    public static CultureInfo? AskedFor(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Named(request.Query[Key]) ?? Named(request.Cookies[Key]);
    }

    /// <summary>How ASP.NET Core is told the language of a request.</summary>
    public static RequestLocalizationOptions Localization { get; } = new()
    {
        DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Chinese),
        SupportedCultures = [CultureInfo.InvariantCulture],
        SupportedUICultures = [Chinese, English],
        RequestCultureProviders = [new CustomRequestCultureProvider(Provide)],
    };

    /// <summary>The language of a name as written in a query or cookie.</summary>
    public static CultureInfo? Named(string? name) => name switch
    {
        "en" => English,
        "zh" or "zh-CN" => Chinese,
        _ => null,
    };

    private static Task<ProviderCultureResult?> Provide(HttpContext context) => Task.FromResult(
        AskedFor(context.Request) is { } culture ? new ProviderCultureResult("", culture.Name) : null);
}
