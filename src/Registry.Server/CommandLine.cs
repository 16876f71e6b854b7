using System.CommandLine;
using System.Globalization;
using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;

namespace Registry.Server;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int SchemaDoesNotFit = 3;
    public const int Differences = 4;
    public const int KeyDoesNotFit = 5;
    public const int ListMissing = 6;
}

/// <summary>Options that several verbs share.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Database { get; } = new("--database") { Description = "sqlite:PATH or postgres://user:password@host:port/name (REGISTRY_DATABASE)" };

    public Option<string?> Urls { get; } = new("--urls") { Description = "where to listen, default http://127.0.0.1:8080 (REGISTRY_URLS)" };

    public Option<string?> Keys { get; } = new("--keys") { Description = "file of the key that seals personal data, default var/keys/personal.key (REGISTRY_KEYS)" };

    public Option<bool> Json { get; } = new("--json") { Description = "print JSON instead of text" };

    /// <summary>The settings that the options and the environment make; relative paths count from the current folder.</summary>
    /// <exception cref="FormatException">The database is not one that is understood.</exception>
    public RegistrySettings Settings(ParseResult parsed)
    {
        var home = Path.GetFullPath(Environment.GetEnvironmentVariable("REGISTRY_HOME") ?? "var");
        var database = parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("REGISTRY_DATABASE");
        return new RegistrySettings
        {
            Database = database is null ? DatabaseTarget.Sqlite(Path.Combine(home, "registry.db")) : DatabaseTarget.Parse(database),
            Urls = parsed.GetValue(Urls) ?? Environment.GetEnvironmentVariable("REGISTRY_URLS") ?? "http://127.0.0.1:8080",
            KeyFile = Path.GetFullPath(parsed.GetValue(Keys) ?? Environment.GetEnvironmentVariable("REGISTRY_KEYS") ?? Path.Combine(home, "keys", "personal.key")),
            Passwords = PasswordProfile.Of(Environment.GetEnvironmentVariable("REGISTRY_PASSWORDS") ?? PasswordProfile.Mlps3.Key),
            ChangeWait = Environment.GetEnvironmentVariable("REGISTRY_CHANGE_WAIT_HOURS") is { Length: > 0 } hours
                ? TimeSpan.FromHours(int.Parse(hours, NumberStyles.None, CultureInfo.InvariantCulture))
                : SignInLimits.ChangeWait.Value,
            AlarmLogins = (int)(Number("REGISTRY_ALARM_LOGINS") ?? RegistrySettings.AlarmLoginsUnlessTold),
            Storage = Number("REGISTRY_STORAGE_MEGABYTES") * 1024 * 1024 ?? RegistrySettings.StorageUnlessTold,
            Passkeys = PasskeySettings.Of(Environment.GetEnvironmentVariable("REGISTRY_PASSKEY_DOMAIN"), Environment.GetEnvironmentVariable("REGISTRY_PASSKEY_ORIGINS")),
            Messages = MessageSettings.Of(Environment.GetEnvironmentVariable),
            NoticesKept = Days("REGISTRY_NOTICE_DAYS") ?? RegistrySettings.NoticesKeptUnlessTold,
            UnreadNoticesKept = Days("REGISTRY_UNREAD_NOTICE_DAYS") ?? RegistrySettings.UnreadNoticesKeptUnlessTold,
            Scanner = Environment.GetEnvironmentVariable("REGISTRY_CLAMD") is { Length: > 0 } scanner ? VirusScanner.Of(scanner) : null,
            OutboxFolder = Path.Combine(home, "outbox"),
            Origins = Origins(("REGISTRY_DATABASE", parsed.GetValue(Database)), ("REGISTRY_URLS", parsed.GetValue(Urls)), ("REGISTRY_KEYS", parsed.GetValue(Keys))),
        };
    }

    private static Dictionary<string, ParameterOrigin> Origins(params ReadOnlySpan<(string Name, string? Argument)> arguments)
    {
        var origins = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("REGISTRY_", StringComparison.Ordinal) && Environment.GetEnvironmentVariable(name) is { Length: > 0 })
            .ToDictionary(name => name, _ => ParameterOrigin.Environment, StringComparer.Ordinal);
        foreach (var (name, argument) in arguments)
            if (argument is not null) origins[name] = ParameterOrigin.Argument;
        return origins;
    }

    private static long? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } number ? long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static TimeSpan? Days(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } days ? TimeSpan.FromDays(int.Parse(days, NumberStyles.None, CultureInfo.InvariantCulture)) : null;
}
