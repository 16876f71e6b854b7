using System.Globalization;
using System.Reflection;

namespace Registry.Server.Capabilities.Portal.Parameters;

/// <summary>One thing that an operator may set, as the running program has it.</summary>
/// <param name="Name">Its variable in the environment.</param>
/// <param name="Value">What is in force; null where nothing is, or where nobody is told.</param>
/// <param name="Told">Whether its value is shown; of a secret only that there is one.</param>
/// <param name="IsSet">Whether there is one.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record Parameter(string Name, string? Value, bool Told, bool IsSet, ParameterOrigin Origin)
{
    /// <summary>All of them. A value that is, or may contain, a secret is never among them.</summary>
    public static IReadOnlyList<Parameter> Of(RegistrySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var messages = settings.Messages;
        return
        [
            Shown("REGISTRY_DATABASE", settings.Database.Shown),
            Shown("REGISTRY_URLS", settings.Urls),
            Shown("REGISTRY_HOME", Path.GetDirectoryName(settings.OutboxFolder)),
            Hidden("REGISTRY_KEYS", true),
            Shown("REGISTRY_PASSWORDS", settings.Passwords.Key),
            Shown("REGISTRY_CHANGE_WAIT_HOURS", Whole((long)settings.ChangeWait.TotalHours)),
            Shown("REGISTRY_PASSKEY_DOMAIN", settings.Passkeys.Domain),
            Shown("REGISTRY_PASSKEY_ORIGINS", settings.Passkeys.Origins.Count > 0 ? string.Join(' ', settings.Passkeys.Origins) : null),
            Shown("REGISTRY_SMS", messages.Sms?.Address.Host),
            Hidden("REGISTRY_SMS_KEY", messages.Sms is not null),
            Shown("REGISTRY_SMTP", messages.Mail is { } mail ? $"{mail.Host}:{Whole(mail.Port)}" : null),
            Hidden("REGISTRY_SMTP_PASSWORD", messages.Mail?.Password is not null),
            Shown("REGISTRY_MAIL_FROM", messages.Mail?.From),
            Shown("REGISTRY_INBOX", messages.Inbox ? "1" : "0"),
            Shown("REGISTRY_MESSAGES_PER_HOUR", Whole(messages.PerHour)),
            Shown("REGISTRY_NOTICE_DAYS", Whole((long)settings.NoticesKept.TotalDays)),
            Shown("REGISTRY_UNREAD_NOTICE_DAYS", Whole((long)settings.UnreadNoticesKept.TotalDays)),
            Shown("REGISTRY_ALARM_LOGINS", Whole(settings.AlarmLogins)),
            Shown("REGISTRY_STORAGE_MEGABYTES", Whole(settings.Storage / 1024 / 1024)),
            Hidden("REGISTRY_CLAMD", settings.Scanner is not null),
        ];

        Parameter Shown(string name, string? value) => new(name, value, true, value is not null, settings.Origins.GetValueOrDefault(name));

        Parameter Hidden(string name, bool isSet) => new(name, null, false, isSet, settings.Origins.GetValueOrDefault(name));
    }

    /// <summary>The settings of a section of <c>appsettings.json</c>; none of them is secret.</summary>
    public static IReadOnlyList<Parameter> Of(string section, object options, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configuration);
        return [.. options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => In(p, options))];

        Parameter In(PropertyInfo property, object of)
        {
            var name = $"{section}__{property.Name}";
            var value = property.GetValue(of) switch
            {
                Dictionary<string, string> words => string.Join("; ", words.Values),
                bool yes => yes ? "1" : "0",
                var other => Convert.ToString(other, CultureInfo.InvariantCulture),
            };
            var origin = !configuration.GetSection($"{section}:{property.Name}").Exists() ? ParameterOrigin.Default
                : Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(v => v.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ? ParameterOrigin.Environment : ParameterOrigin.File;
            return new(name, string.IsNullOrEmpty(value) ? null : value, true, !string.IsNullOrEmpty(value), origin);
        }
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
