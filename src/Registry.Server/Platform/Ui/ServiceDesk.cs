using Registry.Server.Platform.Text;

namespace Registry.Server.Platform.Ui;

/// <summary>Whom to call and who is responsible; configuration section <c>Service</c>, for interim bodies change.</summary>
public sealed class ServiceDesk
{
    private static readonly Texts Text = Texts.For<UiText>();

    /// <summary>Hotline for opening and using accounts. FAQ 1.1.2.</summary>
    public string AccountsHotline { get; init; } = "010-82268466";

    /// <summary>Hotline for projects and reductions. FAQ 1.1.3.</summary>
    public string ProjectsHotline { get; init; } = "010-82268490";

    /// <summary>Hours of the hotlines on working days.</summary>
    public string Hours { get; init; } = "9:00\u201312:00, 14:00\u201317:00";

    /// <summary>Name of the registry body by language (<c>zh-CN</c>, <c>en</c>).</summary>
    public Dictionary<string, string> RegistryBody { get; init; } = [];

    /// <summary>Name of the trading body by language (<c>zh-CN</c>, <c>en</c>).</summary>
    public Dictionary<string, string> TradingBody { get; init; } = [];

    /// <summary>Where the originals of a joint opening are mailed, by language (<c>zh-CN</c>, <c>en</c>). No address was found in public: without one people are sent to the exchange's site.</summary>
    public Dictionary<string, string> PaperAddress { get; init; } = [];

    /// <summary>Whether the operator of the registry had that address confirmed by the exchange; until then it is marked as not verified.</summary>
    public bool PaperAddressVerified { get; init; }

    /// <summary>The address for the originals as it is told, marked where it is not verified.</summary>
    internal string PaperAddressIn(System.Globalization.CultureInfo language) =>
        PaperAddress.GetValueOrDefault(language.Name) is not { Length: > 0 } address ? Text.In(language, "paper.ask")
        : PaperAddressVerified ? address : address + Text.In(language, "paper.unverified");

    internal string RegistryBodyName => RegistryBody.GetValueOrDefault(Language.Current.Name) ?? Text["body.registry"];

    internal string TradingBodyName => TradingBody.GetValueOrDefault(Language.Current.Name) ?? Text["body.trading"];
}
