using Registry.Kernel.Identity;
using Registry.Server.Capabilities.Messages;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Files;
using Registry.Server.Platform.Identity;

namespace Registry.Server;

/// <summary>What an operator may set: on the command line, or as environment variables named <c>REGISTRY_...</c>.</summary>
public sealed record RegistrySettings
{
    /// <summary>How long a notice that was read is kept, where nothing else is set.</summary>
    public static readonly TimeSpan NoticesKeptUnlessTold = TimeSpan.FromDays(90);

    /// <summary>How long a notice that nobody read is kept, where nothing else is set.</summary>
    public static readonly TimeSpan UnreadNoticesKeptUnlessTold = TimeSpan.FromDays(365);

    /// <summary>How many logins make an alarm, where nothing else is set.</summary>
    public const int AlarmLoginsUnlessTold = 50;

    /// <summary>How many bytes the files of an account may take, where nothing else is set.</summary>
    public const long StorageUnlessTold = 5L * 1024 * 1024 * 1024;

    /// <summary>Where the data is.</summary>
    public required DatabaseTarget Database { get; init; }

    /// <summary>How long one statement may take while the registry is served; the other verbs take as long as they need.</summary>
    public TimeSpan StatementPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the server listens.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>File of the key that seals personal data.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Which rules passwords follow: <c>mlps3</c> or <c>asvs</c>.</summary>
    public PasswordProfile Passwords { get; init; } = PasswordProfile.Mlps3;

    /// <summary>How long acts that need a code wait after a representative, or a representative's number, password or second factor, was changed.</summary>
    public TimeSpan ChangeWait { get; init; } = SignInLimits.ChangeWait.Value;

    /// <summary>Failed attempts on as many different logins within fifteen minutes raise an alarm.</summary>
    public int AlarmLogins { get; init; } = AlarmLoginsUnlessTold;

    /// <summary>How many bytes the files of an account may take; those of a visitor a tenth of it.</summary>
    public long Storage { get; init; } = StorageUnlessTold;

    /// <summary>For which domain passkeys are made, and on which addresses they are used.</summary>
    public PasskeySettings Passkeys { get; init; } = PasskeySettings.ThisMachine;

    /// <summary>Through what text messages and e-mails go.</summary>
    public MessageSettings Messages { get; init; } = new();

    /// <summary>The scanner that must let every file pass; without one the other inspections decide alone.</summary>
    public VirusScanner? Scanner { get; init; }

    /// <summary>How long a notice that was read is kept in the list of its reader.</summary>
    public TimeSpan NoticesKept { get; init; } = NoticesKeptUnlessTold;

    /// <summary>How long a notice that was not read is kept in the list of its reader.</summary>
    public TimeSpan UnreadNoticesKept { get; init; } = UnreadNoticesKeptUnlessTold;

    /// <summary>Which of them were set, by the variable's name, and where; the others are as the program comes.</summary>
    public IReadOnlyDictionary<string, ParameterOrigin> Origins { get; init; } = new Dictionary<string, ParameterOrigin>();

    /// <summary>Folder into which outgoing messages are written.</summary>
    public required string OutboxFolder { get; init; }

    /// <summary>Folder of the calendars, dictionaries and registers that come with the program.</summary>
    public string DataFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "data");
}
